"""Writing down the real interview."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from interviews.models import AskedQuestion, Debrief, LedgerLine, PromotionRound, Seat
from interviews.services.rounds import hold

#: What is said in a line of the ledger; two that say the same are a form sent twice.
SAID_IN_A_LINE = ("kind", "panelist_id", "competency_id", "said", "done", "said_later")


@transaction.atomic
def save_debrief(*, debrief: Debrief, now: datetime) -> Debrief:
    """Save it; sent twice at once there is still one.

    A round without a day gets it from here, and so does one that was planned for a later day. The planned time of the
    same day stays as it was.
    """
    hold(debrief.round.candidate)
    if debrief.pk is None:
        debrief.created_at = now
        debrief.pk = Debrief.objects.filter(round=debrief.round).values_list("pk", flat=True).first()
        debrief._state.adding = debrief.pk is None
    debrief.save()
    planned = PromotionRound.objects.values_list("interview_at", flat=True).get(pk=debrief.round_id)
    if planned is None or timezone.localdate(planned) > timezone.localdate(debrief.held_at):
        PromotionRound.objects.filter(pk=debrief.round_id).update(interview_at=debrief.held_at)
    return debrief


@transaction.atomic
def add_asked(*, a_round: PromotionRound, asked: Iterable[AskedQuestion], now: datetime) -> int:
    """Put them after those that are there. What is there word for word is not added again; how many were."""
    hold(a_round.candidate)
    there = {each.text for each in a_round.asked_questions.all()}
    last = a_round.asked_questions.aggregate(last=Max("place"))["last"] or 0
    fresh = [each for each in asked if each.text not in there]
    for place, each in enumerate(fresh, start=last + 1):
        each.place, each.created_at = place, now
        each.save()
    return len(fresh)


def questions_from(a_round: PromotionRound, lines: Iterable[str]) -> list[AskedQuestion]:
    return [AskedQuestion(round=a_round, text=line, seat=Seat.OTHER) for line in dict.fromkeys(lines)]


@transaction.atomic
def move_up(*, asked: AskedQuestion) -> None:
    """Before the one before it."""
    hold(asked.round.candidate)
    order = list(asked.round.asked_questions.all())
    at = order.index(asked)
    if at:
        order[at - 1], order[at] = order[at], order[at - 1]
    for place, each in enumerate(order, start=1):
        AskedQuestion.objects.filter(pk=each.pk).update(place=place)


@transaction.atomic
def write_line(*, line: LedgerLine, save: Callable[[], object]) -> None:
    """Save it; a new one that says the same as another of its round is that one."""
    hold(line.round.candidate)
    if line.pk is None:
        there = line.round.ledger_lines.all()
        if before := next((each for each in there if said_in(each) == said_in(line)), None):
            line.pk, line.created_at = before.pk, before.created_at
    save()


def said_in(line: LedgerLine) -> list[object]:
    return [getattr(line, name) for name in SAID_IN_A_LINE]
