"""Bank files made in code, the way people's programs make them."""

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

from interviews.question_files import BankFile, ReadOptions, Unreadable, read_bank_file

COMPETENCIES = {
    word: key
    for key, name in {
        "results": "delivering results",
        "people": "leading and developing people",
        "communication": "communicating under questions",
    }.items()
    for word in (key, name)
}


def read(data: bytes | str, filename: str = "bank.csv", **options: object) -> BankFile:
    raw = data.encode() if isinstance(data, str) else data
    return read_bank_file(raw, filename=filename, competencies=COMPETENCIES, options=ReadOptions(**options))  # type: ignore[arg-type]


def refusal(data: bytes | str, filename: str = "bank.csv", **options: object) -> str:
    """What the person is told about a file that cannot be read."""
    try:
        bank = read(data, filename, **options)
    except Unreadable as error:
        return str(error.wording)
    raise AssertionError(f"read as {bank.format} with {len(bank.rows)} questions")


def questions(bank: BankFile) -> list[str]:
    assert not bank.problems, said(bank.problems)
    return [row.text for row in bank.rows]


def said(notes: Sequence[object]) -> list[tuple[int, str, str]]:
    return [(note.row, note.column, str(note.wording)) for note in notes]  # type: ignore[attr-defined]


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[object]]], hidden: Sequence[str] = (), merged: Sequence[str] = ()
) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_part(book: bytes, name: str, content: bytes) -> bytes:
    """The same zip with one part replaced or added."""
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped({**parts, name: content})


ODS_FRAME = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{tables}'
    "</office:spreadsheet></office:body></office:document-content>"
)
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
ODS_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_TYPE}"/></manifest:manifest>'
)


def ods(tables: Mapping[str, Sequence[bytes]]) -> bytes:
    body = "".join(
        f'<table:table table:name="{name}">{b"".join(rows).decode()}</table:table>' for name, rows in tables.items()
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), ODS_TYPE)
        archive.writestr("META-INF/manifest.xml", ODS_MANIFEST)
        archive.writestr("content.xml", ODS_FRAME.format(tables=body))
    return out.getvalue()


def ods_cell(text: str, times: int = 1) -> bytes:
    """One cell element that stands for `times` cells; empty cells carry no type, as LibreOffice writes them."""
    repeated = f'table:number-columns-repeated="{times}"'
    if not text:
        return f"<table:table-cell {repeated}/>".encode()
    return (
        f'<table:table-cell office:value-type="string" {repeated}><text:p>{text}</text:p></table:table-cell>'.encode()
    )


def ods_row(*cells: bytes, times: int = 1) -> bytes:
    return b'<table:table-row table:number-rows-repeated="%d">%s</table:table-row>' % (times, b"".join(cells))
