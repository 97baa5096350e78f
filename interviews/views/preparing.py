"""On the way to the day: pitches, the plan with its calendar and cards, the brief."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access
from interviews.forms.numbers import parse_int
from interviews.forms.pitches import PitchForm
from interviews.models import Pitch, PromotionRound
from interviews.pages.preparing import brief_sheet, mocks_of, pitch_page, plan_page
from interviews.services import calendars, pitches
from interviews.services.printing import pdf
from interviews.views.methods import Deletion, confirm_delete, redirect_unless_post

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def pitch(request: HttpRequest, pk: int, kind: str = Pitch.Kind.WHY_ME) -> HttpResponse:
    if kind not in Pitch.Kind.values:
        raise Http404
    a_round = access.round_or_404(request, pk)
    page = pitch_page(request, a_round, kind, parse_int(request.GET.get("compare", "")))
    form = PitchForm(request.POST or None, initial={"text": page.start})
    if form.is_valid():
        is_new = pitches.save_pitch(a_round=a_round, kind=kind, text=form.cleaned_data["text"], now=timezone.now())
        messages.success(request, _("Saved as a new version.") if is_new else _("No changes to save."))
        return redirect("pitch", pk, kind)
    return render(request, "interviews/pitches/pitch.html", {"form": form, "page": page, "kinds": Pitch.Kind.choices})


@get_or_post
def pitch_delete(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.pitch_or_404(request, pk)
    back = reverse("pitch", args=[mine.round_id, mine.kind])
    deletion = Deletion(
        question=_("Delete this version?"),
        quoted=mine.text,
        warning=_("The other versions stay."),
        button=_("Delete version"),
        back=back,
        done=_("Version deleted."),
        then=back,
    )
    return confirm_delete(request, mine, deletion)


@require_safe
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    page = plan_page(access.round_or_404(request, pk), timezone.localdate())
    return render(request, "interviews/plan/plan.html", {"page": page})


@require_safe
def plan_ics(request: HttpRequest, pk: int) -> HttpResponse:
    return calendar_of(access.round_or_404(request, pk))


def calendar_of(a_round: PromotionRound) -> HttpResponse:
    content = calendars.calendar(
        a_round=a_round,
        mocks=mocks_of(a_round, timezone.localdate()),
        practice=_("Practice %(number)d of %(of)d"),
        interview=_("Interview"),
        now=timezone.now(),
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="practice.ics"'
    return response


@login_not_required
@cache_control(no_store=True, private=True)
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar program, which cannot sign in: days of practice and the time of the interview, no word more."""
    a_round = access.round_by_calendar_or_404(token)
    with timezone.override(a_round.candidate.user.zone):
        return calendar_of(a_round)


def to_rounds(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("plan", access.round_or_404(request, pk).pk)


@redirect_unless_post(to_rounds)
def calendar_address(request: HttpRequest, pk: int) -> HttpResponse:
    """A new address, shown this once; or none any more."""
    a_round = access.round_or_404(request, pk)
    if "stop" in request.POST:
        calendars.stop_calendar(candidate=a_round.candidate)
        messages.success(request, _("The calendar address no longer works."))
        return redirect("plan", pk)
    token = calendars.new_calendar_address(candidate=a_round.candidate)
    address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    return render(request, "interviews/plan/address.html", {"address": address, "round": a_round})


@require_safe
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    newest = {one.kind: one for one in reversed(a_round.pitches.all())}
    content = calendars.flash_cards(
        a_round=a_round, evidence=access.evidence_of(request), pitches=newest.values(), name=_("My next round")
    )
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = 'attachment; filename="next-round.apkg"'
    return response


@require_safe
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    return render(request, "interviews/brief/brief.html", {"round": a_round, "sheet": brief_sheet(request, a_round)})


@require_safe
def brief_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    response = HttpResponse(pdf(brief_sheet(request, access.round_or_404(request, pk))), content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="brief.pdf"'
    return response


@login_not_required
@require_safe
def brief_worker(request: HttpRequest, pk: int) -> HttpResponse:
    """The script that answers for the brief without a network. It lies beside it, so it answers for nothing else."""
    return render(request, "interviews/brief/worker.js", {"pk": pk}, content_type="text/javascript")
