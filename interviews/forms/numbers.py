"""Numbers that arrive as text in a form."""

from typing import Final

#: More digits than any key that a database gives out; Python itself refuses thousands of them.
MOST_DIGITS: Final = 18


def parse_int(text: str) -> int | None:
    """The whole number that was sent; None for anything else, and for one longer than any key."""
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None
