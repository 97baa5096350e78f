"""The evidence bank: stories, figures, kudos; bringing many in; the coverage map; sheets to hand over."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access
from interviews.forms.evidence import EvidenceForm, ImportForm, SearchForm
from interviews.forms.numbers import parse_int
from interviews.models import Evidence
from interviews.pages.evidence import (
    bank_page,
    brought_page,
    columns_to_import,
    coverage_page,
    exported,
    import_page,
    sheet_page,
    story_shape,
)
from interviews.services import evidence as services
from interviews.services.printing import pdf
from interviews.views.methods import Deletion, confirm_delete, redirect_unless_post

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    page = bank_page(request, form.wanted())
    return render(request, "interviews/evidence/bank.html", {"form": form, "page": page})


@get_or_post
def evidence_new(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in Evidence.Kind.values:
        raise Http404
    return write(request, Evidence(candidate=access.candidate_of(request), kind=kind))


@get_or_post
def evidence_item(request: HttpRequest, pk: int) -> HttpResponse:
    return write(request, access.evidence_or_404(request, pk))


def write(request: HttpRequest, one: Evidence) -> HttpResponse:
    tags = {"competencies": request.GET.getlist("competency"), "seats": request.GET.getlist("seat")}
    form = EvidenceForm(request.POST or None, instance=one, initial={} if one.pk else tags)
    back = came_from(request)
    if form.is_valid():
        services.write(one=one, save=form.save)
        messages.success(request, _("Saved. You can use it in every round."))
        return redirect(back)
    context = {"form": form, "one": one, "shape": story_shape(one), "back": back}
    return render(request, "interviews/evidence/item.html", context)


def came_from(request: HttpRequest) -> str:
    """The map of the round that led here, else the bank."""
    a_round = access.rounds_of(request).filter(pk=parse_int(request.GET.get("round", "")) or 0).first()
    return reverse("coverage", args=[a_round.pk]) if a_round else reverse("evidence")


@get_or_post
def evidence_delete(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.evidence_or_404(request, pk)
    deletion = Deletion(
        question=_("Delete this %(kind)s?") % {"kind": mine.get_kind_display().lower()},
        quoted=mine.title,
        warning=_("It will be removed from your evidence and every sheet. Answers that use it won't change."),
        button=_("Delete"),
        back=reverse("evidence_item", args=[pk]),
        done=_("“%(title)s” deleted.") % {"title": mine.title},
        then=reverse("evidence"),
    )
    return confirm_delete(request, mine, deletion)


@get_or_post
def evidence_import(request: HttpRequest) -> HttpResponse:
    """Shown first, kept second."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "interviews/evidence/import.html", {"form": form, "columns": columns_to_import()})
    page = import_page(request, form.read())
    if "keep" in request.POST and page.new:
        now = timezone.now()
        services.import_rows(candidate=access.candidate_of(request), rows=page.read.rows, now=now)
        return redirect(f"{reverse('evidence_brought')}?{urlencode({'at': now.isoformat()})}")
    context = {"form": form, "page": page, "columns": columns_to_import()}
    return render(request, "interviews/evidence/import.html", context)


@get_or_post
def evidence_brought(request: HttpRequest) -> HttpResponse:
    """What a list has just brought, and the way back."""
    moment = parse_moment(request.GET.get("at", ""))
    page = brought_page(request, moment) if moment else None
    if moment is None or page is None or not page.count:
        return redirect("evidence")
    if request.method == "POST":
        gone = services.undo_import(candidate=access.candidate_of(request), brought_at=moment)
        messages.success(request, ngettext("%d deleted again.", "%d deleted again.", gone) % gone)
        return redirect("evidence")
    return render(request, "interviews/evidence/brought.html", {"page": page})


def parse_moment(text: str) -> datetime | None:
    """A moment in UTC, as our own addresses have it; None for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.utcoffset() == timedelta(0) else None


@require_safe
def evidence_export(request: HttpRequest) -> HttpResponse:
    mark = "\ufeff"  # Without it some spreadsheets take it for another encoding.
    response = HttpResponse(mark + exported(request), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="evidence.csv"'
    return response


def to_review(request: HttpRequest, pk: int) -> HttpResponse:
    turn = access.answer_or_404(request, pk).turn
    return redirect("review_turn", turn.session_id, turn.position)


@redirect_unless_post(to_review)
def evidence_use(request: HttpRequest, pk: int) -> HttpResponse:
    """Used in this answer; pressed again, not."""
    answer = access.answer_or_404(request, pk)
    mine = access.evidence_or_404(request, parse_int(request.POST.get("evidence", "")) or 0)
    used = services.use(evidence=mine, answer=answer, now=timezone.now())
    messages.success(request, _("Noted as used here.") if used else _("No longer noted as used here."))
    back = "room" if request.POST.get("back") == "room" else ""
    return redirect("room", answer.turn.session_id) if back else to_review(request, pk)


@require_safe
def coverage(request: HttpRequest, pk: int) -> HttpResponse:
    page = coverage_page(request, access.round_or_404(request, pk))
    return render(request, "interviews/evidence/coverage.html", {"page": page})


@require_safe
def sheet(request: HttpRequest, pk: int, *, is_short: bool) -> HttpResponse:
    page = sheet_page(request, access.round_or_404(request, pk), is_short=is_short)
    return render(request, "interviews/evidence/sheet.html", {"page": page})


@require_safe
def sheet_pdf(request: HttpRequest, pk: int, *, is_short: bool) -> HttpResponse:
    page = sheet_page(request, access.round_or_404(request, pk), is_short=is_short)
    name = "one-page" if is_short else "brag-sheet"
    response = HttpResponse(pdf(page.sheet), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
