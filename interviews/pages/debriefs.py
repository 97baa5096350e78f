"""What the pages about the real interview and the ledger show."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.http import HttpRequest

from interviews import access
from interviews.models import AskedQuestion, Debrief, LedgerLine, PromotionRound
from interviews.models.words import in_words
from interviews.rules.feedback import requests

LINES_PER_PAGE = 10


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
    """Wording to ask with, as (for whom, text)."""

    round: PromotionRound
    requests: list[tuple[str, str]]


def feedback_page(a_round: PromotionRound) -> FeedbackPage:
    worded = requests(a_round.outcome, a_round.post)
    return FeedbackPage(round=a_round, requests=[(in_words(each.to), in_words(each.text)) for each in worded])


@dataclass(frozen=True, kw_only=True)
class LedgerPage:
    """What was said and promised over all rounds; what nobody answered yet comes first."""

    lines: "Page[LedgerLine]"
    rounds: list[PromotionRound]


def ledger_page(request: HttpRequest, number: str) -> LedgerPage:
    lines = (
        access.ledger_of(request)
        .select_related("round", "panelist", "competency", "later_round")
        .prefetch_related("evidence")
        .order_by(F("later_round").asc(nulls_first=True), "-created_at", "-pk")
    )
    return LedgerPage(
        lines=Paginator(lines, LINES_PER_PAGE).get_page(number), rounds=list(access.rounds_of(request)[:10])
    )
