"""Keeping a bank in shape: what it is short of, many questions at once, one of two that are the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet

from interviews.message import Message
from interviews.models import Competency, Kind, Mode, Question, QuestionBank, Seat
from interviews.models.questions import QuestionBankQuerySet
from interviews.question_files.limits import MAX_LISTEN_FOR, MAX_PROBES
from interviews.rules.drawing import DEFAULT_LENGTH, BankTooSmall, QuestionFacts, draw
from interviews.services.running_order import LANGUAGE

PANEL = (Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO)
"""The panel that an interview is tried with."""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many questions of a kind for a competency, and how warm that is, 0 to 4."""

    kind: str
    count: int

    @property
    def warmth(self) -> int:
        return min(self.count, 8).bit_length()


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """A bank's questions in use: by competency (None for those without one) and kind, and what they lack."""

    rows: list[tuple[Competency | None, list[Cell]]]
    total: int
    without_probes: int
    without_listen_for: int
    without_competency: int
    retired: int


def balance(bank: QuestionBank, seat: str | None = None) -> Balance:
    """`seat` narrows the rows to what this seat may ask: its own questions and those for any seat."""
    in_use = bank.questions.in_use()
    asked = in_use.filter(seat__in=["", seat]) if seat else in_use
    counted = asked.order_by().values_list("competency", "kind").annotate(count=Count("pk"))
    counts = {(competency, kind): count for competency, kind, count in counted}
    competencies: list[Competency | None] = [*Competency.objects.all(), None]
    return Balance(
        rows=[(competency, cells(competency.pk if competency else None, counts)) for competency in competencies],
        retired=bank.questions.exclude(retired_at=None).count(),
        **in_use.aggregate(
            total=Count("pk"),
            without_probes=Count("pk", filter=Q(probes=[])),
            without_listen_for=Count("pk", filter=Q(listen_for=[])),
            without_competency=Count("pk", filter=Q(competency=None)),
        ),
    )


def cells(competency: int | None, counts: dict[tuple[int | None, str], int]) -> list[Cell]:
    return [Cell(kind, counts.get((competency, kind), 0)) for kind in Kind.values]


def drawn_from(bank: QuestionBank, *, seed: int) -> list[tuple[Seat, Question]]:
    """An interview as a candidate might get it from this bank alone. Raises BankTooSmall."""
    order = draw(
        list(facts_of(bank.questions.in_use())), seats=PANEL, mode=Mode.FULL_PANEL, length=DEFAULT_LENGTH, seed=seed
    )
    questions = bank.questions.select_related("competency").in_bulk([each.question_id for each in order])
    return [(PANEL[each.place], questions[each.question_id]) for each in order]


def facts_of(questions: QuerySet[Question]) -> Iterable[QuestionFacts]:
    columns = questions.order_by().values_list("pk", "seat", "kind", "competency__key", "theme", "difficulty")
    for pk, seat, kind, competency, theme, difficulty in columns.iterator():
        yield QuestionFacts(
            id=pk, seat=seat, kind=kind, competency=competency or "", theme=theme, difficulty=difficulty
        )


def is_drawn_from(bank: QuestionBank) -> bool:
    """Whether interviews of those it is meant for draw from a published bank, or from others in their language."""
    return published_beside(bank).spoken(LANGUAGE).filter(pk=bank.pk).exists()


def published_beside(bank: QuestionBank) -> QuestionBankQuerySet:
    """What its candidates may be asked from: published for everybody, or for one of its groups."""
    groups = bank.audience.all()
    return QuestionBank.objects.published().filter(Q(audience=None) | Q(audience__in=groups)).distinct()


def missing_for_panel(bank: QuestionBank) -> tuple[Message, ...]:
    """What the published banks lack for a full panel before its candidates; nothing where they can hold one."""
    asked = Question.objects.in_use().filter(bank__in=published_beside(bank).spoken(LANGUAGE))
    try:
        draw(list(facts_of(asked)), seats=PANEL, mode=Mode.FULL_PANEL, length=DEFAULT_LENGTH, seed=0)
    except BankTooSmall as error:
        return error.missing
    return ()


def assign(*, questions: QuerySet[Question], **values: object) -> int:
    """Give all of them the same seat, kind or competency; how many there were."""
    return questions.update(**values) if values else 0


@transaction.atomic
def merge(*, keep: Question, others: Sequence[Question], now: datetime) -> None:
    """Of several questions that say the same, keep one with the probes and points of all; the others are retired."""
    for question in others:
        keep.probes = together(keep.probes, question.probes, MAX_PROBES)
        keep.listen_for = together(keep.listen_for, question.listen_for, MAX_LISTEN_FOR)
    keep.save(update_fields=["probes", "listen_for"])
    Question.objects.in_use().filter(pk__in=[question.pk for question in others]).update(retired_at=now)


def together(first: Sequence[str], second: Sequence[str], most: int) -> list[str]:
    """Both lists without repeats, the first before the second, not longer than files may be."""
    return list(dict.fromkeys([*first, *second]))[:most]
