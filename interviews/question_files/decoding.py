"""Bytes -> text: which encoding, and whether it is text at all."""

import codecs
import re
from typing import TYPE_CHECKING, Final

from interviews.message import gettext_noop
from interviews.question_files.results import Unreadable

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

ENCODINGS: Final = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso-8859-1",
    "iso-8859-2", "iso-8859-15", "mac-roman", "koi8-r", "shift_jis", "euc-kr", "gb18030", "big5",
)  # fmt: skip
"""What a person may choose. Left to itself the reader tries marks at the start, UTF-8, then what fits the letters."""
CANDIDATES: Final = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "iso8859_2", "mac_roman", "koi8_r", "shift_jis", "euc_kr",
    "gb18030", "big5",
]  # fmt: skip
"""What is told apart by its letters, as charset-normalizer names it."""
USUAL: Final = "cp1252"
PREFERENCE: Final = ("cp1252", "cp1254", *(name for name in CANDIDATES if name not in ("cp1252", "cp1254")))
ALPHABETS: Final = tuple(
    map(
        frozenset,
        (
            "äöüß", "àâæçéèêëîïôœùûü", "áéíñóúü¿¡", "ãáâàçéêíõóôú", "àèéìîòù", "åäöé", "æøåé", "ëïéèö",
            "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "äáčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîşţ", "çğıöşüâ", "čćđšž",
        ),
    )
)  # fmt: skip
"""Letters beyond a–z of the languages written in the Latin encodings."""
LAST_LATIN: Final = "\u0250"
RARE: Final = 0.1
"""How much more like a language a text must read in Mac Roman, which hardly any program writes by now."""
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
    wanted = bare_name(chosen)
    for encoding in ENCODINGS:
        if wanted == bare_name(encoding):
            return encoding
    raise Unreadable(
        gettext_noop("We do not know the encoding %(encoding)s. Choose one of: %(accepted)s."),
        encoding=chosen[:40], accepted=", ".join(ENCODINGS),
    )  # fmt: skip


def bare_name(encoding: str) -> str:
    """ "ISO-8859-2" and "iso8859_2" alike."""
    return encoding.strip().casefold().replace("_", "").replace("-", "")


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
        return likeliest(data)
    return "utf-8"


def likeliest(data: bytes) -> str:
    """The encoding in which the text has the fewest odd letters and reads most like a language."""
    from charset_normalizer import from_bytes  # takes 70 ms, and most files are UTF-8

    sample = data if len(data) <= SAMPLE else data[: data.rfind(b"\n", 0, SAMPLE) + 1 or SAMPLE]
    matches = from_bytes(sample, cp_isolation=CANDIDATES)
    best = min(matches, key=oddness, default=None)
    if best is None or reads_the_same(sample, best.encoding):
        return USUAL
    return canonical(best.encoding)


def oddness(match: "CharsetMatch") -> tuple[float, float, float, int]:
    """For sorting. Where encodings differ little, the one whose letters belong to one language comes first."""
    handicap = RARE if match.encoding == "mac_roman" else 0.0
    question_score = match.coherence - handicap
    return round(match.chaos, 1), -fit_of_letters(str(match)), -question_score, PREFERENCE.index(match.encoding)


def fit_of_letters(text: str) -> float:
    """Share of the Latin letters beyond a–z that are in the alphabet they fit best, 0–1."""
    letters = [letter for letter in text.casefold() if "\x7f" < letter < LAST_LATIN and letter.isalnum()]
    if not letters:
        return 1.0
    return max(sum(letter in alphabet for letter in letters) for alphabet in ALPHABETS) / len(letters)


def reads_the_same(sample: bytes, encoding: str) -> bool:
    return sample.decode(encoding, "replace") == sample.decode(USUAL, "replace")


def is_guess(encoding: str) -> bool:
    """Whether nothing but the letters speaks for this encoding."""
    return not encoding.startswith("utf")


def looks_like_utf16(data: bytes, *, zeros_at: int) -> bool:
    """UTF-16 without a mark: line ends, spaces and Latin letters have a zero in every second byte, and only there."""
    sample = data[:SAMPLE]
    half = len(sample) // 2
    zeros, others = sample[zeros_at::2].count(0), sample[1 - zeros_at :: 2].count(0)
    if half > 3 and zeros > 0.6 * half and others < 0.1 * half:
        return True
    return zeros > 2 * others and is_text_in(sample, "utf-16-le" if zeros_at else "utf-16-be")


def is_text_in(sample: bytes, encoding: str) -> bool:
    """Whether it decodes to lines of printable text, as other languages than the Western ones do in UTF-16."""
    text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
    lines = text.splitlines()
    return len(lines) > 1 and all(line.replace("\t", "").isprintable() for line in lines) and "\ufffd" not in text


def decode_as(data: bytes, encoding: str, *, strict: bool) -> str:
    """The Windows encodings leave some bytes undefined; those become a replacement character instead of an error."""
    try:
        return data.decode(encoding, "strict" if strict and not encoding.startswith("cp") else "replace")
    except UnicodeDecodeError:
        raise Unreadable(
            gettext_noop("This file is not in the encoding %(encoding)s that its beginning promises."),
            encoding=encoding,
        ) from None


def refuse_binary(text: str) -> None:
    sample = text[:SAMPLE]
    if sample and len(CONTROL.findall(sample)) > max(2, TOO_MANY_CONTROLS * len(sample)):
        raise Unreadable(NOT_TEXT)
