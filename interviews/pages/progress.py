"""What changed from practice to practice and from round to round. A window of practices, so that it stays quick."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import access
from interviews.models import Answer, Debrief, PracticeSession, PromotionRound, Review, Turn
from interviews.pages.review import finding_labels
from interviews.rules.listening import listen
from interviews.rules.trails import Trail, trail

#: A plan has about nine mocks; earlier ones are a page away.
SHOWN = 10


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One reviewer against oneself, in one practice."""

    session: PracticeSession
    reviewer: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """`sessions` are those of the window, oldest first; each trail has a point for those that have the value."""

    window: "Page[PracticeSession]"
    sessions: list[PracticeSession]
    by_competency: list[Trail]
    by_seat: list[Trail]
    nerves: list[Trail]
    pace: list[Trail]
    fillers: list[Trail]
    gaps: list[Gap]
    rounds: list[PromotionRound]
    debriefs: list[Debrief]


def progress_page(request: HttpRequest, number: str) -> ProgressPage:
    finished = access.sessions_of(request).finished().select_related("round").order_by("-finished_at", "-pk")
    window = Paginator(finished, SHOWN).get_page(number)
    sessions = list(window.object_list)[::-1]
    rated = access.turns_rated_in(sessions)
    return ProgressPage(
        window=window,
        sessions=sessions,
        by_competency=trails_of(((turn.competency_name, "", turn) for turn in rated), sessions),
        by_seat=trails_of(((turn.get_seat_display(), turn.seat, turn) for turn in rated), sessions),
        nerves=nerves_of(sessions),
        pace=pace_of(sessions),
        fillers=fillers_of(sessions),
        gaps=gaps_of(access.reviews_of(sessions)),
        rounds=list(access.rounds_of(request)[:10])[::-1],
        debriefs=list(access.debriefs_of(request)[:10])[::-1],
    )


def days_of(sessions: Sequence[PracticeSession]) -> list[str]:
    return [date_format(localtime(one.finished_at), "j F Y") if one.finished_at else "" for one in sessions]


def trails_of(turns: Iterable[tuple[str, str, Turn]], sessions: Sequence[PracticeSession]) -> list[Trail]:
    """The ratings by (label, seat): every one a point, none of them averaged."""
    places = {session.pk: place for place, session in enumerate(sessions)}
    days = days_of(sessions)
    found: dict[tuple[str, str], list[tuple[int, float]]] = {}
    for label, seat, turn in turns:
        found.setdefault((label, seat), []).append((places[turn.session_id], turn.rating or 0))
    return [
        trail(label, sorted(values), days=days, low=1, high=5, seat=seat)
        for (label, seat), values in sorted(found.items())
    ]


def nerves_of(sessions: Sequence[PracticeSession]) -> list[Trail]:
    both = [(_("Before"), "nerves_before"), (_("After"), "nerves_after")]
    return filled(
        trail(
            label,
            [(place, value) for place, one in enumerate(sessions) if (value := getattr(one, name))],
            days=days_of(sessions),
            low=1,
            high=5,
        )
        for label, name in both
    )


def pace_of(sessions: Sequence[PracticeSession]) -> list[Trail]:
    """Seconds an answer took, on the whole of each practice."""
    values = [
        (place, round(per("seconds", "answers", one))) for place, one in enumerate(sessions) if has(one, "answers")
    ]
    return filled([trail(_("Seconds an answer"), values, days=days_of(sessions), low=0, high=120, unit=_("s"))])


def fillers_of(sessions: Sequence[PracticeSession]) -> list[Trail]:
    values = [
        (place, round(100 * per("fillers", "spoken_words", one), 1))
        for place, one in enumerate(sessions)
        if has(one, "spoken_words")
    ]
    return filled([trail(_("Fillers in 100 words"), values, days=days_of(sessions), low=0, high=6)])


def has(session: PracticeSession, name: str) -> bool:
    return bool(session.counts.get(name))


def per(name: str, other: str, session: PracticeSession) -> float:
    return float(session.counts.get(name, 0)) / float(session.counts[other])


def filled(trails: Iterable[Trail]) -> list[Trail]:
    return [each for each in trails if each.points]


def gaps_of(reviews: Iterable[Review]) -> list[Gap]:
    found = []
    for review in reviews:
        pairs = [(one.turn.rating, one.rating) for one in review.turn_reviews.all() if one.turn.rating and one.rating]
        if pairs:
            found.append(Gap(session=review.session, reviewer=review.reviewer, words=gap_words(pairs)))
    return found


def gap_words(pairs: Sequence[tuple[int, int]]) -> str:
    """How often they rated lower, the same, higher: counts, no average."""
    lower = sum(theirs < own for own, theirs in pairs)
    higher = sum(theirs > own for own, theirs in pairs)
    same = len(pairs) - lower - higher
    template = ngettext(
        "Of %(n)d answer rated by both: lower %(lower)d, the same %(same)d, higher %(higher)d.",
        "Of %(n)d answers rated by both: lower %(lower)d, the same %(same)d, higher %(higher)d.",
        len(pairs),
    )
    return template % {"n": len(pairs), "lower": lower, "same": same, "higher": higher}


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """One time the question was answered."""

    turn: Turn
    when: datetime
    answers: list[Answer]
    heard: list[str]


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    turn: Turn
    attempts: list[Attempt]
    others: list[Turn]


def compare_page(turn: Turn, other_pk: int | None) -> ComparePage:
    """The question's latest two attempts, this one among them; `other_pk` chooses the other."""
    others = access.other_attempts(turn)
    other = next((one for one in others if one.pk == other_pk), others[0] if others else None)
    both = sorted([turn, *([other] if other else [])], key=lambda one: (one.session.created_at, one.position))
    return ComparePage(turn=turn, attempts=[attempt_of(one) for one in both], others=others)


def attempt_of(turn: Turn) -> Attempt:
    answers = [one for one in turn.answers.all() if one.text]
    heard = listen("\n\n".join(one.text for one in answers), language=turn.session.language)
    return Attempt(
        turn=turn, when=turn.session.created_at, answers=answers, heard=finding_labels(heard) if answers else []
    )
