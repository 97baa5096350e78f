"""CSV and its relatives: any delimiter, quoting and line end."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from interviews.message import gettext_noop
from interviews.question_files.headings import IGNORED, field_of_heading
from interviews.question_files.limits import MAX_COLUMNS
from interviews.question_files.results import Unreadable

TOO_MANY_COLUMNS: Final = gettext_noop("Row %(row)d has %(columns)d columns; at most %(limit)d are read.")
DELIMITERS: Final = (",", ";", "\t", "|")
NO_DELIMITER: Final = "\x1f"
"""Unit separator: quoted cells still work in a file of one column, and nobody types it."""
SAMPLE_ROWS: Final = 60
SAMPLE: Final = 65_536


def detect_delimiter(text: str) -> str:
    """The delimiter that cuts the first rows most evenly and shows known headings; "" for one column."""
    if text[:4].casefold() == "sep=":
        return text[4:5]
    sample = text[:SAMPLE]
    return max(("", *DELIMITERS), key=lambda delimiter: evenness(sample, delimiter) if delimiter else (0, 0.5, 0.0))


def evenness(sample: str, delimiter: str) -> tuple[int, float, float]:
    rows = [row for row in sample_rows(sample, delimiter) if any(cell.strip() for cell in row)]
    widths = Counter(map(len, rows))
    width, often = widths.most_common(1)[0] if widths else (0, 0)
    header = max(rows[:5], key=known_headings, default=[])
    known = known_headings(header)
    if width < 2 or (known and len(header) < 2):
        return (0, 0.0, 0.0)
    return (known, often / len(rows), min(width, 20) / 20)


def sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        return list(islice(reader, SAMPLE_ROWS))
    except csv.Error:
        return []


def known_headings(cells: Sequence[str]) -> int:
    return sum(field_of_heading(cell) not in ("", IGNORED) for cell in cells[:MAX_COLUMNS] if 0 < len(cell) < 60)


def delimited_rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Numbered rows as a spreadsheet would number them; blank lines count. Broken quoting names its row."""
    stream = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass", newline="")
    reader = csv.reader(stream, delimiter=delimiter or NO_DELIMITER, strict=True, skipinitialspace=True)
    number = line = 0
    try:
        for number, cells in enumerate(reader, 1):
            line = reader.line_num
            if number == 1 and is_separator_line(cells):
                continue
            yield number, cells if len(cells) <= MAX_COLUMNS else narrowed(number, cells)
    except csv.Error as error:
        raise broken(error, number + 1, line + 1) from None


def narrowed(number: int, cells: list[str]) -> list[str]:
    """A row with a long tail of empty cells without it; a row with that many texts is no list of questions."""
    beyond = cells[MAX_COLUMNS:]
    if any(map(str.strip, beyond)):
        raise Unreadable(TOO_MANY_COLUMNS, row=number, columns=len(cells), limit=MAX_COLUMNS)
    return cells[:MAX_COLUMNS]


def is_separator_line(cells: Sequence[str]) -> bool:
    """Excel's first line "sep=;" is an instruction, not data."""
    return len(cells) < 3 and cells[:1] != [] and cells[0].casefold()[:4] == "sep=" and len(cells[0]) < 6


def broken(error: csv.Error, row: int, line: int) -> Unreadable:
    if "limit" in str(error):
        return Unreadable(
            gettext_noop("Row %(row)d has a cell of more than 131,072 characters. Is a quotation mark missing there?"),
            row=row,
        )
    return Unreadable(
        gettext_noop(
            "The quotation marks break in row %(row)d (line %(line)d of the file): one is missing or one too many."
            " Nothing was loaded."
        ),
        row=row, line=line,
    )  # fmt: skip
