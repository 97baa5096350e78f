"""What a candidate can show: bringing it in, and saying where it was used."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from interviews.models import Answer, Candidate, Evidence, EvidenceUse, Seat
from interviews.models.evidence import fresh_rows
from interviews.models.panels import competencies_by_name
from interviews.rules.evidence_files import EvidenceRow
from interviews.services.rounds import hold

#: Among so many of the newest a form that was sent twice is looked for.
NEWEST = 5


@transaction.atomic
def write(*, one: Evidence, save: Callable[[], object]) -> None:
    """Save it; a new one that says the same as one just written is that one."""
    hold(one.candidate)
    if one.pk is None:
        newest = one.candidate.evidence.filter(kind=one.kind)[:NEWEST]
        if before := next((each for each in newest if said(each) == said(one)), None):
            one.pk, one.created_at = before.pk, before.created_at
    save()


def said(one: Evidence) -> tuple[object, ...]:
    return one.said_on, one.title, one.texts


@transaction.atomic
def import_rows(*, candidate: Candidate, rows: Sequence[EvidenceRow], now: datetime) -> int:
    """Add what is not there yet: the same kind and title are the same evidence. How many were added."""
    hold(candidate)
    fresh = fresh_rows(rows, Evidence.objects.filter(candidate=candidate))
    added = Evidence.objects.bulk_create([evidence_from(candidate, row, now) for row in fresh], batch_size=500)
    tag(added, fresh)
    return len(added)


def undo_import(*, candidate: Candidate, brought_at: datetime) -> int:
    """Undo a list that was brought in then. What was used in an answer since stays. How many went."""
    brought = candidate.evidence.filter(created_at=brought_at, uses=None)
    _all, by_model = brought.delete()
    return by_model.get(Evidence._meta.label, 0)


def evidence_from(candidate: Candidate, row: EvidenceRow, now: datetime) -> Evidence:
    seats = [seat for seat in row.seats if seat in Seat.values]
    texts = dict(row.texts)
    evidence = Evidence(candidate=candidate, kind=row.kind, title=texts.pop("title"), texts=texts, said_on=row.said_on)
    evidence.seats, evidence.created_at = seats, now
    evidence.note_contents()
    return evidence


def tag(added: Sequence[Evidence], rows: Sequence[EvidenceRow]) -> None:
    """By key or by name, as HR calls them; what nobody calls so is left out."""
    known = competencies_by_name()
    through = Evidence.competencies.through
    links = {
        (evidence.pk, known[name].pk)
        for evidence, row in zip(added, rows, strict=True)
        for name in row.competencies
        if name in known
    }
    through.objects.bulk_create(
        [through(evidence_id=evidence, competency_id=competency) for evidence, competency in sorted(links)],
        batch_size=500,
    )


@transaction.atomic
def use(*, evidence: Evidence, answer: Answer, now: datetime) -> bool:
    """Say that it was used in this answer, or take that back; whether it counts as used now."""
    used, is_new = EvidenceUse.objects.get_or_create(evidence=evidence, answer=answer, defaults={"created_at": now})
    if not is_new:
        used.delete()
    return is_new
