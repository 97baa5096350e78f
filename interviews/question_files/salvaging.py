"""Files that break in one item: the others are read, and the broken one is named with its line."""

import json
import re
from collections.abc import Iterator
from typing import Final

from interviews.message import Message, gettext_noop
from interviews.question_files.results import Problem

BROKEN_ITEM: Final = gettext_noop("The item that begins here is broken, so it can't be read: %(start)s")
NEXT_OBJECT: Final = re.compile(r"^[ \t]*\{", re.MULTILINE)
BETWEEN_ITEMS: Final = re.compile(r"[\s,]*")
MOST_BROKEN: Final = 100
"""Broken items of a JSON text after which reading stops: each attempt may read to the end of the text."""
SHOWN: Final = 80
"""Characters of a broken item quoted back."""


def broken_item(line: int, text: str) -> Problem:
    return Problem(line, "", Message(BROKEN_ITEM, {"start": " ".join(text[: 4 * SHOWN].split())[:SHOWN]}))


def salvaged_json(text: str) -> tuple[list[object], list[Problem]]:
    """The items of the first list in a JSON text that does not parse as a whole, and those that break.

    After a broken item reading goes on with the next object that begins a line.
    """
    items: list[object] = []
    problems: list[Problem] = []
    decoder = json.JSONDecoder()
    place = text.find("[") + 1
    while (
        len(problems) < MOST_BROKEN
        and 0 < (place := end_of(BETWEEN_ITEMS, text, place)) < len(text)
        and text[place] != "]"
    ):
        try:
            item, place = decoder.raw_decode(text, place)
            items.append(item)
        except (ValueError, RecursionError):
            problems.append(broken_item(text.count("\n", 0, place) + 1, text[place:]))
            following = NEXT_OBJECT.search(text, text.find("\n", place) + 1) if "\n" in text[place:] else None
            place = following.end() - 1 if following else len(text)
    return items, problems


def end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    found = pattern.match(text, place)
    return found.end() if found else place


def blocks_at(text: str, start: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """The text cut before each match of `start`, a pattern for the beginning of a line; with their line numbers."""
    places = [found.start() for found in start.finditer(text)]
    line, before = 1, 0
    for place, end in zip(places, [*places, len(text)][1:], strict=True):
        line += text.count("\n", before, place)
        before = place
        yield line, text[place:end]
