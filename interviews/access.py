"""The only way to a candidate's things: theirs, or 404. No other role opens them, staff and superusers included."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Min, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from interviews.models import (
    Answer,
    AskedQuestion,
    Candidate,
    Debrief,
    Decision,
    Evidence,
    EvidenceUse,
    Goal,
    LedgerLine,
    Note,
    Panelist,
    PanelQuestion,
    Pitch,
    PracticeSession,
    PromotionRound,
    Recall,
    Review,
    SharedSummary,
    Turn,
    TurnReview,
    User,
)
from interviews.models.debriefs import AskedQuestionQuerySet, LedgerLineQuerySet
from interviews.models.evidence import EvidenceQuerySet
from interviews.models.goals import GoalQuerySet
from interviews.models.pitches import PitchQuerySet
from interviews.models.practice import PracticeSessionQuerySet
from interviews.models.reviews import hash_of
from interviews.models.rounds import NoteQuerySet, PromotionRoundQuerySet
from interviews.models.spacing import RecallQuerySet

BOTH_WAYS = ("finished_at", "-finished_at")


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
    return rounds_of(request).current().select_related("candidate", "previous", "decision", "debrief").first()


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


def evidence_of(request: HttpRequest) -> EvidenceQuerySet:
    return Evidence.objects.of(user_of(request))


def evidence_or_404(request: HttpRequest, pk: int) -> Evidence:
    return get_object_or_404(evidence_of(request).select_related("candidate"), pk=pk)


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


def pitches_of(request: HttpRequest) -> PitchQuerySet:
    return Pitch.objects.of(user_of(request))


def pitch_or_404(request: HttpRequest, pk: int) -> Pitch:
    return get_object_or_404(pitches_of(request).select_related("round"), pk=pk)


def round_by_calendar_or_404(token: str) -> PromotionRound:
    """The current round of whoever made this calendar address. It shows days and a time, nothing that was written."""
    rounds = PromotionRound.objects.current().select_related("candidate__user")
    return get_object_or_404(rounds, candidate__calendar_hash=hash_of(token))


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


def debriefs_between(request: HttpRequest, after: datetime | None, before: datetime | None) -> list[Debrief]:
    """Those of real interviews in that time; without an end, from the first or to the last."""
    found = Debrief.objects.of(user_of(request)).select_related("round").order_by("held_at")
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


def debrief_or_404(request: HttpRequest, round_pk: int) -> Debrief:
    """The debrief of that round; a blank one, not saved, where nothing was written yet."""
    a_round = round_or_404(request, round_pk)
    written = Debrief.objects.of(user_of(request)).filter(round=a_round).select_related("round__candidate").first()
    return written or Debrief(round=a_round)


def asked_questions_of(request: HttpRequest) -> AskedQuestionQuerySet:
    return AskedQuestion.objects.of(user_of(request))


def asked_question_or_404(request: HttpRequest, pk: int) -> AskedQuestion:
    return get_object_or_404(asked_questions_of(request).select_related("round__candidate"), pk=pk)


def ledger_of(request: HttpRequest) -> LedgerLineQuerySet:
    return LedgerLine.objects.of(user_of(request))


def ledger_line_or_404(request: HttpRequest, pk: int) -> LedgerLine:
    return get_object_or_404(ledger_of(request).select_related("round__candidate"), pk=pk)


def recalls_of(request: HttpRequest) -> RecallQuerySet:
    return Recall.objects.of(user_of(request))


def days_due(a_round: PromotionRound) -> list[date]:
    """The day on which each question that was rated comes back; HR's retired ones do not."""
    in_use = Recall.objects.in_use().filter(candidate=a_round.candidate_id)
    return list(in_use.values_list("due", flat=True))


def asked_before(a_round: PromotionRound) -> list[AskedQuestion]:
    """What the last real panel on the way to this round asked."""
    return AskedQuestion.objects.on_the_way_to(a_round)


def review_or_404(request: HttpRequest, pk: int) -> Review:
    """The candidate's own side of an invitation."""
    return get_object_or_404(Review.objects.of(user_of(request)).select_related("session__round__candidate"), pk=pk)


def review_by_token_or_404(token: str, now: datetime) -> Review:
    """The reviewer's side: whoever holds a link that still works. One that is wrong, over or revoked is not there."""
    live = Review.objects.by_token(token).live(now)
    return get_object_or_404(live.select_related("session__round__candidate__user"))


def answer_under_review_or_404(review: Review, pk: int) -> Answer:
    """An answer of the session that the reviewer was asked about; no other."""
    answers = Answer.objects.filter(turn__session=review.session_id).select_related("turn__session__round__candidate")
    return get_object_or_404(answers, pk=pk)


def preparation_of(a_round: PromotionRound) -> tuple[int, datetime | None, list[str]]:
    """How many practices were finished, when the first was, and what was practised in them."""
    sessions = PracticeSession.objects.finished().filter(round=a_round)
    names = Turn.objects.filter(session__in=sessions, answers__status=Answer.Status.GIVEN).order_by("competency_name")
    counted = sessions.aggregate(count=Count("pk"), first=Min("finished_at"))
    return counted["count"], counted["first"], list(names.values_list("competency_name", flat=True).distinct())


def shared_summary_or_404(request: HttpRequest, pk: int) -> SharedSummary:
    """The candidate's own side of what they share."""
    theirs = SharedSummary.objects.of(user_of(request))
    return get_object_or_404(theirs.select_related("round__candidate"), pk=pk)


def shared_summary_by_token_or_404(token: str, now: datetime) -> SharedSummary:
    live = SharedSummary.objects.by_token(token).live(now)
    return get_object_or_404(live.select_related("round__candidate__user"))


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


def answers_asked_now(request: HttpRequest, session_pk: int) -> list[Answer]:
    """What was said to the question being asked in that session, the open answer last; nothing where none is theirs."""
    asked = Turn.objects.filter(answers__status=Answer.Status.OPEN, session__pk=session_pk).order_by()
    answers = Answer.objects.of(user_of(request)).filter(turn__in=asked).order_by("number")
    return list(answers.select_related("turn__session__round__candidate"))


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
