"""Reviewers, who come by a link and have no account; and the summary a candidate may share."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Final

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
from interviews.forms.numbers import parse_int
from interviews.forms.sharing import FinishForm, FriendsForm, InviteForm, SummaryForm, TurnReviewForm
from interviews.models import PracticeSession, Review
from interviews.models.reviews import hash_of
from interviews.pages.sharing import (
    composed,
    content_of,
    reviewed_page,
    reviewers_page,
    summary_choices,
    summary_page,
    turns_to_review,
)
from interviews.services import sharing as services
from interviews.services import speech
from interviews.views.methods import redirect_unless_post
from interviews.views.speech import part_of

get_or_post = require_http_methods(["GET", "HEAD", "POST"])
TOO_MANY = gettext_lazy("You already have ten active links. Revoke one first.")

View = Callable[..., HttpResponseBase]


def by_link(view: View) -> View:
    """For whoever holds a link: no sign-in, kept by nobody, found by no search engine, named to no other site."""

    @wraps(view)
    def opened(request: HttpRequest, token: str, **kwargs: object) -> HttpResponseBase:
        try:
            response = view(request, token, **kwargs)
        except Http404:
            words = [request.POST[name].strip() for name in request.POST if name.endswith("comment")]
            response = render(
                request, "interviews/sharing/gone.html", {"words": "\n\n".join(filter(None, words))}, status=404
            )
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
    panelists = list(session.round.panelists.all())
    is_panel = "panel" in request.POST
    one = InviteForm(None if is_panel else request.POST or None, panelists=panelists)
    friends = FriendsForm(request.POST if is_panel else None, panelists=panelists)
    form = friends if is_panel else one
    if form.is_valid():
        try:
            return invited(request, form, session)
        except services.TooManyLinks:
            form.add_error(None, TOO_MANY)
    context = {"form": one, "friends": friends, "page": reviewers_page(session, timezone.now())}
    return render(request, "interviews/reviewing/reviewers.html", context)


def invited(request: HttpRequest, form: InviteForm | FriendsForm, session: PracticeSession) -> HttpResponse:
    chosen = form.cleaned_data
    links = services.invite(
        session=session,
        guests=form.guests(),
        days=chosen["days"],
        shares_recordings=chosen["shares_recordings"],
        now=timezone.now(),
    )
    return show_links(request, links)


def show_links(request: HttpRequest, made: list[tuple[Review, str]]) -> HttpResponse:
    """The only time that the links can be seen: afterwards only their hashes are known."""
    links = [(review, request.build_absolute_uri(reverse("reviewed", args=[token]))) for review, token in made]
    return render(request, "interviews/reviewing/link.html", {"links": links, "pk": made[0][0].session_id})


def to_reviewers(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("reviewers", access.review_or_404(request, pk).session_id)


@redirect_unless_post(to_reviewers)
def review_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    review = access.review_or_404(request, pk)
    services.revoke(link=review, now=timezone.now())
    messages.success(request, _("The link no longer works. You keep the feedback."))
    return redirect("reviewers", review.session_id)


@redirect_unless_post(to_reviewers)
def review_renew(request: HttpRequest, pk: int) -> HttpResponse:
    review = access.review_or_404(request, pk)
    return show_links(request, [(review, services.renew(review=review, now=timezone.now()))])


# --- The reviewer's side

#: In the address of the page that a finished review leads to.
THANKS: Final = "thanks"


@by_link
@get_or_post
def reviewed(request: HttpRequest, token: str) -> HttpResponse:
    review = access.review_by_token_or_404(token, timezone.now())
    services.opened(link=review, now=timezone.now())
    if THANKS in request.GET and review.finished_at and request.method != "POST":
        return render(request, "interviews/reviewing/thanks.html")
    sent = request.POST or None
    turns = [(one, TurnReviewForm(sent, turn=one.turn, said=one.said)) for one in turns_to_review(review)]
    finish = FinishForm(sent, initial={"comment": review.comment})
    if sent and all(form.is_valid() for form in [finish, *(form for _one, form in turns)]):
        said = [services.SaidOfTurn(form.turn, **form.cleaned_data) for _one, form in turns]
        return kept(request, review, said, finish.cleaned_data["comment"])
    context = {
        "page": reviewed_page(review),
        "turns": turns,
        "finish": finish,
        "token": token,
        "is_refused": bool(sent),
    }
    with timezone.override(review.session.round.candidate.user.zone):  # As the link's text says it.
        return render(request, "interviews/reviewing/reviewed.html", context, status=422 if sent else 200)


def kept(request: HttpRequest, review: Review, said: list[services.SaidOfTurn], comment: str) -> HttpResponse:
    """Any button sends all of it: nothing typed under one question is lost by saving another."""
    is_finished = "finish" in request.POST
    try:
        services.save_review(review=review, said=said, comment=comment, is_finished=is_finished, now=timezone.now())
    except services.LinkEnded as error:
        raise Http404 from error
    if is_finished:
        return redirect(f"{request.path}?{THANKS}")
    return redirect(f"{request.path}#question-{parse_int(request.POST.get('at', '')) or 1}")


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
    if not form.is_valid() or "change" in request.POST:
        return render(request, "interviews/sharing/summary.html", context)
    chosen, now = form.cleaned_data, timezone.now()
    content = composed(chosen["own_words"], chosen["items"], choices)
    seen = hash_of(json.dumps(content))
    if "share" not in request.POST or request.POST.get("seen") != seen:
        context |= {"content": content, "seen": seen, "written_at": now, "has_changed": "share" in request.POST}
        return render(request, "interviews/sharing/preview.html", context)
    shown_to, days = chosen["shown_to"], chosen["days"]
    try:
        token = services.share(a_round=a_round, content=content, shown_to=shown_to, days=days, now=now)
    except services.TooManyLinks:
        form.add_error(None, TOO_MANY)
        return render(request, "interviews/sharing/summary.html", context)
    address = request.build_absolute_uri(reverse("shared", args=[token]))
    return render(request, "interviews/sharing/link.html", {"address": address, "round": a_round})


def to_summary(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("summary", access.shared_summary_or_404(request, pk).round_id)


@redirect_unless_post(to_summary)
def summary_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.shared_summary_or_404(request, pk)
    services.revoke(link=mine, now=timezone.now())
    messages.success(request, _("The link no longer works."))
    return redirect("summary", mine.round_id)


@by_link
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    mine = access.shared_summary_by_token_or_404(token, timezone.now())
    services.opened(link=mine, now=timezone.now())
    context = {"content": content_of(mine), "written_at": mine.created_at}
    with timezone.override(mine.round.candidate.user.zone):  # As it was previewed, wherever it is read.
        return render(request, "interviews/sharing/shared.html", context)
