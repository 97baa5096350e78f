"""Files that are damaged, hostile or something else entirely: refused in a sentence, in bounded time and memory."""

import io
import re
import struct
import zipfile

import pytest

from interviews.question_files import limits
from tests.question_files.makers import ods, ods_cell, ods_row, questions, read, refusal, said, with_part, xlsx, zipped

SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
BOOK = xlsx({"S": [["Question", "Seat"], ["Why now?", "boss"]]})


def with_sheet(rows: bytes) -> bytes:
    return with_part(BOOK, "xl/worksheets/sheet1.xml", SHEET % rows)


def text_cell(reference: bytes) -> bytes:
    return b'<c %s t="inlineStr"><is><t>Why?</t></is></c>' % reference


@pytest.mark.parametrize(
    ("data", "name", "hint"),
    [
        (zipped({"readme.txt": b"hello"}), "bank.xlsx", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 9, "bank.xls", "Word"),
        (b"{\\rtf1 Why?}", "bank.txt", "RTF"),
        (b"\x89PNG\r\n\x1a\n....", "bank.csv", "PNG"),
    ],
)
def test_something_else_under_a_spreadsheet_name(data: bytes, name: str, hint: str) -> None:
    text = refusal(data, name)
    assert f"This is a {hint}" in text
    assert "Save" in text or "save" in text


def test_a_protected_spreadsheet_says_so() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    assert "protected with a password" in refusal(data, "bank.xlsx")


def test_text_under_a_spreadsheet_name_is_still_read() -> None:
    assert questions(read("Question\tSeat\nWhy now?\tboss\n", "bank.xls")) == ["Why now?"]


def test_the_size_limit_is_said() -> None:
    said = refusal(b"x" * (limits.MAX_FILE_BYTES + 1))
    assert "more than 20 MB" in said
    assert "has 20 MB" not in said


@pytest.mark.parametrize(
    "data",
    [
        with_part(BOOK, "xl/media/image1.png", bytes(90_000_000)),
        with_sheet(b" " * 90_000_000),
        zipped({"xl/workbook.xml": b"<a/>", **{f"xl/{n}.xml": b"<a/>" for n in range(limits.MAX_PARTS)}}),
    ],
    ids=["picture", "sheet", "parts"],
)
def test_zip_bombs_are_not_opened(data: bytes) -> None:
    assert "unpacks to far more" in refusal(data, "bank.xlsx")


def test_a_zip_bomb_that_lies_about_its_size_is_not_opened() -> None:
    data = bytearray(with_part(BOOK, "xl/media/z.bin", bytes(90_000_000)))
    for found in re.finditer(rb"PK\x01\x02", bytes(data)):
        place = found.start()
        length = struct.unpack_from("<H", data, place + 28)[0]
        if b"z.bin" in data[place + 46 : place + 46 + length]:
            struct.pack_into("<I", data, place + 24, 100)
    assert "unpacks to far more" in refusal(bytes(data), "bank.xlsx")


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1">' + text_cell(b'r="A1"') + b'</row><row r="1048576">' + text_cell(b'r="XFD1048576"') + b"</row>",
        b"<row>" + text_cell(b"") * 5000 + b"</row>" + (b"<row>" + text_cell(b"") + b"</row>") * 5000,
    ],
    ids=["far corner", "implied places"],
)
def test_cells_far_apart_do_not_fill_the_memory_between(rows: bytes) -> None:
    assert "more than we read" in refusal(with_sheet(rows), "bank.xlsx")


def test_xml_with_its_own_entities_is_not_opened() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert "own XML entities" in refusal(with_part(BOOK, "xl/worksheets/sheet1.xml", laughs), "bank.xlsx")


def test_an_open_document_sheet_with_its_million_empty_rows() -> None:
    table = [
        ods_row(ods_cell("Frage"), ods_cell("Bereich"), ods_cell("", 16_382)),
        ods_row(ods_cell("", 16_384), times=3),
        ods_row(ods_cell("Warum jetzt?"), ods_cell("Kantine"), ods_cell("", 16_382)),
        ods_row(ods_cell("", 16_384), times=1_048_570),
    ]
    bank = read(ods({"Hinweise": [ods_row(ods_cell("Bitte lesen"))], "Fragen": table}), "bank.ods")
    assert [(row.row, row.text, row.theme) for row in bank.rows] == [(5, "Warum jetzt?", "Kantine")]
    assert (bank.format, bank.sheet) == ("ods", "Fragen")


@pytest.mark.parametrize(
    "rows",
    [
        [ods_row(ods_cell("Frage")), ods_row(ods_cell("Warum?"), times=100_000_000)],
        [ods_row(ods_cell("Frage")), ods_row(ods_cell("Warum?", 100_000_000))],
        [ods_row(ods_cell("Frage")), ods_row(ods_cell(""), times=100_000_000), ods_row(ods_cell("Warum?"))],
        [ods_row(ods_cell("Frage")), ods_row(ods_cell("", 100_000_000), ods_cell("Warum?"))],
    ],
)
def test_repeated_cells_are_not_unrolled(rows: list[bytes]) -> None:
    assert "more than we read" in refusal(ods({"Fragen": rows}), "bank.ods")


def test_a_million_columns() -> None:
    assert "has 1000001 columns" in refusal("question" + ",x" * 1_000_000 + "\nWhy?\n")
    assert not read("question" + "," * 1_000_000 + "\nWhy?\n").problems


def test_a_cell_of_a_million_characters() -> None:
    assert "Row 3 has a cell of more than" in refusal("question,seat\nWhy?,boss\n" + "x" * 1_000_000 + ",boss\n")
    bank = read('[{"question": "Why?"}, {"question": "' + "x" * 1_000_000 + '"}]', "bank.json")
    assert said(bank.problems) == [(2, "question", "This has 1000000 characters; at most 2000 are allowed.")]


def test_too_many_rows_keys_and_probes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviews.question_files.reading.MAX_ROWS", 50)
    assert len(read("question\n" + "Why?\n" * 50).duplicates) == 49
    assert "more than 50 rows" in refusal("question\n" + "Why?\n" * 51)
    assert "different keys" in refusal(
        "[{" + ", ".join(f'"k{n}": 1' for n in range(300)) + ', "question": "Why?"}]', "a.json"
    )
    probes = "\n".join(f"And {n}?" for n in range(30))
    assert "There are 30 entries; at most 12" in said(read(f'question,probes\nWhy?,"{probes}"\n').problems)[0][2]


def test_nul_bytes_in_text_become_spaces_and_are_shown() -> None:
    bank = read("question,seat\n" + "Why\0now?,boss\n" + "Who is next in line for it?,boss\n" * 1)
    assert questions(bank)[0] == "Why now?"
    assert bank.cleaned[0].row == 2


def test_what_json_can_hold_and_databases_cannot() -> None:
    bank = read('["Why\\ud800 now?", "Who\\u0000 else?"]', "bank.json")
    assert questions(bank) == ["Why\ufffd now?", "Who else?"]


def test_a_truncated_zip_directory_is_refused() -> None:
    out = io.BytesIO(BOOK)
    with zipfile.ZipFile(out) as archive:
        start = archive.start_dir
    assert "damaged or cut off" in refusal(BOOK[: start + 20], "bank.xlsx")
