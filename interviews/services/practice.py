"""A practice session from drawing its questions to rating its answers. Every verb may be sent twice and acts once."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max

from interviews.models import (
    Answer,
    Candidate,
    Competency,
    Mode,
    Note,
    Panelist,
    PracticeSession,
    PromotionRound,
    Question,
    Turn,
)
from interviews.rules.drawing import LARGEST_PANEL, SMALLEST_PANEL, BankTooSmall, Drawn, QuestionFacts, draw
from interviews.rules.wording import Wording, gettext_noop
from interviews.services.speech import put_under_answer

#: The language interviews are held in where HR has published questions in it. A profile will choose it one day.
LANGUAGE: Final = "en"
#: Rated where a question names no competency: how it was said can always be rated.
FALLBACK_COMPETENCY: Final = "communication"
#: The length of a drill is the panel's, whatever is asked for.
DRILL_LENGTH: Final = 1

Status = PracticeSession.Status


class PanelIncomplete(Exception):
    """The round's panel is not two to five people."""


@transaction.atomic
def start(
    *,
    round: PromotionRound,
    mode: str,
    length: int,
    start_key: UUID,
    seed: int,
    now: datetime,
    panelist: Panelist | None = None,
) -> PracticeSession:
    """A session with its questions drawn and written down. `length` leaves out the closing; `panelist` is for one seat.

    The same `start_key` gives the session it gave before, until that is finished: then somebody went back to the page
    and wants another. Raises BankTooSmall and PanelIncomplete.
    """
    Candidate.objects.select_for_update().get(pk=round.candidate_id)
    key = uuid5(start_key, str(round.candidate_id))
    while started := PracticeSession.objects.filter(start_key=key).first():
        if started.status != Status.FINISHED:
            return started
        key = uuid5(key, str(started.pk))
    panel = list(round.panelists.all())
    drawn = draw_questions(round, panel, mode=mode, length=length, seed=seed, panelist=panelist)
    session = PracticeSession.objects.create(
        round=round, start_key=key, mode=mode, length=len(drawn), seed=seed, language=spoken_in(drawn), created_at=now
    )
    askers = [panelist or panel[each.place] for each in drawn]
    Turn.objects.bulk_create(turns_of(session, drawn, askers))
    return session


def draw_questions(
    round: PromotionRound,
    panel: Sequence[Panelist],
    *,
    mode: str,
    length: int,
    seed: int,
    panelist: Panelist | None,
) -> list[Drawn]:
    if not SMALLEST_PANEL <= len(panel) <= LARGEST_PANEL:
        raise PanelIncomplete
    return draw(
        list(question_facts(round)),
        seats=[each.seat for each in panel],
        mode=mode,
        length=length,
        seed=seed,
        one_seat=panelist.seat if panelist and mode == Mode.ONE_SEAT else None,
    )


def question_facts(round: PromotionRound) -> Iterable[QuestionFacts]:
    """What the round's panel may ask, with the day this candidate was last asked it."""
    banks = round.panel.banks.all() if round.panel else ()
    askable = Question.objects.askable(language=LANGUAGE, banks=banks, user=round.candidate.user)
    seen = dict(
        Turn.objects.filter(session__round__candidate=round.candidate_id, answers__number=0)
        .order_by()
        .values_list("question")
        .annotate(Max("session__created_at"))
    )
    columns = askable.order_by().values_list("pk", "seat", "kind", "competency__key", "theme", "difficulty")
    for pk, seat, kind, competency, theme, difficulty in columns.iterator():
        yield QuestionFacts(
            id=pk,
            seat=seat,
            kind=kind,
            competency=competency or "",
            theme=theme,
            difficulty=difficulty,
            last_seen=seen[pk].date() if pk in seen else None,
        )


def spoken_in(drawn: Sequence[Drawn]) -> str:
    """The language of the questions; they are all of one."""
    return Question.objects.select_related("bank").get(pk=drawn[0].question_id).bank.spoken


def turns_of(session: PracticeSession, drawn: Sequence[Drawn], askers: Sequence[Panelist]) -> list[Turn]:
    """The running order as it is kept: later edits of the bank or the panel do not reach it."""
    questions = Question.objects.select_related("competency").in_bulk([each.question_id for each in drawn])
    fallback = fallback_competency()
    return [
        turn_of(session, position, questions[each.question_id], asker, fallback)
        for position, (each, asker) in enumerate(zip(drawn, askers, strict=True), start=1)
    ]


def turn_of(session: PracticeSession, position: int, question: Question, asker: Panelist, fallback: Competency) -> Turn:
    competency = question.competency or fallback
    return Turn(
        session=session,
        position=position,
        question=question,
        panelist=asker,
        seat=asker.seat,
        asked_by=asker.called,
        asked_by_title=asker.title,
        text=question.text,
        kind=question.kind,
        competency=competency,
        competency_name=competency.name,
        anchors=competency.anchors,
        probes=question.probes,
        listen_for=question.listen_for,
    )


def fallback_competency() -> Competency:
    found = Competency.objects.filter(key=FALLBACK_COMPETENCY).first() or Competency.objects.first()
    if found is None:
        raise BankTooSmall([Wording(gettext_noop("There is no competency to rate an answer by."))])
    return found


def locked(session: PracticeSession) -> PracticeSession:
    """The session as it is now, held until the transaction ends."""
    return PracticeSession.objects.select_for_update().get(pk=session.pk)


@transaction.atomic
def enter(*, session: PracticeSession, nerves: int | None, now: datetime) -> None:
    """From the lobby into the room: the first question is asked and its clock starts."""
    session = locked(session)
    if session.status != Status.LOBBY:
        return
    session.status, session.nerves_before, session.started_at = Status.RUNNING, nerves, now
    session.save(update_fields=["status", "nerves_before", "started_at"])
    ask(session.turns.get(position=1), now)


def ask(turn: Turn, now: datetime) -> Answer:
    return Answer.objects.create(turn=turn, asked=turn.text, clock_started_at=now)


def open_answer(session: PracticeSession) -> Answer | None:
    return Answer.objects.open().filter(turn__session=session).first()


@transaction.atomic
def pause(*, session: PracticeSession, now: datetime) -> None:
    """The clock stands still until `resume`."""
    session = locked(session)
    if session.status == Status.RUNNING:
        set_status(session, Status.PAUSED)
        set_clock(open_answer(session), now, running=False)


@transaction.atomic
def resume(*, session: PracticeSession, now: datetime) -> None:
    session = locked(session)
    if session.status == Status.PAUSED:
        set_status(session, Status.RUNNING)
        set_clock(open_answer(session), now, running=True)


def set_status(session: PracticeSession, status: str) -> None:
    session.status = status
    session.save(update_fields=["status"])


def set_clock(answer: Answer | None, now: datetime, *, running: bool) -> None:
    """Bank the seconds so far. Only the clock's columns are written: a draft may be saved at the same moment."""
    if answer:
        answer.seconds = answer.seconds_at(now)
        answer.clock_started_at = now if running else None
        answer.save(update_fields=["seconds", "clock_started_at"])


@transaction.atomic
def end(*, session: PracticeSession, now: datetime) -> None:
    """Leave before everything was asked. What was written to the open question counts as its answer."""
    session = locked(session)
    if session.status not in (Status.RUNNING, Status.PAUSED):
        return
    if answer := open_answer(session):
        set_clock(answer, now, running=False)
        answer.refresh_from_db(fields=["text", "revision", "spoken_upto"])
        answer.status = Answer.Status.GIVEN
        put_under_answer(answer)
        answer.status = Answer.Status.GIVEN if answer.text else Answer.Status.SKIPPED
        answer.save(update_fields=["status"])
    set_status(session, Status.LEAVING)


@transaction.atomic
def leave(*, session: PracticeSession, nerves_after: int | None, learned: str, now: datetime) -> None:
    """Finish. One line that was learned becomes a note of the round."""
    session = locked(session)
    if session.status != Status.LEAVING:
        return
    session.status, session.nerves_after, session.finished_at = Status.FINISHED, nerves_after, now
    session.save(update_fields=["status", "nerves_after", "finished_at"])
    if learned:
        Note.objects.create(round_id=session.round_id, kind=Note.Kind.LEARNED, text=learned, created_at=now)


@transaction.atomic
def rate_turn(*, turn: Turn, rating: int | None, keep: str, change: str, now: datetime) -> None:
    """The candidate's rating (None: not yet) and their notes; a note that was emptied goes away."""
    locked(turn.session)
    turn.rating = rating
    turn.save(update_fields=["rating"])
    for kind, text in ((Note.Kind.KEEP, keep), (Note.Kind.CHANGE, change)):
        write_note(turn, kind, text, now)


def write_note(turn: Turn, kind: str, text: str, now: datetime) -> None:
    if not text:
        turn.notes.filter(kind=kind).delete()
        return
    Note.objects.update_or_create(
        turn=turn,
        kind=kind,
        defaults={"text": text},
        create_defaults={"text": text, "round_id": turn.session.round_id, "created_at": now},
    )


@transaction.atomic
def delete(*, session: PracticeSession) -> None:
    """The session with its answers and ratings. Its notes belong to the round and stay."""
    PracticeSession.objects.filter(pk=session.pk).delete()
