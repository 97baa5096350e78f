"""“The door closes”: what each of the panel would say once the candidate has left, and three things to change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from django.urls import reverse

from interviews.analysis.finding import Analysis
from interviews.analysis.kinds import KINDS
from interviews.analysis.reactions import MISSED, Remark, what_each_heard
from interviews.choices import SEATS
from interviews.message import Message
from interviews.models import PracticeSession, Turn
from interviews.models.words import render_message
from interviews.pages.marks import mark_at, marked_spans

REMARKS_OF_A_KIND: Final = 2
CHANGES: Final = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """What somebody says, and the address of the place in the answer that it comes from."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the panel, when the candidate has left."""

    seat: str
    called: str
    repeats: list[Sentence]
    missed: list[Sentence]
    would_ask: list[Sentence]


@dataclass(frozen=True, slots=True)
class Door:
    """All voices, and what to change next time."""

    voices: list[Voice]
    changes: list[str]


def door_of(session: PracticeSession, turns: Sequence[Turn]) -> Door | None:
    """None where nothing was read, as in a language that is not read closely. Uses answers fetched beforehand."""
    read = list(analyses(turns))
    if not any(analysis.is_parsed for _turn, _text, analysis in read):
        return None
    asked = dict.fromkeys((turn.seat, turn.asked_by) for turn in turns)
    there = sorted(asked, key=lambda who: SEATS.index(who[0]))
    return Door([voice(seat, called, read) for seat, called in there], changes_of(read))


Read = tuple[Turn, str, Analysis]


@dataclass(frozen=True, slots=True)
class Heard:
    """A remark about the first answer to a question."""

    turn: Turn
    analysis: Analysis
    remark: Remark

    @property
    def place(self) -> str:
        page = reverse("review_turn", args=[self.turn.session_id, self.turn.position])
        return f"{page}#mark-{self.mark}" if self.mark else page

    @property
    def mark(self) -> int:
        """The number of its mark on the page of the question; 0 where nothing is marked."""
        spans = marked_spans(self.analysis.findings)
        numbers = {(start, end): number for number, (start, end, _kind) in enumerate(spans, start=1)}
        return mark_at(self.remark.span, numbers) if self.remark.span else 0


def analyses(turns: Sequence[Turn]) -> Iterator[Read]:
    """The first answer to each question, as far as it was read."""
    for turn in turns:
        for answer in turn.answers.all():
            if answer.number == 0 and answer.text and (analysis := answer.analysis):
                yield turn, answer.text, analysis


def voice(seat: str, called: str, read: Sequence[Read]) -> Voice:
    """Of their own questions first: there they listened most closely."""
    own_first = sorted(read, key=lambda it: it[0].seat != seat)
    remarks = [
        Heard(turn, analysis, remark)
        for turn, text, analysis in own_first
        for remark in what_each_heard(analysis, text, seats=[seat])[seat]
    ]
    missed = list(islice(once_each(remarks, is_kept=False), REMARKS_OF_A_KIND))
    return Voice(
        seat=seat,
        called=called,
        repeats=[sentence(it) for it in islice(once_each(remarks, is_kept=True), REMARKS_OF_A_KIND)],
        missed=[sentence(it) for it in missed],
        would_ask=list(islice(open_questions(seat, missed), 1)),
    )


def once_each(remarks: Sequence[Heard], *, is_kept: bool) -> Iterator[Heard]:
    """Of each kind that was missed one; figures may be several."""
    seen: set[str] = set()
    for heard in remarks:
        kind = heard.remark.kind
        if heard.remark.is_kept == is_kept and (is_kept or kind not in seen):
            seen.add(kind)
            yield heard


def sentence(heard: Heard) -> Sentence:
    return Sentence(render_message(heard.remark.text), heard.place)


def open_questions(seat: str, missed: Sequence[Heard]) -> Iterator[Sentence]:
    """What they would still ask: about what was missed and not asked about in the interview."""
    for heard in missed:
        kind = heard.remark.kind
        if kind not in {answer.why_asked for answer in heard.turn.answers.all()}:
            lines = KINDS[kind].asks.get(seat, KINDS[kind].asks["other"])
            values = {**heard.remark.text.values, "question": heard.turn.text}
            yield Sentence(render_message(Message(lines[-1], values)), heard.place)


def changes_of(read: Sequence[Read]) -> list[str]:
    """What was missed most often, the more telling first where it was missed as often."""
    found = Counter(kind for _turn, _text, analysis in read for kind in MISSED if analysis.has(kind))
    ranked = sorted(found, key=lambda kind: (-found[kind], MISSED.index(kind)))
    return [render_message(Message(KINDS[kind].advice)) for kind in ranked[:CHANGES]]
