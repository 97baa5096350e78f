"""Names of people, stories, banks and files: free of characters that nobody sees or that turn the line around."""

import unicodedata
from typing import Final

#: Direction marks, embeddings, overrides and isolates: they reorder whatever stands beside the name (UAX #9).
DIRECTION_MARKS: Final = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
#: Letters and symbols by category that are drawn as nothing: the Hangul fillers and the blank Braille cell.
BLANK_SYMBOLS: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: A joiner inside a Persian or Indic word changes how its letters connect, so it stays.
JOINERS: Final = frozenset("\u200c\u200d")

WITHOUT_MARKS: Final = dict.fromkeys(map(ord, DIRECTION_MARKS))


def clean_name(text: str) -> str:
    """`text` without direction marks and other invisible characters, its white space folded."""
    kept = "".join(
        character
        for character in text.translate(WITHOUT_MARKS)
        if character in JOINERS or character.isspace() or unicodedata.category(character) not in {"Cf", "Cc"}
    )
    return " ".join(kept.split()).strip("".join(JOINERS))


def is_visible(text: str) -> bool:
    """Whether anything of it shows on a page."""
    return any(unicodedata.category(character)[0] in "LNPS" and character not in BLANK_SYMBOLS for character in text)
