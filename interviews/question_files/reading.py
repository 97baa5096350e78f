"""Bytes of an uploaded file, or pasted text -> a BankFile."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Final

from interviews.message import Message, gettext_noop
from interviews.question_files.checking import Checker
from interviews.question_files.decoding import decode, is_guess
from interviews.question_files.delimited import TOO_MANY_COLUMNS, delimited_rows, detect_delimiter
from interviews.question_files.detecting import detect_format, detect_text_format, refuse_unknown_format
from interviews.question_files.documents import read_document
from interviews.question_files.headings import (
    ENOUGH,
    field_of_heading,
    header_index,
    map_columns,
    personal_columns,
    question_score,
    texts,
    values_of,
)
from interviews.question_files.hypertext import markdown_from_html
from interviews.question_files.limits import LOOK_AHEAD, MAX_COLUMNS, MAX_FILE_BYTES, MAX_ROWS
from interviews.question_files.office import text_of_docx, text_of_odt, text_of_pdf
from interviews.question_files.quizzes import read_gift, read_moodle
from interviews.question_files.results import BankFile, Cell, Column, Grid, Notice, Problem, ReadOptions, Unreadable
from interviews.question_files.trees import read_json, read_yaml
from interviews.question_files.workbooks import read_workbook

DOCUMENTS: Final[Mapping[str, Callable[[bytes], str]]] = {
    "docx": text_of_docx,
    "odt": text_of_odt,
    "pdf": text_of_pdf,
}
AS_DETECTED: Final = ReadOptions()
Numbered = tuple[int, Sequence[Cell]]

EMPTY: Final = gettext_noop("This file is empty.")
NOTHING_PASTED: Final = gettext_noop("There is no text to read.")
TOO_LARGE: Final = gettext_noop("This is more than %(limit)d MB, which is the most that can be loaded. Split it.")
TOO_MANY_ROWS: Final = gettext_noop(
    "This file has more than %(limit)d rows. Split it and load the parts one after the other."
)
ONE_CHARACTER: Final = gettext_noop("A separator is a single character.")
NO_QUESTION_COLUMN: Final = gettext_noop(
    "No column holds the questions. Call one “question”, or say which it is. The columns found are: %(found)s."
)
ONLY_HEADINGS: Final = gettext_noop("There is no question below the headings.")
PERSONAL: Final = gettext_noop(
    "“%(heading)s” seems to hold people's names or addresses. It is not loaded, but better delete it from the file."
)
SAME_HEADING: Final = gettext_noop(
    "The heading “%(heading)s” is there %(count)d times; the first such column was used."
)
UNKNOWN_COLUMNS: Final = gettext_noop(
    "Columns left out, as we do not know their headings: %(headings)s. If you need one, say what it holds."
)
NO_SUCH_ROW: Final = gettext_noop("There is no row %(row)d among the first %(limit)d to take the headings from.")
GUESSED_ENCODING: Final = gettext_noop(
    "The file doesn't say which encoding it is in, so we took the likeliest, %(encoding)s. If letters look wrong,"
    " choose another under “Read it another way”."
)
GUESSED: Final = gettext_noop("We took “%(heading)s” for the column with the questions. Please check.")


def read_bank_file(
    data: bytes, *, filename: str, competencies: Mapping[str, str], options: ReadOptions = AS_DETECTED
) -> BankFile:
    """Everything a bank file holds. Raises Unreadable, and nothing else, when there is nothing to show.

    `competencies` takes any accepted spelling, casefolded, to a competency's key.
    """
    return check(open_grid(data, filename, options), options, competencies)


def open_grid(data: bytes, filename: str, options: ReadOptions) -> Grid:
    """The file as numbered rows of cells, before any of it is understood."""
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1024 // 1024)
    if not data.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(EMPTY)
    refuse_unknown_format(options.format)
    kind = options.format or detect_format(data)
    if kind in ("xlsx", "xls", "ods"):
        return read_workbook(data, kind, options)
    if kind in DOCUMENTS:
        return replace(read_document(DOCUMENTS[kind](data), markdown=kind != "pdf"), format=kind)
    return read_encoded(data, filename, kind, options)


def read_encoded(data: bytes, filename: str, kind: str, options: ReadOptions) -> Grid:
    """A text file as a grid. The decoded text is gone when the rows are read: it can take four times the file."""
    text, encoding = decode(data, options.encoding)
    grid = read_text(text, kind or detect_text_format(text, filename), options)
    guess = not options.encoding and is_guess(encoding)
    notices = [Notice(0, "", Message(GUESSED_ENCODING, {"encoding": encoding}))] if guess else []
    return replace(grid, encoding=encoding, notices=[*grid.notices, *notices])


def read_pasted(text: str, *, competencies: Mapping[str, str], options: ReadOptions = AS_DETECTED) -> BankFile:
    """The same for text from the clipboard; a spreadsheet's cells arrive with tabs between them."""
    if len(text) > MAX_FILE_BYTES:
        raise Unreadable(TOO_LARGE, limit=MAX_FILE_BYTES // 1024 // 1024)
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
    if kind == "html":
        return replace(read_document(markdown_from_html(text), markdown=True), format=kind)
    if kind in ("text", "markdown"):
        return read_document(text, markdown=kind == "markdown")
    if kind == "moodle":
        return read_moodle(text)
    if kind == "gift":
        return read_gift(text)
    return read_delimited(text, options)


def read_delimited(text: str, options: ReadOptions) -> Grid:
    if len(options.delimiter) > 1:
        raise Unreadable(ONE_CHARACTER)
    delimiter = options.delimiter or detect_delimiter(text)
    return Grid(rows=delimited_rows(text, delimiter), format="csv", delimiter=delimiter)


def check(grid: Grid, options: ReadOptions, competencies: Mapping[str, str]) -> BankFile:
    bank = BankFile(
        format=grid.format,
        encoding=grid.encoding,
        delimiter=grid.delimiter,
        sheet=grid.sheet,
        sheets=grid.sheets,
        language=grid.language,
        languages=grid.languages,
        warnings=list(grid.notices),
        problems=list(grid.problems),
        heading_rows=list(grid.headings_found),
        skipped=list(grid.skipped),
        cleaned=list(grid.cleaned),
    )
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
        options=options,
        certain=grid.certain,
        unsaved=grid.unsaved,
    )
    check_rows(bank, chain(below, rows), checker)
    return bank


def mostly_questions(bank: BankFile, rows: Sequence[Numbered]) -> bool:
    """Whether enough of the first questions look like some for the others among them to be headings."""
    number = next(column.number for column in bank.columns if column.field == "question")
    return question_score(values_of([cells for _, cells in rows], number)) >= ENOUGH


def header_place(first: Sequence[Numbered], options: ReadOptions) -> int | None:
    """Index of the header among the first rows, None for no header."""
    if options.header_row is None:
        return header_index(first)
    index = next((index for index, (number, _) in enumerate(first) if number == options.header_row), None)
    if index is None and options.header_row:
        raise Unreadable(NO_SUCH_ROW, row=options.header_row, limit=LOOK_AHEAD)
    return index


def start_columns(
    bank: BankFile,
    grid: Grid,
    first: Sequence[Numbered],
    index: int | None,
    options: ReadOptions,
    competencies: Mapping[str, str],
) -> None:
    below = [cells for _, cells in first[0 if index is None else index + 1 :] if any(cells)]
    headings = grid.headings or headings_of(first, index, below, strict=grid.format == "csv")
    bank.header_row = first[index][0] if index is not None else 0
    bank.columns = map_columns(headings, below, options=options, competencies=competencies)
    bank.warnings.extend(column_notices(bank.columns, below))


def column_notices(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> Iterator[Notice]:
    for column in columns:
        if (column.field, column.how) == ("question", "guess"):
            yield Notice(0, column.name, Message(GUESSED, {"heading": column.name}))
    personal = personal_columns(columns, rows)
    for column in personal:
        yield Notice(0, column.name, Message(PERSONAL, {"heading": column.name}))
    unknown = [f"“{column.heading[:40]}”" for column in columns if is_unknown(column) and column not in personal]
    if unknown:
        yield Notice(0, "", Message(UNKNOWN_COLUMNS, {"headings": ", ".join(unknown[:20])}))
    for heading, count in Counter(column.heading for column in columns if column.heading).items():
        if count > 1:
            yield Notice(0, heading, Message(SAME_HEADING, {"heading": heading, "count": count}))


def is_unknown(column: Column) -> bool:
    """Whether a column was left out although it holds something and nobody said that it should be."""
    left_out = not column.field and not column.how
    return bool(left_out and column.heading and column.samples and not field_of_heading(column.heading))


def headings_of(
    first: Sequence[Numbered], index: int | None, below: Sequence[Sequence[Cell]], *, strict: bool
) -> tuple[str, ...]:
    """The header's cells, with blanks for columns that have none; `strict` when wider rows are mistakes (CSV)."""
    for number, cells in first:
        width = filled_width(cells)
        if width > MAX_COLUMNS:
            raise Unreadable(TOO_MANY_COLUMNS, row=number, columns=width, limit=MAX_COLUMNS)
    if index is None:
        return ("",) * max(map(filled_width, below), default=0)
    cells = first[index][1]
    width = filled_width(cells) if strict else max(filled_width(cells), *map(filled_width, below), 0)
    return tuple(" ".join(texts(cell).split()) for cell in [*cells, *[""] * width][:width])


def filled_width(cells: Sequence[Cell]) -> int:
    return next((place for place in range(len(cells), 0, -1) if cells[place - 1]), 0)


def no_question_column(bank: BankFile) -> Problem:
    found = ", ".join(column.heading or column.name for column in bank.columns) or "–"
    return Problem(0, "", Message(NO_QUESTION_COLUMN, {"found": found[:300]}))


def check_rows(bank: BankFile, rows: Iterator[Numbered], checker: Checker) -> None:
    count = 0
    for count, (number, cells) in enumerate(rows, 1):
        checker.check(number, cells)
        if count > MAX_ROWS:
            raise Unreadable(TOO_MANY_ROWS, limit=MAX_ROWS)
    checker.finish()
    if not bank.rows and not bank.problems:
        bank.problems.append(Problem(0, "", Message(ONLY_HEADINGS)))
