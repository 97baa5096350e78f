"""Reviewers, who come by a link and have no account; and the summary a candidate may share."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access
from interviews.forms.numbers import number_in
from interviews.forms.sharing import FinishForm, InviteForm, SummaryForm, TurnReviewForm
from interviews.models import Review
from interviews.pages.sharing import (
    TurnToReview,
    composed,
    content_of,
    reviewers_page,
    summary_choices,
    summary_page,
    turns_to_review,
)
from interviews.services import sharing as services
from interviews.services import speech
from interviews.views.methods import post_else
from interviews.views.speech import part_of

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
TOO_MANY = gettext_lazy("Ten links work already. Take one back first.")

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """For whoever holds a link: no sign-in, kept by nobody, found by no search engine, named to no other site."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: object) -> HttpResponseBase:
        try:
            response = view(request, token, **kwargs)
        except Http404:
            response = render(request, "interviews/sharing/gone.html", status=404)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "same-origin"
        return response

    return login_not_required(opened)


# --- The candidate's side of reviews


@get_or_post
def reviewers(request: HttpRequest, pk: int) -> HttpResponse:
    session = access.session_or_404(request, pk)
    if session.status != session.Status.FINISHED:
        return redirect("room", pk)
    form = InviteForm(request.POST or None, panelists=list(session.round.panelists.all()))
    if form.is_valid():
        try:
            return invited(request, form, session.pk)
        except services.TooManyLinks:
            form.add_error(None, TOO_MANY)
    page = reviewers_page(session, timezone.now())
    return render(request, "interviews/reviewing/reviewers.html", {"form": form, "page": page})


def invited(request: HttpRequest, form: InviteForm, pk: int) -> HttpResponse:
    chosen = form.cleaned_data
    review, token = services.invite(
        session=access.session_or_404(request, pk),
        reviewer=chosen["reviewer"],
        days=chosen["days"],
        shares_recordings=chosen["shares_recordings"],
        panelist=form.panelist(),
        now=timezone.now(),
    )
    return show_link(request, review, token)


def show_link(request: HttpRequest, review: Review, token: str) -> HttpResponse:
    """The only time that the link can be seen: afterwards only its hash is known."""
    address = request.build_absolute_uri(reverse("reviewed", args=[token]))
    return render(request, "interviews/reviewing/link.html", {"review": review, "address": address})


def to_reviewers(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("reviewers", access.review_or_404(request, pk).session_id)


@post_else(to_reviewers)
def review_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    review = access.review_or_404(request, pk)
    services.revoke(link=review, now=timezone.now())
    messages.success(request, _("The link does not work any more. What was said stays with you."))
    return redirect("reviewers", review.session_id)


@post_else(to_reviewers)
def review_renew(request: HttpRequest, pk: int) -> HttpResponse:
    review = access.review_or_404(request, pk)
    return show_link(request, review, services.renew(review=review, now=timezone.now()))


# --- The reviewer's side


@by_link
@get_or_post
def reviewed(request: HttpRequest, token: str) -> HttpResponse:
    review = access.review_by_token_or_404(token, timezone.now())
    services.opened(link=review, now=timezone.now())
    finish = FinishForm(request.POST if "finish" in request.POST else None, initial={"comment": review.comment})
    if finish.is_valid():
        services.finish_review(review=review, comment=finish.cleaned_data["comment"], now=timezone.now())
        return render(request, "interviews/reviewing/thanks.html", {"token": token})
    sent = None
    if request.method == "POST" and not finish.is_bound:
        sent = turn_form(request, review)
        if sent.is_valid():
            return redirect(f"{reverse('reviewed', args=[token])}#question-{sent.position}")
    context = {"review": review, "turns": with_forms(review, sent), "finish": finish, "token": token}
    return render(request, "interviews/reviewing/reviewed.html", context, status=422 if sent else 200)


def turn_form(request: HttpRequest, review: Review) -> TurnReviewForm:
    """What was said about one turn, kept where it is in order."""
    position = number_in(request.POST.get("turn", "")) or 0
    turn = review.session.turns.filter(position=position, answers__isnull=False).first()
    if turn is None:
        raise Http404
    form = TurnReviewForm(request.POST, turn=turn)
    if form.is_valid():
        services.review_turn(review=review, turn=turn, **form.cleaned_data)
    return form


def with_forms(review: Review, sent: TurnReviewForm | None) -> list[tuple[TurnToReview, TurnReviewForm]]:
    """Each question with its form, the one that was refused among them."""
    return [
        (one, sent if sent and sent.position == one.turn.position else TurnReviewForm(turn=one.turn, said=one.said))
        for one in turns_to_review(review)
    ]


@by_link
@require_safe
def reviewed_recording(request: HttpRequest, token: str, pk: int) -> HttpResponseBase:
    review = access.review_by_token_or_404(token, timezone.now())
    answer = access.answer_under_review_or_404(review, pk)
    found = speech.recording_of(answer) if review.shares_recordings else None
    if found is None:
        raise Http404
    return part_of(found, request.headers.get("Range", ""))


# --- The summary


@get_or_post
def summary(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    choices = summary_choices(a_round)
    form = SummaryForm(request.POST or None, choices=[(key, line) for key, (_heading, line) in choices.items()])
    context: dict[str, object] = {"form": form, "page": summary_page(a_round, timezone.now())}
    if not form.is_valid():
        return render(request, "interviews/sharing/summary.html", context)
    chosen = form.cleaned_data
    content = composed(chosen["own_words"], chosen["items"], choices)
    if "share" not in request.POST:
        return render(request, "interviews/sharing/preview.html", {**context, "content": content})
    try:
        token = services.share(
            a_round=a_round, content=content, shown_to=chosen["shown_to"], days=chosen["days"], now=timezone.now()
        )
    except services.TooManyLinks:
        form.add_error(None, TOO_MANY)
        return render(request, "interviews/sharing/summary.html", context)
    address = request.build_absolute_uri(reverse("shared", args=[token]))
    return render(request, "interviews/sharing/link.html", {"address": address, "round": a_round})


def to_summary(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("summary", access.shared_summary_or_404(request, pk).round_id)


@post_else(to_summary)
def summary_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.shared_summary_or_404(request, pk)
    services.revoke(link=mine, now=timezone.now())
    messages.success(request, _("The link does not work any more."))
    return redirect("summary", mine.round_id)


@by_link
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    mine = access.shared_summary_by_token_or_404(token, timezone.now())
    services.opened(link=mine, now=timezone.now())
    return render(request, "interviews/sharing/shared.html", {"content": content_of(mine), "summary": mine})
