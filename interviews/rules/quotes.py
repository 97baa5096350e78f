"""Quotation marks that people type around what somebody said."""

from typing import Final

MARKS: Final = "\"“”„«»‘’'"
#: Marks that may also be an apostrophe: they count only where they open and close the whole text.
APOSTROPHES: Final = "‘’'"


def unquoted(text: str) -> str:
    """`text` without quotation marks around the whole of it: pages put their own there.

    “So he said”, and “so did she” has none around the whole and keeps all four; marks alone stay, too.
    """
    typed = text.strip()
    if len(typed) < 3 or typed[0] not in MARKS or typed[-1] not in MARKS:
        return text
    inside = typed[1:-1].strip(MARKS.translate(str.maketrans("", "", APOSTROPHES)))
    marks = set(MARKS) - set(APOSTROPHES)
    return inside if inside.strip() and not marks & set(inside) else text
