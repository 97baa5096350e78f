"""What the pages about goals and questions for the panel show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.http import HttpRequest

from interviews import access
from interviews.models import Goal, Panelist, PanelQuestion, PromotionRound
from interviews.pages.rounds import goals_by_place

Wish = TypeVar("Wish", Goal, PanelQuestion)


@dataclass(frozen=True, kw_only=True)
class ForPanelist(Generic[Wish]):
    """What is wanted of one panelist; of nobody on the panel any more where `panelist` is None."""

    panelist: Panelist | None
    wishes: list[Wish]


@dataclass(frozen=True, kw_only=True)
class WishesPage(Generic[Wish]):
    """`is_over` once the interview began or the round closed."""

    round: PromotionRound
    groups: list[ForPanelist[Wish]]
    is_over: bool


def by_panelist(panelists: Iterable[Panelist], wishes: Iterable[Wish]) -> list[ForPanelist[Wish]]:
    """A group for each panelist, and one more for what is left of people who left the panel."""
    of: dict[int | None, list[Wish]] = {None: []}
    for wish in wishes:
        of.setdefault(wish.panelist_id, []).append(wish)
    everybody: list[Panelist | None] = [*panelists, *([None] if of[None] else [])]
    return [ForPanelist(panelist=one, wishes=of.get(one.pk if one else None, [])) for one in everybody]


def goals_page(request: HttpRequest, a_round: PromotionRound, now: datetime) -> WishesPage[Goal]:
    goals = goals_by_place(a_round.goals.all(), access.goals_of(request))
    groups = by_panelist(a_round.panelists.all(), goals)
    return WishesPage(round=a_round, groups=groups, is_over=is_over(a_round, now))


def questions_page(a_round: PromotionRound, now: datetime) -> WishesPage[PanelQuestion]:
    questions = a_round.panel_questions.select_related("carried_from__round").prefetch_related("carried_to__round")
    groups = by_panelist(a_round.panelists.all(), questions)
    return WishesPage(round=a_round, groups=groups, is_over=is_over(a_round, now))


def is_over(a_round: PromotionRound, now: datetime) -> bool:
    return bool(a_round.closed_at) or a_round.has_been_held(now)
