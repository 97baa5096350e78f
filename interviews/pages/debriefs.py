"""What the pages about the real interview and the ledger show."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from interviews import access, selectors
from interviews.models import AskedQuestion, Debrief, LedgerLine, PromotionRound
from interviews.models.words import render_message
from interviews.rules.feedback import requests

LINES_PER_PAGE = 10
PRACTICES_LOOKED_AT = 5


@dataclass(frozen=True, kw_only=True)
class AskedPage:
    """The questions of the real panel, in their order."""

    round: PromotionRound
    asked: list[AskedQuestion]
    debrief: Debrief | None


def asked_page(a_round: PromotionRound) -> AskedPage:
    asked = a_round.asked_questions.select_related("panelist", "competency", "evidence")
    return AskedPage(round=a_round, asked=list(asked), debrief=getattr(a_round, "debrief", None))


@dataclass(frozen=True, kw_only=True)
class FeedbackPage:
    """Message to ask with, as (for whom, text)."""

    round: PromotionRound
    requests: list[tuple[str, str]]


def feedback_page(a_round: PromotionRound) -> FeedbackPage:
    worded = requests(a_round.outcome, a_round.post)
    return FeedbackPage(
        round=a_round, requests=[(render_message(each.to), render_message(each.text)) for each in worded]
    )


@dataclass(frozen=True, kw_only=True)
class LedgerGroup:
    """What was said about one thing, from round to round; `ratings` are the latest of one's own in practice."""

    label: str
    ratings: list[int]
    lines: list[LedgerLine]


@dataclass(frozen=True, kw_only=True)
class LedgerPage:
    """What was said and promised over all rounds, as stories."""

    window: "Page[LedgerLine]"
    groups: list[LedgerGroup]
    only_open: bool
    open: int
    rounds: list[PromotionRound]


def ledger_page(request: HttpRequest, number: str, *, only_open: bool) -> LedgerPage:
    mine = access.ledger_of(request)
    wanted = mine.open() if only_open else mine
    lines = wanted.as_a_story().select_related("round", "panelist", "competency", "later_round")
    window = Paginator(lines.prefetch_related("evidence"), LINES_PER_PAGE).get_page(number)
    return LedgerPage(
        window=window,
        groups=ledger_groups(window.object_list, latest_ratings(request)),
        only_open=only_open,
        open=mine.open().count(),
        rounds=list(access.rounds_of(request)[:10]),
    )


def ledger_groups(lines: Iterable[LedgerLine], ratings: dict[str, list[int]]) -> list[LedgerGroup]:
    return [
        LedgerGroup(label=label, ratings=ratings.get(label, []), lines=list(some))
        for label, some in groupby(lines, key=group_of)
    ]


def group_of(line: LedgerLine) -> str:
    if line.kind != LedgerLine.Kind.SAID:
        return _("Promises")
    return line.competency.name if line.competency else _("In general")


def latest_ratings(request: HttpRequest) -> dict[str, list[int]]:
    """One's own of the latest practices, the older first, by competency."""
    latest = access.sessions_of(request).finished().order_by("-finished_at", "-pk")[:PRACTICES_LOOKED_AT]
    places = {session.pk: place for place, session in enumerate(latest)}
    found: dict[str, list[int]] = {}
    for turn in sorted(selectors.turns_rated_in(latest), key=lambda turn: -places[turn.session_id]):
        found.setdefault(turn.competency_name, []).append(turn.rating or 0)
    return found
