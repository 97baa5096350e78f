"""A large bank is drawn from by a sample: as quick, as varied, and never called too small where it is not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviews.models import Kind, Mode, PromotionRound, Question, Seat, User
from interviews.services import running_order
from interviews.services.running_order import Choice, askable_in, drawn_for, sampled
from tests.conftest import NOW, make_bank, make_competency, make_full_bank, make_question, make_round

SEATS = [Seat.BOSS, Seat.HR_DIRECTOR, Seat.CEO]
FULL = Choice(mode=Mode.FULL_PANEL, length=6)


@pytest.fixture
def a_round(ana: User) -> PromotionRound:
    """Beside a bank that any mode can draw from, one with nothing but the boss's questions about one thing."""
    make_full_bank()
    return make_round(ana)


def add(count: int) -> None:
    bank, results = make_bank("large"), make_competency("results")
    Question.objects.bulk_create(
        Question(
            bank=bank, code=f"large-{n}", text=f"Case {n}?", seat=Seat.BOSS, kind=Kind.BEHAVIOURAL, competency=results
        )
        for n in range(count)
    )


def test_large_bank_is_not_read_whole(a_round: PromotionRound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_order, "LARGE_BANK", 100)
    add(400)
    with CaptureQueriesContext(connection) as few:
        rows = sampled(askable_in(a_round), SEATS, "", 7)
    assert len([row for row in rows if row[1] == Seat.BOSS and row[2] == Kind.BEHAVIOURAL]) == running_order.SAMPLE
    add_more = [
        Question(bank=make_bank("larger"), code=f"more-{n}", text=f"More {n}?", seat=Seat.BOSS) for n in range(400)
    ]
    Question.objects.bulk_create(add_more)
    with CaptureQueriesContext(connection) as many:
        sampled(askable_in(a_round), SEATS, "", 7)
    assert len(many) <= len(few)


def test_same_seed_gives_same_interview_from_large_bank(
    a_round: PromotionRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running_order, "LARGE_BANK", 100)
    add(400)
    drawn = [drawn_for(a_round, FULL, SEATS, seed) for seed in (7, 7, 8)]
    assert drawn[0] == drawn[1]
    assert drawn[0] != drawn[2]


def test_small_bank_is_read_whole(a_round: PromotionRound) -> None:
    with CaptureQueriesContext(connection) as queries:
        drawn_for(a_round, FULL, SEATS, 7)
    assert len(queries) < 6


def test_rare_competencies_are_found_where_the_sample_misses_them(
    a_round: PromotionRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All that a full panel needs but one thing is frequent; that one thing is rare."""
    monkeypatch.setattr(running_order, "LARGE_BANK", 10)
    monkeypatch.setattr(running_order, "SAMPLE", 1)
    drawn = drawn_for(a_round, FULL, SEATS, 3)
    asked = Question.objects.filter(pk__in=[each.question_id for each in drawn])
    assert asked.values("competency").distinct().count() >= 5


@pytest.mark.parametrize("seed", [1, 2, 7, 8, 9])
def test_sample_of_large_bank_has_what_the_interview_is_about(
    a_round: PromotionRound, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    monkeypatch.setattr(running_order, "LARGE_BANK", 100)
    add(400)
    rare = make_question("rare", bank=make_bank("large"), seat=Seat.BOSS, kind=Kind.BEHAVIOURAL, theme="kudos")
    assert rare.pk in {row[0] for row in sampled(askable_in(a_round), SEATS, "proof", seed)}


def test_questions_not_seen_lately_come_first(a_round: PromotionRound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_order, "LARGE_BANK", 100)
    add(400)
    from tests.services.test_practice import start

    first = start(a_round, now=NOW)
    asked = set(first.turns.values_list("question", flat=True))
    answered = [turn.answers.create(asked=turn.text, status="given", text="x") for turn in first.turns.all()]
    assert answered
    boss = {each.question_id for each in drawn_for(a_round, FULL, SEATS, 7) if each.seat == Seat.BOSS}
    assert not boss & asked
