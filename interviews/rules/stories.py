"""The shape of a story: how its words are shared out between situation, task, action and result."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from interviews.rules.tokens import count_words

#: Percent of the words, lowest and highest. Convention (EVIDENCE, answer length), not research.
CONVENTION: Final = {"situation": (10, 15), "task": (5, 15), "action": (25, 50), "result": (10, 20)}
#: Words a minute of talk (EVIDENCE, speaking rate: about 150 in US conversation).
PACE: Final = 150


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a story: its words, its percent of all, and what is advised."""

    part: str
    words: int
    percent: int
    low: int
    high: int
    start: int

    @property
    def is_short(self) -> bool:
        return self.percent < self.low

    @property
    def is_long(self) -> bool:
        return self.percent > self.high


def shares(story: Mapping[str, str]) -> list[Share]:
    """How the words are shared out; `start` is where the part begins, in percent. Empty for a story without words."""
    words = {part: count_words(story.get(part, "")) for part in CONVENTION}
    total = sum(words.values())
    found: list[Share] = []
    for part, (low, high) in CONVENTION.items() if total else ():
        start = found[-1].start + found[-1].percent if found else 0
        percent = 100 - start if part == "result" else round(100 * words[part] / total)
        found.append(Share(part, words[part], min(percent, 100 - start), low, high, start))
    return found


def seconds_to_tell(story: Mapping[str, str]) -> int:
    return round(60 * sum(count_words(story.get(part, "")) for part in CONVENTION) / PACE)
