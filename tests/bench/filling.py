"""The candidate whose pages are measured, and any number of others beside them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import Max, Model

from interviews.models import (
    Answer,
    Candidate,
    Note,
    PracticeSession,
    PromotionRound,
    Question,
    QuestionBank,
    User,
)
from interviews.models.fields import lock
from interviews.services.answering import give
from interviews.services.practice import enter, leave, open_answer, rate_turn, start
from interviews.services.running_order import Choice
from tests.conftest import NOW, make_round, make_user

SESSIONS: Final = 12
FULL_PANEL: Final = Choice(mode="full_panel", length=6)
ANSWER: Final = (
    "We had a customer who was about to leave, and I asked to be the one who calls. I went through eighteen months of "
    "their complaints, found that two thirds came down to one late delivery, and moved that slot with the haulier. As "
    "you know the KPI for that was on-time delivery. Within a quarter complaints fell by 61% and they signed for two "
    "more years, 340,000 euros. What I would do differently is to have asked the haulier first. "
) * 2
"""Some 150 words, which is about a minute of talk."""
#: Rows of one other candidate, who has one round and SESSIONS_OF_OTHERS sessions.
SESSIONS_OF_OTHERS, TURNS, ANSWERS, NOTES = 10, 7, 10, 10
ANSWERS_OF_OTHERS: Final = SESSIONS_OF_OTHERS * ANSWERS


@dataclass(frozen=True, slots=True)
class Cast:
    """The candidate, their round, a session under way with its open answer, one that is rated and one in the lobby."""

    user: User
    round: PromotionRound
    running: PracticeSession
    answer: Answer
    rated: PracticeSession
    lobby: PracticeSession


@transaction.atomic
def make_cast() -> Cast:
    """Everything through the product's own verbs, on the starter bank."""
    user = make_user("ana@example.com")
    a_round = make_round(user, odds_said="Probably not this time, but do apply.", department="Operations", rivals=4)
    rated = [practised(a_round, number) for number in range(SESSIONS)][-1]
    running = started(a_round, SESSIONS)
    answer_open_question(running)
    answer = open_answer(running)
    if answer is None:
        raise RuntimeError("Nothing is asked in the session under way")
    return Cast(user, a_round, running, answer, rated, started(a_round, SESSIONS + 1, entered=False))


def started(a_round: PromotionRound, number: int, *, entered: bool = True) -> PracticeSession:
    now = NOW + timedelta(days=number)
    session = start(round=a_round, choice=FULL_PANEL, start_key=UUID(int=number), seed=number, now=now)
    if entered:
        enter(session=session, nerves=4, now=now)
    return session


def answer_open_question(session: PracticeSession) -> bool:
    """Whether there was one."""
    answer = open_answer(session)
    if answer:
        later = (answer.clock_started_at or NOW) + timedelta(seconds=90)
        give(answer=answer, text=ANSWER, revision=answer.revision, now=later)
    return answer is not None


def practised(a_round: PromotionRound, number: int) -> PracticeSession:
    session = started(a_round, number)
    while answer_open_question(session):
        pass
    leave(session=session, nerves_after=3, learned="Start with the figure.", now=NOW)
    for turn in session.turns.all():
        keep = "The figure came early." if not number else ""
        rate_turn(turn=turn, rating=turn.position % 5 + 1, keep=keep, change="", now=NOW)
    return session


def add_others(cast: Cast, answers: int) -> None:
    """Other candidates with so many answers in all: copies of the cast's rows, made by the database.

    What they wrote is short, locked once, and stands in each row.
    """
    people = answers // ANSWERS_OF_OTHERS
    turn = cast.rated.turns.get(position=1)
    with connection.constraint_checks_disabled():
        users = multiply(cast.user, people, email=f"'{people}-' || n || '@example.com'")
        candidates = multiply(Candidate.objects.get(user=cast.user), people, user_id=f"{users} + n")
        rounds = multiply(cast.round, people, candidate_id=f"{candidates} + n")
        panelist = cast.round.panelists.get(place=1)
        multiply(panelist, people * 3, round_id=f"{rounds} + n / 3", place="n % 3 + 1")
        multiply(one_note(cast), people * NOTES, round_id=f"{rounds} + n / {NOTES}", turn_id="NULL")
        sessions = multiply(
            cast.rated,
            people * SESSIONS_OF_OTHERS,
            round_id=f"{rounds} + n / {SESSIONS_OF_OTHERS}",
            start_key=f"CAST('{people:020}' || (100000000000 + n) AS {uuid_type()})",
        )
        turns = multiply(
            turn,
            people * SESSIONS_OF_OTHERS * TURNS,
            session_id=f"{sessions} + n / {TURNS}",
            position=f"n % {TURNS} + 1",
            panelist_id="NULL",
            **dict.fromkeys(("anchors", "probes", "listen_for"), "'[]'"),
        )
        # Ten answers on seven turns: the first three have a follow-up.
        multiply(
            turn.answers.get(number=0),
            people * ANSWERS_OF_OTHERS,
            turn_id=f"{turns} + n / {ANSWERS} * {TURNS} + n % {ANSWERS} % {TURNS}",
            number=f"n % {ANSWERS} / {TURNS}",
            text=f"'{lock('We moved the slot, and complaints fell by 61%.')}'",
        )


def one_note(cast: Cast) -> Note:
    return Note.objects.filter(round=cast.round)[0]


def uuid_type() -> str:
    return str(PracticeSession._meta.get_field("start_key").db_type(connection))


def add_questions(count: int) -> None:
    """A published bank of this size, beside the starter bank."""
    bank = QuestionBank.objects.create(slug="large", name="Large", status=QuestionBank.Status.PUBLISHED)
    template = Question.objects.all()[0]
    columns = {"code": "'other-' || n", "text": "'About case ' || n || '?'", "draw_key": "n * 7919 % 100003 / 100003.0"}
    multiply(template, count, bank_id=str(bank.pk), **columns)


def multiply(template: Model, count: int, **columns: str) -> int:
    """Insert `count` copies of a row and give the first key. `columns` are SQL in n, which counts from 0."""
    meta = template._meta
    first = (type(template)._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1
    columns = {"id": f"{first} + n", **columns}
    names = [str(field.column) for field in meta.concrete_fields]
    values = ", ".join(columns.get(name, f"template.{name}") for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {meta.db_table} ({', '.join(names)}) "  # noqa: S608
            f"WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {count}) "
            f"SELECT {values} FROM numbers, {meta.db_table} template WHERE template.id = {template.pk}"
        )
        for reset in connection.ops.sequence_reset_sql(no_style(), [type(template)]):
            cursor.execute(reset)
    return first


def tell_the_planner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
