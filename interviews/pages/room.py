"""The room: who asks what, the answer so far, the clock. Loaded most of all pages, so it counts its queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from interviews import access
from interviews.models import Answer, Kind, Mode, Panelist, PanelQuestion, PracticeSession, Turn
from interviews.models.practice import LONGEST_STRETCH, MAX_ANSWER_LENGTH
from interviews.rules.pacing import DRILL_SECONDS, target_of


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody at the table, called what they were called when the session was drawn."""

    seat: str
    called: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomPage:
    """One open answer. `before` is the answer that a follow-up is about; `complaint` says why `text` was not taken."""

    session: PracticeSession
    turn: Turn
    answer: Answer
    before: Answer | None
    sitters: Sequence[Sitter]
    speaking: int
    clock: Clock
    drill_clock: Clock | None
    text: str
    revision: int
    complaint: str = ""
    longest: int = MAX_ANSWER_LENGTH
    own_questions: Sequence[PanelQuestion] = ()


def room_page(session: PracticeSession, now: datetime) -> RoomPage | None:
    """The room with the open question; None where no question is open."""
    answers = access.answers_to_open_turn(session)
    if not answers:
        return None
    *earlier, answer = answers
    turn = answer.turn
    panelists = session.round.panelists.defer("cares_about", "carried_from")
    sitters, speaking = at_the_table(list(panelists), turn)
    return RoomPage(
        session=session,
        turn=turn,
        answer=answer,
        before=earlier[-1] if earlier else None,
        sitters=sitters,
        speaking=speaking,
        clock=clock_of(answer, session, now),
        drill_clock=drill_clock_of(session, answer, now) if session.mode == Mode.TEN_MINUTE_DRILL else None,
        text=answer.text,
        revision=answer.revision,
        own_questions=questions_to_ask(session, turn),
    )


def questions_to_ask(session: PracticeSession, turn: Turn) -> list[PanelQuestion]:
    """What one has chosen to ask the panel, when it is the turn for that."""
    if turn.kind != Kind.CLOSING:
        return []
    chosen = session.round.panel_questions.select_related("panelist")
    return list(chosen.order_by(F("panelist__place").asc(nulls_last=True), "created_at", "pk"))


def at_the_table(panelists: Sequence[Panelist], turn: Turn) -> tuple[list[Sitter], int]:
    """Who sits there now, and which of them asks. Whoever left the panel meanwhile still asks their question."""
    sitters = [Sitter(each.seat, each.called) for each in panelists]
    asker = Sitter(turn.seat, turn.asked_by)
    places = [place for place, each in enumerate(panelists) if each.pk == turn.panelist_id]
    if not places:
        return [*sitters[:4], asker], min(len(sitters), 4)
    sitters[places[0]] = asker
    return sitters, places[0]


def clock_of(answer: Answer, session: PracticeSession, now: datetime) -> Clock:
    target = target_of(answer.number, session.round.candidate.target_seconds)
    return Clock(seconds=answer.seconds_at(now), target=target, stop=answer.seconds + LONGEST_STRETCH)


def drill_clock_of(session: PracticeSession, answer: Answer, now: datetime) -> Clock:
    """The clock of the whole session."""
    spent = access.seconds_banked(session)
    return Clock(
        seconds=spent - answer.seconds + answer.seconds_at(now), target=DRILL_SECONDS, stop=spent + LONGEST_STRETCH
    )
