"""Text as people leave it in files -> text as a panel would say it."""

import hashlib
import re
import unicodedata
from typing import Final

from interviews.question_files.results import Cell

INVISIBLE: Final = dict.fromkeys(
    [0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)
"""Soft hyphens, zero-width spaces and direction marks. Joiners stay: Persian and emoji need them."""
CONTROLS: Final = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)], " ")
SURROGATES: Final = dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
NO_CHARACTERS: Final = dict.fromkeys([0xFFFE, 0xFFFF])
UNWANTED: Final = NO_CHARACTERS | INVISIBLE | CONTROLS | SURROGATES

NUMBERING: Final = re.compile(
    r"""(?:
      (?:q|question|frage|pregunta|pergunta|no|nr|n°|nº|\#|问题|問題|題目|题目|質問)  # Q12:
        \.?\s?\d{1,4}\s*[.:：)\-–—]\s*
    | \(\d{1,4}\)\s*                                       # (12)
    | \d{1,4}(?:\.\d{1,3}){0,3}(?:[.)]|\s[-–—]|:)\s+       # 12. or 1.2) or 12 - or 12:
    | \d{1,4}[.)](?=[^\W\d_])                              # 12.Tell
    | \d{1,4}[-–—]\s+(?=[^\W\d_])                         # 1- Tell
    | \d{1,3}(?:\.\d{1,3}){1,3}\s+(?=[^\W\d_])             # 1.2 Tell, but see CAPITAL
    | \(?[a-z]\)\s+                                        # a) or (a)
    | [-*•‣▪●◦·–—]\s+                                      # a bullet
    )(?=\S)""",
    re.IGNORECASE | re.VERBOSE,
)
MARKS_BEFORE: Final = frozenset("0123456789#(-*•‣▪●◦·–—")
LETTERS_BEFORE: Final = frozenset(
    {"问题", "問題", "題目", "题目", "質問", "qu", "fr", "pr", "pe", "no", "nr", "n°", "nº"}
    | {f"q{mark}" for mark in "0123456789. #"}
    | {f"{letter})" for letter in "abcdefghijklmnopqrstuvwxyz"}
)
"""First characters without which there is no numbering to look for."""
LEVELS_BEFORE_SMALL: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,3}\s+[a-zà-þœ]")
""" "2.5 million" starts with an amount, "2.5 Tell me" with a number of the list."""
CLOSING_MARKS: Final = " .?!…:;。？！؟"
PUNCTUATION: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”„‚‘’«»‹›…–—¿¡؟？。·•\u00b4"
PLAIN_LETTERS: Final = {
    code: base
    for code in range(0xC0, 0x250)
    if (base := unicodedata.normalize("NFKD", chr(code))[0].casefold()) != chr(code)
}
WORDS_ONLY: Final = (
    str.maketrans(dict.fromkeys(PUNCTUATION, " ") | {"ß": "ss", "ø": "o", "œ": "oe", "æ": "ae"}) | PLAIN_LETTERS
)
MAYBE_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
NOTHING_SAID: Final = frozenset({"n/a", "na", "n.a.", "none", "nil", "tbd", "k. a.", "s/o"})
BULLET_BELOW: Final = re.compile(r"\s*(?:[-*•‣▪●◦·–—]|\(?[a-z]\)|\d{1,2}[.)])\s+\S", re.IGNORECASE)
HASH_DIGITS: Final = 12


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
    begin = 0
    while (
        is_numbered(text, begin)
        and (found := NUMBERING.match(text, begin))
        and not LEVELS_BEFORE_SMALL.match(text, begin)
    ):
        begin = found.end()
    return text[begin:]


def is_numbered(text: str, begin: int = 0) -> bool:
    """A quick look at the first two characters; most questions end here."""
    start = text[begin : begin + 2].casefold()
    return start[:1] in MARKS_BEFORE or start in LETTERS_BEFORE


def clean_question(text: str) -> str:
    return strip_numbering(fold_space(text))


def split_follow_ups(text: str) -> tuple[str, tuple[str, ...]]:
    """A cell with a question and, in lines of their own, bullets below it: the question and the bullets."""
    lines = [line for line in text.splitlines() if line.strip()]
    below = next((place for place, line in enumerate(lines[1:], 1) if BULLET_BELOW.match(line)), 0)
    if not below or not all(BULLET_BELOW.match(line) for line in lines[below:]):
        return text, ()
    return "\n".join(lines[:below]), tuple(map(clean_question, lines[below:]))


def fold(text: str) -> str:
    """The form in which two texts count as the same: case, width of letters, spaces and closing marks aside."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.casefold().strip(CLOSING_MARKS)


def words_of(text: str) -> list[str]:
    """The words of a text for comparing: no case, no accents on Latin letters, no punctuation."""
    return text.casefold().translate(WORDS_ONLY).split()


def content_id(folded: str) -> str:
    """A code for a question whose file gives none: "q-" and 12 hex digits of its folded text's SHA-256.

    The same text always has the same code, so loading the same file again changes nothing.
    """
    return "q-" + hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:HASH_DIGITS]


def escape_formula(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what could begin one."""
    return f"'{text}" if MAYBE_FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Undoes `escape_formula`."""
    return text[1:] if text[:1] == "'" and MAYBE_FORMULA.match(text) else text


def points(cell: Cell) -> tuple[str, ...]:
    """The probes or listen-for points of a cell: one a line, else separated by " | "; bullets and numbers dropped."""
    if not cell:
        return ()
    parts = (cell.splitlines() if "\n" in cell else cell.split(" | ")) if isinstance(cell, str) else cell
    return tuple(filter(None, map(clean_question, parts)))


def says_something(point: str) -> bool:
    """Whether it is more than a ruler line, a lone number or "N/A"."""
    return any(map(str.isalpha, point)) and point.casefold() not in NOTHING_SAID
