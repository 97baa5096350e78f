"""What kind of file it is: by its bytes, then its name, then its text."""

import json
import re
from pathlib import PurePath
from typing import Final

from interviews.message import gettext_noop
from interviews.question_files.delimited import detect_delimiter, evenness
from interviews.question_files.documents import TABLE
from interviews.question_files.results import Unreadable
from interviews.question_files.trees import yaml_documents
from interviews.question_files.unpacking import parts_of

FORMATS: Final = (
    "csv", "xlsx", "xls", "ods", "docx", "odt", "pdf", "html", "json", "yaml", "markdown", "text", "moodle", "gift",
)  # fmt: skip
FORMAT_BY_SUFFIX: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".json": "json",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".md": "markdown",
    ".markdown": "markdown",
    ".gift": "gift",
}

SAVE_AS: Final = gettext_noop(
    "This is a %(kind)s file, not a list of questions that we can read. Save it as XLSX or CSV and load that."
)
COPY_TEXT: Final = gettext_noop(
    "This is a %(kind)s file. Copy the questions out of it and paste them here, or save them as plain text."
)
PROTECTED: Final = gettext_noop("This file is protected with a password. Save a copy without one and load that.")
UNKNOWN_FORMAT: Final = gettext_noop("We do not know the format %(format)s. Choose one of: %(accepted)s.")

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SIGNATURES: Final = (
    (b"{\\rtf", COPY_TEXT, "RTF"),
    (b"\x89PNG", SAVE_AS, "PNG"),
    (b"\xff\xd8\xff", SAVE_AS, "JPEG"),
    (b"GIF8", SAVE_AS, "GIF"),
    (b"\x1f\x8b", SAVE_AS, "gzip"),
    (b"7z\xbc\xaf", SAVE_AS, "7-Zip"),
    (b"Rar!", SAVE_AS, "RAR"),
    (b"SQLite format 3", SAVE_AS, "SQLite"),
)
HTML: Final = re.compile(
    r"\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta)\b", re.IGNORECASE | re.DOTALL
)
XML: Final = re.compile(r"\s*(?:<\?xml\b|<!--.*?-->\s*<quiz\b|<quiz\b)", re.DOTALL)
GIFT: Final = re.compile(r"^::[^\n]*?::|^\$CATEGORY:|^[^\n{]*\{\s*[=~#T}F]", re.MULTILINE)
MARKDOWN: Final = re.compile(
    r"^#{1,6}[ \t]+\S|^[ \t]*\*\*\S.*\*\*[ \t]*(?::[ \t]*)?$|\[[^\[\]\n]+\]\([^()\n]+\)", re.MULTILINE
)
SAMPLE: Final = 65_536
YAML_START: Final = re.compile(
    r"(?:[ \t]*(?:#.*)?\n)*(?:%YAML|---[ \t]*\n|-[ \t]+[\w-]+:\s|[\w -]+:[ \t]*\n(?:[ \t]*\n)*[ \t]*-\s)"
)


def refuse_unknown_format(chosen: str) -> None:
    if chosen and chosen not in FORMATS:
        raise Unreadable(UNKNOWN_FORMAT, format=chosen[:40], accepted=", ".join(FORMATS))


def detect_format(data: bytes) -> str:
    """The format of a file that its first bytes give away; "" when it has to be read as text."""
    for signature, refusal, kind in SIGNATURES:
        if data.startswith(signature):
            raise Unreadable(refusal, kind=kind)
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return zipped_format(data)
    return ole_format(data) if data.startswith(OLE) else ""


def zipped_format(data: bytes) -> str:
    names = {part.filename for part in parts_of(data)}
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    if "content.xml" in names and b"opendocument.text" in data[:200]:
        return "odt"
    if "content.xml" in names and b"opendocument.spreadsheet" in data[:200]:
        return "ods"
    raise Unreadable(SAVE_AS, kind="ZIP")


def ole_format(data: bytes) -> str:
    """Old Office files name their parts in UTF-16; a protected XLSX is wrapped in the same container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise Unreadable(PROTECTED)
    if any(name.encode("utf-16-le") + b"\0\0" in data for name in ("Workbook", "Book")):
        return "xls"
    raise Unreadable(COPY_TEXT, kind="Word 97")


def detect_text_format(text: str, filename: str) -> str:
    """By the name where it says so, else by how the text begins."""
    if HTML.match(text[:2000]):
        return "html"
    named = FORMAT_BY_SUFFIX.get(PurePath(filename).suffix.casefold(), "")
    return named or sniff(text)


def sniff(text: str) -> str:
    """The shape of a text without a telling name; what reads like a list for people is "text" or "markdown"."""
    sample = text[:SAMPLE]
    if text.lstrip()[:1] in ("[", "{") and is_json(text):
        return "json"
    if XML.match(sample):
        return "moodle"
    if TABLE.search(sample):
        return "markdown"
    if is_table(text):
        return "csv"
    if GIFT.search(sample):
        return "gift"
    if YAML_START.match(sample) and is_yaml(text):
        return "yaml"
    return "markdown" if MARKDOWN.search(sample) else "text"


def is_yaml(text: str) -> bool:
    try:
        return any(isinstance(document, list | dict) for document in yaml_documents(text))
    except Unreadable:
        return False


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def is_table(text: str) -> bool:
    """Known headings in one row, or rows cut evenly by tabs, semicolons or bars; commas alone are just prose."""
    delimiter = detect_delimiter(text)
    known, even, _ = evenness(text, delimiter) if delimiter else (0, 0.0, 0.0)
    return known > 1 or (even > 0.9 and delimiter in ("\t", ";", "|"))
