"""The only way to a candidate's things: theirs, or 404. No other role opens them, staff and superusers included."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Sum
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from interviews.models import (
    Answer,
    Candidate,
    Decision,
    Goal,
    Note,
    Panelist,
    PanelQuestion,
    PracticeSession,
    PromotionRound,
    Turn,
    User,
)
from interviews.models.goals import GoalQuerySet
from interviews.models.practice import AnswerQuerySet, PracticeSessionQuerySet
from interviews.models.rounds import NoteQuerySet, PromotionRoundQuerySet


def user_of(request: HttpRequest) -> User:
    """Who signed in. Views are behind sign-in, so nobody else gets here."""
    if isinstance(request.user, AnonymousUser):
        raise Http404
    return request.user


def candidate_of(request: HttpRequest) -> Candidate:
    return get_object_or_404(Candidate, user=user_of(request))


def rounds_of(request: HttpRequest) -> PromotionRoundQuerySet:
    return PromotionRound.objects.of(user_of(request))


def current_round_of(request: HttpRequest) -> PromotionRound | None:
    return rounds_of(request).current().select_related("candidate", "previous", "decision").first()


def round_or_404(request: HttpRequest, pk: int) -> PromotionRound:
    return get_object_or_404(rounds_of(request).select_related("candidate", "previous"), pk=pk)


def decision_or_404(request: HttpRequest, round_pk: int) -> Decision:
    """What was thought about going to that round; a blank one, not saved, where nothing was yet."""
    a_round = round_or_404(request, round_pk)
    return Decision.objects.of(user_of(request)).filter(round=a_round).select_related(
        "round__candidate"
    ).first() or Decision(round=a_round)


def panelist_or_404(request: HttpRequest, pk: int) -> Panelist:
    return get_object_or_404(
        Panelist.objects.select_related("round__candidate"), pk=pk, round__candidate__user=user_of(request)
    )


def goals_of(request: HttpRequest) -> GoalQuerySet:
    return Goal.objects.of(user_of(request))


def goal_or_404(request: HttpRequest, pk: int) -> Goal:
    return get_object_or_404(goals_of(request).select_related("round"), pk=pk)


def panel_question_or_404(request: HttpRequest, pk: int) -> PanelQuestion:
    return get_object_or_404(PanelQuestion.objects.of(user_of(request)).select_related("round"), pk=pk)


def notes_of(request: HttpRequest) -> NoteQuerySet:
    return Note.objects.of(user_of(request))


def note_or_404(request: HttpRequest, pk: int) -> Note:
    return get_object_or_404(
        Note.objects.select_related("round__candidate"), pk=pk, round__candidate__user=user_of(request)
    )


def sessions_of(request: HttpRequest) -> PracticeSessionQuerySet:
    return PracticeSession.objects.of(user_of(request))


def session_or_404(request: HttpRequest, pk: int) -> PracticeSession:
    return get_object_or_404(sessions_of(request).select_related("round__candidate"), pk=pk)


def turn_or_404(request: HttpRequest, session_pk: int, position: int) -> Turn:
    return get_object_or_404(
        Turn.objects.select_related("session__round__candidate"),
        session__pk=session_pk,  # not session=: that one cannot take a number too large for the database
        position=position,
        session__round__candidate__user=user_of(request),
    )


def answer_or_404(request: HttpRequest, pk: int) -> Answer:
    return get_object_or_404(
        Answer.objects.of(user_of(request)).select_related("turn__session__round__candidate"), pk=pk
    )


def answers_of(request: HttpRequest) -> AnswerQuerySet:
    """Theirs, fit for UPDATE: the owner is looked up beside the answer, so conditions stay on the answer's own row."""
    return Answer.objects.filter(turn__in=Turn.objects.filter(session__round__candidate__user=user_of(request)))


def answers_to_open_turn(session: PracticeSession) -> list[Answer]:
    """What was said to the question that is being asked, with its turn; the open answer comes last."""
    asked_now = Answer.objects.filter(turn__session=session, turn__answers__status=Answer.Status.OPEN)
    return list(asked_now.select_related("turn").order_by("number"))


def answers_to_rate(session: PracticeSession) -> list[Answer]:
    """Given to a question that nobody rated, with something in them."""
    given = Answer.objects.filter(turn__session=session, turn__rating=None, status=Answer.Status.GIVEN)
    return [answer for answer in given if answer.text]


def seconds_banked(session: PracticeSession) -> int:
    """Seconds on the clocks of all its answers, without the stretch that runs."""
    answers = Answer.objects.filter(turn__session=session)
    return answers.aggregate(banked=Sum("seconds", default=0))["banked"] or 0
