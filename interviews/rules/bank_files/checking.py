"""A grid with its columns mapped -> questions, and what is wrong with the rest."""

from collections.abc import Mapping, Sequence
from typing import Final

from interviews.rules.bank_files.cleaning import clean_question, code_for, fold, fold_space, points
from interviews.rules.bank_files.limits import (
    MAX_CODE_LENGTH,
    MAX_LISTEN_FOR,
    MAX_POINT_LENGTH,
    MAX_PROBES,
    MAX_QUESTION_LENGTH,
    MAX_THEME_LENGTH,
)
from interviews.rules.bank_files.results import BankFile, Cell, Cleaned, Duplicate, Notice, Problem, Row
from interviews.rules.bank_files.vocabulary import (
    DIFFICULTY_BY_WORD,
    KIND_BY_WORD,
    SEAT_BY_WORD,
    USUAL_DIFFICULTY,
    USUAL_KIND,
    fold_word,
)
from interviews.rules.wording import Wording, gettext_noop
from interviews.rules.words import ANY_SEAT, KINDS, SEATS

UNKNOWN_SEAT: Final = gettext_noop(
    "“%(value)s” is no seat. Write one of: %(accepted)s; or leave it empty for any seat."
)
UNKNOWN_KIND: Final = gettext_noop("“%(value)s” is no kind of question. Write one of: %(accepted)s.")
UNKNOWN_COMPETENCY: Final = gettext_noop(
    "“%(value)s” is no competency here. Write one of: %(accepted)s; or leave it empty."
)
UNKNOWN_DIFFICULTY: Final = gettext_noop("“%(value)s” is no difficulty. Write 1 (easy), 2 (medium) or 3 (hard).")
NO_QUESTION: Final = gettext_noop("The row has no question. Write one, or empty the row.")
NO_WORDS: Final = gettext_noop("“%(value)s” has no letter or figure in it. Write the question in words.")
TOO_LONG: Final = gettext_noop("This has %(length)d characters; at most %(limit)d are allowed.")
TOO_MANY: Final = gettext_noop("There are %(count)d entries; at most %(limit)d are allowed.")
CODE_TWICE: Final = gettext_noop("The code “%(code)s” is already that of row %(first)d. Give each question its own.")
WIDE_ROW: Final = gettext_noop(
    "The row has %(cells)d cells under %(headings)d headings."
    " If a text contains the separator, put it in quotation marks."
)
SHOWN: Final = 60
"""Characters of a wrong value quoted back."""


class Lookup:
    """Words of one column to keys, each distinct word looked up once. `empty` stands for an empty cell."""

    def __init__(self, words: Mapping[str, str], empty: str) -> None:
        self.words = words
        self.known: dict[str, str | None] = {"": empty}

    def find(self, cell: str) -> str | None:
        """The key, or None when the word is unknown."""
        if cell not in self.known:
            folded = fold_word(fold_space(cell))
            self.known[cell] = self.words.get(folded) if folded else self.known[""]
        return self.known[cell]


class Checker:
    """Goes through the rows once and fills a BankFile."""

    def __init__(self, bank: BankFile, *, competencies: Mapping[str, str], strict_width: bool) -> None:
        self.bank = bank
        self.competency_keys = tuple(dict.fromkeys(competencies.values()))
        self.seats = Lookup(SEAT_BY_WORD, ANY_SEAT)
        self.kinds = Lookup(KIND_BY_WORD, USUAL_KIND)
        self.competencies = Lookup({fold_word(word): key for word, key in competencies.items()}, "")
        self.difficulties = Lookup(
            {word: str(level) for word, level in DIFFICULTY_BY_WORD.items()}, str(USUAL_DIFFICULTY)
        )
        self.places = {column.field: column.number - 1 for column in reversed(bank.columns) if column.field}
        self.names = {column.field: column.name for column in reversed(bank.columns) if column.field}
        self.several = {
            name: [c.number - 1 for c in bank.columns if c.field == name] for name in ("probes", "listen_for")
        }
        self.width = len(bank.columns) if strict_width else 0
        self.row_by_code: dict[str, int] = {}
        self.row_by_text: dict[str, int] = {}
        self.without = {"kind": 0, "competency": 0}

    def check(self, number: int, cells: Sequence[Cell]) -> None:
        if not any(cells) or not any(map(has_text, cells)):
            self.bank.blank_rows += 1
            return
        if self.width and len(cells) > self.width and any(map(has_text, cells[self.width :])):
            self.problem(number, "", WIDE_ROW, cells=len(cells), headings=self.width)
            return
        before = len(self.bank.problems)
        row = self.question(number, cells)
        if len(self.bank.problems) == before:
            self.keep(row)

    def question(self, number: int, cells: Sequence[Cell]) -> Row:
        section = self.section(cells)
        return Row(
            row=number,
            text=self.text(number, cells),
            code=self.code(number, cells),
            seat=self.one_of(number, cells, "seat", self.seats, UNKNOWN_SEAT, SEATS) or section.get("seat", ANY_SEAT),
            kind=self.kind(number, cells, section),
            competency=self.competency(number, cells, section),
            theme=self.theme(number, cells, section),
            difficulty=self.difficulty(number, cells),
            probes=self.points(number, cells, "probes", MAX_PROBES),
            listen_for=self.points(number, cells, "listen_for", MAX_LISTEN_FOR),
        )

    def cell(self, cells: Sequence[Cell], field: str) -> str:
        place = self.places.get(field, -1)
        if place < 0 or place >= len(cells):
            return ""
        cell = cells[place]
        return cell if isinstance(cell, str) else ", ".join(cell)

    def text(self, number: int, cells: Sequence[Cell]) -> str:
        raw = self.cell(cells, "question")
        text = clean_question(raw)
        if not text:
            self.problem(number, "question", NO_QUESTION)
        elif len(text) > MAX_QUESTION_LENGTH:
            self.problem(number, "question", TOO_LONG, length=len(text), limit=MAX_QUESTION_LENGTH)
        elif not text[0].isalnum() and not any(map(str.isalnum, text)):
            self.problem(number, "question", NO_WORDS, value=text[:SHOWN])
        elif text != raw and text != raw.strip():
            self.bank.cleaned.append(Cleaned(number, raw, text))
        return text

    def code(self, number: int, cells: Sequence[Cell]) -> str:
        code = self.short(number, cells, "code", MAX_CODE_LENGTH)
        if code and (first := self.row_by_code.setdefault(code, number)) != number:
            self.problem(number, "code", CODE_TWICE, code=code, first=first)
        return code

    def short(self, number: int, cells: Sequence[Cell], field: str, limit: int) -> str:
        text = fold_space(self.cell(cells, field))
        if len(text) > limit:
            self.problem(number, field, TOO_LONG, length=len(text), limit=limit)
        return text

    def one_of(
        self, number: int, cells: Sequence[Cell], field: str, lookup: Lookup, unknown: str, accepted: Sequence[str]
    ) -> str:
        raw = self.cell(cells, field)
        found = lookup.find(raw)
        if found is None:
            self.problem(number, field, unknown, value=fold_space(raw)[:SHOWN], accepted=", ".join(accepted))
        return found or ""

    def kind(self, number: int, cells: Sequence[Cell], section: Mapping[str, str]) -> str:
        if not self.cell(cells, "kind").strip():
            self.without["kind"] += "kind" not in section
            return section.get("kind", USUAL_KIND)
        return self.one_of(number, cells, "kind", self.kinds, UNKNOWN_KIND, KINDS)

    def competency(self, number: int, cells: Sequence[Cell], section: Mapping[str, str]) -> str:
        found = self.one_of(number, cells, "competency", self.competencies, UNKNOWN_COMPETENCY, self.competency_keys)
        found = found or section.get("competency", "")
        self.without["competency"] += not found
        return found

    def difficulty(self, number: int, cells: Sequence[Cell]) -> int:
        return int(
            self.one_of(number, cells, "difficulty", self.difficulties, UNKNOWN_DIFFICULTY, ()) or USUAL_DIFFICULTY
        )

    def theme(self, number: int, cells: Sequence[Cell], section: Mapping[str, str]) -> str:
        return self.short(number, cells, "theme", MAX_THEME_LENGTH) or section.get("theme", "")[:MAX_THEME_LENGTH]

    def section(self, cells: Sequence[Cell]) -> Mapping[str, str]:
        """What a section's name says of its questions: a competency, seat or kind if it is one, else a theme."""
        raw = self.cell(cells, "section")
        if not raw:
            return {}
        lookups = (("competency", self.competencies), ("seat", self.seats), ("kind", self.kinds))
        known = next(((field, key) for field, lookup in lookups if (key := lookup.find(raw))), None)
        return dict([known]) if known else {"theme": fold_space(raw)}

    def points(self, number: int, cells: Sequence[Cell], field: str, limit: int) -> tuple[str, ...]:
        places = self.several[field]
        found = tuple(p for place in places if place < len(cells) for p in points(cells[place]))
        if len(found) > limit:
            self.problem(number, field, TOO_MANY, count=len(found), limit=limit)
        elif found and (longest := max(map(len, found))) > MAX_POINT_LENGTH:
            self.problem(number, field, TOO_LONG, length=longest, limit=MAX_POINT_LENGTH)
        return found

    def keep(self, row: Row) -> None:
        folded = fold(row.text)
        first = self.row_by_text.setdefault(folded, row.row)
        if not row.code:
            row.code = code_for(folded)
        if first == row.row:
            self.bank.rows.append(row)
        else:
            self.bank.duplicates.append(Duplicate(row.row, first, row.text, row))

    def problem(self, number: int, field: str, template: str, **values: object) -> None:
        self.bank.problems.append(Problem(number, self.names.get(field, field), Wording(template, values)))

    def finish(self) -> None:
        """The notices that are said once for the file."""
        total = len(self.bank.rows) + len(self.bank.duplicates)
        for field, template in SAID_ONCE.items():
            if self.without[field]:
                self.notice(field, template, count=self.without[field], total=total)
        if self.bank.duplicates:
            self.notice("question", SAME_TEXT, count=len(self.bank.duplicates))

    def notice(self, field: str, template: str, **values: object) -> None:
        self.bank.warnings.append(Notice(0, self.names.get(field, field), Wording(template, values)))


SAID_ONCE: Final = {
    "kind": gettext_noop("Questions without a kind, counted as behavioural: %(count)d."),
    "competency": gettext_noop("Questions without a competency: %(count)d."),
}
SAME_TEXT: Final = gettext_noop("Questions left out because the same text comes earlier in the file: %(count)d.")


def has_text(cell: Cell) -> bool:
    return bool(cell.strip() if isinstance(cell, str) else cell)
