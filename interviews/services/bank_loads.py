"""An uploaded question file: kept until HR has looked at it, then imported once or canceled."""

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any, Final

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.text import slugify

from interviews.message import Message
from interviews.models import BankLoad, Competency, QuestionBank, Turn, User
from interviews.question_files import (
    BankFile,
    HeadingRow,
    ReadOptions,
    Row,
    Skipped,
    annotate_isolated,
    bank_file_from_json,
    fold_heading,
    messages_by_row,
    read_isolated,
)
from interviews.question_files.comparing import COMPARED, Difference
from interviews.question_files.review_items import ReviewItem, find_review_items
from interviews.services.question_banks import (
    FEW,
    add_competencies,
    batches,
    competency_spellings,
    difference_from,
    load,
    new_load,
    record,
    retire,
    write,
)

KEPT: Final = timedelta(days=1)
"""How long a file waits for its decision. It is deleted with the next upload after that."""
PASTED: Final = "pasted"
MADE_FOR_THIS: Final = "made_for_this"
TICKED: Final = "ticked"
MAPPED: Final = "mapped"
VALUES: Final = "values"
NEW_COMPETENCIES: Final = "new_competencies"
"""Keys of BankLoad.options, beside those of ReadOptions."""


@dataclass(slots=True, kw_only=True)
class Preview:
    """What a waiting file would do."""

    bank_load: BankLoad
    file: BankFile
    difference: Difference
    review_items: list[ReviewItem]

    @property
    def has_something(self) -> bool:
        """Whether importing could change the bank."""
        return bool(self.review_items or not self.difference.is_empty)

    @property
    def can_load(self) -> bool:
        return not self.file.problems and self.has_something

    @property
    def can_skip_problems(self) -> bool:
        """Whether the rest could be imported without the rows with problems."""
        return bool(self.file.problems) and all(said.row for said in self.file.problems) and self.has_something

    @property
    def sure(self) -> int:
        """How many questions loading would write without any that is to be reviewed."""
        return len(self.difference.new) + len(self.difference.changed) - self.to_review_count

    @property
    def certain_new(self) -> int:
        """The new questions without those to be reviewed, which are counted apart."""
        to_review = {item.row.row for item in self.review_items}
        return sum(row.row not in to_review for row in self.difference.new)

    @property
    def left_out(self) -> list[Skipped | HeadingRow]:
        """Lines of the file that were taken for no question, in its order."""
        return left_out_of(self.file)

    @property
    def to_review_count(self) -> int:
        """How many of the new and changed questions are to be reviewed. Repeats within the file are not new."""
        repeats = {same.row for same in self.difference.repeats}
        return sum(item.row.row not in repeats for item in self.review_items)


def left_out_of(file: BankFile) -> list[Skipped | HeadingRow]:
    return sorted([*file.skipped, *file.heading_rows], key=lambda line: line.row)


class NotLoadable(Exception):
    """The file has problems, so none of it is loaded."""


def upload(
    *,
    content: bytes,
    file_name: str,
    user: User,
    now: datetime,
    bank: QuestionBank | None = None,
    new_name: str = "",
    language: str = "en",
    pasted: bool = False,
) -> BankLoad:
    """Keep a file, or pasted text in UTF-8, until somebody has decided about it. No bank given makes a draft.

    Raises Unreadable, and keeps nothing, where there are no questions to be shown.
    """
    options: dict[str, Any] = {
        "remembered": remembered_columns(),
        "values": remembered_values(),
        PASTED: pasted,
        MADE_FOR_THIS: bank is None,
        "language": bank.language if bank else language,
    }
    parsed = parse(content, file_name, options)
    with transaction.atomic():
        discard_stale(now)
        waiting = new_load(bank or new_bank(new_name, language), content, file_name, now)
        waiting.user, waiting.content, waiting.parsed, waiting.options = user, content, parsed, options
        waiting.save()
    return waiting


def new_bank(name: str, language: str) -> QuestionBank:
    """A draft whose short name is made of its name, with a number where another bank has it."""
    stem = slugify(name)[:40] or "bank"
    accepted_rows = set(QuestionBank.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(accepted_rows) + 3))
    slug = stem if stem not in accepted_rows else next(slug for slug in numbered if slug not in accepted_rows)
    return QuestionBank.objects.create(slug=slug, name=name, language=language)


def parse(content: bytes, file_name: str, options: Mapping[str, Any]) -> bytes:
    """What the file says, read as `options` say, in the form that `stored_file` reads. Raises Unreadable."""
    document = read_isolated(
        content,
        filename=file_name,
        pasted=bool(options.get(PASTED)),
        competencies={**competency_spellings(), **{key: key for key in options.get(NEW_COMPETENCIES, {})}},
        options=options_of(options),
    )
    return zlib.compress(document, level=1)


def options_of(kept: Mapping[str, Any]) -> ReadOptions:
    return ReadOptions(**{key: value for key, value in kept.items() if key in ReadOptions.__slots__})


def stored_file(bank_load: BankLoad) -> BankFile:
    """The waiting file as it was read: when it was uploaded, or when somebody last read it another way.

    An upload from before results were stored is parsed now.
    """
    parsed = bank_load.parsed or parse(bytes(bank_load.content or b""), bank_load.file_name, bank_load.options)
    return bank_file_from_json(zlib.decompress(parsed))


def preview(bank_load: BankLoad) -> Preview:
    file = stored_file(bank_load)
    difference = difference_from(bank_load.bank, file)
    return Preview(
        bank_load=bank_load, file=file, difference=difference, review_items=find_review_items(file, difference)
    )


@transaction.atomic
def confirm(
    *,
    bank_load: BankLoad,
    expected: str,
    user: User,
    now: datetime,
    accepted_rows: Collection[int] = (),
    retire_missing: bool = False,
    skip_problems: bool = False,
) -> BankLoad:
    """Load a waiting file, as the person who saw the difference with the fingerprint `expected` decided.

    `accepted_rows` are the rows to be reviewed that they ticked; which of those touch what must not be asked is kept.
    With `skip_problems` rows with problems are left out, and nothing is retired, since they may be what is missing.
    Confirming twice loads once. Raises NotLoadable for other files with problems, and BankMoved where loading it
    would by now do something else than was shown.
    """
    waiting = BankLoad.objects.select_for_update().get(pk=bank_load.pk)
    if waiting.status != BankLoad.Status.WAITING:
        return waiting
    shown = preview(waiting)
    if shown.file.problems and not (skip_problems and shown.can_skip_problems):
        raise NotLoadable
    retire_missing = retire_missing and not shown.file.problems
    add_competencies(waiting.options.get(NEW_COMPETENCIES, {}))
    difference = load(
        bank=waiting.bank,
        file=shown.file,
        now=now,
        accepted_rows=accepted_rows,
        retire_missing=retire_missing,
        expected=expected,
    )
    waiting.user = user
    waiting.options[TICKED] = [
        ticked(item) for item in shown.review_items if item.topics and item.row.row in accepted_rows
    ]
    if by_heading := mapped(shown.file):
        waiting.options[MAPPED] = by_heading
    record(waiting, difference, now=now, retired=retire_missing)
    return waiting


def ticked(item: ReviewItem) -> dict[str, Any]:
    """What is kept of a question that somebody wanted although it perhaps must not be asked."""
    return {"row": item.row.row, "code": item.row.code, "text": item.row.text, "topics": item.topics}


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoSummary:
    """What undoing a load does, in numbers of questions. Added ones that were practised are retired instead."""

    removed: int
    retired: int
    restored: int
    unretired: int


class NotTheLast(Exception):
    """Only the latest load of a bank can be undone; each other is what a later one was built on."""


def last_load(bank: QuestionBank) -> BankLoad | None:
    """The load of this bank that can be undone."""
    loaded = bank.loads.filter(status=BankLoad.Status.LOADED).order_by("-loaded_at", "-pk").first()
    return loaded if loaded and loaded.undo is not None else None


def summarize_undo(bank_load: BankLoad) -> UndoSummary:
    """What undoing it would do now."""
    before = what_was_before(bank_load)
    practised = len(practised_of(bank_load.bank, before["new"]))
    return UndoSummary(
        removed=len(before["new"]) - practised,
        retired=practised + len(before["returned"]),
        restored=len(before["changed"]),
        unretired=len(before["retired"]),
    )


def what_was_before(bank_load: BankLoad) -> dict[str, list[Any]]:
    """As `question_banks.build_undo` wrote it down."""
    return {"new": [], "changed": [], "returned": [], "retired": []} | (bank_load.undo or {})


@transaction.atomic
def undo(*, bank_load: BankLoad, now: datetime) -> UndoSummary:
    """Put the bank back as it was before its latest load. Raises NotTheLast for any other load."""
    bank = QuestionBank.objects.select_for_update().get(pk=bank_load.bank_id)
    if last_load(bank) != bank_load:
        raise NotTheLast
    way = summarize_undo(bank_load)
    before = what_was_before(bank_load)
    practised = practised_of(bank, before["new"])
    for codes in batches([code for code in before["new"] if code not in practised], FEW):
        bank.questions.filter(code__in=codes).delete()
    write(bank, [row_from(said) for said in before["changed"]], unretire=False)
    retire(bank, [*practised, *before["returned"]], now)
    for codes in batches(before["retired"], FEW):
        bank.questions.filter(code__in=codes).update(retired_at=None)
    bank_load.status, bank_load.undone_at, bank_load.undo = BankLoad.Status.UNDONE, now, None
    bank_load.save(update_fields=["status", "undone_at", "undo"])
    return way


def practised_of(bank: QuestionBank, codes: Sequence[str]) -> set[str]:
    """Those of the codes whose questions somebody was asked."""
    asked = Exists(Turn.objects.filter(question=OuterRef("pk")))
    found = (bank.questions.filter(asked, code__in=some).values_list("code", flat=True) for some in batches(codes, FEW))
    return set(chain.from_iterable(found))


def row_from(said: Sequence[Any]) -> Row:
    """A question as `question_banks.build_undo` wrote it down."""
    code, *facts = said
    by_name = dict(zip(COMPARED, facts, strict=True))
    points = {name: tuple(by_name[name]) for name in ("probes", "listen_for")}
    return Row(row=0, code=code, **{**by_name, **points})


def reparse(*, bank_load: BankLoad, chosen: Mapping[str, Any]) -> None:
    """Read a waiting file as somebody chose. Raises Unreadable, and keeps to how it was read, where that cannot be."""
    options = {**bank_load.options, **chosen}
    bank_load.parsed = parse(bytes(bank_load.content or b""), bank_load.file_name, options)
    bank_load.options = options
    bank_load.save(update_fields=["options", "parsed"])


def remembered_columns() -> dict[str, str]:
    """What people chose for columns of files that were imported, by heading; the latest choice counts."""
    chosen: dict[str, str] = {}
    for by_heading in imported_options(MAPPED):
        chosen |= by_heading
    return chosen


def remembered_values() -> dict[str, dict[str, str]]:
    """What people chose for values of files that were imported, by field; competencies that are gone are forgotten."""
    chosen: dict[str, dict[str, str]] = {}
    for by_field in imported_options(VALUES):
        for name, by_value in by_field.items():
            chosen.setdefault(name, {}).update(by_value)
    known = {"", *Competency.objects.values_list("key", flat=True)}
    if "competency" in chosen:
        chosen["competency"] = {value: key for value, key in chosen["competency"].items() if key in known}
    return chosen


def imported_options(name: str) -> Iterator[Any]:
    """One of the options of each imported file that has it, the earliest first."""
    imported = BankLoad.objects.filter(status=BankLoad.Status.LOADED, options__has_key=name).order_by("loaded_at")
    return (options[name] for options in imported.values_list("options", flat=True))


def mapped(file: BankFile) -> dict[str, str]:
    """The columns that somebody mapped, by heading as it is compared."""
    columns = (column for column in file.columns if column.how == "chosen" and column.heading)
    return {fold_heading(column.heading): column.field for column in columns}


def annotated_copy(bank_load: BankLoad, say: Callable[[Message], str]) -> tuple[bytes, str]:
    """The waiting file with a column that says what is wrong, and its format: "csv" or "xlsx"."""
    file = stored_file(bank_load)
    return annotate_isolated(
        bytes(bank_load.content or b""),
        filename=bank_load.file_name,
        options=options_of(bank_load.options),
        messages=messages_by_row(file, say),
        bank=file,
    )


def cancel(bank_load: BankLoad) -> None:
    """Forget a waiting file, and the bank that was made for nothing else."""
    forget(BankLoad.objects.filter(pk=bank_load.pk))


def discard_stale(now: datetime) -> None:
    forget(BankLoad.objects.filter(created_at__lt=now - KEPT))


@transaction.atomic
def forget(loads: QuerySet[BankLoad]) -> None:
    waiting = loads.filter(status=BankLoad.Status.WAITING)
    made = list(waiting.filter(**{f"options__{MADE_FOR_THIS}": True}).values_list("bank", flat=True))
    waiting.delete()
    unused = QuestionBank.objects.filter(pk__in=made, first_published_at=None, status=QuestionBank.Status.DRAFT)
    unused.filter(questions=None, loads=None).delete()
