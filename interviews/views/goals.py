"""Goals and questions for each of the panel: chosen beforehand, looked at again afterwards."""

from collections.abc import Iterable
from typing import TypeVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import access
from interviews.forms.goals import AddForm, AddGoalsForm, AddQuestionsForm, GoalForm, PanelQuestionForm
from interviews.forms.numbers import parse_int
from interviews.models import Goal, PanelQuestion, PromotionRound
from interviews.pages.goals import ForPanelist, goals_page, questions_page
from interviews.views.methods import Deletion, confirm_delete

get_or_post = require_http_methods(["GET", "HEAD", "POST"])

Wish = TypeVar("Wish", Goal, PanelQuestion)


@get_or_post
def goals(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    posted = posted_form(request, a_round, AddGoalsForm)
    if posted and posted.is_valid() and posted.add(timezone.now()):
        messages.success(request, _("Added."))
        return redirect(f"{reverse('goals', args=[pk])}#for-{posted.panelist.pk}")
    page = goals_page(request, a_round, timezone.now())
    groups = with_forms(page.groups, AddGoalsForm, posted)
    return render(request, "interviews/goals/goals.html", {"page": page, "groups": groups})


@get_or_post
def panel_questions(request: HttpRequest, pk: int) -> HttpResponse:
    a_round = access.round_or_404(request, pk)
    posted = posted_form(request, a_round, AddQuestionsForm)
    if posted and posted.is_valid() and posted.add(timezone.now()):
        messages.success(request, _("Added. At the end of a mock interview they stand beside your answer."))
        return redirect(f"{reverse('panel_questions', args=[pk])}#for-{posted.panelist.pk}")
    page = questions_page(a_round, timezone.now())
    groups = with_forms(page.groups, AddQuestionsForm, posted)
    return render(request, "interviews/goals/questions.html", {"page": page, "groups": groups})


def posted_form(request: HttpRequest, a_round: PromotionRound, form: type[AddForm]) -> AddForm | None:
    """What was sent for one of this round's panel; None where nothing was sent."""
    if request.method != "POST":
        return None
    panelist = access.panelist_or_404(request, parse_int(request.POST.get("panelist", "")) or 0)
    if panelist.round_id != a_round.pk:
        raise Http404
    return form(request.POST, panelist=panelist)


def with_forms(
    groups: Iterable[ForPanelist[Wish]], form: type[AddForm], posted: AddForm | None
) -> list[tuple[ForPanelist[Wish], AddForm | None]]:
    """Each group with the form to add to it, the one that was refused among them; none where nobody sits."""
    forms: list[tuple[ForPanelist[Wish], AddForm | None]] = []
    for group in groups:
        if group.panelist is None:
            forms.append((group, None))
        elif posted and posted.panelist == group.panelist:
            forms.append((group, posted))
        else:
            forms.append((group, form(panelist=group.panelist, there={wish.text for wish in group.wishes})))
    return forms


@get_or_post
def goal(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.goal_or_404(request, pk)
    form = GoalForm(request.POST or None, instance=mine)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("goals", mine.round_id)
    return render(request, "interviews/goals/goal.html", {"form": form, "goal": mine})


@get_or_post
def goal_delete(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.goal_or_404(request, pk)
    deletion = Deletion(
        question=_("Delete this goal?"),
        quoted=mine.text,
        warning=_("What you wrote about it is deleted with it."),
        button=_("Delete goal"),
        back=reverse("goal", args=[pk]),
        done=_("Goal deleted."),
        then=reverse("goals", args=[mine.round_id]),
    )
    return confirm_delete(request, mine, deletion)


@get_or_post
def panel_question(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.panel_question_or_404(request, pk)
    form = PanelQuestionForm(request.POST or None, instance=mine)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("panel_questions", mine.round_id)
    return render(request, "interviews/goals/question.html", {"form": form, "question": mine})


@get_or_post
def panel_question_delete(request: HttpRequest, pk: int) -> HttpResponse:
    mine = access.panel_question_or_404(request, pk)
    deletion = Deletion(
        question=_("Delete this question?"),
        quoted=mine.text,
        warning=_("What they answered is deleted with it."),
        button=_("Delete question"),
        back=reverse("panel_question", args=[pk]),
        done=_("Question deleted."),
        then=reverse("panel_questions", args=[mine.round_id]),
    )
    return confirm_delete(request, mine, deletion)
