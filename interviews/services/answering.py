"""What a candidate writes to one question: drafts, done, skipped. No text that the server took is ever overwritten.

Every save names the revision it was written over. An older one changes nothing: the caller gets the server's text back
and lets the person decide.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from django.db import transaction

from interviews.analysis.listening import Analysis, analyze_answer, spelled_out
from interviews.analysis.probing import FollowUp, follow_up
from interviews.models import Answer, Kind, Mode, PracticeSession, Turn, User
from interviews.models.practice import MAX_ANSWER_LENGTH
from interviews.models.speech import spoken
from interviews.models.words import render_message
from interviews.rules.pacing import target_of
from interviews.services.practice import ask, locked, set_status
from interviews.services.speech import append_late_transcripts

#: A drill has ten minutes for everybody, so one; else two at most (EVIDENCE, pacing: one or two).
FOLLOW_UPS: Final = 2
FOLLOW_UPS_IN_A_DRILL: Final = 1
SENTENCE_END: Final = re.compile(r"[.!?…]\s+|\n")

Given = Answer.Status.GIVEN
Skipped = Answer.Status.SKIPPED


class SaveOutcome(Enum):
    """What became of a text that was sent."""

    YES = "yes"
    OLDER = "older"  # Somebody saved over the revision it was written on.
    CLOSED = "closed"  # The answer was given or skipped before.
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class SaveResult:
    """The answer as it is on the server now, and whether the text that was sent is in it."""

    taken: SaveOutcome
    text: str
    revision: int
    spoken_upto: int = field(default=0, compare=False)


def save_draft(*, user: User, pk: int, text: str, revision: int, spoken_upto: int | None = None) -> SaveResult | None:
    """Save what is being typed; None where `user` has no such answer. One UPDATE when all is well.

    `spoken_upto` is the number of the last segment whose words are in the text.
    """
    if Answer.objects.save_draft(user, pk, text, revision, spoken_upto):
        return SaveResult(SaveOutcome.YES, text, revision + 1)
    answer = Answer.objects.of(user).filter(pk=pk).first()
    return receipt(answer, text) if answer else None


def write(answer: Answer, text: str, revision: int, **columns: object) -> bool:
    """Whether the answer was open and at this revision, and so was written."""
    row = Answer.objects.open().filter(pk=answer.pk, revision=revision)
    return bool(row.update(text=text, revision=revision + 1, **columns))


def told(spoken_upto: int | None) -> dict[str, object]:
    """Nothing from a page that knows nothing of speech."""
    return {} if spoken_upto is None else {"spoken_upto": spoken_upto}


def receipt(answer: Answer, text: str) -> SaveResult:
    """Why `text` was not written. If an open answer says the same, its receipt was lost on the way, and all is well."""
    open_taken = SaveOutcome.YES if answer.text == text else SaveOutcome.OLDER
    taken = open_taken if answer.status == Answer.Status.OPEN else SaveOutcome.CLOSED
    return SaveResult(taken, answer.text, answer.revision, answer.spoken_upto)


def give(*, answer: Answer, text: str, revision: int, now: datetime, **heard: int | None) -> SaveResult:
    """The answer is done: a follow-up is asked where one fits, else the next question, else all are asked.

    `heard` is what `close` takes.
    """
    return close(answer, text, revision, Given, now, **heard)


def skip(*, answer: Answer, text: str, revision: int, now: datetime, **heard: int | None) -> SaveResult:
    """On to the next question. What was typed stays with the skipped one."""
    return close(answer, text, revision, Skipped, now, **heard)


@transaction.atomic
def close(
    answer: Answer,
    text: str,
    revision: int,
    status: str,
    now: datetime,
    *,
    spoken_upto: int | None = None,
    interrupted_after: int | None = None,
) -> SaveResult:
    """`interrupted_after` are the characters that were there when the page let somebody come in."""
    session = locked(answer.turn.session)
    current = Answer.objects.select_related("turn__session__round__candidate").get(pk=answer.pk)
    if receipt(current, text).taken is SaveOutcome.YES:
        revision = current.revision
    seconds = current.seconds_at(now)
    columns = {"status": status, "seconds": seconds, "clock_started_at": None, **told(spoken_upto)}
    if interrupted_after is not None:
        columns |= {"interrupted_after": min(interrupted_after, len(text)), "interruption": current.turn.interruption}
    if not write(current, text, revision, **columns):
        current.refresh_from_db(fields=["text", "revision", "status"])
        return receipt(current, text)
    current.refresh_from_db(fields=["text", "revision", "status", "seconds", "spoken_upto"])
    append_late_transcripts(current)
    go_on(session, current, now)
    return SaveResult(SaveOutcome.YES, current.text, current.revision)


def go_on(session: PracticeSession, answer: Answer, now: datetime) -> None:
    """Ask what comes after this answer, while there is time. Whoever answers a paused session has come back to it."""
    if is_time_up(answer.turn.session):
        set_status(session, PracticeSession.Status.LEAVING)
        return
    following = session.turns.filter(position=answer.turn.position + 1).first()
    if found := fitting_follow_up(answer):
        Answer.objects.create(
            turn=answer.turn,
            number=answer.number + 1,
            asked=render_message(found.text),
            why_asked=found.reason,
            clock_started_at=now,
        )
    elif following:
        ask(following, now)
    set_status(session, status_after(asked=bool(found or following)))


def is_time_up(session: PracticeSession) -> bool:
    """Whether a drill has had its ten minutes: who is called in at short notice is not kept longer either."""
    return session.is_timed_drill and session.seconds_banked() >= session.drill_seconds


def status_after(*, asked: bool) -> str:
    return PracticeSession.Status.RUNNING if asked else PracticeSession.Status.LEAVING


def fitting_follow_up(answer: Answer) -> FollowUp | None:
    """What the same person asks next, given all that was said so far; nothing after a skipped question."""
    turn = answer.turn
    at_most = FOLLOW_UPS_IN_A_DRILL if turn.session.mode == Mode.TEN_MINUTE_DRILL else FOLLOW_UPS
    if answer.status == Skipped or not answer.text or answer.number >= at_most:
        return None
    so_far = list(turn.answers.filter(number__lte=answer.number).prefetch_related("segments"))
    found = follow_up(
        probes=turn.own_probes,
        seat=turn.seat,
        heard=heard_in(so_far, turn),
        asked_before=[each.asked for each in so_far[1:]],
        reasons_before={each.why_asked for each in so_far[1:]},
        seed=turn.session.seed + turn.position + answer.number,
        at_most=at_most,
    )
    return found if fits_kind(found, turn) else None


def heard_in(answers: Sequence[Answer], turn: Turn) -> Analysis:
    """What can be heard in the answer and those to its follow-ups together."""
    talked = [said.talked if (said := spoken(each)) else None for each in answers]
    target = turn.session.round.candidate.answer_seconds
    return analyze_answer(
        "\n\n".join(each.text for each in answers),
        language=turn.session.language,
        seconds=sum(time or each.seconds for time, each in zip(talked, answers, strict=True)),
        spoken=all(talked),
        spelled_out=spelled_out(Answer.objects.before(turn).values_list("text", flat=True)),
        target_seconds=sum(target_of(each.number, target) for each in answers),
    )


def fits_kind(found: FollowUp | None, turn: Turn) -> bool:
    """At the end the candidate asks: figures and results are not what is missing there."""
    return found is not None and (turn.kind != Kind.CLOSING or found.reason == "own_probe")


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
        return SaveResult(SaveOutcome.YES, current.text, current.revision)
    if current.revision != revision or current.status == Answer.Status.OPEN:
        return SaveResult(SaveOutcome.OLDER, current.text, current.revision)
    joined = with_added(current.text, text)
    if len(joined) > MAX_ANSWER_LENGTH:
        return SaveResult(SaveOutcome.TOO_LONG, current.text, current.revision)
    current.text, current.status, current.revision = joined, Given, revision + 1
    current.spoken_upto = max(current.spoken_upto, spoken_upto or 0)
    current.save(update_fields=["text", "status", "revision", "spoken_upto"])
    return SaveResult(SaveOutcome.YES, joined, current.revision)
