"""What a candidate writes to one question: drafts, done, skipped. No text that the server took is ever overwritten.

Every save names the revision it was written over. An older one changes nothing: the caller gets the server's text back
and lets the person decide.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from django.db import transaction

from interviews.analysis.probing import MEMORY_REASONS, OWN_PROBE, Asked, FollowUp, follow_up
from interviews.analysis.reactions import reaction
from interviews.models import Answer, Kind, Mode, PracticeSession, Turn, User
from interviews.models.practice import LARGEST_KEY, MAX_ANSWER_LENGTH
from interviews.models.words import render_message
from interviews.services.listening import TurnReading, read_in_time, told, told_before
from interviews.services.practice import ask, locked, set_status
from interviews.services.speech import append_late_transcripts

#: A drill has ten minutes for everybody, so one; else two at most (EVIDENCE, pacing: one or two).
FOLLOW_UPS: Final = 2
FOLLOW_UPS_IN_A_DRILL: Final = 1
#: Moves in an interview that show the panel remembers: a story told before, a figure told otherwise.
SURPRISES: Final = 2
SENTENCE_END: Final = re.compile(r"[.!?…]\s+|\n")

Given = Answer.Status.GIVEN
Skipped = Answer.Status.SKIPPED


class SaveOutcome(Enum):
    """What became of a text that was sent."""

    SAVED = "saved"
    CONFLICT = "conflict"  # It was not written on what the server has.
    CLOSED = "closed"  # The answer was given or skipped before.
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Lineage:
    """How a page proves that its text was written on the one the server has, where its revision is behind.

    Until a page hears back from a save it can't know the next revision. So it sends its own name, `writer`, and the
    `count` of this save: what the same page saved earlier is a text that the person saw. `after` is the page that a
    restored copy comes from, with the count of that page's last save when the copy was made.
    """

    writer: str = ""
    count: int = 0
    after: str = ""
    after_count: int = 0

    def includes(self, answer: Answer) -> bool:
        """Whether the server's text was saved earlier by this page, or by the one that it restored."""
        by_this_page = answer.writer == self.writer and answer.writer_count < self.count
        by_the_one_before = answer.writer == self.after and answer.writer_count <= self.after_count
        return bool(answer.writer) and (by_this_page or by_the_one_before)

    def is_this_save(self, answer: Answer) -> bool:
        """Whether this very save was written before: its response was lost, or it came twice."""
        return bool(self.writer) and (answer.writer, answer.writer_count) == (self.writer, self.count)


NO_LINEAGE: Final = Lineage()


@dataclass(frozen=True, slots=True)
class SaveResult:
    """The answer as it is on the server now, and whether the text that was sent is in it."""

    outcome: SaveOutcome
    text: str
    revision: int
    spoken_upto: int = field(default=0, compare=False)
    writer: str = field(default="", compare=False)
    writer_count: int = field(default=0, compare=False)

    @property
    def is_saved(self) -> bool:
        return self.outcome is SaveOutcome.SAVED


def save_draft(
    *,
    user: User,
    pk: int,
    text: str,
    revision: int,
    lineage: Lineage = NO_LINEAGE,
    spoken_upto: int | None = None,
) -> SaveResult | None:
    """Save what is being typed; None where `user` has no such answer. One UPDATE when all is well.

    `revision` is that of the server's text which the person saw. `spoken_upto` is the number of the last segment whose
    words are in the text.
    """
    if not is_key(pk):
        return None
    columns = {"writer": lineage.writer, "writer_count": lineage.count, **optional_fields(spoken_upto)}
    mine = Answer.objects.owned_by(user)
    if mine.write(pk, text, revision, **columns):
        return SaveResult(SaveOutcome.SAVED, text, revision + 1)
    answer = mine.filter(pk=pk).first()
    if answer is None:
        return None
    if lineage.includes(answer) and mine.write(pk, text, answer.revision, **columns):
        return SaveResult(SaveOutcome.SAVED, text, answer.revision + 1)
    answer.refresh_from_db()
    return result_of(answer, text, lineage)


def is_key(pk: int) -> bool:
    """A number in an address may be larger than any that the database can compare."""
    return pk <= LARGEST_KEY


def optional_fields(spoken_upto: int | None) -> dict[str, object]:
    """Nothing from a page that knows nothing of speech."""
    return {} if spoken_upto is None else {"spoken_upto": spoken_upto}


def result_of(answer: Answer, text: str, lineage: Lineage = NO_LINEAGE) -> SaveResult:
    """Why `text` was not written now. If an open answer says the same, it was written before, and all is well."""
    was_saved = answer.text == text or lineage.is_this_save(answer)
    open_outcome = SaveOutcome.SAVED if was_saved else SaveOutcome.CONFLICT
    outcome = open_outcome if answer.status == Answer.Status.OPEN else SaveOutcome.CLOSED
    return SaveResult(outcome, answer.text, answer.revision, answer.spoken_upto, answer.writer, answer.writer_count)


def give(*, answer: Answer, text: str, revision: int, now: datetime, **heard: int | None) -> SaveResult:
    """The answer is done: a follow-up is asked where one fits, else the next question, else all are asked.

    `heard` is what `close` takes.
    """
    reading = read_in_time(answer, text, answer.seconds_at(now))
    return close(answer, text, revision, Given, now, reading, **heard)


def skip(*, answer: Answer, text: str, revision: int, now: datetime, **heard: int | None) -> SaveResult:
    """On to the next question. What was typed stays with the skipped one."""
    return close(answer, text, revision, Skipped, now, None, **heard)


@transaction.atomic
def close(
    answer: Answer,
    text: str,
    revision: int,
    status: str,
    now: datetime,
    reading: TurnReading | None,
    *,
    spoken_upto: int | None = None,
    interrupted_after: int | None = None,
) -> SaveResult:
    """`reading` is what was read in `text` beforehand, or None.

    `interrupted_after` are the characters that were there when the page let somebody come in.
    """
    session = locked(answer.turn.session)
    current = Answer.objects.select_related("turn__session__round__candidate").get(pk=answer.pk)
    seconds = current.seconds_at(now)
    columns = {"status": status, "seconds": seconds, "clock_started_at": None, **optional_fields(spoken_upto)}
    if interrupted_after is not None:
        columns |= {"interrupted_after": min(interrupted_after, len(text)), "interruption": current.turn.interruption}
    if current.text == text:  # Saved before, as a draft whose response was lost.
        revision = current.revision
    if not Answer.objects.write(current.pk, text, revision, **columns):
        current.refresh_from_db(fields=["text", "revision", "status"])
        return result_of(current, text)
    current.refresh_from_db(fields=["text", "revision", "status", "seconds", "spoken_upto"])
    append_late_transcripts(current)
    go_on(session, current, now, keep_findings(current, reading))
    return SaveResult(SaveOutcome.SAVED, current.text, current.revision)


def keep_findings(answer: Answer, reading: TurnReading | None) -> TurnReading | None:
    """Keep what was read with the answer. Words that came in meanwhile are read here: seldom, and they are few."""
    if reading and reading.text != answer.text:
        reading = read_in_time(answer, answer.text, answer.seconds)
    if reading:
        Answer.objects.filter(pk=answer.pk).update(findings=reading.as_findings(answer.revision))
    return reading


def go_on(session: PracticeSession, answer: Answer, now: datetime, reading: TurnReading | None) -> None:
    """Ask what comes after this answer, while there is time. Whoever answers a paused session has come back to it."""
    if is_time_up(answer.turn.session):
        set_status(session, PracticeSession.Status.LEAVING)
        return
    following = session.turns.filter(position=answer.turn.position + 1).first()
    if found := fitting_follow_up(answer, reading):
        Answer.objects.create(
            turn=answer.turn,
            number=answer.number + 1,
            asked=" ".join(render_message(part) for part in (found.lead, found.text) if part),
            why_asked=found.reason,
            clock_started_at=now,
        )
    elif following:
        ask(following, now, reaction=reaction_to(answer, reading))
    set_status(session, status_after(asked=bool(found or following)))


def is_time_up(session: PracticeSession) -> bool:
    """Whether a drill has had its ten minutes: who is called in at short notice is not kept longer either."""
    return session.is_timed_drill and session.seconds_banked() >= session.drill_seconds


def status_after(*, asked: bool) -> str:
    return PracticeSession.Status.RUNNING if asked else PracticeSession.Status.LEAVING


def fitting_follow_up(answer: Answer, reading: TurnReading | None) -> FollowUp | None:
    """What the same person asks next, given all that was said so far; nothing after a skipped question."""
    turn = answer.turn
    at_most = FOLLOW_UPS_IN_A_DRILL if turn.session.mode == Mode.TEN_MINUTE_DRILL else FOLLOW_UPS
    if answer.status == Skipped or reading is None or answer.number >= at_most:
        return None
    put = list(turn.answers.filter(number__range=(1, answer.number)))
    asked = Asked(
        turn.text,
        turn.seat,
        probes=turn.own_probes,
        follow_ups=[each.asked for each in put],
        reasons={each.why_asked for each in put},
        own_first=turn.session.mode == Mode.REPLAY,
    )
    found = follow_up(
        asked,
        reading.so_far,
        seed=turn.session.seed + turn.position + answer.number,
        at_most=at_most,
        told=told(answer, reading.own),
        earlier=told_before(turn) if surprises_left(turn.session) else (),
    )
    return found if fits_kind(found, turn) else None


def reaction_to(answer: Answer, reading: TurnReading | None) -> dict[str, str]:
    """What whoever asked says to the answer before the next question comes, by whom; empty for nothing."""
    turn = answer.turn
    if reading is None or not turn.session.round.candidate.panel_reacts or turn.kind == Kind.CLOSING:
        return {}
    round_of_lines = turn.session.turns.filter(seat=turn.seat, position__lt=turn.position).count()
    said = reaction(reading.so_far, reading.so_far_text, seat=turn.seat, seed=turn.session.seed, number=round_of_lines)
    return {"seat": turn.seat, "by": turn.asked_by, "words": render_message(said)} if said else {}


def surprises_left(session: PracticeSession) -> bool:
    """Whether the panel may still show that it remembers: more than twice, and it is a habit."""
    asked = Answer.objects.filter(turn__session=session, why_asked__in=MEMORY_REASONS)
    return asked.count() < SURPRISES


def fits_kind(found: FollowUp | None, turn: Turn) -> bool:
    """At the end the candidate asks: figures and results are not what is missing there."""
    return found is not None and (turn.kind != Kind.CLOSING or found.reason == OWN_PROBE)


def with_added(kept: str, typed: str) -> str:
    """`kept` with what `typed` says beyond it: a box from an older tab often begins with the same sentences."""
    if typed.startswith(kept):
        return typed
    differ = (at for at, (one, other) in enumerate(zip(kept, typed, strict=False)) if one != other)
    shared = next(differ, len(typed))
    begins = max((end.end() for end in SENTENCE_END.finditer(typed, 0, shared)), default=0)
    return "\n\n".join(part for part in (kept, typed[begins:].strip()) if part)


@transaction.atomic
def add(*, answer: Answer, text: str, revision: int, spoken_upto: int | None = None) -> SaveResult:
    """Put `text` under an answer that was given or skipped before, once."""
    locked(answer.turn.session)
    current = Answer.objects.get(pk=answer.pk)
    if current.text.endswith(text):
        return SaveResult(SaveOutcome.SAVED, current.text, current.revision)
    if current.revision != revision or current.status == Answer.Status.OPEN:
        return SaveResult(SaveOutcome.CONFLICT, current.text, current.revision)
    joined = with_added(current.text, text)
    if len(joined) > MAX_ANSWER_LENGTH:
        return SaveResult(SaveOutcome.TOO_LONG, current.text, current.revision)
    current.text, current.status, current.revision = joined, Given, revision + 1
    current.spoken_upto = max(current.spoken_upto, spoken_upto or 0)
    current.save(update_fields=["text", "status", "revision", "spoken_upto"])
    return SaveResult(SaveOutcome.SAVED, joined, current.revision)
