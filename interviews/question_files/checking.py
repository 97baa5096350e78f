"""A grid with its columns mapped -> questions, and what is wrong with the rest.

This is the loop over every row of a file, so it avoids work: columns are picked by one `itemgetter`, words are looked
up once each, and the slower paths are entered only for rows that need them.
"""

import re
from collections.abc import Container, Mapping, Sequence
from operator import itemgetter
from typing import Final, Generic, TypeVar

from interviews.choices import ANY_SEAT, KINDS, SEATS
from interviews.message import Message, gettext_noop
from interviews.question_files.cleaning import (
    clean_question,
    content_id,
    fold,
    fold_space,
    points,
    split_follow_ups,
    unescape_formula,
    words_of,
)
from interviews.question_files.duplicates import NearDuplicateIndex
from interviews.question_files.forbidden import protected_topics_of
from interviews.question_files.headings import ADDRESS, FIELDS, SEVERAL, looks_like_question
from interviews.question_files.inline import TAG
from interviews.question_files.kinds import kind_by_wording
from interviews.question_files.limits import (
    MAX_CODE_LENGTH,
    MAX_COMPARED,
    MAX_LISTEN_FOR,
    MAX_POINT_LENGTH,
    MAX_PROBES,
    MAX_QUESTION_LENGTH,
    MAX_THEME_LENGTH,
    MAX_VALUE_LENGTH,
)
from interviews.question_files.quizzes import html_lines
from interviews.question_files.results import (
    BankFile,
    Cell,
    Cleaned,
    Duplicate,
    Flagged,
    HeadingRow,
    NearDuplicate,
    Notice,
    Problem,
    ReadOptions,
    Row,
    UnknownValue,
)
from interviews.question_files.vocabulary import (
    DIFFICULTY_BY_WORD,
    KIND_BY_WORD,
    SEAT_BY_WORD,
    USUAL_DIFFICULTY,
    USUAL_KIND,
    fold_word,
    split_values,
)

UNKNOWN_SEAT: Final = gettext_noop(
    "“%(value)s” is no seat. Write one of: %(accepted)s; or leave it empty for any seat."
)
UNKNOWN_KIND: Final = gettext_noop("“%(value)s” is no kind of question. Write one of: %(accepted)s.")
UNKNOWN_COMPETENCY: Final = gettext_noop(
    "“%(value)s” is no competency here. Write one of: %(accepted)s; or leave it empty."
)
UNKNOWN_DIFFICULTY: Final = gettext_noop("“%(value)s” is no difficulty. Write 1 (easy), 2 (medium) or 3 (hard).")
NO_QUESTION: Final = gettext_noop("The row has no question. Write one, or empty the row.")
FORMULA_WITHOUT_VALUE: Final = gettext_noop(
    "This cell holds a formula whose value was not saved with the file. Open the file in a spreadsheet program, save it"
    " and upload it again, or write the text itself."
)
NO_WORDS: Final = gettext_noop("“%(value)s” has no letter or figure in it. Write the question in words.")
TOO_LONG: Final = gettext_noop("This has %(length)d characters; at most %(limit)d are allowed.")
TOO_MANY: Final = gettext_noop("There are %(count)d entries; at most %(limit)d are allowed.")
CODE_TWICE: Final = gettext_noop("The code “%(code)s” is already that of row %(first)d. Give each question its own.")
WIDE_ROW: Final = gettext_noop(
    "The row has %(cells)d cells under %(headings)d headings."
    " If a text contains the separator, put it in quotation marks."
)
UNKNOWN_VALUE: Final = gettext_noop(
    "“%(value)s” is unknown here and was left empty. Rows: %(count)d, first row %(first)d."
)
MOST_UNKNOWN: Final = 50
"""Unknown values that get a notice of their own."""
CELLS_LEFT_OUT: Final = gettext_noop("Rows with cells beyond the last heading, which were left out: %(count)d.")
NO_KIND: Final = gettext_noop("Questions without a kind, counted as behavioural: %(count)d.")
GUESSED_KIND: Final = gettext_noop(
    "Questions without a kind that read like “%(kind)s”, and are taken for it: %(count)d (rows %(rows)s). Please check."
)
NO_COMPETENCY: Final = gettext_noop("Questions without a competency: %(count)d.")
SAME_TEXT: Final = gettext_noop("Questions left out because the same text comes earlier in the file: %(count)d.")
NEARLY_SAME: Final = gettext_noop("Questions that read nearly like an earlier one: %(count)d. Please compare them.")
NOT_COMPARED: Final = gettext_noop("Only the first %(limit)d questions were compared for near repeats.")
FORBIDDEN: Final = gettext_noop("Questions that should perhaps not be asked: %(count)d. Please look at each.")
ADDRESSES: Final = gettext_noop(
    "E-mail addresses stand in the questions of %(count)d rows, first in row %(first)d. Take out what names a person."
)
MOST_ROWS: Final = 12
"""Row numbers named in a notice."""
SHOWN: Final = 60
"""Characters of a wrong value quoted back."""
LONGEST_HEADING: Final = 60
MOST_HEADING_WORDS: Final = 6
ADDRESSED: Final = frozenset(
    [
        *("you", "your", "yourself", "why", "how"),
        *("ihr", "ihre", "ihren", "ihrem", "dein", "deine", "warum", "wie"),
        *("vous", "votre", "vos", "pourquoi", "comment", "usted", "su", "sus", "tu", "tus", "seu", "sua", "voce"),
    ]
)
"""Words of what is said to somebody: "5 reasons why", "Your plans for the team"."""
OTHER_SEAT: Final = "other"
"""As a section, "Other" is the rest of the questions, not a seat."""
TECHNICAL: Final = frozenset(
    {"technical", "technisch", "technische", "technique", "techniques", "tecnicas", "tecnico", "tecnica"}
)
SECTION_LEAD: Final = re.compile(
    r"(?:interview\s?)?(?:questions?|fragen|preguntas|perguntas)?\s*"
    r"(?:(?:for|from|by|about|on|für|von|vom|zu|zur|zum|pour|sur|de|du|del|para|por|sobre|do|da)\s+)?"
    r"(?:(?:the|your|den|die|der|das|dem|le|la|les|el|los|o|a)\s+)?",
    re.IGNORECASE,
)
""" "Questions for the CEO" is about the CEO."""

Key = TypeVar("Key")


class Lookup(dict[str, Key | None], Generic[Key]):
    """Cells to keys, each distinct cell looked up once; None for an unknown word, `empty` for an empty cell."""

    def __init__(self, words: Mapping[str, Key], empty: Key) -> None:
        super().__init__({"": empty})
        self.words = words

    def __missing__(self, cell: str) -> Key | None:
        spaced = fold_space(cell)
        found = self.words.get(fold_word(spaced)) if spaced else self[""]
        if found is None and len(parts := split_values(spaced)) > 1:
            found = self[parts[0]]
        self[cell] = found
        return found


class Themes(dict[str, str]):
    """Cells to tidy themes; rows with the same theme share one string."""

    def __missing__(self, cell: str) -> str:
        tidy = self[cell] = fold_space(cell)
        return tidy


class Checker:
    """Goes through the rows once and fills a BankFile. `mostly_questions` says that sample values look like some."""

    def __init__(
        self,
        bank: BankFile,
        *,
        competencies: Mapping[str, str],
        strict_width: bool,
        mostly_questions: bool,
        options: ReadOptions,
        certain: Container[int] = (),
        unsaved: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        self.bank = bank
        self.strict_width = strict_width and bool(bank.columns[-1].field)
        self.certain = certain
        fields = {column.number: column.field for column in bank.columns if column.field}
        self.unsaved = {row: fields[column] for row, column in sorted(unsaved, reverse=True) if column in fields}
        self.decided = 0
        self.is_sheet = bank.format in ("csv", "xlsx", "xls", "ods")
        self.mostly_questions = mostly_questions
        self.compared = MAX_COMPARED if options.compare else 0
        self.strict = options.strict
        self.unknown_rows: dict[tuple[str, str], tuple[str, list[int]]] = {}
        self.competency_keys = tuple(dict.fromkeys(competencies.values()))
        chosen = options.values or {}
        self.seats = Lookup({**SEAT_BY_WORD, **chosen.get("seat", {})}, ANY_SEAT)
        self.kinds = Lookup({**KIND_BY_WORD, **chosen.get("kind", {})}, "")
        by_word = {fold_word(word): key for word, key in competencies.items()}
        self.competencies = Lookup({**by_word, **chosen.get("competency", {})}, "")
        levels = {word: int(level or USUAL_DIFFICULTY) for word, level in chosen.get("difficulty", {}).items()}
        self.difficulties = Lookup({**DIFFICULTY_BY_WORD, **levels}, USUAL_DIFFICULTY)
        self.themes = Themes()
        self.start_columns(bank)
        self.row_by_code: dict[str, int] = {}
        self.row_by_text: dict[str, int] = {}
        self.near_duplicates_index: NearDuplicateIndex[Row] = NearDuplicateIndex()
        self.heading: Mapping[str, str] = {}
        self.waiting: tuple[int, list[Cell], str] | None = None
        self.without_kind = self.without_competency = self.wide_rows = 0
        self.rows_with_address: list[int] = []
        self.guessed: dict[str, list[int]] = {}

    def start_columns(self, bank: BankFile) -> None:
        """Where each field's cell is; fields without a column read the blank cell put behind every row."""
        self.width = len(bank.columns)
        places = {column.field: column.number - 1 for column in reversed(bank.columns) if column.field}
        self.names = {column.field: column.name for column in reversed(bank.columns) if column.field}
        self.header = bank.columns[places["question"]].heading.casefold() if bank.header_row else None
        self.pick = itemgetter(*(places.get(field, self.width) for field in FIELDS))
        numbers = {field: [c.number - 1 for c in bank.columns if c.field == field] for field in SEVERAL}
        self.more = {field: places[1:] for field, places in numbers.items() if len(places) > 1}

    def check(self, number: int, cells: Sequence[Cell]) -> None:
        if number in self.unsaved:
            self.problem(number, self.unsaved[number], FORMULA_WITHOUT_VALUE)
        elif (fitted := self.fit(number, cells)) is not None:
            self.take(number, fitted)

    def take(self, number: int, fitted: list[Cell]) -> None:
        before = len(self.bank.problems)
        row = self.question(number, fitted)
        if row is not None and len(self.bank.problems) == before:
            self.keep(row)

    def fit(self, number: int, cells: Sequence[Cell]) -> list[Cell] | None:
        """The row's cells with a blank behind the last; None when there is nothing in it, or too much."""
        beyond = cells[self.width :]
        if beyond and any(map(has_text, beyond)):
            if self.strict_width:
                self.problem(number, "", WIDE_ROW, cells=len(cells), headings=self.width)
                return None
            self.wide_rows += 1
        elif not any(cells):
            self.bank.blank_rows += 1
            return None
        fitted = [*cells[: self.width], *[""] * (max(0, self.width - len(cells)) + 1)]
        if self.is_sheet and any(cell[:1] == "'" for cell in fitted):
            return [unescape_formula(cell) if isinstance(cell, str) else cell for cell in fitted]
        return fitted

    def question(self, number: int, cells: list[Cell]) -> Row | None:
        raw, code, seat, kind, competency, theme, difficulty, probes, listen_for, section = self.pick(cells)
        text, follow_ups = self.text(number, joined(raw), cells)
        if not text:
            return None
        named = self.named_by(section) if section or self.heading else NOTHING
        return Row(
            row=number,
            text=text,
            code=self.code(number, joined(code)) if code else "",
            seat=self.seat(number, joined(seat)) or named.get("seat", ANY_SEAT),
            kind=self.kind(number, joined(kind), named, text),
            competency=self.competency(number, joined(competency), named),
            theme=self.theme(number, joined(theme) or self.tags(joined(competency)), named),
            difficulty=self.difficulty(number, joined(difficulty)),
            probes=self.points(number, "probes", follow_ups + points(probes), cells, MAX_PROBES),
            listen_for=self.points(number, "listen_for", points(listen_for), cells, MAX_LISTEN_FOR),
        )

    def text(self, number: int, raw: str, cells: list[Cell]) -> tuple[str, tuple[str, ...]]:
        """The clean question and bullets below it in the cell; ("", ()) when the row turns out to hold none."""
        if "<" in raw and TAG.search(raw):
            raw = "\n".join(html_lines(raw))
        wording, follow_ups = split_follow_ups(raw) if "\n" in raw else (raw, ())
        text = clean_question(wording)
        if self.is_no_question(number, text, cells):
            return "", ()
        if len(text) > MAX_QUESTION_LENGTH:
            self.problem(number, "question", TOO_LONG, length=len(text), limit=MAX_QUESTION_LENGTH)
        elif not text[0].isalnum() and not any(map(str.isalnum, text)):
            self.problem(number, "question", NO_WORDS, value=text[:SHOWN])
        elif text != raw and text != raw.strip():
            self.bank.cleaned.append(Cleaned(number, raw, text))
        return text, follow_ups

    def is_no_question(self, number: int, text: str, cells: list[Cell]) -> bool:
        """Blank rows, headings and rows that lack their question end here, counted or reported."""
        if not text:
            self.without_question(number, cells)
        elif text.casefold() == self.header:
            self.bank.heading_rows.append(HeadingRow(number, text))
        elif cells.count("") == len(cells) - 1 and self.seems_heading(number, text):
            self.resolve_waiting(was_heading=False)
            self.wait(number, text, cells)
        else:
            if self.waiting:
                self.resolve_waiting(was_heading=True)
            return False
        return True

    def seems_heading(self, number: int, text: str) -> bool:
        return (
            self.mostly_questions
            and is_heading(text)
            and number != self.decided
            and number not in self.certain
            and (self.is_known(text) or ADDRESSED.isdisjoint(words_of(text)))
        )

    def is_known(self, text: str) -> bool:
        """Whether it is the name of a competency, a seat or a kind."""
        return "theme" not in self.facts_of((text,))

    def wait(self, number: int, text: str, cells: list[Cell]) -> None:
        """Until it is seen whether a question follows; the name of a competency, seat or kind is a heading anyhow."""
        if self.is_known(text):
            self.skip_heading(number, text)
        else:
            self.waiting = (number, cells, text)

    def resolve_waiting(self, *, was_heading: bool) -> None:
        """What seemed a heading is a question when it heads nothing."""
        waiting, self.waiting = self.waiting, None
        if waiting and was_heading:
            self.skip_heading(waiting[0], waiting[2])
        elif waiting:
            self.decided = waiting[0]
            self.take(waiting[0], waiting[1])

    def without_question(self, number: int, cells: Sequence[Cell]) -> None:
        filled = [joined(cell) for cell in cells if has_text(cell)]
        if not filled:
            self.bank.blank_rows += 1
        elif len(filled) == 1 and is_heading(fold_space(filled[0])):
            self.skip_heading(number, fold_space(filled[0]))
        else:
            self.problem(number, "question", NO_QUESTION)

    def skip_heading(self, number: int, text: str) -> None:
        """A heading row names the section of the rows below."""
        self.bank.heading_rows.append(HeadingRow(number, text))
        self.heading = self.facts_of((text,))

    def code(self, number: int, raw: str) -> str:
        code = fold_space(raw)
        if len(code) > MAX_CODE_LENGTH:
            self.problem(number, "code", TOO_LONG, length=len(code), limit=MAX_CODE_LENGTH)
        elif code and (first := self.row_by_code.setdefault(code, number)) != number:
            self.problem(number, "code", CODE_TWICE, code=code, first=first)
        return code

    def seat(self, number: int, raw: str) -> str:
        found = self.seats[raw]
        if found is None:
            self.unknown(number, "seat", raw, UNKNOWN_SEAT, SEATS)
        return found or ANY_SEAT

    def kind(self, number: int, raw: str, named: Mapping[str, str], text: str) -> str:
        found = self.kinds[raw]
        if found is None:
            self.unknown(number, "kind", raw, UNKNOWN_KIND, KINDS)
        found = found or named.get("kind", "")
        if found:
            return found
        if found := kind_by_wording(text):
            self.guessed.setdefault(found, []).append(number)
        self.without_kind += not found
        return found or USUAL_KIND

    def competency(self, number: int, raw: str, named: Mapping[str, str]) -> str:
        found = self.competencies[raw]
        if found is None:
            self.unknown(number, "competency", raw, UNKNOWN_COMPETENCY, self.competency_keys)
        found = found or named.get("competency", "")
        self.without_competency += not found
        return found

    def difficulty(self, number: int, raw: str) -> int:
        found = self.difficulties[raw]
        if found is None:
            self.unknown(number, "difficulty", raw, UNKNOWN_DIFFICULTY, ())
        return found or USUAL_DIFFICULTY

    def theme(self, number: int, raw: str, named: Mapping[str, str]) -> str:
        theme = self.themes[raw] or named.get("theme", "")
        if len(theme) > MAX_THEME_LENGTH:
            self.problem(number, "theme", TOO_LONG, length=len(theme), limit=MAX_THEME_LENGTH)
        return theme

    def tags(self, competency: str) -> str:
        """The further values of a competency cell, "Soft skills, Teamwork", for the theme."""
        return ", ".join(split_values(fold_space(competency))[1:])[:MAX_THEME_LENGTH] if competency else ""

    def unknown(self, number: int, field: str, raw: str, template: str, accepted: Sequence[str]) -> None:
        """The value is left empty, to be mapped for all its rows at once; a problem of the row only when strict."""
        value = split_values(fold_space(raw))[0]
        if self.strict or len(value) > MAX_VALUE_LENGTH:
            self.problem(number, field, template, value=value[:SHOWN], accepted=", ".join(accepted))
        else:
            self.unknown_rows.setdefault((field, fold_word(value)), (value, []))[1].append(number)

    def named_by(self, section: Cell) -> Mapping[str, str]:
        """What the sections a row stands in say of it; the row's own cell counts before a heading row above."""
        if not section:
            return self.heading
        return self.facts_of((section,) if isinstance(section, str) else section)

    def facts_of(self, sections: Sequence[str]) -> Mapping[str, str]:
        """A section's name is a competency, seat or kind if it is one, else the theme; the innermost counts."""
        facts: dict[str, str] = {}
        for raw in sections:
            lookups = (("competency", self.competencies), ("seat", self.seats), ("kind", self.kinds))
            spellings = (raw, without_lead(fold_space(raw)))
            known = next(
                (
                    (field, key)
                    for word in spellings
                    for field, lookup in lookups
                    if (key := lookup[word]) and key != OTHER_SEAT
                ),
                None,
            )
            if known is None and not TECHNICAL.isdisjoint(words_of(raw)):
                facts["kind"] = "knowledge"
            facts.update([known] if known else {"theme": fold_space(raw)[:MAX_THEME_LENGTH]})
        return facts

    def points(
        self, number: int, field: str, found: tuple[str, ...], cells: Sequence[Cell], limit: int
    ) -> tuple[str, ...]:
        if field in self.more:
            found += tuple(point for place in self.more[field] for point in points(cells[place]))
        if len(found) > limit:
            self.problem(number, field, TOO_MANY, count=len(found), limit=limit)
        elif found and (longest := max(map(len, found))) > MAX_POINT_LENGTH:
            self.problem(number, field, TOO_LONG, length=longest, limit=MAX_POINT_LENGTH)
        return found

    def keep(self, row: Row) -> None:
        folded = fold(row.text)
        first = self.row_by_text.setdefault(folded, row.row)
        if first != row.row:
            row.code = row.code or f"{content_id(folded)}-{row.row}"
            self.bank.duplicates.append(Duplicate(row.row, first, row.text, row))
            return
        row.code = row.code or content_id(folded)
        self.bank.rows.append(row)
        self.compare(row)

    def compare(self, row: Row) -> None:
        """Near repeats, what must not be asked, and addresses: all reported, the row stays."""
        words = words_of(row.text)
        if len(self.bank.rows) <= self.compared and (match := self.near_duplicates_index.add(row, words)):
            self.bank.near_duplicates.append(NearDuplicate(row.row, match.row, row.text, match.text))
        for found in protected_topics_of(words):
            self.bank.flagged.append(Flagged(row.row, found.topic, found.words, row.text, found.wording))
        if "@" in row.text and ADDRESS.search(row.text):
            self.rows_with_address.append(row.row)

    def problem(self, number: int, field: str, template: str, **values: object) -> None:
        self.bank.problems.append(Problem(number, self.names.get(field, field), Message(template, values)))

    def finish(self) -> None:
        """The last row, if it is still waited with, and the notices that are said once for the file."""
        self.resolve_waiting(was_heading=False)
        for kind, numbers in self.guessed.items():
            shown = ", ".join(map(str, numbers[:MOST_ROWS])) + (" …" if len(numbers) > MOST_ROWS else "")
            self.notice("kind", GUESSED_KIND, len(numbers), kind=kind, rows=shown)
        self.notice("kind", NO_KIND, self.without_kind)
        self.notice("competency", NO_COMPETENCY, self.without_competency)
        self.notice("question", SAME_TEXT, len(self.bank.duplicates))
        self.notice("question", NEARLY_SAME, len(self.bank.near_duplicates))
        self.notice("question", FORBIDDEN, len({flag.row for flag in self.bank.flagged}))
        self.notice("", CELLS_LEFT_OUT, self.wide_rows)
        for (field, _), (value, rows) in self.unknown_rows.items():
            self.bank.unknown_values.append(UnknownValue(field, value, len(rows), rows[0]))
            if len(self.bank.unknown_values) <= MOST_UNKNOWN:
                self.notice(field, UNKNOWN_VALUE, len(rows), value=value, first=rows[0])
        if len(self.bank.rows) > self.compared > 0:
            self.notice("question", NOT_COMPARED, 1, limit=self.compared)
        if self.rows_with_address:
            self.notice("question", ADDRESSES, len(self.rows_with_address), first=self.rows_with_address[0])

    def notice(self, field: str, template: str, count: int, **values: object) -> None:
        if count:
            wording = Message(template, {"count": count, **values})
            self.bank.warnings.append(Notice(0, self.names.get(field, field), wording))


NOTHING: Final[Mapping[str, str]] = {}


def without_lead(section: str) -> str:
    lead = SECTION_LEAD.match(section)
    return section[lead.end() :] if lead else section


def joined(cell: Cell) -> str:
    return cell if isinstance(cell, str) else ", ".join(cell)


def has_text(cell: Cell) -> bool:
    return bool(cell.strip() if isinstance(cell, str) else cell)


def is_heading(text: str) -> bool:
    """Few words, no closing mark, not like a question: "Leadership", not "Why?" or "Sell me your plan"."""
    return (
        0 < len(text) <= LONGEST_HEADING
        and text[-1] not in ".?!？؟。"
        and len(text.split()) <= MOST_HEADING_WORDS
        and any(map(str.isalpha, text))
        and not looks_like_question(text)
    )
