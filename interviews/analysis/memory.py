"""What was told before in the same interview: a story told twice, a figure told differently."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from interviews.analysis.tokens import Token, tokenize

#: Two tellings share so much of the shorter one's nouns, names and verbs.
SAME_STORY_SHARE: Final = 0.5
SAME_STORY_WORDS: Final = 4
#: Two answers are about the same thing when they share as many.
SAME_MATTER_WORDS: Final = 2
SCALES: Final = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
UNITS: Final = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19,
}  # fmt: skip
SAID_AGAIN: Final = re.compile(
    r"\b(?:(?:as|like) i (?:said|told|mentioned)|told (?:this|that) one|(?:i['’]ve|i have) (?:already )?told you|"
    r"same as i (?:said|told))\b",
    re.IGNORECASE,
)
SOMETHING_ELSE: Final = re.compile(r"^and\b|\b(?:different|separate|another|other|what about|not the)\b", re.IGNORECASE)
#: Figures further apart than by this factor are of different things.
CLOSE: Final = 2.5
#: How much of an answer's beginning says that it is about something else.
BEGINNING: Final = 60


@dataclass(frozen=True, slots=True)
class Told:
    """An answer in the interview: what was asked, what was said, the nouns, names and verbs in it, and who asked."""

    question: str
    text: str
    topics: frozenset[str]
    told_to: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure as it was told before, to whom, and as it is told now."""

    told_to: str

    before: str
    now: str


def has_told_before(now: Told, earlier: Sequence[Told]) -> bool:
    """Whether the story was told before: the candidate says so, or most of its words were."""
    if earlier and SAID_AGAIN.search(now.text):
        return True
    return any(is_same_story(now.topics, told.topics) for told in earlier)


def is_same_story(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = one & other
    return len(shared) >= SAME_STORY_WORDS and len(shared) >= SAME_STORY_SHARE * min(len(one), len(other))


def differing_figure(now: Told, earlier: Sequence[Told]) -> Difference | None:
    """A figure of the same matter that was another one when somebody else asked."""
    if SOMETHING_ELSE.search(now.question) or SOMETHING_ELSE.search(now.text[:BEGINNING]):
        return None
    said = dict(numbers_in(now.text))
    for told in (one for one in earlier if not one.told_to or one.told_to != now.told_to):
        before = dict(numbers_in(told.text))
        pairs = [(old, new) for old in before if old not in said for new in said if new not in before]
        close = [(old, new) for old, new in pairs if old / CLOSE < new < old * CLOSE]
        if close and is_same_matter(now, told):
            old, new = min(close, key=lambda pair: abs(pair[0] - pair[1]) / pair[0])
            return Difference(told.told_to, before[old], said[new])
    return None


def is_same_matter(now: Told, told: Told) -> bool:
    words = {*now.topics, *stems(now.question)}
    return len(words & {*told.topics, *stems(told.question)}) >= SAME_MATTER_WORDS


def stems(text: str) -> set[str]:
    """Words of a question that carry a matter, roughly without their endings."""
    return {token.low.removesuffix("s") for token in tokenize(text) if len(token.low) > 4}


def numbers_in(text: str) -> Iterator[tuple[float, str]]:
    """The numbers of a text with their words, without years and small talk ("one")."""
    tokens = tokenize(text)
    at = 0
    while at < len(tokens):
        after, number = number_at(tokens, at)
        if number is not None and number > 0 and not 1900 <= number <= 2100:
            yield number, text[tokens[at].start : tokens[after - 1].end]
        at = after


def number_at(tokens: Sequence[Token], at: int) -> tuple[int, float | None]:
    """The token after the number that starts here, and the number."""
    low = tokens[at].low
    if low[0].isdecimal():
        digits = re.match(r"\d[\d,]*(?:\.\d+)?", low)
        plain = digits is not None and digits.end() == len(low)
        return at + 1, float(low.replace(",", "")) if plain else None
    total, current, after = 0.0, 0.0, at
    while after < len(tokens):
        word = tokens[after].low
        if word in TENS or word in UNITS:
            current += TENS.get(word, 0) + UNITS.get(word, 0)
        elif word in SCALES and after > at:
            total, current = total + max(current, 1) * SCALES[word], 0
        elif not (word == "and" and after > at and after + 1 < len(tokens) and tokens[after - 1].low in SCALES):
            break
        after += 1
    return (after, total + current) if after > at and total + current else (at + 1, None)
