"""What a file would do to a question bank, and doing it."""

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain, islice
from json import JSONEncoder
from pathlib import Path
from random import random
from typing import Any, Final, TypeVar

import yaml
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models import BankLoad, Competency, Question, QuestionBank, Turn
from interviews.question_files import (
    BankFile,
    ReadOptions,
    Row,
    Unreadable,
    bank_file_from_json,
    read_isolated,
    write_bank,
    write_template,
)
from interviews.question_files.comparing import Difference, compare, facts_of
from interviews.question_files.limits import MAX_FILE_BYTES
from interviews.question_files.results import Problem
from interviews.question_files.review_items import ReviewItem, find_review_items
from interviews.rules.names import clean_name, is_visible

COMPETENCIES: Final = Path(__file__).resolve().parent.parent / "data" / "competencies.yaml"
AS_DETECTED: Final = ReadOptions()
FEW: Final = 500
"""Codes named in one query."""
GENERAL_ANCHORS: Final = (
    _("No example, or one that has nothing to do with it."),
    _("An example without your own part or a result."),
    _("One clear example with your own part and its result."),
    _("Strong examples, with figures and what you learned."),
    _("Strong examples that others learned from, and what you'd do in the new role."),
)
"""What the points of a scale sound like until HR describes them for the competency."""
Item = TypeVar("Item")
COLUMNS: Final = (
    "code", "text", "seat", "kind", "competency_id", "theme", "difficulty", "probes", "listen_for",
)  # fmt: skip
"""What a file says of a question, by column; `column_values` has the same order."""
INSERTED: Final = (*COLUMNS, "draw_key")
encode: Final = JSONEncoder(ensure_ascii=False).encode


def load_competencies(path: Path = COMPETENCIES) -> int:
    """Add the competencies of a YAML file that are not there yet, and say how many. HR's own wording stays."""
    listed = yaml.safe_load(path.read_text(encoding="utf-8"))["competencies"]
    there = set(Competency.objects.values_list("key", flat=True))
    missing = [competency(place, said) for place, said in enumerate(listed, start=1) if said["key"] not in there]
    return len(Competency.objects.bulk_create(missing))


def competency(place: int, said: dict[str, Any]) -> Competency:
    anchors = {f"anchor_{point}": words for point, words in enumerate(said["anchors"], start=1)}
    seats = {seat: said.get(seat, "") for seat in ("boss", "hr_director", "ceo")}
    return Competency(key=said["key"], name=said["name"], place=place, **seats, **anchors)


def add_competencies(names: Mapping[str, str]) -> None:
    """Add competencies that a file names and that are not there yet, by key. HR can describe their levels later."""
    there = set(Competency.objects.values_list("key", flat=True))
    place = Competency.objects.count()
    missing = [(key, name) for key, name in names.items() if key not in there]
    anchors = {f"anchor_{point}": str(words) for point, words in enumerate(GENERAL_ANCHORS, start=1)}
    Competency.objects.bulk_create(
        Competency(key=key, name=name, place=place + number, **anchors)
        for number, (key, name) in enumerate(missing, start=1)
    )


def is_in_use(competency: Competency) -> bool:
    """Whether a question is about it or somebody was asked about it. Only one that is not can be deleted."""
    return competency.questions.exists() or Turn.objects.filter(competency=competency).exists()


def competency_spellings() -> dict[str, str]:
    """What a file may write for a competency, casefolded, with the key it stands for: its key or its name."""
    known = Competency.objects.values_list("key", "name")
    return {name.casefold(): key for key, name in known} | {key.casefold(): key for key, _ in known}


FACTS: Final = (
    "code", "text", "seat", "kind", "competency__key", "theme", "difficulty", "probes", "listen_for", "retired_at",
)  # fmt: skip


def held_by(bank: QuestionBank) -> tuple[dict[str, Row], set[str]]:
    """A bank's questions by their codes, as rows of a file, and the codes of those that are retired."""
    rows: dict[str, Row] = {}
    retired = set()
    for number, question in enumerate(bank.questions.order_by("pk").values_list(*FACTS).iterator(), start=1):
        code, text, seat, kind, competency_key, theme, difficulty, probes, listen_for, retired_at = question
        rows[code] = Row(
            row=number,
            code=code,
            text=text,
            seat=seat,
            kind=kind,
            competency=competency_key or "",
            theme=theme,
            difficulty=difficulty,
            probes=tuple(probes),
            listen_for=tuple(listen_for),
        )
        if retired_at:
            retired.add(code)
    return rows, retired


def written(bank: QuestionBank, format: str) -> bytes:
    """The questions in use as a file that loads back unchanged; `format` is one of `question_files.WRITTEN`."""
    rows, retired = held_by(bank)
    return write_bank([row for code, row in rows.items() if code not in retired], format)


def template() -> bytes:
    """An XLSX to fill in, which offers the competencies there are."""
    return write_template(list(Competency.objects.values_list("key", flat=True)))


def difference_from(bank: QuestionBank | None, file: BankFile) -> Difference:
    """What loading the file would change; everything is new to a bank that does not exist yet."""
    held, retired = held_by(bank) if bank else ({}, set())
    return compare(file.rows, held=held, retired=retired, repeats=file.duplicates, fields=file.fields)


class BankMoved(Exception):
    """The bank is no longer as it was when the person looked at what would change."""


@transaction.atomic
def load(
    *,
    bank: QuestionBank,
    file: BankFile,
    now: datetime,
    accepted_rows: Container[int] = (),
    retire_missing: bool = False,
    expected: str = "",
) -> Difference:
    """Import the questions of a file into the bank, all or none, and say what changed.

    Questions are told by their codes. One that was retired and is in the file again comes back; those that the file
    lacks stay unless `retire_missing`. Questions to be reviewed are left out, but for the row numbers in
    `accepted_rows`. `expected` is the fingerprint of the difference the person was shown: raises BankMoved where it
    would be another by now.
    """
    locked = QuestionBank.objects.select_for_update().get(pk=bank.pk)
    difference = difference_from(locked, file)
    if expected and difference.fingerprint != expected:
        raise BankMoved
    apply_decisions(difference, file, accepted_rows)
    write(locked, [*difference.new, *(change.new for change in difference.changed)])
    if retire_missing:
        retire(locked, [row.code for row in difference.missing], now)
    return difference


def apply_decisions(difference: Difference, file: BankFile, accepted_rows: Container[int]) -> None:
    """Leave out what is to be reviewed, and take in what was ticked, repeats of another row included."""
    to_review = find_review_items(file, difference)
    difference.leave_out({item.row.row for item in to_review if item.row.row not in accepted_rows})
    difference.new += [same.question for same in difference.repeats if same.row in accepted_rows]


def write(bank: QuestionBank, rows: Sequence[Row], *, unretire: bool = True) -> None:
    """Add or update. With `unretire` what was retired is in use again.

    What `bulk_create(update_conflicts=True)` does, in a third of its time: most of that goes into making a model of
    each row and asking each field of it how it is stored.
    """
    competencies = dict(Competency.objects.values_list("key", "pk"))
    with connection.cursor() as cursor:
        for some in batches(rows, (connection.features.max_query_params or 10_000) // len(INSERTED)):
            values = ((*column_values(row, competencies), random()) for row in some)  # noqa: S311 (no secret)
            cursor.execute(upsert(bank, len(some), unretire=unretire), [*chain.from_iterable(values)])


def upsert(bank: QuestionBank, count: int, *, unretire: bool) -> str:
    """The statement for so many questions of a bank, told by their codes. Only our own names are written into it."""
    quoted = connection.ops.quote_name
    names = ", ".join(map(quoted, ("bank_id", *INSERTED)))
    places = f"({bank.pk:d}{', %s' * len(INSERTED)})"
    changed = [f"{quoted(name)} = excluded.{quoted(name)}" for name in COLUMNS if name != "code"]
    if unretire:
        changed.append(f"{quoted('retired_at')} = NULL")
    into = f"INSERT INTO {quoted(Question._meta.db_table)} ({names}) VALUES {', '.join([places] * count)}"  # noqa: S608
    return f"{into} ON CONFLICT ({quoted('bank_id')}, {quoted('code')}) DO UPDATE SET {', '.join(changed)}"


def column_values(row: Row, competencies: Mapping[str, int]) -> tuple[str | int | None, ...]:
    """A row as its columns hold it, in the order of COLUMNS."""
    competency_id = competencies.get(row.competency)
    points = encode(row.probes), encode(row.listen_for)
    return row.code, row.text, row.seat, row.kind, competency_id, row.theme, row.difficulty, *points


def retire(bank: QuestionBank, codes: Sequence[str], now: datetime) -> None:
    for some in batches(codes, FEW):
        bank.questions.in_use().filter(code__in=some).update(retired_at=now)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch


@dataclass(slots=True, kw_only=True)
class FileLoad:
    """What came of a file. `bank` is None where nothing was loaded into a bank that did not exist."""

    bank: QuestionBank | None
    file: BankFile = field(default_factory=BankFile)
    difference: Difference = field(default_factory=Difference)
    left_out: list[ReviewItem] = field(default_factory=list)
    is_loaded: bool = False

    @property
    def problems(self) -> list[Problem]:
        return self.file.problems


def load_file(
    path: Path,
    *,
    slug: str,
    name: str = "",
    read_as: ReadOptions = AS_DETECTED,
    publish: bool = False,
    dry_run: bool = False,
    take_doubtful: bool = False,
    skip_problems: bool = False,
) -> FileLoad:
    """Load a file into the bank called `slug`, which is made where there is none; nothing where there are problems.

    Questions to be reviewed are left out unless `take_doubtful`; with `skip_problems` rows with problems are left out
    instead of refusing the file. A name, or a language
    to read as, also changes that of a bank that is there. Raises OSError for a file that cannot be opened.
    """
    with path.open("rb") as opened:
        data = opened.read(MAX_FILE_BYTES + 1)
    bank = QuestionBank.objects.filter(slug=slug).first()
    outcome = FileLoad(
        bank=bank,
        file=read(
            data,
            filename=path.name,
            options=replace(read_as, language=read_as.language or (bank.language if bank else "")),
        ),
    )
    outcome.difference = difference_from(bank, outcome.file)
    to_review = find_review_items(outcome.file, outcome.difference)
    accepted_rows = {item.row.row for item in to_review} if take_doubtful else set()
    outcome.left_out = [] if take_doubtful else to_review
    if (outcome.problems and not (skip_problems and all(said.row for said in outcome.problems))) or dry_run:
        apply_decisions(outcome.difference, outcome.file, accepted_rows)
        return outcome
    now = timezone.now()
    with transaction.atomic():
        outcome.bank = bank_called(slug, name=name, language=read_as.language)
        outcome.difference = load(bank=outcome.bank, file=outcome.file, now=now, accepted_rows=accepted_rows)
        outcome.is_loaded = True
        record(new_load(outcome.bank, data, path.name, now), outcome.difference, now=now)
        if publish:
            outcome.bank.publish()
    return outcome


def read(data: bytes, *, filename: str, options: ReadOptions) -> BankFile:
    """The file as the rules read it; where it cannot be read at all, that is its one problem."""
    try:
        document = read_isolated(
            data, filename=filename, pasted=False, competencies=competency_spellings(), options=options
        )
        return bank_file_from_json(document)
    except Unreadable as error:
        return BankFile(problems=[Problem(0, "", error.wording)])


def bank_called(slug: str, *, name: str = "", language: str = "") -> QuestionBank:
    """The bank with this short name, with what was given set on it; a new one is a draft."""
    given = {key: value for key, value in (("name", name), ("language", language)) if value}
    fresh = {"name": slug.replace("-", " ").replace("_", " ").capitalize(), **given}
    return QuestionBank.objects.update_or_create(slug=slug, defaults=given, create_defaults=fresh)[0]


def new_load(bank: QuestionBank, content: bytes, file_name: str, now: datetime) -> BankLoad:
    """A load to be saved, which knows its file by name and checksum."""
    checksum = hashlib.sha256(content).hexdigest()
    name = clean_name(file_name)
    shown = name[-255:] if is_visible(name) else checksum[:12]
    return BankLoad(bank=bank, file_name=shown, checksum=checksum, created_at=now)


def record(bank_load: BankLoad, difference: Difference, *, now: datetime, retired: bool = False) -> None:
    """Keep when a file was loaded, what it came to, and what it would take to undo it; the file itself goes."""
    bank_load.new, bank_load.changed = len(difference.new), len(difference.changed)
    bank_load.unchanged = difference.unchanged
    bank_load.retired = len(difference.missing) if retired else 0
    bank_load.undo = build_undo(difference, retired=retired)
    bank_load.status, bank_load.loaded_at, bank_load.content = BankLoad.Status.LOADED, now, None
    bank_load.parsed = None
    bank_load.save()


def build_undo(difference: Difference, *, retired: bool) -> dict[str, Any]:
    """What was added, what stood there before, what came back and what was retired, by code."""
    return {
        "new": [row.code for row in difference.new],
        "changed": [(change.old.code, *facts_of(change.old)) for change in difference.changed],
        "returned": [change.old.code for change in difference.changed if change.returns],
        "retired": [row.code for row in difference.missing] if retired else [],
    }
