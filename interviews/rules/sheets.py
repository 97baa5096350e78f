"""What stands on a sheet of paper, whoever prints it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a sheet: a few words in bold, if any, and lines under them."""

    lead: str
    lines: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet; `columns` is 1 or 2."""

    over: str
    title: str
    lead: str
    sections: Sequence[Section]
    footer: str = ""
    columns: int = 1


def filled(sections: Iterable[Section]) -> list[Section]:
    """Those that say something."""
    return [section for section in sections if section.items]
