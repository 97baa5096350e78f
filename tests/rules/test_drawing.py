"""What a person who sits the interview, or who fills the bank, would notice of the running order."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise, permutations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.choices import KINDS, SEATS
from interviews.rules.drawing import (
    DEFAULT_LENGTH,
    BankTooSmall,
    Drawn,
    QuestionFacts,
    draw,
    is_forward_looking,
)

PRESET = ("boss", "hr_director", "ceo")
COMPETENCIES = ("results", "judgement", "people", "influence", "business", "change", "presence")
THEMES = ("", "why_apply", "first_90_days", "cover", "ten_minutes_notice", "questions_for_panel")


def question(id: int, **facts: object) -> QuestionFacts:
    plain: dict[str, object] = {"seat": "", "kind": "behavioural", "competency": "results"}
    return QuestionFacts(id=id, **(plain | facts))  # type: ignore[arg-type]


def ample_bank(size: int = 330) -> list[QuestionFacts]:
    """Every seat with every kind and theme, and every competency, over and over."""
    return [
        question(
            number,
            seat=("", *SEATS)[number % 5],
            kind=KINDS[number % 6],
            competency=COMPETENCIES[number % 7],
            theme=THEMES[number % 11] if number % 11 < 6 else "",
        )
        for number in range(size)
    ]


def small_bank() -> list[QuestionFacts]:
    """Just enough for the preset panel: each question is needed, and most can be asked by one seat only."""
    return [
        question(1, seat="ceo", kind="motivation", competency=""),
        question(2, seat="ceo", competency="results"),
        question(3, seat="boss", kind="objection", competency="judgement"),
        question(4, seat="boss", competency="people"),
        question(5, seat="hr_director", kind="situational", competency="influence"),
        question(6, seat="", competency="business"),
        question(7, seat="hr_director", kind="closing", competency=""),
    ]


def drawn_questions(bank: Sequence[QuestionFacts], order: Sequence[Drawn]) -> list[QuestionFacts]:
    by_id = {item.id: item for item in bank}
    return [by_id[drawn.question_id] for drawn in order]


def missing(bank: Sequence[QuestionFacts], **how: object) -> str:
    arguments: dict[str, object] = {"seats": PRESET, "mode": "full_panel", "length": DEFAULT_LENGTH, "seed": 1}
    with pytest.raises(BankTooSmall) as caught:
        draw(bank, **(arguments | how))  # type: ignore[arg-type]
    return " ".join(str(wording) for wording in caught.value.missing)


panels = st.lists(st.sampled_from(SEATS), min_size=2, max_size=5)


@given(seats=panels, length=st.integers(0, 14), seed=st.integers())
@settings(max_examples=60, deadline=None)
def test_a_full_panel_is_a_whole_interview(seats: list[str], length: int, seed: int) -> None:
    bank = ample_bank()
    order = draw(bank, seats=seats, mode="full_panel", length=length, seed=seed)
    asked = drawn_questions(bank, order)
    before = asked[:-1]

    assert len(before) == max(length, 2 * len(seats))
    assert (asked[0].kind, asked[0].theme) == ("motivation", "why_apply")
    assert [item.kind for item in asked].count("closing") == 1
    assert asked[-1].kind == "closing"
    assert any(item.kind == "objection" for item in before)
    assert any(is_forward_looking(item) for item in before)
    assert len({item.competency for item in before}) >= min(5, len(before) - 1)
    assert len({item.id for item in asked}) == len(asked)


@given(seats=panels, length=st.integers(0, 14), seed=st.integers())
@settings(max_examples=60, deadline=None)
def test_everybody_takes_turns_and_asks_what_is_theirs(seats: list[str], length: int, seed: int) -> None:
    bank = ample_bank()
    order = draw(bank, seats=seats, mode="full_panel", length=length, seed=seed)
    places = [drawn.place for drawn in order]

    assert all(count >= 2 for count in Counter(places[:-1]).values())
    assert set(places) == set(range(len(seats)))
    assert all(first != second for first, second in pairwise(places[:-1]))
    for drawn, item in zip(order, drawn_questions(bank, order), strict=True):
        assert drawn.seat == seats[drawn.place]
        assert item.seat in ("", drawn.seat)


@pytest.mark.parametrize("mode", ["full_panel", "one_seat", "ten_minute_drill"])
@given(seed=st.integers(), shuffling=st.integers())
@settings(max_examples=20, deadline=None)
def test_the_same_seed_gives_the_same_interview_in_whatever_order_the_bank_is_read(
    mode: str, seed: int, shuffling: int
) -> None:
    bank = ample_bank()
    shuffled = Random(shuffling).sample(bank, len(bank))
    assert draw(bank, seats=PRESET, mode=mode, length=6, seed=seed) == draw(
        shuffled, seats=PRESET, mode=mode, length=6, seed=seed
    )


def test_another_seed_gives_another_interview() -> None:
    interviews = {tuple(draw(ample_bank(), seats=PRESET, mode="full_panel", length=6, seed=seed)) for seed in range(20)}
    assert len(interviews) > 15


def test_whoever_can_ask_for_the_reasons_may_open_and_the_objection_moves_about() -> None:
    bank = ample_bank()
    interviews = [draw(bank, seats=PRESET, mode="full_panel", length=6, seed=seed) for seed in range(40)]
    assert {order[0].seat for order in interviews} == set(PRESET)
    places = {[item.kind for item in drawn_questions(bank, order)].index("objection") for order in interviews}
    assert len(places) > 2


@pytest.mark.parametrize("mode", ["full_panel", "one_seat", "ten_minute_drill"])
def test_what_was_seen_waits_until_the_unseen_is_used_up(mode: str) -> None:
    fresh = ample_bank()
    seen = [question(1000 + item.id, seat=item.seat, kind=item.kind, competency=item.competency, theme=item.theme,
                     last_seen=date(2026, 1, 5)) for item in fresh]  # fmt: skip
    for seed in range(10):
        order = draw([*seen, *fresh], seats=PRESET, mode=mode, length=6, seed=seed)
        assert all(drawn.question_id < 1000 for drawn in order)


def test_of_the_seen_the_one_longest_ago_comes_first() -> None:
    bank = [question(day, last_seen=date(2026, 1, day)) for day in range(1, 11)]
    bank.append(question(99, kind="closing"))
    order = draw(bank, seats=PRESET, mode="one_seat", length=3, seed=4, one_seat="boss")
    assert {drawn.question_id for drawn in order} == {1, 2, 3, 99}


def test_ten_interviews_in_a_row_repeat_nothing_while_the_bank_lasts() -> None:
    bank = {item.id: item for item in ample_bank(480)}
    openings_and_closings_aside: list[int] = []
    for day in range(1, 11):
        order = draw(list(bank.values()), seats=PRESET, mode="full_panel", length=6, seed=day)
        openings_and_closings_aside += [drawn.question_id for drawn in order[1:-1]]
        for drawn in order:
            old = bank[drawn.question_id]
            bank[old.id] = question(old.id, seat=old.seat, kind=old.kind, competency=old.competency,
                                    theme=old.theme, last_seen=date(2026, 2, day))  # fmt: skip
    assert len(set(openings_and_closings_aside)) == len(openings_and_closings_aside)


def test_a_theme_comes_up_once_while_there_are_others() -> None:
    bank = [question(number, theme="cover") for number in range(20)]
    bank += [question(100 + number, theme=f"theme {number}") for number in range(6)]
    bank.append(question(200, kind="closing"))
    order = draw(bank, seats=PRESET, mode="one_seat", length=6, seed=3, one_seat="ceo")
    themes = [item.theme for item in drawn_questions(bank, order)]
    assert themes.count("cover") <= 1


def test_objections_do_not_take_over() -> None:
    bank = [question(number, kind="objection", competency=COMPETENCIES[number % 7]) for number in range(100)]
    bank += [question(100 + number, competency=COMPETENCIES[number % 7]) for number in range(7)]
    bank += [question(200, kind="motivation"), question(201, kind="situational"), question(202, kind="closing")]
    for seed in range(10):
        order = draw(bank, seats=PRESET, mode="full_panel", length=6, seed=seed)
        kinds = [item.kind for item in drawn_questions(bank, order)]
        assert kinds.count("objection") <= 2


def test_a_bank_that_is_just_large_enough_is_enough() -> None:
    for seed in range(30):
        order = draw(small_bank(), seats=PRESET, mode="full_panel", length=6, seed=seed)
        assert {drawn.question_id for drawn in order} == set(range(1, 8))


@pytest.mark.parametrize(
    ("without", "complaint"),
    [
        (1, "why somebody wants the role"),
        (3, "No question that this panel could ask is an objection"),
        (5, "looks ahead"),
        (6, "test 4 different skills (competencies); this interview needs 5"),
    ],
)
def test_a_bank_too_small_says_what_is_missing(without: int, complaint: str) -> None:
    assert complaint in missing([item for item in small_bank() if item.id != without])


def test_a_bank_without_a_closing_question_makes_an_interview_without_one() -> None:
    bank = [item for item in small_bank() if item.kind != "closing"]
    order = draw(bank, seats=PRESET, mode="full_panel", length=6, seed=1)
    assert {drawn.question_id for drawn in order} == {1, 2, 3, 4, 5, 6}

    alone = draw([question(number) for number in range(9)] + [question(20, seat="ceo", kind="closing")],
                 seats=PRESET, mode="one_seat", length=4, seed=1, one_seat="hr_director")  # fmt: skip
    assert [drawn.seat for drawn in alone] == ["hr_director"] * 4
    assert 20 not in {drawn.question_id for drawn in alone}


def test_a_seat_without_questions_is_named() -> None:
    bank = [item for item in ample_bank() if item.seat not in ("", "ceo")]
    assert "the CEO could ask: the bank has 0, this interview needs 2" in missing(bank)
    assert "the boss could ask: the bank has 1, this interview needs 6" in missing(
        [question(1, seat="boss"), question(2, kind="closing")], mode="one_seat", one_seat="boss"
    )
    assert "the CEO could ask: the bank has 0, this interview needs 1" in missing(bank, mode="ten_minute_drill")


def test_an_empty_bank_lists_everything_at_once() -> None:
    with pytest.raises(BankTooSmall) as caught:
        draw([], seats=PRESET, mode="full_panel", length=6, seed=1)
    assert len(caught.value.missing) == 7


def test_questions_that_all_seats_must_share_are_not_asked_twice() -> None:
    bank = [question(number, competency=COMPETENCIES[number % 7]) for number in range(4)]
    bank += [question(10, kind="motivation"), question(11, kind="closing", competency="change"),
             question(12, kind="objection", competency="change", theme="first_90_days")]  # fmt: skip
    order = draw(bank, seats=("boss", "ceo", "hr_director"), mode="full_panel", length=6, seed=5)
    assert len({drawn.question_id for drawn in order}) == 7
    assert "too few different" in missing(bank[1:])


def test_one_seat_asks_everything_and_closes() -> None:
    bank = ample_bank()
    order = draw(bank, seats=PRESET, mode="one_seat", length=4, seed=8, one_seat="hr_director")
    assert [drawn.seat for drawn in order] == ["hr_director"] * 5
    assert [drawn.place for drawn in order] == [1] * 5
    assert [item.kind == "closing" for item in drawn_questions(bank, order)] == [False] * 4 + [True]


@pytest.mark.parametrize("mode", ["full_panel", "one_seat"])
def test_an_interview_that_was_announced_does_not_speak_of_short_notice(mode: str) -> None:
    bank = ample_bank()
    for seed in range(20):
        order = draw(bank, seats=PRESET, mode=mode, length=6, seed=seed)
        assert "ten_minutes_notice" not in {item.theme for item in drawn_questions(bank, order)}


def test_the_drill_has_one_question_from_each_and_likes_those_about_short_notice() -> None:
    bank = ample_bank()
    seats = ("ceo", "boss", "other", "other")
    drills = [draw(bank, seats=seats, mode="ten_minute_drill", length=6, seed=seed) for seed in range(20)]
    for order in drills:
        assert [drawn.place for drawn in order] == [0, 1, 2, 3]
        assert "closing" not in {item.kind for item in drawn_questions(bank, order)}
    themes = [[item.theme for item in drawn_questions(bank, order)] for order in drills]
    assert all(found.count("ten_minutes_notice") == 1 for found in themes)


def test_a_guest_borrows_only_when_nothing_of_his_own_is_left() -> None:
    bank = [item for item in ample_bank() if item.seat not in ("", "other")]
    bank.append(question(900, seat="other", competency="presence"))
    for seed in range(10):
        order = draw(bank, seats=("boss", "other"), mode="full_panel", length=6, seed=seed)
        assert 900 in {drawn.question_id for drawn in order if drawn.seat == "other"}
        assert all(item.seat == "boss" for drawn, item in zip(order, drawn_questions(bank, order), strict=True)
                   if drawn.seat == "boss")  # fmt: skip


def test_guests_alone_can_hold_a_panel_with_everybody_elses_questions() -> None:
    bank = [item for item in ample_bank() if item.seat not in ("", "other")]
    order = draw(bank, seats=("other",) * 5, mode="full_panel", length=10, seed=2)
    assert len({drawn.question_id for drawn in order}) == 11


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": ("boss",)},
        {"seats": ("boss",) * 6},
        {"seats": ("boss", "owner")},
        {"mode": "quiz"},
        {"mode": "one_seat", "one_seat": "other"},
    ],
)
def test_a_panel_or_mode_that_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    arguments: dict[str, object] = {"seats": PRESET, "mode": "full_panel", "length": 6, "seed": 1}
    with pytest.raises(ValueError, match=r"seat|panel|mode"):
        draw(ample_bank(), **(arguments | wrong))  # type: ignore[arg-type]


def facts(*kinds: str) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {
            "seat": st.sampled_from(["", "boss", "ceo"]),
            "kind": st.sampled_from(kinds),
            "competency": st.sampled_from(["", *COMPETENCIES[:4]]),
        }
    )


#: Little more than the five questions that the shortest interview needs, asked by anybody.
small_banks = st.tuples(
    facts("motivation"), facts("objection"), facts("situational"), facts("behavioural"), facts("closing"),
    facts(*KINDS), facts(*KINDS), facts(*KINDS),
).map(lambda bank: [question(number, **item) for number, item in enumerate(bank)])  # fmt: skip


def could_be_held(bank: Sequence[QuestionFacts]) -> bool:
    """By trying everything: two seats, four questions and a closing."""
    seats = ("boss", "ceo")
    plain = [item for item in bank if item.kind != "closing"]
    return any(
        four[0].kind == "motivation"
        and any(item.kind == "objection" for item in four[1:])
        and any(is_forward_looking(item) for item in four[1:])
        and len({item.competency for item in four} - {""}) >= 3
        and any(all(item.seat in ("", seats[(turn + start) % 2]) for turn, item in enumerate(four)) for start in (0, 1))
        for four in permutations(plain, 4)
    )


@given(bank=small_banks, seed=st.integers(0, 5))
@settings(max_examples=300, deadline=None)
def test_only_a_bank_that_nobody_could_use_is_called_too_small(bank: list[QuestionFacts], seed: int) -> None:
    try:
        held = len(draw(bank, seats=("boss", "ceo"), mode="full_panel", length=4, seed=seed)) == 5
    except BankTooSmall:
        held = False
    assert held == could_be_held(bank)
