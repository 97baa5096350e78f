"""What stands on a sheet of paper, whoever prints it."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

#: What is tried in turn until a sheet fits on its one page: points of its letters, and characters kept of each line.
FITTINGS: Final = (
    *((size, 20_000) for size in (10, 9.5, 9, 8.5, 8)),
    *((8, most) for most in (1200, 600)),
    *((7, most) for most in (300, 150, 80)),
)
#: The scripts that the PDF's own letters have. What else there is comes from the server's, if it has any.
OWN_SCRIPTS: Final = ("LATIN", "GREEK", "CYRILLIC", "HEBREW", "MODIFIER", "FEMININE", "MASCULINE", "MICRO")
#: Symbols up to here are in the PDF's own letters, emoji after it are not.
LAST_SYMBOL: Final = "\u2bff"


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
    """One sheet; `columns` is 1 or 2, `is_one_page` whether it has to fit on one."""

    over: str
    title: str
    lead: str
    sections: Sequence[Section]
    footer: str = ""
    columns: int = 1
    is_one_page: bool = False

    @property
    def words(self) -> str:
        items = [item for section in self.sections for item in section.items]
        return "\n".join([self.title, self.lead, *(text for item in items for text in (item.lead, *item.lines))])

    @property
    def foreign_signs(self) -> str:
        """The first few signs on it that the PDF's own letters lack."""
        return "".join([sign for sign in dict.fromkeys(self.words) if is_foreign(sign)][:5])


def is_foreign(sign: str) -> bool:
    category = unicodedata.category(sign)
    return (category == "So" and sign > LAST_SYMBOL) or (
        category[0] == "L" and not unicodedata.name(sign, "").startswith(OWN_SCRIPTS)
    )


def filled(sections: Iterable[Section]) -> list[Section]:
    """Those that say something."""
    return [section for section in sections if section.items]


def shortened(sheet: Sheet, most: int, footer: str) -> Sheet:
    """With at most so many characters in each line; `footer` says so where any was cut."""
    sections = [
        Section(
            one.heading, [Item(cut(item.lead, most), [cut(line, most) for line in item.lines]) for item in one.items]
        )
        for one in sheet.sections
    ]
    found = replace(sheet, title=cut(sheet.title, most), sections=sections)
    return sheet if found.words == sheet.words else replace(found, footer=footer)


def cut(text: str, most: int) -> str:
    """Its beginning, up to the end of a word."""
    if len(text) <= most:
        return text
    kept = text[:most]
    *before, _last = kept.rsplit(None, 1) if " " in kept else [kept]
    return (before[0] if before else kept) + "\u00a0…"
