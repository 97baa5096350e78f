"""What the room shows, in one statement: it is the page loaded most, and building its queries took half its time."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast

from django.db import connection, models

from interviews.models.people import Candidate
from interviews.models.practice import LARGEST_KEY, Answer, PracticeSession, Turn
from interviews.models.rounds import Panelist, PromotionRound


class Part(NamedTuple):
    """A model with the columns of it that the room needs. Any other is fetched when somebody asks for it."""

    model: type[models.Model]
    names: tuple[str, ...]


def part(model: type[models.Model], names: str) -> Part:
    """The names in the order in which the model takes them."""
    wanted = names.split()
    return Part(model, tuple(field.attname for field in model._meta.concrete_fields if field.attname in wanted))


OWN: Final = part(
    Answer, "id turn_id number asked text revision writer writer_count spoken_upto status clock_started_at seconds"
)
PARENTS: Final = [
    part(Turn, "id session_id position panelist_id seat asked_by kind competency_id"),
    part(PracticeSession, "id round_id mode manner length seed status language"),
    part(PromotionRound, "id candidate_id"),
    part(Candidate, "id user_id target_seconds extra_time may_be_interrupted uses_shortcuts keep_recordings_days"),
]
SITTING: Final = part(Panelist, "id round_id seat name title look place")


def columns(parts: Sequence[Part]) -> str:
    return ", ".join(f"{model._meta.db_table}.{name}" for model, names in parts for name in names)


#: Counted, since PostgreSQL would make an EXISTS one more table to plan the joins of.
ASKED_NOW: Final = f"""
    SELECT {columns([OWN, *PARENTS])} FROM interviews_practicesession
    JOIN interviews_promotionround ON interviews_promotionround.id = interviews_practicesession.round_id
    JOIN interviews_candidate ON interviews_candidate.id = interviews_promotionround.candidate_id
    JOIN interviews_turn ON interviews_turn.session_id = interviews_practicesession.id
    JOIN interviews_answer ON interviews_answer.turn_id = interviews_turn.id
    WHERE interviews_practicesession.id = %s AND interviews_candidate.user_id = %s AND (
        SELECT COUNT(*) FROM interviews_answer AS asked
        WHERE asked.turn_id = interviews_turn.id AND asked.status = 'open'
    ) > 0
    ORDER BY interviews_answer.number
"""  # noqa: S608 (names of columns, written above)
AT_THE_TABLE: Final = f"""
    SELECT {columns([SITTING])} FROM interviews_panelist WHERE round_id = %s ORDER BY place, id
"""  # noqa: S608


def asked_now(*, user: int, session: int) -> list[Answer]:
    """What was said to the question being asked in this user's session, the open answer last; nothing where none is.

    Each has its turn, session, round and candidate.
    """
    rows = rows_of(ASKED_NOW, session, user) if session <= LARGEST_KEY else []
    if not rows:
        return []
    width = len(OWN.names)
    turn = turn_from(rows[0][width:])
    answers = [made(OWN, row[:width]) for row in rows]
    for answer in answers:
        answer.turn = turn
    return answers


def turn_from(row: Sequence[Any]) -> Turn:
    values = iter(row)
    turn, session, a_round, candidate = (made(each, [next(values) for _ in each.names]) for each in PARENTS)
    turn.session, session.round, a_round.candidate = session, a_round, candidate
    return cast(Turn, turn)


def panelists_of(round: int) -> list[Panelist]:
    return [made(SITTING, row) for row in rows_of(AT_THE_TABLE, round)]


def rows_of(statement: str, *values: int | str | None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cast(list[tuple[Any, ...]], cursor.fetchall())


def made(part: Part, row: Sequence[Any]) -> Any:  # noqa: ANN401
    """An instance with these fields and the others deferred, as the ORM makes it."""
    values = [convert(value) for convert, value in zip(converters(part), row, strict=True)]
    return part.model.from_db(connection.alias, part.names, values)


@lru_cache(maxsize=16)
def converters(part: Part) -> list[Callable[[Any], Any]]:
    """For each column, from what the database keeps to what the model wants."""
    return [converter(part.model._meta.get_field(name.removesuffix("_id"))) for name in part.names]


def converter(field: Any) -> Callable[[Any], Any]:  # noqa: ANN401
    column = field.get_col(field.model._meta.db_table)
    steps = [*connection.ops.get_db_converters(column), *field.get_db_converters(connection)]

    def convert(value: Any) -> Any:  # noqa: ANN401
        for step in steps:
            value = step(value, column, connection)
        return value

    return convert if steps else lambda value: value
