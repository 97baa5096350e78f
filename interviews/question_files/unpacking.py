"""A look into zipped spreadsheets before calamine sees them: size, entities, how far cells reach, how much they say.

Which parts are sheets is taken from the workbook's own relations and from what the parts hold, never from their names.
"""

import io
import re
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final
from xml.parsers import expat

from interviews.message import gettext_noop
from interviews.question_files.limits import (
    MAX_CELLS,
    MAX_PARTS,
    MAX_SHEETS,
    MAX_TEXT,
    MAX_UNPACKED_BYTES,
    MAX_UNPACKED_RATIO,
)
from interviews.question_files.results import Unreadable

CHUNK: Final = 256 * 1024
MOST_UNSAVED: Final = 10_000
"""Cells with a formula and no value that are noted."""
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
BROKEN: Final = gettext_noop("This file is damaged or cut off. Open it in its program, save it again and retry.")
ENTITIES: Final = gettext_noop(
    "This file defines its own XML entities, which spreadsheets never do, so we did not open it."
)
SHEETS_REPEATED: Final = gettext_noop(
    "This file lists more than %(limit)d sheets, or the same sheet several times, so we did not open it."
    " Copy the questions into a new spreadsheet and upload that."
)
TOO_MUCH_TEXT: Final = gettext_noop(
    "The cells of this file hold more than %(megabytes)d million characters, so we did not open it."
    " Keep the columns with the questions and upload it again."
)
XML_LEAD: Final = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
REFERENCE: Final = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})$")


def parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, OverflowError):
        raise Unreadable(BROKEN) from None


def check_workbook(data: bytes) -> "Book":
    """Raise Unreadable for bombs. Sizes are counted by unpacking, since a header can say anything."""
    parts = parts_of(data)
    if len(parts) > MAX_PARTS:
        raise Unreadable(TOO_BIG)
    budget = Budget(len(data))
    book = Book()
    for part in parts:
        inspect_part(data, part, budget, book)
    book.check()
    return book


def check_archive(data: bytes) -> None:
    """Raise Unreadable for a zipped document that unpacks to far too much or whose XML defines entities."""
    parts = parts_of(data)
    if len(parts) > MAX_PARTS:
        raise Unreadable(TOO_BIG)
    budget = Budget(len(data))
    for part in parts:
        inspector = Inspector() if part.filename.casefold().endswith((".xml", ".rels")) else None
        size = 0
        for chunk in unpacked(data, part):
            size += len(chunk)
            budget.spend(len(chunk))
            if inspector:
                inspector.feed(chunk)
        if inspector and size:
            inspector.finish()


def inspect_part(data: bytes, part: zipfile.ZipInfo, budget: "Budget", book: "Book") -> None:
    """Unpack a part within the budget, and follow what is in it if it is XML, whatever it is called."""
    chunks = unpacked(data, part)
    first = next(chunks, b"")
    named = part.filename.casefold().endswith((".xml", ".rels"))
    inspector: Inspector | None = None
    if part.filename == "content.xml":
        inspector = ContentInspector()
    elif first and (named or first.lstrip(XML_LEAD)[:1] == b"<"):
        inspector = PartInspector(part.filename, book)
    for chunk in chain([first], chunks):
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


@dataclass(slots=True)
class Book:
    """What the parts of an XLSX say together. A workbook can name one part many times, and a cell any shared text."""

    inspected: set[str] = field(default_factory=set)
    targets: dict[str, str] = field(default_factory=dict)
    """Parts of sheets, by the identifier of the relation."""
    sheets: list[tuple[str, str]] = field(default_factory=list)
    """Names of sheets, with the identifier of a relation."""
    unsaved: list[tuple[str, int, int]] = field(default_factory=list)
    """Part, row and column of cells with a formula and no value."""
    cells: int = 0
    text_lengths: list[int] = field(default_factory=list)
    references: Counter[int] = field(default_factory=Counter)

    def check(self) -> None:
        parts = [self.targets.get(relation, relation) for _, relation in self.sheets]
        if len(parts) > MAX_SHEETS or len(set(parts)) < len(parts):
            raise Unreadable(SHEETS_REPEATED, limit=MAX_SHEETS)
        if not self.inspected.issuperset(self.targets.values()):
            raise Unreadable(BROKEN)
        lengths = self.text_lengths
        text = sum(lengths[index] * count for index, count in self.references.items() if index < len(lengths))
        if text > MAX_TEXT:
            raise Unreadable(TOO_MUCH_TEXT, megabytes=MAX_TEXT // 1_000_000)

    def unsaved_cells(self, sheet: str) -> frozenset[tuple[int, int]]:
        """Row and column, from 1, of a sheet's cells whose formula was saved without its value."""
        part = self.targets.get(dict(self.sheets).get(sheet, ""))
        return frozenset((row, column) for name, row, column in self.unsaved if name == part)


class PartInspector(Inspector):
    """Follows any part of an XLSX: relations, names of sheets, shared texts and how far cells reach.

    Two cells far apart would cost the memory of all between.
    """

    def __init__(self, name: str, book: Book) -> None:
        super().__init__()
        self.name = base_name(name)
        book.inspected.add(self.name)
        self.book = book
        self.is_relations = self.name == "workbook.xml.rels"
        self.is_sheet = self.is_reference = self.is_value = self.is_unsaved = False
        self.row = self.column = self.last_row = self.last_column = 0
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.CharacterDataHandler = self.text

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        kind = tag.rpartition(":")[2]
        self.is_value = kind in ("v", "t")
        if kind == "c":
            self.note_unsaved()
            self.is_reference = attributes.get("t") == "s"
            if self.is_sheet:
                self.place(attributes.get("r", ""))
        elif kind == "row":
            self.row, self.column = self.row + 1, 0
            if str(attributes.get("r", "")).isdigit():
                self.row = int(attributes["r"][:8])
        elif kind == "sheetData":
            self.is_sheet = True
        elif kind == "si":
            self.book.text_lengths.append(0)
        elif kind == "f":
            self.is_unsaved = True
        elif kind == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.book.sheets.append((attributes.get("name", ""), relation))
        elif kind == "Relationship" and self.is_relations and attributes.get("Type", "").endswith("/worksheet"):
            self.book.targets[attributes.get("Id", "")] = base_name(attributes.get("Target", ""))

    def text(self, text: str) -> None:
        if self.is_value and not text.isspace():
            self.is_unsaved = False
        if self.is_reference:
            if text.strip().isdigit():
                self.book.references[int(text[:9])] += 1
        elif not self.is_sheet and self.book.text_lengths:
            self.book.text_lengths[-1] += len(text)

    def note_unsaved(self) -> None:
        if self.is_unsaved and len(self.book.unsaved) < MOST_UNSAVED:
            self.book.unsaved.append((self.name, self.row, self.column))
        self.is_unsaved = False

    def place(self, reference: str) -> None:
        found = REFERENCE.match(reference)
        self.column = number_of(found[1]) if found else self.column + 1
        self.row = int(found[2]) if found else self.row
        self.reach(self.row, self.column)

    def reach(self, row: int, column: int) -> None:
        self.last_row, self.last_column = max(self.last_row, row), max(self.last_column, column)
        if self.book.cells + self.last_row * self.last_column > MAX_CELLS:
            raise Unreadable(TOO_WIDE, rows=self.last_row, columns=self.last_column)

    def finish(self) -> None:
        super().finish()
        self.note_unsaved()
        self.book.cells += self.last_row * self.last_column


def base_name(target: str) -> str:
    """The last piece of a part's path: relations write paths in many ways, and spreadsheet programs follow them all."""
    return target.replace("\\", "/").rpartition("/")[2].casefold()


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
        self.rows = self.last_row = self.width = self.repeated = self.position = self.filled = self.before = 0
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end

    def start(self, tag: str, attributes: dict[str, Any]) -> None:
        kind = tag.rpartition(":")[2]
        if kind == "table":
            self.before += self.last_row * self.width
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
        if self.before + self.last_row * self.width > MAX_CELLS:
            raise Unreadable(TOO_WIDE, rows=self.last_row, columns=self.width)


def repeats(attributes: dict[str, Any], name: str) -> int:
    value = next((value for key, value in attributes.items() if key.rpartition(":")[2] == name), "1")
    return int(value[:9]) if str(value).isdigit() else 1
