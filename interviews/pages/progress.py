"""What changed from practice to practice and from round to round. A window of practices, so that it stays quick."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import access, selectors
from interviews.analysis.listening import analyze_answer
from interviews.models import Answer, Debrief, PracticeSession, PromotionRound, Turn, TurnReview
from interviews.pages.review import RatingRow, finding_labels
from interviews.rules.trails import REAL, Axis, Event, Trail, Value, axis, trail

#: A plan has about nine mocks; earlier ones are a page away.
SHOWN = 10
ROUNDS_SHOWN = 5
RATINGS = (1, 3, 5)


@dataclass(frozen=True, kw_only=True)
class RoundLine:
    """A round in the list of all: its first practice and its last, every rating a dot."""

    number: int
    round: PromotionRound
    ends: list[RatingRow]


@dataclass(frozen=True, kw_only=True)
class Gap:
    """One reviewer against oneself, in one practice."""

    session: PracticeSession
    reviewer: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ProgressPage:
    """`sessions` are those of the window, oldest first; each trail has marks for those that have the value."""

    window: "Page[PracticeSession]"
    sessions: list[PracticeSession]
    by_competency: list[Trail]
    by_seat: list[Trail]
    nerves: list[Trail]
    pace: list[Trail]
    fillers: list[Trail]
    gaps: list[Gap]
    rounds: list[RoundLine]


def progress_page(request: HttpRequest, number: str) -> ProgressPage:
    finished = access.sessions_of(request).finished().select_related("round").order_by("-finished_at", "-pk")
    window = Paginator(finished, SHOWN).get_page(number)
    sessions = list(window.object_list)[::-1]
    rounds = list(access.rounds_of(request))[::-1]
    names = {one.pk: _("Round %(number)d") % {"number": number} for number, one in enumerate(rounds, start=1)}
    on = axis([event_of(one, names) for one in sessions])
    rated, others = selectors.turns_rated_in(sessions), selectors.ratings_of_others_in(sessions)
    return ProgressPage(
        window=window,
        sessions=sessions,
        by_competency=trails_of(rated, others, sessions, on, lambda turn: (turn.competency_name, "")),
        by_seat=trails_of(rated, others, sessions, on, lambda turn: (turn.get_seat_display(), turn.seat)),
        nerves=nerves_of(sessions, real_ones(request, window, sessions), names),
        pace=pace_of(sessions, on),
        fillers=fillers_of(sessions, on),
        gaps=gaps_of(others, sessions),
        rounds=round_lines(rounds),
    )


def event_of(one: PracticeSession, names: dict[int, str]) -> Event:
    return event(one.finished_at or one.created_at, names[one.round_id])


def event(moment: datetime, name: str, prefix: str = "%(day)s") -> Event:
    there = localtime(moment)
    return Event(prefix % {"day": date_format(there, "j F Y")}, date_format(there, "j M Y"), name)


def round_lines(rounds: Sequence[PromotionRound]) -> list[RoundLine]:
    """The latest rounds, the oldest of them first."""
    latest = list(enumerate(rounds, start=1))[-ROUNDS_SHOWN:]
    ends = selectors.first_and_last_practices(one for _number, one in latest)
    ratings: dict[int, list[int]] = {}
    for turn in selectors.turns_rated_in(ends):
        ratings.setdefault(turn.session_id, []).append(turn.rating or 0)
    return [
        RoundLine(
            number=number,
            round=one,
            ends=end_rows([each for each in ends if each.round_id == one.pk], ratings),
        )
        for number, one in latest
    ]


def end_rows(ends: Sequence[PracticeSession], ratings: dict[int, list[int]]) -> list[RatingRow]:
    """One or two rows; none for a practice that nobody rated."""
    labels = [_("First, %(day)s"), _("Latest, %(day)s")]
    return [
        RatingRow(label % {"day": date_format(localtime(each.finished_at), "j F Y")}, sorted(ratings[each.pk]))
        for label, each in zip(labels, ends, strict=False)
        if each.pk in ratings
    ]


def trails_of(
    turns: Iterable[Turn],
    others: Iterable[TurnReview],
    sessions: Sequence[PracticeSession],
    on: Axis,
    group: Callable[[Turn], tuple[str, str]],
) -> list[Trail]:
    """The ratings by (label, seat), one's own and those of others: every one a mark, none of them averaged."""
    places = {session.pk: place for place, session in enumerate(sessions)}
    found: dict[tuple[str, str], list[Value]] = {}
    for turn in turns:
        value = Value(places[turn.session_id], turn.rating or 0, "own", about=turn.pk)
        found.setdefault(group(turn), []).append(value)
    for one in others:
        value = Value(places[one.turn.session_id], one.rating or 0, "other", one.review.reviewer, one.turn_id)
        found.setdefault(group(one.turn), []).append(value)
    return [
        trail(label, values, on=on, low=1, high=5, marks=RATINGS, seat=seat)
        for (label, seat), values in sorted(found.items())
    ]


def real_ones(
    request: HttpRequest, window: "Page[PracticeSession]", sessions: Sequence[PracticeSession]
) -> list[Debrief]:
    """The real interviews from the first practice of the window to the first one after it."""
    after = sessions[0].finished_at if sessions and window.has_next() else None
    before = None
    if window.has_previous():
        newer = window.paginator.page(window.previous_page_number()).object_list
        before = list(newer)[-1].finished_at
    return selectors.debriefs_between(access.user_of(request), after, before)


def nerves_of(sessions: Iterable[PracticeSession], debriefs: Iterable[Debrief], names: dict[int, str]) -> list[Trail]:
    """Before and after, of practices and of the real interviews among them, in their order."""
    real = _("%(day)s, the real one")
    there: list[tuple[datetime, str, Event, PracticeSession | Debrief]] = [
        (one.finished_at or one.created_at, "", event_of(one, names), one) for one in sessions
    ]
    there += [(one.held_at, REAL, event(one.held_at, names[one.round_id], real), one) for one in debriefs]
    there = [each for each in there if each[3].nerves_before or each[3].nerves_after]
    there.sort(key=lambda each: each[0])
    values = [
        Value(place, level, f"{kind}{when}", about=place)
        for place, (_moment, kind, _event, one) in enumerate(there)
        for when, level in (("before", one.nerves_before), ("after", one.nerves_after))
        if level
    ]
    on = axis([each for _moment, _real, each, _one in there])
    return [trail(_("Nerves before and after"), values, on=on, low=1, high=5, marks=RATINGS)] if values else []


def pace_of(sessions: Sequence[PracticeSession], on: Axis) -> list[Trail]:
    """Seconds an answer took, on the whole of each practice."""
    values = [
        Value(place, round(per("seconds", "answers", one)), "own")
        for place, one in enumerate(sessions)
        if has(one, "answers")
    ]
    label = _("Seconds an answer")
    return [trail(label, values, on=on, low=0, high=120, marks=(0, 60, 120), joins="own")] if values else []


def fillers_of(sessions: Sequence[PracticeSession], on: Axis) -> list[Trail]:
    values = [
        Value(place, round(100 * per("fillers", "spoken_words", one), 1), "own")
        for place, one in enumerate(sessions)
        if has(one, "spoken_words")
    ]
    label = _("Fillers in 100 words")
    return [trail(label, values, on=on, low=0, high=6, marks=(0, 3, 6), joins="own")] if values else []


def has(session: PracticeSession, name: str) -> bool:
    return bool(session.counts.get(name))


def per(name: str, other: str, session: PracticeSession) -> float:
    return float(session.counts.get(name, 0)) / float(session.counts[other])


def gaps_of(others: Iterable[TurnReview], sessions: Iterable[PracticeSession]) -> list[Gap]:
    """For each reviewer of each practice, in the order of the practices."""
    by_review: dict[int, list[TurnReview]] = {}
    for one in others:
        if one.turn.rating:
            by_review.setdefault(one.review_id, []).append(one)
    of_session = {
        session.pk: [some for some in by_review.values() if some[0].turn.session_id == session.pk]
        for session in sessions
    }
    return [
        Gap(
            session=session,
            reviewer=some[0].review.reviewer,
            words=gap_words([(one.turn.rating or 0, one.rating or 0) for one in some]),
        )
        for session in sessions
        for some in of_session[session.pk]
    ]


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
    seconds: int


@dataclass(frozen=True, kw_only=True)
class ComparePage:
    turn: Turn
    attempts: list[Attempt]
    others: list[Turn]


def compare_page(turn: Turn, other_pk: int | None) -> ComparePage:
    """The question's latest two attempts, this one among them; `other_pk` chooses the other."""
    others = selectors.other_attempts(turn)
    other = next((one for one in others if one.pk == other_pk), others[0] if others else None)
    both = sorted([turn, *([other] if other else [])], key=lambda one: (one.session.created_at, one.position))
    return ComparePage(turn=turn, attempts=[attempt_of(one) for one in both], others=others)


def attempt_of(turn: Turn) -> Attempt:
    answers = [one for one in turn.answers.all() if one.text]
    heard = analyze_answer("\n\n".join(one.text for one in answers), language=turn.session.language)
    return Attempt(
        turn=turn,
        when=turn.session.created_at,
        answers=answers,
        heard=finding_labels(heard) if answers else [],
        seconds=sum(one.seconds for one in answers),
    )
