"""Questions -> files that load back unchanged, a template to fill in, and a file to be mended.

openpyxl is imported where it is used: it takes a quarter of a second, and most processes never write a spreadsheet.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import yaml

from interviews.choices import KINDS, SEATS
from interviews.message import Message
from interviews.question_files.cleaning import escape_formula
from interviews.question_files.headings import texts
from interviews.question_files.reading import open_grid
from interviews.question_files.results import BankFile, Cell, ReadOptions, Row
from interviews.question_files.workbooks import EXAMPLE_SHEET

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

WRITTEN: Final = ("csv", "xlsx", "json", "yaml")
HEADINGS: Final = ("code", "question", "seat", "kind", "competency", "theme", "difficulty", "probes", "listen_for")
WIDTHS: Final = (16, 70, 12, 14, 16, 16, 10, 50, 50)
"""Column widths of a spreadsheet, in characters."""
PROBLEM: Final = "problem"
TEMPLATE_ROWS: Final = 500
"""Rows of the template that have drop-downs."""
LONGEST_CHOICES: Final = 255
"""Characters of a drop-down's choices. With more, Excel calls the whole file damaged; then that column has none."""
EXAMPLES: Final = (
    ("results-01", "Which result of the last year are you proudest of?", "boss", "behavioural", "results", "", "1",
     "What was it before?\nWhat was your own part?", "A figure and what it was compared with\nOwn part\nWhat lasted"),
    ("", "Why should we take you rather than somebody who has done this job before?", "ceo", "objection", "", "", "3",
     "What would they do better?", "Names the gap plainly\nOffers something for it"),
)  # fmt: skip
ESCAPE_LOOKALIKE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def write_bank(rows: Iterable[Row], format: str) -> bytes:
    """The questions as "csv", "xlsx", "json" or "yaml". Cells that could be formulas are made harmless."""
    if format == "json":
        return json.dumps([as_object(row) for row in rows], ensure_ascii=False, indent=1).encode()
    if format == "yaml":
        objects = [as_object(row) for row in rows]
        return yaml.dump(objects, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100).encode()
    lines = (as_cells(row) for row in rows)
    return write_csv([HEADINGS, *lines]) if format == "csv" else write_xlsx([HEADINGS, *lines])


def as_object(row: Row) -> dict[str, Any]:
    """What a row says, without what it leaves open."""
    said: dict[str, Any] = {
        "code": row.code, "question": row.text, "seat": row.seat, "kind": row.kind, "competency": row.competency,
        "theme": row.theme, "difficulty": row.difficulty, "probes": list(row.probes),
        "listen_for": list(row.listen_for),
    }  # fmt: skip
    return {key: value for key, value in said.items() if value}


def as_cells(row: Row) -> tuple[str, ...]:
    return (
        row.code, row.text, row.seat, row.kind, row.competency, row.theme, str(row.difficulty),
        as_lines(row.probes), as_lines(row.listen_for),
    )  # fmt: skip


def as_lines(points: Sequence[str]) -> str:
    """One a line. A single point with a " | " in it gets an empty line below, so that it stays one."""
    return "\n".join(points) + ("\n" if len(points) == 1 and " | " in points[0] else "")


def write_csv(rows: Iterable[Sequence[str]], delimiter: str = ",") -> bytes:
    """UTF-8 with a byte order mark, without which Excel shows accents wrongly."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(
        [escape_formula(cell) for cell in row] for row in rows
    )
    return out.getvalue().encode("utf-8-sig", "replace")


def write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    book, sheet = new_book()
    fill_sheet(sheet, rows)
    return saved(book)


def new_book() -> "tuple[Workbook, Worksheet]":
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Questions"
    return book, sheet


def fill_sheet(sheet: "Worksheet", rows: Iterable[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font

    for number, row in enumerate(rows, 1):
        for place, text in enumerate(row, 1):
            if text:
                cell = sheet.cell(number, place)
                cell.value = ESCAPE_LOOKALIKE.sub("_x005F_", escape_formula(text))
                cell.data_type = "s"
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(WIDTHS):
        sheet.column_dimensions["ABCDEFGHI"[place]].width = width
    sheet.freeze_panes = "A2"


def saved(book: "Workbook") -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_template(competencies: Sequence[str]) -> bytes:
    """An XLSX to fill in: drop-downs for seat, kind, competency and difficulty, and a second sheet with examples."""
    from openpyxl.worksheet.datavalidation import DataValidation

    book, sheet = new_book()
    fill_sheet(sheet, [HEADINGS])
    choices: Mapping[str, Sequence[str]] = {"C": SEATS, "D": KINDS, "E": competencies, "G": ("1", "2", "3")}
    offered = {column: ",".join(words) for column, words in choices.items()}
    for column, words in offered.items():
        if len(words) > LONGEST_CHOICES:
            continue
        rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
        rule.add(f"{column}2:{column}{TEMPLATE_ROWS + 1}")
        sheet.add_data_validation(rule)
    fill_sheet(book.create_sheet(EXAMPLE_SHEET), [HEADINGS, *EXAMPLES])
    return saved(book)


def write_problems(
    data: bytes, *, filename: str, options: ReadOptions, messages: Mapping[int, str], width: int, header_row: int
) -> tuple[bytes, str]:
    """The same table with a last column that says what is wrong in each row, to be fixed and uploaded again.

    `width` counts its columns. Gives the bytes and the format: "csv" for text, "xlsx" for spreadsheets. Other formats
    become a CSV of their items.
    """
    grid = open_grid(data, filename, options)
    head = [(0, grid.headings)] if grid.headings else []
    rows = [marked(number, cells, messages, width, header_row) for number, cells in (*head, *grid.rows)]
    if grid.format in ("xlsx", "xls", "ods"):
        return write_xlsx(rows), "xlsx"
    return write_csv(rows, grid.delimiter or ","), "csv"


def messages_by_row(bank: BankFile, say: Callable[[Message], str] = str) -> dict[int, str]:
    """What is wrong in each row, said by `say` in the reader's language."""
    wrong: dict[int, list[str]] = {}
    for problem in bank.problems:
        label = f"{problem.column}: " if problem.column else ""
        wrong.setdefault(problem.row, []).append(f"{label}{say(problem.wording)}")
    return {row: "\n".join(messages) for row, messages in wrong.items()}


def marked(number: int, cells: Sequence[Cell], wrong: Mapping[int, str], width: int, header_row: int) -> list[str]:
    padded = [*map(texts, cells), *[""] * (width - len(cells))]
    return [*padded, PROBLEM if number == header_row else wrong.get(number, "")]
