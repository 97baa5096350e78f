"""A pasted list or a CSV of evidence, into rows and numbered problems. Nothing in a cell is ever calculated."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from typing import Any, Final

from interviews.choices import SEATS
from interviews.evidence_fields import FIELDS, KINDS, field_names
from interviews.isolation import MAX_SECONDS, IsolatedRunError, run_isolated, serve
from interviews.message import Message, gettext_noop
from interviews.rules.names import clean_name, is_visible
from interviews.rules.quotes import unquoted

#: Columns that every kind has; those of its own are declared with its fields.
COMMON: Final = ("said_on", "competencies", "seats")
#: Other names for these columns.
ALSO: Final = {
    "type": "kind",
    "story": "title",
    "name": "title",
    "headline": "title",
    "when": "said_on",
    "date": "said_on",
    "said on": "said_on",
    "tags": "competencies",
    "competency": "competencies",
    "seat": "seats",
    "for": "seats",
}
#: Texts that something is found by.
NAMES: Final = ("title", *(field.name for field in FIELDS if field.is_name))
QUOTES: Final = tuple(field.name for field in FIELDS if field.is_quote)
#: Other names for a seat.
SEATS_ALSO: Final = {"hr": "hr_director", "hr director": "hr_director", "chief executive": "ceo", "manager": "boss"}
#: Marks before a line of a list: bullets, dashes, numbers. "-5 % scrap" begins with none.
BULLET: Final = re.compile(r"(?:[•*–—-]|\[[ xX]?\]|\d{1,3}[.)])\s+")
MOST_ROWS: Final = 5_000
LONGEST: Final = 10_000
MONTHS: Final = 12
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

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from other evidence: kind and title."""
        return self.kind, self.texts["title"]


@dataclass(frozen=True, slots=True)
class Read:
    rows: list[EvidenceRow]
    problems: list[Message]


NOT_READ: Final = gettext_noop(
    "Reading this took too much time or memory, so we stopped after at most %(seconds)d seconds. Nothing was imported."
    " Split it, and import the parts one after the other."
)


def read_evidence_isolated(text: str) -> Read:
    """`read_evidence` in a process of its own; where that fails, there are no rows and the reason is the problem."""
    try:
        result = run_isolated("interviews.rules.evidence_files", {}, text.encode("utf-8", "replace"))
    except IsolatedRunError:
        return Read([], [Message(NOT_READ, {"seconds": MAX_SECONDS})])
    found = json.loads(result)
    return Read([row_of(values) for values in found["rows"]], [Message(*values) for values in found["problems"]])


def handle(_header: Mapping[str, Any], content: bytes) -> bytes:
    """The child's side of `read_evidence_isolated`."""
    read = read_evidence(content.decode())
    problems = [(problem.template, problem.values) for problem in read.problems]
    return json.dumps({"rows": list(map(astuple, read.rows)), "problems": problems}, default=date.isoformat).encode()


def row_of(values: Sequence[Any]) -> EvidenceRow:
    row = EvidenceRow(*values)
    return replace(row, said_on=date.fromisoformat(values[3])) if values[3] else row


def read_evidence(text: str) -> Read:
    """A table with a row of headings, among them "title"; or else a plain list, a story's title on each line."""
    text, delimiter = without_separator_line(
        text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    )
    table = list(rows_of(text, delimiter))
    first = table[0][1] or [] if table else []
    headings = [heading_of(cell) for cell in first]
    known = [name for name in headings if name]
    if len(known) > 1 and "title" not in known:
        return Read(
            [],
            [
                Message(
                    gettext_noop(
                        "Nothing was imported: no column is called “title”. "
                        "Rename the column that names each item, then try again."
                    )
                )
            ],
        )
    is_table = len(known) > 1 or (len(first) == 1 and first[0].lower() == "title")
    found = list(table_rows(headings, table[1:])) if is_table else list(list_rows(text))
    rows = [each for each in found if isinstance(each, EvidenceRow)]
    problems = [*(unknown_columns(first, headings) if is_table else []), *(x for x in found if isinstance(x, Message))]
    if len(rows) > MOST_ROWS:
        problems.append(
            Message(
                gettext_noop("Only the first %(most)d rows can be imported at once. Import the rest separately."),
                {"most": MOST_ROWS},
            )
        )
    return Read(rows[:MOST_ROWS], problems)


def columns() -> list[str]:
    """The columns of a table, in the order in which they are exported."""
    return ["kind", "title", *field_names(), *COMMON]


def without_separator_line(text: str) -> tuple[str, str]:
    """The text, and what parts its cells: as a spreadsheet says in a first line such as "sep=;", else as it looks."""
    first, _newline, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return rest, first[-1]
    return text, max(",;\t", key=first.count)


def unknown_columns(cells: Sequence[str], headings: Sequence[str]) -> list[Message]:
    unknown = [cell[:40] for cell, name in zip(cells, headings, strict=True) if cell and not name]
    template = gettext_noop("These columns were skipped because we don't recognize them: %(names)s.")
    return [Message(template, {"names": ", ".join(unknown)})] if unknown else []


def rows_of(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | None]]:
    """Number and cells of each line with something in it; None for one with a cell too long to be read."""
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
    typed = cell.strip().lower()
    names = ALSO | {column: field.name for field in FIELDS for column in field.columns}
    name = names.get(typed, typed).replace(" ", "_")
    return name if name in columns() else ""


def list_rows(text: str) -> Iterator[EvidenceRow | Message]:
    for number, line in enumerate(text.splitlines(), start=1):
        words = clean_name(BULLET.sub("", line.strip(), count=1).lstrip("•"))
        if len(words) > LONGEST:
            yield too_long(number)
        elif is_visible(words):
            yield EvidenceRow(number, "story", {"title": words})


def table_rows(
    headings: Sequence[str], lines: Sequence[tuple[int, list[str] | None]]
) -> Iterator[EvidenceRow | Message]:
    for number, cells in lines:
        if cells is None:
            yield too_long(number)
            continue
        named = {name: plain(cell) for name, cell in zip(headings, cells, strict=False) if name and cell}
        yield from row_from(number, named)


def plain(cell: str) -> str:
    """Without the apostrophe that our own file puts before what looks like a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:2] in FORMULA_STARTS else cell


def row_from(number: int, named: dict[str, str]) -> Iterator[EvidenceRow | Message]:
    """The row, and what was left out of it; or why there is none."""
    named |= {name: clean_name(named[name]) for name in NAMES if name in named}
    named |= {name: unquoted(named[name]) for name in QUOTES if name in named}
    kind = named.get("kind", "").lower() or ("figure" if "value" in named else "kudos" if "words" in named else "story")
    kind = {"stories": "story", "figures": "figure", "kudo": "kudos", "number": "figure"}.get(kind, kind)
    if kind not in KINDS:
        yield Message(
            gettext_noop("Line %(line)d: “%(kind)s” isn't story, figure or kudos, so the line was skipped."),
            {"line": number, "kind": kind[:40]},
        )
    elif any(len(cell) > LONGEST for cell in named.values()):
        yield too_long(number)
    elif not is_visible(named.get("title", "")):
        yield Message(gettext_noop("Line %(line)d has no title, so it was skipped."), {"line": number})
    else:
        texts = {name: named[name] for name in ("title", *field_names()) if name in named}
        seats = [SEATS_ALSO.get(seat, seat) for seat in several(named.get("seats", ""))]
        said_on = date_in(named.get("said_on", ""))
        yield EvidenceRow(
            number,
            kind,
            texts,
            said_on,
            several(named.get("competencies", "")),
            [seat for seat in seats if seat in SEATS],
        )
        yield from left_out(number, named.get("said_on", "") if not said_on else "", set(seats) - set(SEATS))


def left_out(number: int, day: str, seats: Iterable[str]) -> Iterator[Message]:
    if day:
        template = gettext_noop("Line %(line)d: “%(day)s” isn't a date like 2026-06-30, so the date was skipped.")
        yield Message(template, {"line": number, "day": day[:40]})
    for seat in sorted(seats):
        template = gettext_noop(
            "Line %(line)d: “%(seat)s” isn't a seat, so it was skipped. Use boss, HR director, CEO or other."
        )
        yield Message(template, {"line": number, "seat": seat[:40]})


def too_long(number: int) -> Message:
    return Message(
        gettext_noop("Line %(line)d is longer than %(most)d characters, so it was skipped."),
        {"line": number, "most": LONGEST},
    )


def date_in(text: str) -> date | None:
    """2026-06-30 or 30.6.2026; 30/6/2026 only where it can be read in one way."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    found = re.fullmatch(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})", text)
    if not found:
        return None
    first, mark, second, year = int(found[1]), found[2], int(found[3]), int(found[4])
    if mark == "/" and first <= MONTHS and second <= MONTHS and first != second:
        return None
    day, month = (second, first) if mark == "/" and second > MONTHS else (first, second)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def several(cell: str) -> list[str]:
    return [part.strip().lower() for part in cell.replace(";", ",").replace("|", ",").split(",") if part.strip()]


def write_evidence(rows: Sequence[EvidenceRow]) -> str:
    """The same as CSV. What a spreadsheet would calculate gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns())
    for row in rows:
        said_on = row.said_on.isoformat() if row.said_on else ""
        texts = [row.texts.get(name, "") for name in ("title", *field_names())]
        cells = [row.kind, *texts, said_on, ", ".join(row.competencies), ", ".join(row.seats)]
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


if __name__ == "__main__":
    serve(handle)
