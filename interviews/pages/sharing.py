"""What the pages about reviewers and the shared summary show."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import selectors
from interviews.models import (
    Answer,
    Evidence,
    Panelist,
    PracticeSession,
    PromotionRound,
    Review,
    SharedSummary,
    Turn,
    TurnReview,
)

EVIDENCE_OFFERED = 30


def state_of(link: Review | SharedSummary, now: datetime) -> str:
    """In words, the most telling first."""
    if link.revoked_at:
        return _("revoked")
    if isinstance(link, Review) and link.finished_at:
        return _("finished")
    if not link.is_live(now):
        return _("expired")
    return _("opened") if link.opened_at else _("not opened yet")


@dataclass(frozen=True, kw_only=True)
class LinkLine:
    link: Review | SharedSummary
    state: str
    is_live: bool


def lines_of(links: Iterable[Review | SharedSummary], now: datetime) -> list[LinkLine]:
    return [LinkLine(link=link, state=state_of(link, now), is_live=link.is_live(now)) for link in links]


@dataclass(frozen=True, kw_only=True)
class ReviewersPage:
    """The candidate's side: who was asked, and how far they are."""

    session: PracticeSession
    lines: list[LinkLine]


def reviewers_page(session: PracticeSession, now: datetime) -> ReviewersPage:
    return ReviewersPage(session=session, lines=lines_of(session.reviews.all(), now))


@dataclass(frozen=True, kw_only=True)
class ReviewedPage:
    """What a reviewer is told before the first question. `sits_in_for` is known where one person has that seat."""

    review: Review
    sits_in_for: Panelist | None
    positions: list[int]


def reviewed_page(review: Review) -> ReviewedPage:
    there = [one for one in review.session.round.panelists.all() if one.seat == review.seat]
    theirs = review.session.turns.filter(seat=review.seat, answers__number=0).order_by("position")
    return ReviewedPage(
        review=review,
        sits_in_for=there[0] if len(there) == 1 else None,
        positions=list(theirs.values_list("position", flat=True)) if review.seat else [],
    )


@dataclass(frozen=True, kw_only=True)
class TurnToReview:
    """One question with its answers, and what this reviewer said about it, if anything yet."""

    turn: Turn
    answers: list[Answer]
    said: TurnReview | None
    is_theirs: bool


def turns_to_review(review: Review) -> list[TurnToReview]:
    """What was asked in that session, and nothing else of the candidate."""
    said = {one.turn_id: one for one in review.turn_reviews.all()}
    turns = review.session.turns.prefetch_related("answers__segments")
    return [
        TurnToReview(
            turn=turn,
            answers=[answer for answer in turn.answers.all() if answer.status != Answer.Status.OPEN],
            said=said.get(turn.pk),
            is_theirs=bool(review.seat) and review.seat == turn.seat,
        )
        for turn in turns
        if turn.answers.all()
    ]


@dataclass(frozen=True, kw_only=True)
class SaidByOthers:
    """What one reviewer said about a turn, beside the candidate's own rating."""

    reviewer: str
    seat: str
    rating: int | None
    comment: str
    gap: str


def said_about(turn: Turn) -> list[SaidByOthers]:
    return [
        SaidByOthers(
            reviewer=one.review.reviewer,
            seat=one.review.seat,
            rating=one.rating,
            comment=one.comment,
            gap=gap_in_words(turn.rating, one.rating, one.review.reviewer),
        )
        for one in turn.turn_reviews.select_related("review").order_by("review__created_at", "pk")
    ]


def gap_in_words(own: int | None, theirs: int | None, who: str) -> str:
    if own is None or theirs is None:
        return ""
    if own == theirs:
        return _("You and %(who)s both gave %(rating)d.") % {"who": who, "rating": own}
    return _("You gave %(own)d, %(who)s gave %(theirs)d.") % {"own": own, "who": who, "theirs": theirs}


@dataclass(frozen=True, kw_only=True)
class SummaryPage:
    round: PromotionRound
    lines: list[LinkLine]


def summary_page(a_round: PromotionRound, now: datetime) -> SummaryPage:
    return SummaryPage(round=a_round, lines=lines_of(a_round.shared_summaries.all(), now))


def summary_choices(a_round: PromotionRound) -> dict[str, tuple[str, str]]:
    """What can be shared: a key, then its heading and the line as it would be shown."""
    facts = dict(preparation_facts(a_round))
    best = list(a_round.candidate.evidence.order_by("-created_at", "-pk")[:EVIDENCE_OFFERED])
    shown = {f"evidence-{one.pk}": (_("What I can show"), evidence_line(one)) for one in best}
    goals = {f"goal-{one.pk}": (_("What I want to achieve"), one.text) for one in a_round.goals.all()}
    done = {
        f"note-{one.pk}": (_("What I changed"), one.became or one.text)
        for one in a_round.notes.filter(status="done")[:EVIDENCE_OFFERED]
    }
    return {**facts, **shown, **goals, **done}


def evidence_line(one: Evidence) -> str:
    extra = one.lines()
    return f"{one.title}: {extra[0]}" if one.kind != Evidence.Kind.STORY and extra else str(one.title)


def preparation_facts(a_round: PromotionRound) -> Iterable[tuple[str, tuple[str, str]]]:
    sessions, first, competencies = selectors.preparation_of(a_round)
    heading = _("Practice")
    if sessions:
        counted = ngettext("%(n)d mock interview", "%(n)d mock interviews", sessions) % {"n": sessions}
        yield "practices", (heading, _("%(counted)s since %(day)s") % {"counted": counted, "day": day_of(first)})
    if competencies:
        yield "competencies", (heading, _("Practiced: %(names)s") % {"names": ", ".join(competencies)})


def day_of(moment: date | None) -> str:
    return date_format(moment, "j F Y") if moment else ""


def composed(own_words: str, chosen: Iterable[str], choices: dict[str, tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """The summary as it will be seen: headings with their lines, in the order of the choices."""
    wanted, found = set(chosen), {}
    if own_words.strip():
        found[""] = [own_words.strip()]
    for key, (heading, line) in choices.items():
        if key in wanted:
            found.setdefault(heading, []).append(line)
    return list(found.items())


def content_of(summary: SharedSummary) -> list[tuple[str, list[str]]]:
    return [(heading, list(lines)) for heading, lines in json.loads(summary.content)]
