"""XLSX, XLS and ODS through calamine, after a look inside that keeps bombs away from it."""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

import python_calamine

from interviews.message import Message, gettext_noop
from interviews.question_files.headings import map_columns, question_score, texts
from interviews.question_files.limits import LOOK_AHEAD, MAX_ROWS
from interviews.question_files.results import Cell, Grid, Notice, ReadOptions, Sheet, Unreadable
from interviews.question_files.unpacking import Book, check_workbook

Value = int | float | str | bool | time | date | datetime | timedelta

DAMAGED: Final = gettext_noop(
    "This spreadsheet is damaged or cut off. Open it in your spreadsheet program, save it again as XLSX and retry."
)
PASSWORD: Final = gettext_noop("This spreadsheet is protected with a password. Save a copy without one and load that.")
NO_SHEET: Final = gettext_noop("There is no sheet called %(sheet)s in this file. It has: %(accepted)s.")
SHEETS_LEFT_OUT: Final = gettext_noop(
    "We read the sheet “%(name)s”. Other sheets were left out, with their numbers of rows: %(others)s. Choose another"
    " under “Read it another way”, and upload the file once for each sheet you want."
)
MOST_NAMED: Final = 20
NOTHING_IN_IT: Final = gettext_noop("This spreadsheet is empty.")
EXAMPLE_SHEET: Final = "Example"
"""The sheet of our own template that shows how it is done. Like a hidden one, it is not what somebody filled in."""


def read_workbook(data: bytes, kind: str, options: ReadOptions) -> Grid:
    """The wanted sheet as a grid, or the likeliest one: its header names the most fields, it holds most questions."""
    parts = check_workbook(data) if kind != "xls" else Book()
    book = open_book(data)
    sheets = {meta.name: sheet_rows(book, meta.name) for meta in book.sheets_metadata if is_worksheet(meta)}
    hidden = {meta.name for meta in book.sheets_metadata if meta.visible != python_calamine.SheetVisibleEnum.Visible}
    aside = hidden | {EXAMPLE_SHEET}
    if not any(sheets.values()):
        raise Unreadable(NOTHING_IN_IT)
    if options.sheet and options.sheet not in sheets:
        raise Unreadable(NO_SHEET, sheet=options.sheet[:60], accepted=", ".join(sheets))
    name = options.sheet or max(sheets, key=lambda name: sheet_score(sheets[name], aside=name in aside))
    listed = tuple(Sheet(other, len(rows), other in hidden) for other, rows in sheets.items())
    others = [sheet for sheet in listed if sheet.name != name and sheet.rows and sheet.name not in aside]
    notices = [Notice(0, "", Message(SHEETS_LEFT_OUT, {"name": name, "others": named(others)}))] if others else []
    return Grid(
        rows=numbered(sheets[name]),
        notices=notices,
        format=kind,
        sheet=name,
        sheets=listed,
        unsaved=parts.unsaved_cells(name),
    )


def named(sheets: Sequence[Sheet]) -> str:
    return ", ".join(f"{sheet.name} ({sheet.rows})" for sheet in sheets[:MOST_NAMED]) + (
        " …" if len(sheets) > MOST_NAMED else ""
    )


def open_book(data: bytes) -> python_calamine.CalamineWorkbook:
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except python_calamine.PasswordError:
        raise Unreadable(PASSWORD) from None
    except BaseException as error:  # calamine's panics are no Exception
        raise damaged(error) from None


def damaged(error: BaseException) -> BaseException:
    """The person's error for anything that goes wrong inside calamine; interrupts stay what they are."""
    if isinstance(error, KeyboardInterrupt | SystemExit | GeneratorExit | MemoryError):
        return error
    return Unreadable(DAMAGED)


def is_worksheet(meta: python_calamine.SheetMetadata) -> bool:
    return meta.typ == python_calamine.SheetTypeEnum.WorkSheet


def sheet_rows(book: python_calamine.CalamineWorkbook, name: str) -> Sequence[Sequence[Value]]:
    """All rows from the sheet's first, so that row numbers are those of the spreadsheet program."""
    try:
        sheet = book.get_sheet_by_name(name)
        rows = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS + 2)
        fill_merged(rows, sheet.merged_cell_ranges or [])
        return rows
    except BaseException as error:  # calamine's panics are no Exception
        raise damaged(error) from None


def fill_merged(rows: list[list[Value]], ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """A cell merged over several rows ("Leadership" beside five questions) counts in each of them."""
    for (top, left), (bottom, right) in ranges:
        if left == right and top < bottom and top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = rows[top][left] if left < len(row) and row[left] == "" else row[left]


def sheet_score(rows: Sequence[Sequence[Value]], *, aside: bool) -> tuple[int, bool, float, int]:
    """How much a sheet looks like the one with the questions."""
    first = [(number, cells) for number, cells in numbered(rows[:LOOK_AHEAD])]
    cells = [list(map(texts, row)) for _, row in first if any(row)]
    best = max((known_fields(row) for row in cells[:20]), default=(0, 0))
    columns = max(map(len, cells), default=0)
    alike = max(
        (question_score([row[place] for row in cells if place < len(row)]) for place in range(columns)), default=0.0
    )
    return (best[0], not aside, alike + 0.2 * best[1], len(rows))


def known_fields(cells: Sequence[str]) -> tuple[int, int]:
    """Whether a row has a heading for questions, and how many fields its headings name."""
    columns = map_columns([cell[:60] for cell in cells], [], options=ReadOptions(), competencies={})
    fields = {column.field for column in columns} - {""}
    return int("question" in fields), len(fields)


def numbered(rows: Sequence[Sequence[Value]]) -> Iterator[tuple[int, Sequence[Cell]]]:
    for number, cells in enumerate(rows, 1):
        yield number, [cell if isinstance(cell, str) else shown(cell) for cell in cells]


def shown(value: Value) -> str:
    """A cell as the spreadsheet shows it: whole numbers without ".0", dates as 2026-11-22."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)
