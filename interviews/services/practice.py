"""A practice session from drawing its questions to rating its answers. Every verb may be sent twice and acts once."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from interviews.analysis.listening import AnswerTiming, counts
from interviews.message import Message, gettext_noop
from interviews.models import (
    Answer,
    AskedQuestion,
    Candidate,
    Competency,
    Kind,
    Manner,
    Note,
    PracticeSession,
    PromotionRound,
    Recall,
    Turn,
)
from interviews.models.speech import spoken
from interviews.rules.drawing import BankTooSmall
from interviews.rules.spacing import comes_back
from interviews.services.running_order import Asking, Choice, running_order, spoken_in
from interviews.services.speech import append_late_transcripts

#: Rated where a question names no competency: how it was said can always be rated.
FALLBACK_COMPETENCY: Final = "communication"

Status = PracticeSession.Status


@transaction.atomic
def start(*, round: PromotionRound, choice: Choice, start_key: UUID, seed: int, now: datetime) -> PracticeSession:
    """A session with its questions drawn and written down.

    The same `start_key` gives the session it gave before, until that is finished: then somebody went back to the page
    and wants another. Raises BankTooSmall, NothingDue, NothingAsked and PanelIncomplete.
    """
    Candidate.objects.select_for_update().get(pk=round.candidate_id)
    key = uuid5(start_key, str(round.candidate_id))
    while started := PracticeSession.objects.filter(start_key=key).first():
        if started.status != Status.FINISHED:
            return started
        key = uuid5(key, str(started.pk))
    askings = running_order(round, choice, seed=seed, today=timezone.localdate(now))
    session = PracticeSession.objects.create(
        round=round,
        start_key=key,
        mode=choice.mode,
        manner=choice.manner,
        length=len(askings),
        seed=seed,
        language=spoken_in(askings),
        created_at=now,
    )
    fallback = fallback_competency()
    Turn.objects.bulk_create(
        turn_of(session, position, asking, fallback) for position, asking in enumerate(askings, start=1)
    )
    return session


def turn_of(session: PracticeSession, position: int, asking: Asking, fallback: Competency) -> Turn:
    """The question as it is kept: later edits of the bank or the panel do not reach it."""
    source, asker = asking.source, asking.asker
    competency = source.competency or fallback
    turn = Turn(
        session=session,
        position=position,
        panelist=asker,
        seat=asker.seat,
        asked_by=asker.called,
        asked_by_title=asker.title,
        text=source.text,
        competency=competency,
        competency_name=competency.name,
        anchors=competency.anchors,
    )
    if isinstance(source, AskedQuestion):
        turn.asked_question, turn.kind = source, Kind.BEHAVIOURAL
    else:
        turn.question, turn.kind = source, source.kind
        turn.probes, turn.listen_for = source.probes, source.listen_for
    return turn


@transaction.atomic
def try_again(*, turn: Turn) -> bool:
    """Ask an answered question again, right after what is open now. Only while learning, once; whether it comes."""
    session = locked(turn.session)
    answer = open_answer(session)
    can = session.manner == Manner.PRACTISE and session.status == Status.RUNNING and answer is not None
    if not can or answer is None or turn.position >= answer.turn.position:
        return False
    at = answer.turn.position
    following = session.turns.filter(position=at + 1).first()
    if following and is_same(following, turn):
        return True
    make_room(session, after=at)
    again = Turn.objects.get(pk=turn.pk)
    again.pk, again.position, again.rating, again._state.adding = None, at + 1, None, True
    again.save()
    return True


def is_same(one: Turn, other: Turn) -> bool:
    return (one.question_id, one.asked_question_id) == (other.question_id, other.asked_question_id)


def make_room(session: PracticeSession, *, after: int) -> None:
    """Move later turns one on. In two steps, since no two may stand at one position even for a moment."""
    far = session.length + 1
    session.turns.filter(position__gt=after).update(position=F("position") + far)
    session.turns.filter(position__gt=far + after).update(position=F("position") - (far - 1))
    session.length += 1
    session.save(update_fields=["length"])


def fallback_competency() -> Competency:
    found = Competency.objects.filter(key=FALLBACK_COMPETENCY).first() or Competency.objects.first()
    if found is None:
        raise BankTooSmall([Message(gettext_noop("There is no competency to rate an answer by."))])
    return found


def locked(session: PracticeSession) -> PracticeSession:
    """The session as it is now, held until the transaction ends."""
    return PracticeSession.objects.select_for_update().get(pk=session.pk)


@transaction.atomic
def enter(*, session: PracticeSession, nerves: int | None, now: datetime) -> None:
    """From the lobby into the room: the first question is asked and its clock starts."""
    session = locked(session)
    if session.status != Status.LOBBY:
        return
    session.status, session.nerves_before, session.started_at = Status.RUNNING, nerves, now
    session.save(update_fields=["status", "nerves_before", "started_at"])
    ask(session.turns.get(position=1), now)


def ask(turn: Turn, now: datetime, *, reaction: dict[str, str] | None = None) -> Answer:
    """`reaction` is what is said to the answer before."""
    return Answer.objects.create(turn=turn, asked=turn.text, clock_started_at=now, reaction=reaction or {})


def open_answer(session: PracticeSession) -> Answer | None:
    return Answer.objects.open().filter(turn__session=session).first()


@transaction.atomic
def pause(*, session: PracticeSession, now: datetime) -> None:
    """The clock stands still until `resume`."""
    session = locked(session)
    if session.status == Status.RUNNING:
        set_status(session, Status.PAUSED)
        set_clock(open_answer(session), now, running=False)


@transaction.atomic
def resume(*, session: PracticeSession, now: datetime) -> None:
    session = locked(session)
    if session.status == Status.PAUSED:
        set_status(session, Status.RUNNING)
        set_clock(open_answer(session), now, running=True)


def set_status(session: PracticeSession, status: str) -> None:
    session.status = status
    session.save(update_fields=["status"])


def set_clock(answer: Answer | None, now: datetime, *, running: bool) -> None:
    """Bank the seconds so far. Only the clock's columns are written: a draft may be saved at the same moment."""
    if answer:
        answer.seconds = answer.seconds_at(now)
        answer.clock_started_at = now if running else None
        answer.save(update_fields=["seconds", "clock_started_at"])


@transaction.atomic
def end(*, session: PracticeSession, now: datetime) -> None:
    """Leave before everything was asked. What was written to the open question counts as its answer."""
    session = locked(session)
    if session.status not in (Status.RUNNING, Status.PAUSED):
        return
    if answer := open_answer(session):
        set_clock(answer, now, running=False)
        answer.refresh_from_db(fields=["text", "revision", "spoken_upto"])
        answer.status = Answer.Status.GIVEN
        append_late_transcripts(answer)
        answer.status = Answer.Status.GIVEN if answer.text else Answer.Status.SKIPPED
        answer.save(update_fields=["status"])
    set_status(session, Status.LEAVING)


@transaction.atomic
def leave(*, session: PracticeSession, nerves_after: int | None, learned: str, now: datetime) -> None:
    """Finish. One line that was learned becomes a note of the round."""
    session = locked(session)
    if session.status != Status.LEAVING:
        return
    session.status, session.nerves_after, session.finished_at = Status.FINISHED, nerves_after, now
    session.counts = counts_of(session)
    session.save(update_fields=["status", "nerves_after", "finished_at", "counts"])
    if learned:
        Note.objects.create(round_id=session.round_id, kind=Note.Kind.LEARNED, text=learned, created_at=now)


def counts_of(session: PracticeSession) -> dict[str, float]:
    """What was said in it, in numbers: the charts of many practices need not read every answer again."""
    given = Answer.objects.filter(turn__session=session, status=Answer.Status.GIVEN).prefetch_related("segments")
    return counts(
        (
            AnswerTiming(answer.text, answer.seconds, said.talked if (said := spoken(answer)) else None)
            for answer in given
            if answer.text
        ),
        language=session.language,
    )


@transaction.atomic
def rate_turn(*, turn: Turn, rating: int | None, keep: str, change: str, now: datetime) -> None:
    """The candidate's rating (None: not yet) and their notes; a note that was emptied goes away."""
    locked(turn.session)
    turn.rating = rating
    turn.save(update_fields=["rating"])
    space(turn)
    for kind, text in ((Note.Kind.KEEP, keep), (Note.Kind.CHANGE, change)):
        write_note(turn, kind, text, now)


def space(turn: Turn) -> None:
    """When its question comes back, from all its ratings; a rating taken back takes its part in that back."""
    a_round = turn.session.round
    source: dict[str, Any] = {"question": turn.question, "asked_question": turn.asked_question}
    if not any(source.values()):
        return
    rated = Turn.objects.filter(session__round__candidate=a_round.candidate_id, rating__isnull=False, **source)
    ratings = list(rated.order_by("session__created_at", "position").values_list("session__created_at", "rating"))
    if not ratings:
        Recall.objects.filter(candidate=a_round.candidate_id, **source).delete()
        return
    interview = timezone.localdate(a_round.interview_at) if a_round.interview_at else None
    due = comes_back([(timezone.localdate(day), rating or 1) for day, rating in ratings], interview)
    Recall.objects.update_or_create(candidate_id=a_round.candidate_id, **source, defaults={"due": due})


def write_note(turn: Turn, kind: str, text: str, now: datetime) -> None:
    if not text:
        turn.notes.filter(kind=kind).delete()
        return
    Note.objects.update_or_create(
        turn=turn,
        kind=kind,
        defaults={"text": text},
        create_defaults={"text": text, "round_id": turn.session.round_id, "created_at": now},
    )
