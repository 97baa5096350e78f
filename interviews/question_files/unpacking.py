"""A look into zipped spreadsheets before calamine sees them: size, entities and how far their cells reach."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final
from xml.parsers import expat

from interviews.message import gettext_noop
from interviews.question_files.limits import MAX_CELLS, MAX_PARTS, MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO
from interviews.question_files.results import Unreadable

CHUNK: Final = 256 * 1024
LOCAL_HEADER: Final = 30
TRUSTED_BELOW: Final = 1024 * 1024
"""Bytes unpacked below which the ratio says nothing: a short file of blanks packs well."""
TOO_BIG: Final = gettext_noop(
    "This spreadsheet unpacks to far more than a list of questions needs, so we did not open it."
)
TOO_WIDE: Final = gettext_noop(
    "A sheet of this file reaches to row %(rows)d and column %(columns)d, more than we read."
    " Delete what lies far outside the table, save and try again."
)
BROKEN: Final = gettext_noop(
    "This spreadsheet is damaged or cut off. Open it in your spreadsheet program, save it again as XLSX and retry."
)
ENTITIES: Final = gettext_noop(
    "This file defines its own XML entities, which spreadsheets never do, so we did not open it."
)
REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")


def parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, OverflowError):
        raise Unreadable(BROKEN) from None


def check_workbook(data: bytes) -> None:
    """Raise Unreadable for bombs. Sizes are counted by unpacking, since a header can say anything."""
    parts = parts_of(data)
    if len(parts) > MAX_PARTS:
        raise Unreadable(TOO_BIG)
    budget = Budget(len(data))
    for part in parts:
        inspector = inspector_for(part.filename)
        for chunk in unpacked(data, part):
            budget.spend(len(chunk))
            if inspector:
                inspector.feed(chunk)
        if inspector:
            inspector.finish()


class Budget:
    """Unpacked bytes of all parts together."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.spent = 0

    def spend(self, size: int) -> None:
        self.spent += size
        too_dense = self.spent > TRUSTED_BELOW and self.spent > MAX_UNPACKED_RATIO * self.packed
        if self.spent > MAX_UNPACKED_BYTES or too_dense:
            raise Unreadable(TOO_BIG)


def unpacked(data: bytes, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes in chunks, inflated here: zipfile stops where the header says, calamine does not."""
    start = part.header_offset
    header = data[start : start + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER or part.flag_bits & 1:
        raise Unreadable(BROKEN)
    name, extra = struct.unpack_from("<HH", header, 26)
    packed = data[start + LOCAL_HEADER + name + extra :][: part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        yield packed
    elif part.compress_type == zipfile.ZIP_DEFLATED:
        yield from inflated(packed)
    else:
        raise Unreadable(BROKEN)


def inflated(packed: bytes) -> Iterator[bytes]:
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        while packed and not stream.eof:
            yield stream.decompress(packed, CHUNK)
            packed = stream.unconsumed_tail
    except zlib.error:
        raise Unreadable(BROKEN) from None


def inspector_for(name: str) -> "Inspector | None":
    if not name.casefold().endswith((".xml", ".rels")):
        return None
    is_sheet = "worksheets/" in name.casefold() or "worksheets\\" in name.casefold()
    is_content = name == "content.xml"
    return SheetInspector() if is_sheet else ContentInspector() if is_content else Inspector()


class Inspector:
    """Reads XML as a stream; refuses a DOCTYPE and what is not well formed."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.StartDoctypeDeclHandler = self.refuse

    def refuse(self, *declaration: object) -> None:
        raise Unreadable(ENTITIES)

    def feed(self, chunk: bytes) -> None:
        try:
            self.parser.Parse(chunk, False)
        except (expat.ExpatError, ValueError, LookupError):
            raise Unreadable(BROKEN) from None

    def finish(self) -> None:
        try:
            self.parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError):
            raise Unreadable(BROKEN) from None


class SheetInspector(Inspector):
    """Follows the cells of an XLSX sheet: two of them far apart would cost the memory of all between."""

    def __init__(self) -> None:
        super().__init__()
        self.row = self.column = self.last_row = self.last_column = 0
        self.parser.StartElementHandler = self.start

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "c":
            self.place(attributes.get("r", ""))
        elif kind == "row":
            self.row, self.column = self.row + 1, 0
            if str(attributes.get("r", "")).isdigit():
                self.row = int(attributes["r"][:8])

    def place(self, reference: str) -> None:
        found = REFERENCE.match(reference)
        self.column = number_of(found[1]) if found else self.column + 1
        self.reach(int(found[2]) if found else self.row, self.column)

    def reach(self, row: int, column: int) -> None:
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.last_row * self.last_column > MAX_CELLS:
            raise Unreadable(TOO_WIDE, rows=self.last_row, columns=self.last_column)


def number_of(letters: str) -> int:
    """Column letters as a number from 1: "A" is 1, "AA" is 27."""
    total = 0
    for letter in letters.upper():
        total = 26 * total + ord(letter) - 64
    return total


class ContentInspector(Inspector):
    """Follows the cells of an ODS file, where one element can stand for a million repeated ones."""

    def __init__(self) -> None:
        super().__init__()
        self.rows = self.last_row = self.width = self.repeated = self.position = self.filled = 0
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self.rows = self.last_row = self.width = 0
        elif kind == "table-row":
            self.repeated = repeats(attributes, "number-rows-repeated")
            self.position = self.filled = 0
        elif kind in ("table-cell", "covered-table-cell"):
            self.position += repeats(attributes, "number-columns-repeated")
            if any(name.rpartition(":")[2] in ("value-type", "formula") for name in attributes):
                self.filled = self.position

    def end(self, tag: str) -> None:
        """Rows count up to the last that holds something: not the empty million at the end of every sheet."""
        if tag.rpartition(":")[2] != "table-row":
            return
        self.rows += self.repeated
        if self.filled:
            self.last_row, self.width = self.rows, max(self.width, self.filled)
        if self.last_row * self.width > MAX_CELLS:
            raise Unreadable(TOO_WIDE, rows=self.last_row, columns=self.width)


def repeats(attributes: dict[str, Any], name: str) -> int:
    value = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "1")
    return int(value[:9]) if str(value).isdigit() else 1
