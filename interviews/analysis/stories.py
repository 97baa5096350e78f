"""The shape of a story: how its words are shared out between situation, task, action and result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from interviews.analysis.tokens import count_words

#: Percent of the words, lowest and highest. Convention (EVIDENCE, answer length), not research.
CONVENTION: Final = {"situation": (10, 15), "task": (5, 15), "action": (25, 50), "result": (10, 20)}
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


def shares(story: Mapping[str, str]) -> list[Share]:
    """How the words are shared out; together 100 percent, or nothing at all for a story without words."""
    words = {part: count_words(story.get(part, "")) for part in CONVENTION}
    total = sum(words.values())
    found: list[Share] = []
    for part, (low, high) in CONVENTION.items():
        left = 100 - sum(share.percent for share in found) if total else 0
        percent = left if part == "result" else min(left, round(100 * words[part] / max(total, 1)))
        found.append(Share(part, percent, low, high))
    return found


def seconds_to_tell(story: Mapping[str, str]) -> int:
    return round(60 * sum(count_words(story.get(part, "")) for part in CONVENTION) / PACE)
