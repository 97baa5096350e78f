"""Bytes -> text: which encoding, and whether it is text at all."""

import codecs
import re
from typing import Final

from interviews.message import gettext_noop
from interviews.question_files.results import Unreadable

ENCODINGS: Final = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "iso-8859-1", "iso-8859-15", "cp1250", "cp1251", "mac-roman",
    "shift_jis", "gb18030",
)  # fmt: skip
"""What a person may choose. Left to itself the reader tries marks at the start, UTF-8, then cp1252."""
MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
SAMPLE: Final = 65_536
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
TOO_MANY_CONTROLS: Final = 0.02
"""Share of control characters above which it is not text. Text has none; random bytes have about a fifth."""

NOT_TEXT: Final = gettext_noop(
    "This file is not text or a spreadsheet that we can read. Save the questions as CSV or XLSX and try again."
)


def decode(data: bytes, chosen: str = "") -> tuple[str, str]:
    """The text without its byte order mark, and the encoding's name."""
    encoding = canonical(chosen) if chosen else detect(data)
    for mark, name in MARKS:
        if data.startswith(mark) and encoding in (name, "utf-16"):
            data, encoding = data[len(mark) :], name
    text = decode_as(data, encoding, strict=not chosen)
    refuse_binary(text)
    return text, encoding


def canonical(chosen: str) -> str:
    wanted = chosen.strip().casefold().replace("_", "-")
    for encoding in ENCODINGS:
        if wanted in (encoding, encoding.replace("_", "-"), encoding.replace("-", "")):
            return encoding
    raise Unreadable(
        gettext_noop("We do not know the encoding %(encoding)s. Choose one of: %(accepted)s."),
        encoding=chosen[:40], accepted=", ".join(ENCODINGS),
    )  # fmt: skip


def detect(data: bytes) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    if looks_like_utf16(data, zeros_at=1):
        return "utf-16-le"
    if looks_like_utf16(data, zeros_at=0):
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def looks_like_utf16(data: bytes, *, zeros_at: int) -> bool:
    """Western text in UTF-16 without a mark: nearly every second byte is zero, and the others are not."""
    sample = data[:SAMPLE]
    half = len(sample) // 2
    zeros, others = sample[zeros_at::2].count(0), sample[1 - zeros_at :: 2].count(0)
    return half > 3 and zeros > 0.6 * half and others < 0.1 * half


def decode_as(data: bytes, encoding: str, *, strict: bool) -> str:
    """cp1252 leaves five bytes undefined; those become a replacement character instead of an error."""
    try:
        return data.decode(encoding, "strict" if strict and encoding != "cp1252" else "replace")
    except UnicodeDecodeError:
        raise Unreadable(
            gettext_noop("This file is not in the encoding %(encoding)s that its beginning promises."),
            encoding=encoding,
        ) from None


def refuse_binary(text: str) -> None:
    sample = text[:SAMPLE]
    if sample and len(CONTROL.findall(sample)) > max(2, TOO_MANY_CONTROLS * len(sample)):
        raise Unreadable(NOT_TEXT)
