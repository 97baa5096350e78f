"""What pages ask of somebody's things, once access.py has said that they are theirs."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice
from typing import TypedDict

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from interviews.models import (
    Answer,
    AskedQuestion,
    Debrief,
    Evidence,
    EvidenceUse,
    Note,
    PanelQuestion,
    Pitch,
    PracticeSession,
    PromotionRound,
    Recall,
    Turn,
    TurnReview,
    User,
)
from interviews.models.rounds import NoteQuerySet

BOTH_WAYS = ("finished_at", "-finished_at")


def evidence_fitting(turn: Turn) -> list[Evidence]:
    """Stories that show what the question is about, meant for that seat or for anybody, and not used in this session.

    The least used first; at most three.
    """
    session = turn.session
    used_here = EvidenceUse.objects.filter(answer__turn__session=session).values("evidence")
    stories = Evidence.objects.stories().filter(candidate=session.round.candidate_id, competencies=turn.competency_id)
    fresh = stories.exclude(pk__in=used_here).annotate(times=Count("uses")).order_by("times", "-created_at", "-pk")
    fitting = (story for story in fresh if not story.seats or turn.seat in story.seats)
    return list(islice(fitting, 3))


def evidence_used_in(turn: Turn) -> list[EvidenceUse]:
    used = EvidenceUse.objects.filter(answer__turn=turn)
    return list(used.select_related("evidence").order_by("created_at", "pk"))


def finished_at(a_round: PromotionRound, most: int) -> list[datetime]:
    """When its first `most` finished practices were; drills count."""
    finished = PracticeSession.objects.finished().filter(round=a_round, finished_at__isnull=False)
    moments = finished.order_by("finished_at").values_list("finished_at", flat=True)[:most]
    return [moment for moment in moments if moment]


def turns_rated_in(sessions: Iterable[PracticeSession]) -> list[Turn]:
    rated = Turn.objects.filter(session__in=list(sessions), rating__isnull=False)
    return list(rated.only("session_id", "position", "seat", "competency_name", "rating").order_by("position"))


def ratings_of_others_in(sessions: Iterable[PracticeSession]) -> list[TurnReview]:
    """What reviewers rated, with the turns it is about and who they are."""
    rated = TurnReview.objects.filter(review__session__in=list(sessions), rating__isnull=False)
    names = ["session_id", "position", "seat", "competency_name", "rating"]
    needed = ["rating", "review__reviewer", *(f"turn__{name}" for name in names)]
    return list(rated.select_related("turn", "review").only(*needed).order_by("review__created_at", "turn__position"))


def debriefs_between(user: User, after: datetime | None, before: datetime | None) -> list[Debrief]:
    """Those of real interviews in that time; without an end, from the first or to the last."""
    found = Debrief.objects.of(user).select_related("round").order_by("held_at")
    found = found.filter(held_at__gt=after) if after else found
    return list(found.filter(held_at__lt=before) if before else found)


def first_and_last_practices(rounds: Iterable[PromotionRound]) -> list[PracticeSession]:
    """Of each round, the first that was finished and the last, the older first."""
    finished = PracticeSession.objects.finished().filter(round=OuterRef("pk"))
    ends = [finished.order_by(order, order.replace("finished_at", "pk")).values("pk")[:1] for order in BOTH_WAYS]
    mine = PromotionRound.objects.filter(pk__in=[one.pk for one in rounds])
    pairs = mine.annotate(first=Subquery(ends[0]), last=Subquery(ends[1])).values_list("first", "last")
    wanted = {pk for pair in pairs.order_by() for pk in pair if pk}
    return list(PracticeSession.objects.filter(pk__in=wanted).order_by("finished_at", "pk"))


def attempts_before(turn: Turn) -> QuerySet[Turn]:
    """The other times this candidate was asked the same question."""
    if not (turn.question_id or turn.asked_question_id):
        return Turn.objects.none()
    same = Turn.objects.filter(
        session__round__candidate=turn.session.round.candidate_id,
        question=turn.question_id,
        asked_question=turn.asked_question_id,
        answers__number=0,
    )
    return same.exclude(pk=turn.pk)


def other_attempts(turn: Turn) -> list[Turn]:
    """The latest of them, newest first."""
    others = attempts_before(turn).select_related("session__round").prefetch_related("answers")
    return list(others.order_by("-session__created_at", "-position")[:20])


def questions_due(a_round: PromotionRound, today: date) -> int:
    return Recall.objects.in_use().filter(candidate=a_round.candidate_id).due(today).count()


def days_due(a_round: PromotionRound) -> list[date]:
    """The day on which each question that was rated comes back; HR's retired ones do not."""
    in_use = Recall.objects.in_use().filter(candidate=a_round.candidate_id)
    return list(in_use.values_list("due", flat=True))


def asked_before(a_round: PromotionRound) -> list[AskedQuestion]:
    """What the last real panel on the way to this round asked."""
    return AskedQuestion.objects.on_the_way_to(a_round)


def preparation_of(a_round: PromotionRound) -> tuple[int, datetime | None, list[str]]:
    """How many practices were finished, when the first was, and what was practised in them."""
    sessions = PracticeSession.objects.finished().filter(round=a_round)
    names = Turn.objects.filter(session__in=sessions, answers__status=Answer.Status.GIVEN).order_by("competency_name")
    counted = sessions.aggregate(count=Count("pk"), first=Min("finished_at"))
    return counted["count"], counted["first"], list(names.values_list("competency_name", flat=True).distinct())


def answer_waiting_in(session: PracticeSession) -> Answer | None:
    """The one being asked, with its turn; None where all are answered."""
    return Answer.objects.open().filter(turn__session=session).select_related("turn").first()


def answers_to_rate(session: PracticeSession) -> list[Answer]:
    """Given to a question that nobody rated, with something in them."""
    given = Answer.objects.filter(turn__session=session, turn__rating=None, status=Answer.Status.GIVEN)
    return [answer for answer in given if answer.text]


def words_before(turn: Turn) -> QuerySet[Answer, str]:
    """What was said to the questions before this one in the same interview."""
    return Answer.objects.before(turn).values_list("text", flat=True)


def turns_answered(a_round: PromotionRound) -> QuerySet[Turn]:
    """The questions of the round's practices that were answered; a skipped one was not."""
    return Turn.objects.filter(session__round=a_round, answers__number=0, answers__status=Answer.Status.GIVEN)


def notes_from(session: PracticeSession) -> NoteQuerySet:
    """What was noted about its answers, and the one thing learned, which is written at the moment it finishes."""
    learned = Q(turn=None, kind=Note.Kind.LEARNED, created_at=session.finished_at)
    return Note.objects.filter(learned | Q(turn__session=session), round=session.round_id)


class RoundCounts(TypedDict):
    questions: int
    asked: int
    has_pitch: bool
    has_evidence: bool


def counts_of(a_round: PromotionRound) -> RoundCounts:
    """How much there is of what the round's page only counts, in one query."""
    questions = PanelQuestion.objects.filter(round=a_round).order_by().values("round").annotate(n=Count("pk"))
    asked = AskedQuestion.objects.filter(round=a_round).order_by().values("round").annotate(n=Count("pk"))
    row = PromotionRound.objects.filter(pk=a_round.pk).order_by()
    counted = row.values_list(
        Coalesce(Subquery(questions.values("n")), 0),
        Coalesce(Subquery(asked.values("n")), 0),
        Exists(Pitch.objects.filter(round=a_round)),
        Exists(Evidence.objects.filter(candidate=a_round.candidate_id)),
    ).get()
    return RoundCounts(questions=counted[0], asked=counted[1], has_pitch=counted[2], has_evidence=counted[3])
