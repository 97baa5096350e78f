"""A text as words with their places, and phrases found among them, in time that grows with the text and no faster."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

#: No part of the pattern can give back what it took, so it cannot be made to try again and again.
TOKEN: Final = re.compile(r"\d+(?:[.,:/]\d+)*\w*|\w+(?:['’]\w+)*")
CHUNK: Final = re.compile(r"[^\s—–/]+")


class Token(NamedTuple):
    """A word in lower case with a straight apostrophe, and its place in the text."""

    low: str
    start: int
    end: int


Lexicon = Mapping[str, tuple[tuple[str, ...], ...]]


def tokenise(text: str) -> list[Token]:
    return [
        Token(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in TOKEN.finditer(text)
    ]


def count_words(text: str) -> int:
    """Words as people count them in any script that puts spaces between words."""
    return sum(any(map(str.isalnum, match.group())) for match in CHUNK.finditer(text))


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def lexicon(phrases: Iterable[str]) -> Lexicon:
    """Phrases by their first word, longest first."""
    by_first: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in phrases:
        words = tuple(phrase.split())
        by_first[words[0]].append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def find_phrases(tokens: Sequence[Token], wanted: Lexicon) -> list[tuple[int, int]]:
    """Where the phrases of `wanted` stand, as (first token, token after the last), never overlapping."""
    found = []
    index = 0
    while index < len(tokens):
        length = phrase_length(tokens, index, wanted)
        if length:
            found.append((index, index + length))
        index += length or 1
    return found


def phrase_length(tokens: Sequence[Token], index: int, wanted: Lexicon) -> int:
    for words in wanted.get(tokens[index].low, ()):
        if tuple(token.low for token in tokens[index : index + len(words)]) == words:
            return len(words)
    return 0
