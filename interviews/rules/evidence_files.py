"""A pasted list or a CSV of evidence, into rows and numbered problems. Nothing in a cell is ever calculated."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from interviews.rules.wording import Wording, gettext_noop

KINDS: Final = ("story", "figure", "kudos")
TEXTS: Final = (
    "title",
    "situation",
    "task",
    "action",
    "result",
    "value",
    "unit",
    "before",
    "after",
    "period",
    "confirmed_by",
    "words",
    "said_by",
)
COLUMNS: Final = ("kind", *TEXTS, "said_on", "competencies", "seats")
#: Other names for a column.
ALSO: Final = {
    "type": "kind",
    "story": "title",
    "name": "title",
    "headline": "title",
    "who": "said_by",
    "from": "said_by",
    "quote": "words",
    "when": "said_on",
    "date": "said_on",
    "tags": "competencies",
    "competency": "competencies",
    "seat": "seats",
    "for": "seats",
    "number": "value",
    "confirmed by": "confirmed_by",
    "said by": "said_by",
    "said on": "said_on",
}
MOST_ROWS: Final = 5_000
LONGEST: Final = 10_000
#: What a spreadsheet would calculate. Written with an apostrophe before it, it stays text there too.
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(slots=True)
class EvidenceRow:
    """One piece of evidence as a file has it; `number` is its line."""

    number: int
    kind: str
    texts: dict[str, str]
    said_on: date | None = None
    competencies: list[str] = field(default_factory=list)
    seats: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Read:
    rows: list[EvidenceRow]
    problems: list[Wording]


def read_evidence(text: str) -> Read:
    """A table with a row of headings, among them "title"; or else a plain list, a story's title on each line."""
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    table = list(rows_of(text))
    headings = [heading_of(cell) for cell in table[0][1] or []] if table else []
    is_table = "title" in headings and len([name for name in headings if name]) > 1
    found = list(table_rows(headings, table[1:])) if is_table else list(list_rows(text))
    rows = [each for each in found if isinstance(each, EvidenceRow)]
    problems = [each for each in found if isinstance(each, Wording)]
    if len(rows) > MOST_ROWS:
        problems.append(
            Wording(
                gettext_noop("Only the first %(most)d are taken; bring the rest in a second go."), {"most": MOST_ROWS}
            )
        )
    return Read(rows[:MOST_ROWS], problems)


def rows_of(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """Number and cells of each line with something in it; None for one with a cell too long to be read."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield reader.line_num, None
        else:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]


def heading_of(cell: str) -> str:
    name = cell.strip().lower()
    name = ALSO.get(name, name).replace(" ", "_")
    return name if name in COLUMNS else ""


def list_rows(text: str) -> Iterator[EvidenceRow | Wording]:
    for number, line in enumerate(text.splitlines(), start=1):
        words = line.strip().lstrip("•*–—").strip()
        if len(words) > LONGEST:
            yield too_long(number)
        elif words:
            yield EvidenceRow(number, "story", {"title": words})


def table_rows(
    headings: Sequence[str], lines: Sequence[tuple[int, list[str] | None]]
) -> Iterator[EvidenceRow | Wording]:
    for number, cells in lines:
        if cells is None:
            yield too_long(number)
            continue
        named = {name: plain(cell) for name, cell in zip(headings, cells, strict=False) if name and cell}
        yield row_from(number, named)


def plain(cell: str) -> str:
    """Without the apostrophe that our own file puts before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in FORMULA_STARTS else cell


def row_from(number: int, named: dict[str, str]) -> EvidenceRow | Wording:
    kind = named.get("kind", "story").lower()
    kind = {"stories": "story", "figures": "figure", "kudo": "kudos", "number": "figure"}.get(kind, kind)
    if kind not in KINDS:
        return Wording(
            gettext_noop("Line %(line)d: “%(kind)s” is neither story, figure nor kudos."),
            {"line": number, "kind": kind[:40]},
        )
    if any(len(cell) > LONGEST for cell in named.values()):
        return too_long(number)
    if not named.get("title"):
        return Wording(gettext_noop("Line %(line)d has no title, so it was left out."), {"line": number})
    said_on = date_in(named.get("said_on", ""))
    if said_on is None and named.get("said_on"):
        return Wording(
            gettext_noop("Line %(line)d: “%(day)s” is no date such as 2026-06-30."),
            {"line": number, "day": named["said_on"][:40]},
        )
    return EvidenceRow(
        number,
        kind,
        {name: named[name] for name in TEXTS if name in named},
        said_on,
        several(named.get("competencies", "")),
        several(named.get("seats", "")),
    )


def too_long(number: int) -> Wording:
    return Wording(
        gettext_noop("Line %(line)d is longer than %(most)d characters, so it was left out."),
        {"line": number, "most": LONGEST},
    )


def date_in(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def several(cell: str) -> list[str]:
    return [part.strip().lower() for part in cell.replace(";", ",").replace("|", ",").split(",") if part.strip()]


def write_evidence(rows: Sequence[EvidenceRow]) -> str:
    """The same as CSV. What a spreadsheet would calculate gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        said_on = row.said_on.isoformat() if row.said_on else ""
        texts = [row.texts.get(name, "") for name in TEXTS]
        cells = [row.kind, *texts, said_on, ", ".join(row.competencies), ", ".join(row.seats)]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
