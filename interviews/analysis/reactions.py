"""What each seat takes away from an answer, and the half sentence that shows they heard. Facts only, never praise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from random import Random
from typing import Final

from interviews.analysis.finding import Analysis, Finding, Span
from interviews.analysis.kinds import KINDS
from interviews.message import Message, gettext_noop

REMARKS_PER_SEAT: Final = 2
LONGEST_QUOTE: Final = 80
#: Two figures this close, in one sentence, are one comparison: "nine days instead of the planned twenty".
COMPARISON_GAP: Final = 32
STOP: Final = re.compile(r"[.!?](?=\s|$)|\n")
COMPARES: Final = re.compile(r"\b(?:instead|to|than|from)\b", re.IGNORECASE)
MONEY_OR_SHARE: Final = re.compile(
    r"[%€$£¥₹]|\b(?:per ?cent|euros?|pounds?|dollars?|third|twice|doubled|halved|tripled)\b", re.IGNORECASE
)
#: Nobody quotes the thousandth figure of an answer.
FIGURES_WEIGHED: Final = 100

#: What a seat would repeat, and what it missed, each the more telling first.
KEPT: Final = ("figures", "result")
MISSED: Final = (
    "not_answered", "others_deed", "blame", "plan", "hidden_part", "bare_claim", "big_word", "no_result", "no_example",
    "too_long", "as_you_know", "acronyms",
)  # fmt: skip
#: What is said in the candidate's own words needs them.
QUOTES: Final = "%(words)s"


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence of a seat about one finding, and its place in the answer where it has one."""

    kind: str
    text: Message
    span: Span | None
    is_kept: bool


def what_each_heard(heard: Analysis, text: str, *, seats: Sequence[str]) -> dict[str, list[Remark]]:
    """One or two remarks for each seat, none where nothing can be told; values quote the answer, not escaped."""
    facts = Facts(heard, text)
    return {seat: list(islice(facts.remarks(seat), REMARKS_PER_SEAT)) for seat in seats}


def reaction(heard: Analysis, text: str, *, seat: str, seed: int, number: int = 0) -> Message | None:
    """Half a sentence that shows the answer was heard; None where there is nothing to repeat.

    `number` counts this seat's questions so far: each time the words are others.
    """
    facts = Facts(heard, text)
    by_seat = FIGURE_LINES if facts.figure else RESULT_LINES
    lines = list(by_seat.get(seat, by_seat["other"]))
    Random(seed).shuffle(lines)  # noqa: S311 (a game of chance, no secret)
    words = facts.figure or facts.quote("result")
    if not words or not heard.is_parsed:
        return None
    return Message(lines[number % len(lines)], {"words": words})


class Facts:
    """The facts of one answer with the words they are about."""

    def __init__(self, heard: Analysis, text: str) -> None:
        self.heard = heard
        self.text = text
        self.figure_span = self.telling_figure()
        self.figure = self.words(self.figure_span) if self.figure_span else ""

    def remarks(self, seat: str) -> Iterator[Remark]:
        """First what is kept, then what was missed."""
        kept = next(filter(None, (self.remark(kind, seat, is_kept=True) for kind in KEPT)), None)
        if kept:
            yield kept
        for kind in MISSED:
            if remark := self.remark(kind, seat, is_kept=False):
                yield remark

    def remark(self, kind: str, seat: str, *, is_kept: bool) -> Remark | None:
        finding = self.heard.of(kind)
        if finding is None:
            return None
        line = KINDS[kind].remembers.get(seat, KINDS[kind].remembers["other"])
        words = self.figure if kind == "figures" else self.quote(kind)
        if QUOTES in line and not words:
            return None
        span = self.figure_span if kind == "figures" else next(iter(finding.spans), None)
        return Remark(kind, Message(line, {"words": words, "acronym": self.acronym}), span, is_kept)

    @property
    def acronym(self) -> str:
        finding = self.heard.of("acronyms")
        return str(finding.value).split(", ")[0] if finding else ""

    def quote(self, kind: str) -> str:
        finding = self.heard.of(kind)
        if finding is None:
            return ""
        return finding.quote or (self.words(finding.spans[0]) if kind == "as_you_know" and finding.spans else "")

    def words(self, span: Span) -> str:
        said = " ".join(self.text[slice(*span)].split())
        return said if len(said) <= LONGEST_QUOTE else ""

    def telling_figure(self) -> Span | None:
        """The figure to repeat: rather a comparison, money, a percentage. A bare "three" tells nothing."""
        figures = self.heard.of("figures")
        spans = list(figures.spans[:FIGURES_WEIGHED]) if figures else []
        compared = [(first[0], second[1]) for first, second in pairwise(spans) if self.close(first, second)]
        best = max([*compared, *spans], key=self.weight, default=None)
        return best if best and self.weight(best) else None

    def weight(self, span: Span) -> int:
        """How much a figure tells; 0 for a bare word like "three"."""
        said = self.text[slice(*span)]
        money = 2 if MONEY_OR_SHARE.search(said) else 0
        if not (money or " " in said or any(map(str.isdecimal, said))):
            return 0
        return 1 + money + (3 if COMPARES.search(said) else 0) + (2 if self.is_with_result(span) else 0)

    def is_with_result(self, span: Span) -> bool:
        result: Finding | None = self.heard.of("result")
        return result is not None and any(start <= span[0] < end for start, end in result.spans)

    def close(self, first: Span, second: Span) -> bool:
        between = self.text[first[1] : second[0]]
        return len(between) <= COMPARISON_GAP and COMPARES.search(between) is not None and not STOP.search(between)


FIGURE_LINES: Final[dict[str, tuple[str, ...]]] = {
    "boss": (
        gettext_noop("“%(words)s”. Right."),
        gettext_noop("“%(words)s”, okay. I'll look that up."),
        gettext_noop("So “%(words)s”."),
    ),
    "hr_director": (
        gettext_noop("“%(words)s”. I've written that down."),
        gettext_noop("Thank you. I have “%(words)s” here."),
        gettext_noop("“%(words)s”, noted."),
    ),
    "ceo": (
        gettext_noop("“%(words)s”. Got it."),
        gettext_noop("“%(words)s”. All right, next."),
        gettext_noop("Okay, “%(words)s”."),
    ),
    "other": (
        gettext_noop("“%(words)s”, I see."),
        gettext_noop("Ah, “%(words)s”."),
    ),
}
RESULT_LINES: Final[dict[str, tuple[str, ...]]] = {
    "boss": (gettext_noop("“%(words)s”. Right."), gettext_noop("So “%(words)s”. Okay.")),
    "hr_director": (gettext_noop("Thank you. “%(words)s”, noted."), gettext_noop("I've written down “%(words)s”.")),
    "ceo": (gettext_noop("“%(words)s”. Got it."), gettext_noop("Okay. “%(words)s”.")),
    "other": (gettext_noop("“%(words)s”, I see."),),
}
