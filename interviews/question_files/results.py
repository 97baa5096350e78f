"""What reading a bank file gives: questions, what is wrong, what was done to get there."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from interviews.message import Message

Cell = str | tuple[str, ...]
"""A cell's text, or for lists in JSON and YAML their texts."""


class Unreadable(Exception):
    """The file cannot be read at all; `wording` tells the person why and what to do."""

    def __init__(self, template: str, **values: object) -> None:
        self.wording = Message(template, values)
        super().__init__(str(self.wording))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """What the person chose instead of what would be detected; empty means detect.

    `header_row` counts from 1, 0 says there is none. `mapping` takes a heading, or "column 3", to a field or to ""
    (ignore). `remembered` does the same for headings mapped by hand in earlier files, keyed by `fold_heading`.
    `language` chooses among texts given in several languages. Without `compare` nearly equal questions are not looked
    for, which saves a third of the time when a file is read for the second time. `values` says by field what a value
    that we don't know stands for ("" leaves it empty), keyed by `fold_heading`; other unknown values are left empty
    with a notice, or are problems when `strict`.
    """

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_row: int | None = None
    mapping: Mapping[str, str] | None = None
    remembered: Mapping[str, str] | None = None
    language: str = ""
    compare: bool = True
    values: Mapping[str, Mapping[str, str]] | None = None
    strict: bool = False


@dataclass(slots=True, kw_only=True)
class Row:
    """One question. `row` is where a person finds it in the file, counting from 1 with the header included."""

    row: int
    code: str
    text: str
    seat: str
    kind: str
    competency: str
    theme: str
    difficulty: int
    probes: tuple[str, ...]
    listen_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """Stops loading. `row` is 0 and `column` empty when the whole file is meant."""

    row: int
    column: str
    wording: Message


@dataclass(frozen=True, slots=True)
class Notice:
    """Worth knowing; does not stop loading."""

    row: int
    column: str
    wording: Message


@dataclass(frozen=True, slots=True)
class Cleaned:
    row: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """`question` was left out because its text is that of `first_row`."""

    row: int
    first_row: int
    text: str
    question: Row


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """`row` reads nearly like the earlier `first_row`. Both are in `rows`; the person says whether both are wanted."""

    row: int
    first_row: int
    text: str
    first_text: str


@dataclass(frozen=True, slots=True)
class Flagged:
    """A question that must not be asked: `topic` is the key of what it touches, `words` what gave it away."""

    row: int
    topic: str
    words: str
    text: str
    wording: Message


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line of a document, or a cell, that is no question: an answer, a link, an introduction."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A row that only names what follows, as "Leadership" above its questions."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A seat, kind, competency or difficulty that we don't know, and in how many rows it was left empty."""

    field: str
    value: str
    rows: int
    first_row: int


@dataclass(frozen=True, slots=True)
class Sheet:
    name: str
    rows: int
    hidden: bool


@dataclass(slots=True)
class Column:
    """`name` is the heading, or "column 3" where the heading is empty or there twice: the key for a mapping.

    `how` the field was found: "known", "remembered", "guess", "chosen", or "" when the column is ignored.
    """

    number: int
    heading: str
    name: str
    field: str
    how: str
    samples: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Grid:
    """Any file as numbered rows of cells. `headings` are known beforehand only where the format names its fields.

    `certain` holds the numbers of rows that are questions although they may look like headings. `unsaved` holds row and
    column of cells with a formula that was saved without its value; they read as empty.
    """

    rows: Iterable[tuple[int, Sequence[Cell]]]
    format: str
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()
    headings: tuple[str, ...] | None = None
    languages: tuple[str, ...] = ()
    language: str = ""
    notices: list[Notice] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings_found: list[HeadingRow] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    cleaned: list[Cleaned] = field(default_factory=list)
    certain: Container[int] = ()
    unsaved: frozenset[tuple[int, int]] = frozenset()


@dataclass(slots=True, kw_only=True)
class BankFile:
    """The result. `rows` holds the questions without problems and without repeats of the same text."""

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple[Sheet, ...] = ()
    header_row: int = 0
    language: str = ""
    languages: tuple[str, ...] = ()
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Notice] = field(default_factory=list)
    blank_rows: int = 0
    heading_rows: list[HeadingRow] = field(default_factory=list)
    cleaned: list[Cleaned] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    near_duplicates: list[NearDuplicate] = field(default_factory=list)
    flagged: list[Flagged] = field(default_factory=list)
    unknown_values: list[UnknownValue] = field(default_factory=list)

    @property
    def fields(self) -> frozenset[str]:
        """What the file has a column for."""
        return frozenset(column.field for column in self.columns if column.field)
