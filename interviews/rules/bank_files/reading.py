"""Bytes of an uploaded file, or pasted text -> a BankFile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from interviews.rules.bank_files.checking import Checker
from interviews.rules.bank_files.decoding import decode
from interviews.rules.bank_files.delimited import delimited_rows, detect_delimiter
from interviews.rules.bank_files.detecting import detect_format, detect_text_format, refuse_unknown_format
from interviews.rules.bank_files.headings import ENOUGH, header_index, likeness, map_columns, texts, values_of
from interviews.rules.bank_files.limits import LOOK_AHEAD, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS
from interviews.rules.bank_files.results import BankFile, Cell, Grid, Notice, Problem, ReadOptions, Unreadable
from interviews.rules.bank_files.trees import read_json, read_yaml
from interviews.rules.bank_files.workbooks import read_workbook
from interviews.rules.wording import Wording, gettext_noop

AS_DETECTED: Final = ReadOptions()
Numbered = tuple[int, Sequence[Cell]]

EMPTY: Final = gettext_noop("This file is empty.")
NOTHING_PASTED: Final = gettext_noop("There is no text to read.")
TOO_LARGE: Final = gettext_noop("This file has %(size)d MB; at most %(limit)d MB are allowed.")
TOO_MANY_ROWS: Final = gettext_noop(
    "This file has more than %(limit)d rows. Split it and load the parts one after the other."
)
TOO_MANY_COLUMNS: Final = gettext_noop("Row %(row)d has %(columns)d columns; at most %(limit)d are read.")
ONE_CHARACTER: Final = gettext_noop("A separator is a single character.")
NO_QUESTION_COLUMN: Final = gettext_noop(
    "No column holds the questions. Call one “question”, or say which it is. The columns found are: %(found)s."
)
ONLY_HEADINGS: Final = gettext_noop("There is no question below the headings.")
GUESSED: Final = gettext_noop("We took “%(heading)s” for the column with the questions. Please check.")


def read_bank_file(
    data: bytes, *, filename: str, competencies: Mapping[str, str], options: ReadOptions = AS_DETECTED
) -> BankFile:
    """Everything a bank file holds. Raises Unreadable, and nothing else, when there is nothing to show.

    `competencies` takes any accepted spelling, casefolded, to a competency's key.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE, size=len(data) // 1024 // 1024, limit=MAX_FILE_BYTES // 1024 // 1024)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(EMPTY)
    refuse_unknown_format(options.format)
    kind = options.format or detect_format(data, filename)
    if kind in ("xlsx", "xls", "ods"):
        return check(read_workbook(data, kind, options), options, competencies)
    return check(read_encoded(data, filename, kind, options), options, competencies)


def read_encoded(data: bytes, filename: str, kind: str, options: ReadOptions) -> Grid:
    """A text file as a grid. The decoded text is gone when the rows are read: it can take four times the file."""
    text, encoding = decode(data, options.encoding)
    grid = read_text(text, kind or detect_text_format(text, filename), options)
    return replace(grid, encoding=encoding)


def read_pasted(text: str, *, competencies: Mapping[str, str], options: ReadOptions = AS_DETECTED) -> BankFile:
    """The same for text from the clipboard; a spreadsheet's cells arrive with tabs between them."""
    if len(text) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE, size=len(text) // 1024 // 1024, limit=MAX_FILE_BYTES // 1024 // 1024)
    if not text.strip("\ufeff \t\r\n\0"):
        raise Unreadable(NOTHING_PASTED)
    refuse_unknown_format(options.format)
    text = text.lstrip("\ufeff")
    return check(read_text(text, options.format or detect_text_format(text, ""), options), options, competencies)


def read_text(text: str, kind: str, options: ReadOptions) -> Grid:
    if kind == "json":
        return read_json(text, options)
    if kind == "yaml":
        return read_yaml(text, options)
    if kind == "text":
        return read_lines(text)
    return read_delimited(text, options)


def read_delimited(text: str, options: ReadOptions) -> Grid:
    if len(options.delimiter) > 1:
        raise Unreadable(ONE_CHARACTER)
    delimiter = options.delimiter or detect_delimiter(text)
    return Grid(rows=delimited_rows(text, delimiter), format="csv", delimiter=delimiter)


def read_lines(text: str) -> Grid:
    """One question a line."""
    rows = [(number, (line,)) for number, line in enumerate(text.splitlines(), 1)]
    return Grid(rows=rows, format="text", headings=("question",))


def check(grid: Grid, options: ReadOptions, competencies: Mapping[str, str]) -> BankFile:
    bank = BankFile(
        format=grid.format, encoding=grid.encoding, delimiter=grid.delimiter, sheet=grid.sheet, sheets=grid.sheets,
        language=grid.language, languages=grid.languages, warnings=list(grid.notices),
    )  # fmt: skip
    rows = iter(grid.rows)
    first = list(islice(rows, LOOK_AHEAD))
    index = None if grid.headings is not None else header_place(first, options)
    start_columns(bank, grid, first, index, options, competencies)
    below = first if index is None else first[index + 1 :]
    if index:
        bank.blank_rows += sum(not any(cells) for _, cells in first[:index])
    if not any(column.field == "question" for column in bank.columns):
        bank.problems.append(no_question_column(bank))
        return bank
    checker = Checker(
        bank,
        competencies=competencies,
        strict_width=grid.format == "csv" and bool(bank.header_row),
        mostly_questions=mostly_questions(bank, below),
    )
    check_rows(bank, chain(below, rows), checker)
    return bank


def mostly_questions(bank: BankFile, rows: Sequence[Numbered]) -> bool:
    """Whether enough of the first questions look like some for the others among them to be headings."""
    number = next(column.number for column in bank.columns if column.field == "question")
    return likeness(values_of([cells for _, cells in rows], number)) >= ENOUGH


def header_place(first: Sequence[Numbered], options: ReadOptions) -> int | None:
    """Index of the header among the first rows, None for no header."""
    if options.header_row is None:
        return header_index(first)
    return next((index for index, (number, _) in enumerate(first) if number == options.header_row), None)


def start_columns(
    bank: BankFile,
    grid: Grid,
    first: Sequence[Numbered],
    index: int | None,
    options: ReadOptions,
    competencies: Mapping[str, str],
) -> None:
    below = [cells for _, cells in first[0 if index is None else index + 1 :] if any(cells)]
    headings = grid.headings or headings_of(first, index, below)
    bank.header_row = first[index][0] if index is not None else 0
    bank.columns = map_columns(headings, below, options=options, competencies=competencies)
    guessed = next((column for column in bank.columns if (column.field, column.how) == ("question", "guess")), None)
    if guessed:
        bank.warnings.append(Notice(0, guessed.name, Wording(GUESSED, {"heading": guessed.name})))


def headings_of(first: Sequence[Numbered], index: int | None, below: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The header's cells without empty ones at its end; without a header as many blanks as the widest row has cells."""
    for number, cells in first:
        width = filled_width(cells)
        if width > MAX_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS, row=number, columns=width, limit=MAX_COLUMNS)
    if index is None:
        return ("",) * max(map(filled_width, below), default=0)
    cells = first[index][1]
    return tuple(" ".join(texts(cell).split()) for cell in cells[: filled_width(cells)])


def filled_width(cells: Sequence[Cell]) -> int:
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)


def no_question_column(bank: BankFile) -> Problem:
    found = ", ".join(column.heading or column.name for column in bank.columns) or "–"
    return Problem(0, "", Wording(NO_QUESTION_COLUMN, {"found": found[:300]}))


def check_rows(bank: BankFile, rows: Iterator[Numbered], checker: Checker) -> None:
    count = 0
    for count, (number, cells) in enumerate(rows, 1):
        checker.check(number, cells)
        if count > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS, limit=MAX_ROWS)
    checker.finish()
    if not bank.rows and not bank.problems:
        bank.problems.append(Problem(0, "", Wording(ONLY_HEADINGS)))
