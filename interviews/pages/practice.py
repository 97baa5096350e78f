"""The list of practice sessions, the lobby, the pause."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from interviews import selectors
from interviews.models import (
    Answer,
    Kind,
    Mode,
    Note,
    Panelist,
    PracticeSession,
    PromotionRound,
)
from interviews.models.practice import PracticeSessionQuerySet
from interviews.rules.pacing import about_minutes

SESSIONS_PER_PAGE = 20
NOTES_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryPage:
    """Every session, newest first, with how many of its turns are `rated`; and the round to practise in."""

    sessions: "Page[PracticeSession]"
    round: PromotionRound | None

    @classmethod
    def of(cls, sessions: PracticeSessionQuerySet, round: PromotionRound | None, number: str) -> "HistoryPage":
        counted = (
            sessions.select_related("round")
            .annotate(rated=Count("turns", filter=Q(turns__rating__isnull=False)))
            .order_by("-created_at", "-pk")
        )
        return cls(sessions=Paginator(counted, SESSIONS_PER_PAGE).get_page(number), round=round)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooserPage:
    """What there is to come back to: weak spots that are `due`, questions a real panel `asked`, and at which post."""

    due: int
    next_due: date | None
    asked: int
    asked_for: str

    @classmethod
    def of(cls, round: PromotionRound, today: date) -> "ChooserPage":
        days = selectors.days_due(round)
        last = selectors.asked_before(round)
        return cls(
            due=sum(day <= today for day in days),
            next_due=min(days, default=None),
            asked=len(last),
            asked_for=last[0].round.post if last else "",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LobbyPage:
    """Who will interview, for how long, and what the candidate wanted to remember."""

    session: PracticeSession
    panelists: list[Panelist]
    minutes: int
    notes: list[Note]
    has_closing: bool

    @classmethod
    def of(cls, session: PracticeSession) -> "LobbyPage":
        panelists = list(session.round.panelists.all())
        if session.mode == Mode.ONE_SEAT:
            asking = set(session.turns.values_list("panelist", flat=True))
            panelists = [each for each in panelists if each.pk in asking]
        return cls(
            session=session,
            panelists=panelists,
            minutes=minutes_of(session),
            notes=list(session.round.notes.open()[:NOTES_SHOWN]),
            has_closing=session.turns.filter(kind=Kind.CLOSING).exists(),
        )


def minutes_of(session: PracticeSession) -> int:
    """What it will take; a drill takes what its name says."""
    if session.mode == Mode.TEN_MINUTE_DRILL:
        return session.drill_seconds // 60
    return about_minutes(session.length, session.round.candidate.answer_seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PausePage:
    """Where the session was left: the question or follow-up that waits for its answer."""

    session: PracticeSession
    answer: Answer | None

    @classmethod
    def of(cls, session: PracticeSession) -> "PausePage":
        return cls(session=session, answer=selectors.answer_waiting_in(session))
