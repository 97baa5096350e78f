"""After the real interview: the debrief, what they asked, wording to ask for feedback, the ledger."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access
from interviews.forms.debriefs import AskedQuestionForm, DebriefForm, LedgerLineForm, ManyAskedForm
from interviews.models import AskedQuestion, LedgerLine
from interviews.pages.debriefs import asked_page, feedback_page, ledger_page
from interviews.services import debriefs as services
from interviews.views.methods import Deletion, confirm_delete, redirect_unless_post

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
def debrief(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.debrief_or_404(request, pk)
    form = DebriefForm(request.POST or None, instance=mine, now=timezone.now())
    if form.is_valid():
        services.save_debrief(debrief=form.save(commit=False), now=timezone.now())
        form.save_m2m()
        messages.success(request, _("Saved. Now add their questions while you remember them."))
        return redirect("asked_questions", pk)
    return render(request, "interviews/debriefs/debrief.html", {"form": form, "round": mine.round})


@get_or_post
def asked_questions(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    many = ManyAskedForm(request.POST if "lines" in request.POST else None)
    one = AskedQuestionForm(
        request.POST if request.method == "POST" and "lines" not in request.POST else None,
        instance=AskedQuestion(round=a_round),
        evidence=access.evidence_of(request).stories(),
    )
    asked = None
    if many.is_valid():
        asked = services.questions_from(a_round, many.cleaned_data["lines"])
    elif one.is_valid():
        asked = [one.save(commit=False)]
    if asked is None:
        context = {"page": asked_page(a_round), "one": one, "many": many}
        return render(request, "interviews/debriefs/asked.html", context)
    added = services.add_asked(a_round=a_round, asked=asked, now=timezone.now())
    messages.success(request, ngettext("%d question added.", "%d questions added.", added) % added)
    return redirect("asked_questions", pk)


@get_or_post
def asked_question(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.asked_question_or_404(request, pk)
    form = AskedQuestionForm(request.POST or None, instance=mine, evidence=access.evidence_of(request).stories())
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("asked_questions", mine.round_id)
    return render(request, "interviews/debriefs/asked_one.html", {"form": form, "asked": mine})


def to_asked(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("asked_questions", access.asked_question_or_404(request, pk).round_id)


@redirect_unless_post(to_asked)
def asked_question_up(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.asked_question_or_404(request, pk)
    services.move_up(asked=mine)
    return redirect("asked_questions", mine.round_id)


@get_or_post
def asked_question_delete(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.asked_question_or_404(request, pk)
    back = reverse("asked_questions", args=[mine.round_id])
    deletion = Deletion(
        question=_("Delete this question?"),
        quoted=mine.text,
        warning=_(
            "It will be removed from the debrief and from future replays. "
            "Practice interviews that already asked it won't change."
        ),
        button=_("Delete question"),
        back=back,
        done=_("Question deleted."),
        then=back,
    )
    return confirm_delete(request, mine, deletion)


@require_safe
def feedback(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    return render(request, "interviews/debriefs/feedback.html", {"page": feedback_page(a_round)})


@require_safe
def ledger(request: HttpRequest) -> HttpResponse:
    page = ledger_page(request, request.GET.get("page", "1"), only_open="open" in request.GET)
    return render(request, "interviews/ledger/ledger.html", {"page": page})


@get_or_post
def ledger_line_new(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    said = a_round.feedback if request.GET.get("said") == "feedback" else ""
    return write_line(request, LedgerLine(round=a_round, said=said))


@get_or_post
def ledger_line(request: HttpRequest, pk: int) -> HttpResponse:
    return write_line(request, access.ledger_line_or_404(request, pk))


def write_line(request: HttpRequest, line: LedgerLine) -> HttpResponse:
    form = LedgerLineForm(
        request.POST or None,
        instance=line,
        evidence=access.evidence_of(request),
        rounds=access.rounds_of(request),
    )
    if form.is_valid():
        services.write_line(line=line, save=form.save)
        messages.success(request, _("Saved."))
        return redirect("ledger_line_new", line.round_id) if "another" in request.POST else redirect("ledger")
    return render(request, "interviews/ledger/line.html", {"form": form, "line": line})


@get_or_post
def ledger_line_delete(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.ledger_line_or_404(request, pk)
    deletion = Deletion(
        question=_("Delete?"),
        quoted=mine.said,
        warning=_("Everything you recorded about it will be deleted too."),
        button=_("Delete"),
        back=reverse("ledger_line", args=[pk]),
        done=_("Deleted."),
        then=reverse("ledger"),
    )
    return confirm_delete(request, mine, deletion)
