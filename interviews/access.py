"""The only way to a candidate's things: theirs, or 404. No other role opens them, staff and superusers included."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from interviews.models import (
    Answer,
    AskedQuestion,
    Candidate,
    Debrief,
    Decision,
    DeletedItem,
    Evidence,
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
from interviews.models.trash import DeletedItemQuerySet


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


def round_with_its_story_or_404(request: HttpRequest, pk: int) -> PromotionRound:
    """With what was decided and how it went, and how the one before it went."""
    whole = rounds_of(request).select_related("candidate", "previous__debrief", "decision", "debrief")
    return get_object_or_404(whole, pk=pk)


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


def deleted_items_of(request: HttpRequest) -> DeletedItemQuerySet:
    return DeletedItem.objects.of(user_of(request))


def deleted_item_or_404(request: HttpRequest, pk: int) -> DeletedItem:
    return get_object_or_404(deleted_items_of(request), pk=pk)


def pitches_of(request: HttpRequest) -> PitchQuerySet:
    return Pitch.objects.of(user_of(request))


def pitch_or_404(request: HttpRequest, pk: int) -> Pitch:
    return get_object_or_404(pitches_of(request).select_related("round"), pk=pk)


def round_by_calendar_or_404(token: str) -> PromotionRound:
    """The current round of whoever made this calendar address. It shows days and a time, nothing that was written."""
    rounds = PromotionRound.objects.current().select_related("candidate__user")
    return get_object_or_404(rounds, candidate__calendar_hash=hash_of(token))


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
        Turn.objects.select_related("session__round__candidate").prefetch_related("answers__segments"),
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
