"""The fields of a story, a figure and a kudos, each declared once.

The form, the sheets, the brief, the flash cards, search, import and export and their help text read this list. To add a
field, add it here; its text is stored with the others and needs no migration.
"""

from dataclasses import dataclass
from typing import Final

from interviews.message import gettext_noop

STORY: Final = "story"
FIGURE: Final = "figure"
KUDOS: Final = "kudos"
KINDS: Final = (STORY, FIGURE, KUDOS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceField:
    """One text of one kind of evidence."""

    name: str
    kind: str
    label: str
    question: str
    help_text: str = ""
    #: The error where it is left empty; "" where it may be.
    required: str = ""
    is_long: bool = False
    is_name: bool = False
    is_quote: bool = False
    #: How it follows the field before it on a sheet, and what stands around it there.
    joined_by: str = "\n"
    sheet_text: str = "%s"
    #: Whether it stands on the one-page sheet and the brief too.
    is_essential: bool = True
    #: Percent of a story's words, lowest and highest. Convention (EVIDENCE, answer length), not research.
    share: tuple[int, int] | None = None
    #: Other names for its column in a table.
    columns: tuple[str, ...] = ()


FIELDS: tuple[EvidenceField, ...] = (
    EvidenceField(
        name="situation",
        kind=STORY,
        label=gettext_noop("Situation"),
        question=gettext_noop("Situation: where and when was it?"),
        is_long=True,
        is_essential=False,
        share=(10, 15),
    ),
    EvidenceField(
        name="task",
        kind=STORY,
        label=gettext_noop("Task"),
        question=gettext_noop("Task: what was yours to do?"),
        is_long=True,
        is_essential=False,
        share=(5, 15),
    ),
    EvidenceField(
        name="action",
        kind=STORY,
        label=gettext_noop("Action"),
        question=gettext_noop("Action: what did you do yourself?"),
        is_long=True,
        share=(25, 50),
    ),
    EvidenceField(
        name="result",
        kind=STORY,
        label=gettext_noop("Result"),
        question=gettext_noop("Result: what came of it?"),
        is_long=True,
        share=(10, 20),
    ),
    EvidenceField(
        name="value",
        kind=FIGURE,
        label=gettext_noop("Figure"),
        question=gettext_noop("The figure"),
        help_text=gettext_noop("“61%”, “40,000 dollars”, “nine days”."),
        required=gettext_noop("A figure needs its value."),
        columns=("number",),
    ),
    EvidenceField(
        name="unit", kind=FIGURE, label=gettext_noop("Unit"), question=gettext_noop("Of what?"), joined_by=" "
    ),
    EvidenceField(
        name="before", kind=FIGURE, label=gettext_noop("Before"), question=gettext_noop("Before"), joined_by=", "
    ),
    EvidenceField(
        name="after", kind=FIGURE, label=gettext_noop("After"), question=gettext_noop("After"), joined_by=" → "
    ),
    EvidenceField(
        name="period",
        kind=FIGURE,
        label=gettext_noop("Period"),
        question=gettext_noop("Over what period?"),
        joined_by=", ",
    ),
    EvidenceField(
        name="confirmed_by",
        kind=FIGURE,
        label=gettext_noop("Confirmed by"),
        question=gettext_noop("Who can confirm it?"),
        is_name=True,
        joined_by=", ",
        sheet_text=gettext_noop("%s can confirm it"),
        columns=("confirmed by",),
    ),
    EvidenceField(
        name="words",
        kind=KUDOS,
        label=gettext_noop("Their words"),
        question=gettext_noop("Their words"),
        required=gettext_noop("Write down what they said."),
        is_long=True,
        is_quote=True,
        sheet_text="“%s”",
        columns=("quote",),
    ),
    EvidenceField(
        name="said_by",
        kind=KUDOS,
        label=gettext_noop("Said by"),
        question=gettext_noop("Who said it?"),
        is_name=True,
        columns=("said by", "who", "from"),
    ),
)


def fields_of(kind: str) -> list[EvidenceField]:
    """The fields of one kind, in the order in which people fill them in."""
    return [field for field in FIELDS if field.kind == kind]


def field_names() -> list[str]:
    return [field.name for field in FIELDS]


def shares_advised() -> dict[str, tuple[int, int]]:
    """The parts of a story whose share of the words matters, with the percent that is advised."""
    return {field.name: field.share for field in FIELDS if field.share}
