"""The shape of a story: how its words are shared out between situation, task, action and result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from interviews.analysis.figures import find_figures
from interviews.analysis.tokens import count_words, tokenize

#: Words a minute of talk (EVIDENCE, speaking rate: about 150 in US conversation).
PACE: Final = 150


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a story: its percent of the words, and what is advised."""

    part: str
    percent: int
    low: int
    high: int

    @property
    def span(self) -> int:
        return self.high - self.low


def shares(story: Mapping[str, str], advised: Mapping[str, tuple[int, int]]) -> list[Share]:
    """How the words are shared out among the parts of `advised` (lowest and highest percent of each).

    Together 100 percent, or nothing at all for a story without words; the last part takes what rounding left.
    """
    words = {part: count_words(story.get(part, "")) for part in advised}
    total = sum(words.values())
    found: list[Share] = []
    for place, (part, (low, high)) in enumerate(advised.items(), start=1):
        left = 100 - sum(share.percent for share in found) if total else 0
        percent = left if place == len(advised) else min(left, round(100 * words[part] / max(total, 1)))
        found.append(Share(part, percent, low, high))
    return found


def seconds_to_tell(story: Mapping[str, str]) -> int:
    return round(60 * sum(map(count_words, story.values())) / PACE)


def has_figure(text: str) -> bool:
    """Whether it holds a number that measures something; days, years and times of day don't."""
    return any(not figure.dated for figure in find_figures(text, tokenize(text), words_too=True))
