"""What a file would change in a bank: question by question, and word by word within one."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from operator import attrgetter
from typing import Final

from interviews.rules.bank_files.cleaning import code_for, fold
from interviews.rules.bank_files.results import Row

COMPARED: Final = ("text", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for")
facts_of = attrgetter(*COMPARED)


@dataclass(frozen=True, slots=True)
class Change:
    """A question as the bank holds it and as the file has it. `returns` says that it was retired until now."""

    old: Row
    new: Row
    returns: bool = False

    @property
    def fields(self) -> list[str]:
        """The fields that differ; none for a question that only returns."""
        return [name for name in COMPARED if getattr(self.old, name) != getattr(self.new, name)]


@dataclass(slots=True, kw_only=True)
class Difference:
    """`missing` are the questions in use that the file does not hold."""

    new: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Row] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether loading the file would leave the bank as it is."""
        return not self.new and not self.changed

    @property
    def fingerprint(self) -> str:
        """The same for the same difference, so that a person loads what they were shown or is told otherwise."""
        digest = hashlib.sha256(str(self.unchanged).encode())
        for row in self.new:
            digest.update(repr((row.code, facts_of(row))).encode())
        for change in self.changed:
            digest.update(repr((change.old.code, facts_of(change.old), facts_of(change.new))).encode())
        digest.update(repr([row.code for row in self.missing]).encode())
        return digest.hexdigest()[:32]


def compare(rows: Iterable[Row], *, held: Mapping[str, Row], retired: Set[str] = frozenset()) -> Difference:
    """What loading `rows` would do to a bank that holds `held`, by code. `retired` are the codes out of use."""
    difference = Difference()
    seen = set()
    for row in with_codes_held(rows, held) if held else rows:
        seen.add(row.code)
        old = held.get(row.code)
        if old is None:
            difference.new.append(row)
        elif row.code in retired or facts_of(old) != facts_of(row):
            difference.changed.append(Change(old, row, returns=row.code in retired))
        else:
            difference.unchanged += 1
    difference.missing = [row for code, row in held.items() if code not in seen and code not in retired]
    return difference


def with_codes_held(rows: Iterable[Row], held: Mapping[str, Row]) -> Iterator[Row]:
    """The rows; one to which its file gave no code takes that of the question with the same text, if there is one."""
    code_by_text: dict[str, str] = {}
    for row in rows:
        if row.code in held or row.code != code_for(fold(row.text)):
            yield row
            continue
        code_by_text = code_by_text or {fold(old.text): code for code, old in held.items()}
        yield replace(row, code=code_by_text.get(fold(row.text), row.code))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the other text lacks it."""

    text: str
    differs: bool


def word_by_word(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, so that a person sees at a glance which words went and which came."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if old_to > old_from:
            left.append(Piece(" ".join(before[old_from:old_to]), tag != "equal"))
        if new_to > new_from:
            right.append(Piece(" ".join(after[new_from:new_to]), tag != "equal"))
    return left, right
