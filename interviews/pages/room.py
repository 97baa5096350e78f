"""The room: who asks what, the answer so far, the clock. Loaded most of all pages, so it counts its queries."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from interviews.models import Answer, Evidence, Kind, Manner, Panelist, PanelQuestion, PracticeSession, Turn
from interviews.models.practice import LONGEST_STRETCH, MAX_ANSWER_LENGTH
from interviews.pages.evidence import turn_evidence
from interviews.rules.pacing import INTERRUPTED_AFTER, target_of


@dataclass(frozen=True, slots=True)
class SeatedPanelist:
    """Somebody at the table, called what they were called when the session was drawn."""

    seat: str
    called: str
    look: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """Seconds gone, their target, and where the clock stops by itself. `part` is the share gone, in percent."""

    seconds: int
    target: int
    stop: int

    @property
    def part(self) -> int:
        return min(100, round(100 * self.seconds / self.target))

    @property
    def is_over(self) -> bool:
        return self.seconds > self.target


@dataclass(frozen=True, slots=True)
class Interruption:
    """What is said into a ramble, `at` so many seconds on the clock; `is_said` where the clock was there before."""

    words: str
    at: int
    is_said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What helps while practising: what a strong answer covers, what this person wants, and what was answered before.

    `evidence` fits what was `answered` last: this question where a follow-up is asked, else the `last` one.
    """

    covers: Sequence[str]
    wanted: str
    must_say: str
    cares_about: str
    last: Turn | None
    answered: Answer | None
    evidence: dict[str, list[Evidence]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage:
    """One open answer, to `question` or to a follow-up: then `before` is the answer that it is about.

    `place` is how far one is, in words; `complaint` says why `text` was not taken.
    """

    session: PracticeSession
    turn: Turn
    place: str
    question: str
    answer: Answer
    before: Answer | None
    sitters: Sequence[SeatedPanelist]
    speaking: int
    clock: Clock | None
    drill_clock: Clock | None
    text: str
    revision: int
    complaint: str = ""
    interruption: Interruption | None = None
    hints: Hints | None = None
    longest: int = MAX_ANSWER_LENGTH
    own_questions: Sequence[PanelQuestion] = ()


def room_page(answers: Sequence[Answer], now: datetime) -> RoomPage:
    """The room with the open question, which is that of the last of `answers`; those before led to its follow-up."""
    *earlier, answer = answers
    turn, session = answer.turn, answer.turn.session
    sitters, speaking = seated(list(session.round.panelists.all()), turn)
    clock = clock_of(answer, session, now)
    return RoomPage(
        session=session,
        turn=turn,
        place=place_of(turn, is_follow_up=bool(earlier)),
        question=answers[0].asked,
        answer=answer,
        before=earlier[-1] if earlier else None,
        sitters=sitters,
        speaking=speaking,
        clock=clock if session.runs_a_clock else None,
        drill_clock=drill_clock_of(session, answer, now) if session.is_timed_drill else None,
        interruption=interruption_of(answer, clock),
        hints=hints_for(turn, earlier) if session.manner == Manner.PRACTISE else None,
        text=answer.text,
        revision=answer.revision,
        own_questions=questions_to_ask(session, turn),
    )


def place_of(turn: Turn, *, is_follow_up: bool) -> str:
    """How far one is."""
    numbers = {"number": turn.position, "total": turn.session.length}
    if is_follow_up:
        return _("Question %(number)d of %(total)d, follow-up") % numbers
    return _("Question %(number)d of %(total)d") % numbers


def interruption_of(answer: Answer, clock: Clock) -> Interruption | None:
    """Once an answer is past twice its target, whoever asks comes in. Nobody interrupts silence."""
    at = INTERRUPTED_AFTER * clock.target
    words = answer.turn.interruption
    return Interruption(words, at, is_said=clock.seconds >= at and bool(answer.text)) if words else None


def hints_for(turn: Turn, earlier: Sequence[Answer]) -> Hints:
    last = turn.session.turns.filter(position=turn.position - 1).first()
    if last:
        last.session = turn.session
    answered = earlier[0] if earlier else last.answers.first() if last else None
    if answered:
        answered.turn = turn if earlier or last is None else last
    return Hints(
        covers=turn.listen_for,
        wanted=turn.competency.wanted_by(turn.seat),
        must_say=turn.panelist.must_say if turn.panelist else "",
        cares_about=turn.panelist.cares_about if turn.panelist else "",
        last=last,
        answered=answered,
        evidence=turn_evidence(answered.turn) if answered else {},
    )


def questions_to_ask(session: PracticeSession, turn: Turn) -> list[PanelQuestion]:
    """What one has chosen to ask the panel, when it is the turn for that."""
    if turn.kind != Kind.CLOSING:
        return []
    chosen = session.round.panel_questions.select_related("panelist")
    return list(chosen.order_by(F("panelist__place").asc(nulls_last=True), "created_at", "pk"))


def seated(panelists: Sequence[Panelist], turn: Turn) -> tuple[list[SeatedPanelist], int]:
    """Who sits there now, and which of them asks. Whoever left the panel meanwhile still asks their question."""
    sitters = [SeatedPanelist(each.seat, each.called, each.look) for each in panelists]
    asker = SeatedPanelist(turn.seat, turn.asked_by)
    places = [place for place, each in enumerate(panelists) if each.pk == turn.panelist_id]
    if not places:
        return [*sitters[:4], asker], min(len(sitters), 4)
    sitters[places[0]] = replace(asker, look=panelists[places[0]].look)
    return sitters, places[0]


def clock_of(answer: Answer, session: PracticeSession, now: datetime) -> Clock:
    target = target_of(answer.number, session.round.candidate.answer_seconds)
    return Clock(seconds=answer.seconds_at(now), target=target, stop=answer.seconds + LONGEST_STRETCH)


def drill_clock_of(session: PracticeSession, answer: Answer, now: datetime) -> Clock:
    """The clock of the whole session."""
    spent = session.seconds_banked()
    return Clock(
        seconds=spent - answer.seconds + answer.seconds_at(now),
        target=session.drill_seconds,
        stop=spent + LONGEST_STRETCH,
    )
