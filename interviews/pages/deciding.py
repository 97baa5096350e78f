"""What the pages about going or not show."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from interviews.models import Decision
from interviews.models.words import render_message
from interviews.rules.deciding import GAINS, LOSSES, advise, letters


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What the rules say about the answers, in the reader's language. `kind` is "" while a gate is open."""

    kind: str
    headline: str
    reasons: list[str]
    to_do: str
    smaller: list[str]


def verdict_on(decision: Decision) -> Verdict:
    advice = advise(decision.case())
    return Verdict(
        kind=advice.verdict,
        headline=render_message(advice.headline),
        reasons=[render_message(reason) for reason in advice.reasons],
        to_do=render_message(advice.to_do) if advice.to_do else "",
        smaller=[render_message(one) for one in advice.smaller],
    )


@dataclass(frozen=True, kw_only=True)
class GoPage:
    """The check with its verdict, and letters to HR as (tone, text)."""

    decision: Decision
    verdict: Verdict
    letters: list[tuple[str, str]]


def go_page(decision: Decision) -> GoPage:
    asking = [(render_message(letter.tone), render_message(letter.text)) for letter in letters(decision.round.post)]
    return GoPage(decision=decision, verdict=verdict_on(decision), letters=asking)


@dataclass(frozen=True, kw_only=True)
class NotePage:
    """The check as a sheet to read or print."""

    decision: Decision
    verdict: Verdict
    gains: list[str]
    losses: list[str]


def note_page(decision: Decision) -> NotePage:
    gains = [_(text) for key, text in GAINS.items() if key in decision.gains]
    losses = [_(loss.text) for key, loss in LOSSES.items() if key in decision.losses]
    return NotePage(
        decision=decision,
        verdict=verdict_on(decision),
        gains=[*gains, *lines_of(decision.own_gains)],
        losses=[*losses, *lines_of(decision.own_losses)],
    )


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
