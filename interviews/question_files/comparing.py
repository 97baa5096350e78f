"""What a file would change in a bank: question by question, and word by word within one."""

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import chain
from operator import attrgetter
from typing import Final

from interviews.choices import ANY_SEAT
from interviews.question_files.cleaning import content_id, fold, words_of
from interviews.question_files.duplicates import NearDuplicateIndex, marks_of
from interviews.question_files.results import Duplicate, Row
from interviews.question_files.vocabulary import USUAL_DIFFICULTY, USUAL_KIND

COMPARED: Final = ("text", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for")
USUAL: Final[Mapping[str, object]] = {
    "seat": ANY_SEAT,
    "kind": USUAL_KIND,
    "competency": "",
    "theme": "",
    "difficulty": USUAL_DIFFICULTY,
    "probes": (),
    "listen_for": (),
}
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
    """`missing` are the questions in use that the file does not hold; `twins` pairs a new one with one of those that
    reads nearly the same. `repeats` are rows with the words of an earlier row, unless the bank holds their code too.
    """

    new: list[Row] = field(default_factory=list)
    changed: list[Change] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Row] = field(default_factory=list)
    near_matches: list[tuple[Row, Row]] = field(default_factory=list)
    repeats: list[Duplicate] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether loading the file would leave the bank as it is."""
        return not self.new and not self.changed

    @property
    def reworded(self) -> list[Row]:
        """The rows of the file that give a question of the bank another text, or bring it back."""
        return [change.new for change in self.changed if change.returns or change.old.text != change.new.text]

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

    def leave_out(self, numbers: Container[int]) -> None:
        """Forget what these rows of the file would do. A question of the bank that they are about is not missing."""
        self.new = [row for row in self.new if row.row not in numbers]
        self.changed = [change for change in self.changed if change.new.row not in numbers]


def compare(
    rows: Iterable[Row],
    *,
    held: Mapping[str, Row],
    retired: Set[str] = frozenset(),
    repeats: Sequence[Duplicate] = (),
    fields: Set[str] = frozenset(COMPARED),
) -> Difference:
    """What loading `rows` would do to a bank that holds `held`, by code. `retired` are the codes out of use.

    What the file has no column for, `fields`, stays as the bank holds it.
    """
    absent = [name for name in COMPARED if name not in fields and name != "text"]
    difference = Difference(repeats=[same for same in repeats if same.question.code not in held])
    wanted_before = (same.question for same in repeats if same.question.code in held)
    seen = set()
    for row in chain(recognised(rows, held, retired) if held else rows, wanted_before):
        seen.add(row.code)
        old = held.get(row.code)
        if old is None:
            difference.new.append(row)
            continue
        if absent:
            row = with_facts_held(row, old, absent, has_sections="section" in fields)
        if row.code in retired or facts_of(old) != facts_of(row):
            difference.changed.append(Change(old, row, returns=row.code in retired))
        else:
            difference.unchanged += 1
    difference.missing = [row for code, row in held.items() if code not in seen and code not in retired]
    if difference.missing and difference.new:
        difference.near_matches = list(near_matches(difference.new, difference.missing))
    return difference


def with_facts_held(row: Row, old: Row, absent: Sequence[str], *, has_sections: bool) -> Row:
    """The row with what its file doesn't say taken from the question it is.

    Headings can say something that has no column of its own; a kind that was guessed from the wording says nothing.
    """
    said = (name for name in absent if getattr(row, name) != USUAL[name] and (name != "kind" or has_sections))
    kept = set(absent) - set(said)
    return replace(row, **{name: getattr(old, name) for name in kept})


def recognised(rows: Iterable[Row], held: Mapping[str, Row], retired: Set[str]) -> list[Row]:
    """The rows; one to which its file gave no code takes the code of the question that it is.

    That is the question with the same text or, where a text was reworded a little, the one that reads nearly the same
    and that the file no longer holds.
    """
    known = list(with_codes_held(rows, held))
    codes = {row.code for row in known}
    strangers = [row for row in known if row.code not in held and is_codeless(row)]
    absent = [row for code, row in held.items() if code not in codes and code not in retired]
    if not strangers or not absent:
        return known
    code_by_row: dict[int, str] = {}
    for stranger, match in near_matches(strangers, absent):
        if match.code not in codes:
            code_by_row[stranger.row] = match.code
            codes.add(match.code)
    return [replace(row, code=code_by_row[row.row]) if row.row in code_by_row else row for row in known]


def with_codes_held(rows: Iterable[Row], held: Mapping[str, Row]) -> Iterator[Row]:
    """The rows, codeless ones with the code of the question with the same text, if there is one."""
    code_by_text: dict[str, str] = {}
    for row in rows:
        if row.code in held or not is_codeless(row):
            yield row
            continue
        code_by_text = code_by_text or {fold(old.text): code for code, old in held.items()}
        yield replace(row, code=code_by_text.get(fold(row.text), row.code))


def is_codeless(row: Row) -> bool:
    """Whether the row's code was made of its text, since the file gave none."""
    return row.code == content_id(fold(row.text))


def near_matches(rows: Iterable[Row], others: Iterable[Row]) -> Iterator[tuple[Row, Row]]:
    """Each row that reads nearly like one of the others, with that one."""
    near_duplicates_index: NearDuplicateIndex[Row] = NearDuplicateIndex()
    for other in others:
        near_duplicates_index.add(other, words_of(other.text))
    for row in rows:
        words = words_of(row.text)
        if match := near_duplicates_index.find(words, marks_of(words)):
            yield row, match


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
