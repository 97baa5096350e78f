"""A text as words with their places, and phrases found among them, in time that grows with the text and no faster."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

#: No part of the pattern can give back what it took, so it cannot be made to try again and again.
TOKEN: Final = re.compile(r"\d+(?:[.,:/]\d+)*\w*|\w+(?:['’]\w+)*")
CHUNK: Final = re.compile(r"[^\s—–/]+")


class Token(NamedTuple):
    """A word in lower case with a straight apostrophe, and its place in the text."""

    low: str
    start: int
    end: int


class Lexicon:
    """Phrases as a tree of words, so that a text full of beginnings costs no more than any other."""

    def __init__(self) -> None:
        self.next: dict[str, Lexicon] = {}
        self.complete = False


def tokenize(text: str) -> list[Token]:
    return [
        Token(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in TOKEN.finditer(text)
    ]


def count_words(text: str) -> int:
    """Words as people count them in any script that puts spaces between words."""
    return sum(any(map(str.isalnum, match.group())) for match in CHUNK.finditer(text))


def word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def lexicon(phrases: Iterable[str]) -> Lexicon:
    root = Lexicon()
    for phrase in phrases:
        node = root
        for word in phrase.split():
            node = node.next.setdefault(word, Lexicon())
        node.complete = True
    return root


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
    """How many words the longest phrase that starts at `index` has; 0 if none does."""
    longest = 0
    node = wanted.next.get(tokens[index].low)
    for at in range(index, len(tokens)):
        if node is None:
            break
        if node.complete:
            longest = at - index + 1
        node = node.next.get(tokens[at + 1].low) if at + 1 < len(tokens) else None
    return longest
