"""Rounds: opening, choosing, closing, and going on to the next one; their panels and notes."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NotRequired, TypedDict

from django.db import transaction

from interviews.models import Candidate, Goal, Note, Panelist, PanelQuestion, PromotionRound, Seat
from interviews.models.rounds import LARGEST_PANEL, SMALLEST_PANEL

USUAL_SEATS = (Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO)
SAID_FIELDS = ["post", "department", "interview_at", "odds_said", "rivals"]
CARRIED_FIELDS = ["seat", "name", "title", "acquaintance", "cares_about", "knows", "must_say", "look", "place"]


class PanelistWords(TypedDict):
    """What was said about one panelist; `panelist` is the pk of the one it is about, None for a new one."""

    panelist: NotRequired[int | None]
    seat: str
    name: str
    title: str
    acquaintance: int
    cares_about: str


@transaction.atomic
def open_round(*, candidate: Candidate, draft: PromotionRound, now: datetime) -> PromotionRound:
    """Save `draft` as the candidate's current round, with the seats of its panel.

    An open round that says the same is this form sent before, and is given back.
    """
    hold(candidate)
    if sent_before := candidate.rounds.open().same_as(draft):
        return sent_before
    save_as_current(candidate, draft, now)
    Panelist.objects.bulk_create(usual_panelists(draft))
    return draft


@transaction.atomic
def open_next(*, previous: PromotionRound, draft: PromotionRound, now: datetime) -> PromotionRound:
    """Save `draft` as the round after `previous`: with its panel, unless another was chosen, and what is open.

    That is its open notes, the goals that were not reached, and the questions for the panel.

    Sent twice, it opens one, as `open_round` does.
    """
    candidate = previous.candidate
    hold(candidate)
    draft.previous = previous
    if sent_before := candidate.rounds.open().same_as(draft):
        return sent_before
    another_panel = draft.panel
    draft.panel = another_panel or previous.panel
    save_as_current(candidate, draft, now)
    carried = usual_panelists(draft) if another_panel else carried_panelists(previous, draft)
    Panelist.objects.bulk_create(carried or usual_panelists(draft))
    carry_notes(previous, draft, now)
    carry_goals(previous, draft, now)
    carry_questions(previous, draft, now)
    return draft


def hold(candidate: Candidate) -> None:
    """Make whoever changes this candidate's rounds wait until the transaction is over."""
    Candidate.objects.select_for_update().get(pk=candidate.pk)


def save_as_current(candidate: Candidate, draft: PromotionRound, now: datetime) -> None:
    draft.candidate = candidate
    draft.created_at = now
    candidate.rounds.current().update(is_current=False)
    draft.is_current = True
    draft.save()


def usual_panelists(a_round: PromotionRound) -> list[Panelist]:
    """A panelist for each seat of the round's panel; the usual three where HR's panel is too small to be one."""
    seats = [(seat.seat, seat.title) for seat in a_round.panel.seats.all()] if a_round.panel else []
    if len(seats) < SMALLEST_PANEL:
        seats = [(seat, "") for seat in USUAL_SEATS]
    return [
        Panelist(round=a_round, seat=seat, title=title, place=place, acquaintance=usual_acquaintance(seat))
        for place, (seat, title) in enumerate(seats[:LARGEST_PANEL], start=1)
    ]


def usual_acquaintance(seat: str) -> int:
    """What is most likely before anybody says: one works with one's boss."""
    return Panelist.Acquaintance.WORKED_TOGETHER if seat == Seat.BOSS else Panelist.Acquaintance.BY_SIGHT


def carried_panelists(previous: PromotionRound, following: PromotionRound) -> list[Panelist]:
    return [carried_panelist(old, following) for old in previous.panelists.all()]


def carried_panelist(old: Panelist, following: PromotionRound) -> Panelist:
    """Who was met at the last panel is known by sight at least."""
    new = Panelist(round=following, carried_from=old, **{name: getattr(old, name) for name in CARRIED_FIELDS})
    new.acquaintance = max(old.acquaintance, Panelist.Acquaintance.BY_SIGHT)
    return new


def carry_notes(previous: PromotionRound, following: PromotionRound, now: datetime) -> None:
    """Put a copy of each open note into the following round. The old one stays where it was written."""
    for old in previous.notes.open():
        Note.objects.create(round=following, carried_from=old, kind=old.kind, text=old.text, created_at=now)


def carry_goals(previous: PromotionRound, following: PromotionRound, now: datetime) -> None:
    """Set each goal that was not reached again: for the same person, else for whoever sits in that seat now."""
    now_in = successors(following)
    for old in previous.goals.unreached().select_related("panelist"):
        Goal.objects.create(
            round=following, panelist=now_in(old.panelist), carried_from=old, text=old.text, created_at=now
        )


def carry_questions(previous: PromotionRound, following: PromotionRound, now: datetime) -> None:
    """Their answers may have changed, so all come along; what they answered last time stands beside them."""
    now_in = successors(following)
    for old in previous.panel_questions.select_related("panelist"):
        PanelQuestion.objects.create(
            round=following, panelist=now_in(old.panelist), carried_from=old, text=old.text, created_at=now
        )


def successors(following: PromotionRound) -> Callable[[Panelist | None], Panelist | None]:
    """Who takes a panelist's place in the following round."""
    panelists = list(following.panelists.all())
    same = {panelist.carried_from_id: panelist for panelist in panelists}
    in_seat = {panelist.seat: panelist for panelist in reversed(panelists)}
    return lambda old: (same.get(old.pk) or in_seat.get(old.seat)) if old else None


def change_round(*, a_round: PromotionRound) -> None:
    """Save what was said about the round, and nothing else of it."""
    a_round.save(update_fields=SAID_FIELDS)


@transaction.atomic
def make_current(*, a_round: PromotionRound) -> None:
    hold(a_round.candidate)
    PromotionRound.objects.filter(candidate=a_round.candidate_id, is_current=True).update(is_current=False)
    PromotionRound.objects.filter(pk=a_round.pk).update(is_current=True)
    a_round.is_current = True


@transaction.atomic
def save_panel(*, a_round: PromotionRound, people: Iterable[PanelistWords]) -> None:
    """Make `people` the panel, in their order. Whoever is not among them goes; turns keep what they were called."""
    hold(a_round.candidate)
    known = {panelist.pk: panelist for panelist in a_round.panelists.all()}
    for place, words in enumerate(people, start=1):
        panelist = known.pop(words.get("panelist") or 0, None) or Panelist(round=a_round)
        panelist.seat, panelist.name, panelist.title = words["seat"], words["name"], words["title"]
        panelist.acquaintance, panelist.cares_about = words["acquaintance"], words["cares_about"]
        panelist.place = place
        panelist.save()
    a_round.panelists.filter(pk__in=known).delete()


def close_round(*, a_round: PromotionRound, outcome: str, feedback: str, now: datetime) -> None:
    """Write down how it ended. Closed again, the outcome changes and the day it was first closed stays."""
    a_round.outcome = outcome
    a_round.feedback = feedback
    a_round.closed_at = a_round.closed_at or now
    a_round.save(update_fields=["outcome", "feedback", "closed_at"])


def reopen_round(*, a_round: PromotionRound) -> None:
    """Undo the closing. What they said is kept."""
    a_round.outcome = ""
    a_round.closed_at = None
    a_round.save(update_fields=["outcome", "closed_at"])


@transaction.atomic
def write_note(*, a_round: PromotionRound, kind: str, text: str, now: datetime) -> Note:
    """Add a note; one that says the same and is still open is given back instead."""
    hold(a_round.candidate)
    same = next((note for note in a_round.notes.open().filter(kind=kind) if note.text == text), None)
    return same or Note.objects.create(round=a_round, kind=kind, text=text, created_at=now)
