"""Reads an answer once, before the transaction that closes it, and keeps what was found with it, encrypted."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from copy import copy
from dataclasses import dataclass
from functools import partial
from typing import Any

from interviews.analysis import stored
from interviews.analysis.finding import Analysis
from interviews.analysis.listening import analyze_answer, spelled_out
from interviews.analysis.memory import Told
from interviews.models import Answer, PracticeSession, Turn
from interviews.models.speech import spoken
from interviews.rules.pacing import target_of

#: Seconds. After that the next question comes without a follow-up, and the reading is caught up.
READ_WITHIN = 1.0
#: The parser holds the interpreter for most of its time: more threads read no faster.
_reader = ThreadPoolExecutor(max_workers=1, thread_name_prefix="reader")


@dataclass(frozen=True, slots=True)
class TurnReading:
    """What was read in an answer's `text`, and in it with the answers before it to the same question."""

    text: str
    own: Analysis
    so_far_text: str
    so_far: Analysis

    def as_findings(self, revision: int) -> dict[str, Any]:
        return stored.store(self.own, self.so_far, revision)


def read_in_time(answer: Answer, text: str, seconds: int) -> TurnReading | None:
    """Read `text` as the answer, `seconds` on the clock; None where that takes longer than a person would wait."""
    if not text.strip():
        return None
    reading = _reader.submit(reading_of(answer, text, seconds))
    try:
        return reading.result(timeout=READ_WITHIN)
    except TookTooLong:
        return None


def reading_of(answer: Answer, text: str, seconds: int) -> "partial[TurnReading]":
    """All that is needed from the database, and the reading still to do."""
    turn = answer.turn
    before = list(turn.answers.filter(number__lt=answer.number).prefetch_related("segments"))
    explained = spelled_out(Answer.objects.before(turn).values_list("text", flat=True))
    target = turn.session.round.candidate.answer_seconds
    own = Heard(text, seconds, talked_in(answer, text), target_of(answer.number, target))
    earlier = [Heard(one.text, one.seconds, talked_in(one, one.text), target_of(one.number, target)) for one in before]
    return partial(read, own, earlier, question=turn.text, language=turn.session.language, explained=explained)


@dataclass(frozen=True, slots=True)
class Heard:
    """A text with seconds on the clock, seconds of talk where it was spoken, and how long it should take."""

    text: str
    seconds: int
    talked: float | None
    target: int


def talked_in(answer: Answer, text: str) -> float | None:
    """Seconds of talk where most of `text` was spoken."""
    with_text = copy(answer)
    with_text.text = text
    said = spoken(with_text)
    return said.talked if said else None


def read(
    own: Heard, earlier: Sequence[Heard], *, question: str, language: str, explained: frozenset[str]
) -> TurnReading:
    analyze = partial(analyze_answer, question=question, language=language, spelled_out=explained)
    alone = analyze(own.text, seconds=own.talked, spoken=own.talked is not None, target_seconds=own.target)
    if not earlier:
        return TurnReading(own.text, alone, own.text, alone)
    everything = [*earlier, own]
    text = "\n\n".join(each.text for each in everything)
    together = analyze(
        text,
        seconds=sum(each.talked or each.seconds for each in everything),
        spoken=all(each.talked for each in everything),
        target_seconds=sum(each.target for each in everything),
    )
    return TurnReading(own.text, alone, text, together)


def read_pending(session: PracticeSession) -> None:
    """Catch up with what was not read in time, was changed since, or was read by older rules."""
    answers = (
        Answer.objects.filter(turn__session=session).exclude(text="").select_related("turn__session__round__candidate")
    )
    for answer in answers:
        if answer.analysis is None:
            reading = reading_of(answer, answer.text, answer.seconds)()
            Answer.objects.filter(pk=answer.pk, revision=answer.revision).update(
                findings=reading.as_findings(answer.revision)
            )


def told_before(turn: Turn) -> list[Told]:
    """The answers to the earlier questions of the interview, as far as they were read."""
    answers = Answer.objects.before(turn).select_related("turn").order_by("turn__position", "number")
    return [told(answer, analysis) for answer in answers if (analysis := answer.analysis)]


def told(answer: Answer, analysis: Analysis) -> Told:
    return Told(answer.turn.text, answer.text, frozenset(analysis.topics), answer.turn.asked_by)
