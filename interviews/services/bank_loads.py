"""The way of a file that HR brings: kept, looked at, then loaded once or cancelled."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import slugify

from interviews.models import BankLoad, QuestionBank, User
from interviews.rules.bank_files import BankFile, ReadOptions, read_bank_file, read_pasted
from interviews.rules.comparing import Difference
from interviews.services.question_banks import competency_spellings, counts, difference_from, load_rows

KEPT: Final = timedelta(days=1)
"""How long a file waits for its decision. It is deleted with the next one that is brought."""
PASTED: Final = "pasted"
MADE_FOR_THIS: Final = "made_for_this"


@dataclass(slots=True, kw_only=True)
class Preview:
    """What a waiting file would do."""

    bank_load: BankLoad
    file: BankFile
    difference: Difference

    @property
    def can_load(self) -> bool:
        return not self.file.problems and not self.difference.is_empty

    @property
    def to_load(self) -> int:
        """How many questions loading would write."""
        return len(self.difference.new) + len(self.difference.changed)


class NotLoadable(Exception):
    """The file has problems, so none of it is loaded."""


@transaction.atomic
def bring(
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
    discard_stale(now)
    options: dict[str, Any] = {
        PASTED: pasted,
        MADE_FOR_THIS: bank is None,
        "language": bank.language if bank else language,
    }
    bank_file(content, file_name, options)
    return BankLoad.objects.create(
        bank=bank or new_bank(new_name, language),
        user=user,
        file_name=file_name[-255:],
        checksum=hashlib.sha256(content).hexdigest(),
        content=content,
        options=options,
        created_at=now,
    )


def new_bank(name: str, language: str) -> QuestionBank:
    """A draft whose short name is made of its name, with a number where another bank has it."""
    stem = slugify(name)[:40] or "bank"
    taken = set(QuestionBank.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    slug = stem if stem not in taken else next(slug for slug in numbered if slug not in taken)
    return QuestionBank.objects.create(slug=slug, name=name, language=language)


def bank_file(content: bytes, file_name: str, options: Mapping[str, Any]) -> BankFile:
    """What the file says, read as `options` say. Raises Unreadable."""
    chosen = {key: value for key, value in options.items() if key in ReadOptions.__slots__}
    read_as, spellings = ReadOptions(**chosen), competency_spellings()
    if options.get(PASTED):
        return read_pasted(content.decode(), competencies=spellings, options=read_as)
    return read_bank_file(content, filename=file_name, competencies=spellings, options=read_as)


def file_of(bank_load: BankLoad) -> BankFile:
    return bank_file(bytes(bank_load.content or b""), bank_load.file_name, bank_load.options)


def preview(bank_load: BankLoad) -> Preview:
    file = file_of(bank_load)
    return Preview(bank_load=bank_load, file=file, difference=difference_from(bank_load.bank, file.rows))


@transaction.atomic
def confirm(*, bank_load: BankLoad, expected: str, user: User, now: datetime) -> BankLoad:
    """Load a waiting file, as the person who saw the difference with the fingerprint `expected` decided.

    Confirming twice loads once. Raises NotLoadable for a file with problems and BankMoved where loading it would by
    now do something else than was shown.
    """
    waiting = BankLoad.objects.select_for_update().get(pk=bank_load.pk)
    if waiting.status != BankLoad.Status.WAITING:
        return waiting
    file = file_of(waiting)
    if file.problems:
        raise NotLoadable
    difference = load_rows(bank=waiting.bank, rows=file.rows, expected=expected)
    for name, count in counts(difference).items():
        setattr(waiting, name, count)
    waiting.status, waiting.user, waiting.loaded_at, waiting.content = BankLoad.Status.LOADED, user, now, None
    waiting.save()
    return waiting


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
