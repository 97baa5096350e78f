"""Text as people leave it in files -> text as a panel would say it."""

import hashlib
import re
import unicodedata
from typing import Final

INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Soft hyphens, zero-width spaces and direction marks. Joiners stay: Persian and emoji need them."""
CONTROLS: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
UNWANTED: Final = INVISIBLE | CONTROLS | SURROGATES

NUMBERING: Final = re.compile(
    r"""(?:
      (?:q|question|frage|pregunta|pergunta|no|nr|n°|nº|\#)\.?\s?\d{1,4}\s*[.:)\-–—]\s*   # Q12: or Question 3.
    | \(\d{1,4}\)\s*                                       # (12)
    | \d{1,4}(?:\.\d{1,3}){0,3}(?:[.)]|\s[-–—]|:)\s+       # 12. or 1.2) or 12 - or 12:
    | \d{1,4}[.)](?=[^\W\d_])                              # 12.Tell
    | \d{1,3}(?:\.\d{1,3}){1,3}\s+(?=[A-ZÀ-ÞŒ¿¡"“«„])      # 1.2 Tell, but not 2.5 million
    | \(?[a-z]\)\s+                                        # a) or (a)
    | [-*•‣▪●◦·–—]\s+                                      # a bullet
    )(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
FIRST_OF_NUMBERING: Final = frozenset("0123456789#(qQfFpPnN-*•‣▪●◦·–—abcdefghABCDEFGH")
CAPITAL_AFTER_LEVELS: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}\s+[a-zà-þœ]")
CLOSING_MARKS: Final = " .?!…:;。？！؟"


def fold_space(text: str) -> str:
    """Visible text in one line: no control or invisible characters, single spaces, composed accents."""
    if not text.isprintable():
        text = text.translate(UNWANTED)
    elif "  " not in text and text.isascii():
        return text.strip()
    return compose(" ".join(text.split()))


def compose(text: str) -> str:
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def strip_numbering(text: str) -> str:
    """Without "12. ", "Q3:", "(4)", "a) " or a bullet in front; a figure that belongs to the question stays."""
    if not text or text[0] not in FIRST_OF_NUMBERING:
        return text
    found = NUMBERING.match(text)
    if found is None or CAPITAL_AFTER_LEVELS.match(text):
        return text
    return text[found.end() :]


def clean_question(text: str) -> str:
    return strip_numbering(fold_space(text))


def fold(text: str) -> str:
    """The form in which two texts count as the same: case, width of letters, spaces and closing marks aside."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().strip(CLOSING_MARKS)


def code_for(folded: str) -> str:
    """A code for a question whose file gives none: "q-" and 12 hex digits of its folded text's SHA-256.

    The same text always has the same code, so loading the same file again changes nothing.
    """
    return "q-" + hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:12]


def points(cell: str | tuple[str, ...]) -> tuple[str, ...]:
    """The probes or listen-for points of a cell: one a line, or separated by " | "; bullets and numbers dropped."""
    if not cell:
        return ()
    parts = cell.replace(" | ", "\n").splitlines() if isinstance(cell, str) else cell
    return tuple(cleaned for part in parts if (cleaned := clean_question(part)))
