"""When a practised question comes back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.rules.spacing import comes_back

DAY = date(2026, 11, 22)
RATINGS = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 5)), min_size=1, max_size=12).map(
    lambda pairs: [(DAY + timedelta(days=days), rating) for days, rating in sorted(pairs)]
)


def test_the_weaker_the_sooner() -> None:
    days = [comes_back([(DAY, rating)], None) for rating in range(1, 6)]
    assert days == sorted(days)
    assert days[0] == DAY + timedelta(days=1)
    assert days[-1] > days[0]


def test_each_good_answer_makes_the_next_wait_longer() -> None:
    once = comes_back([(DAY, 4)], None)
    twice = comes_back([(DAY, 4), (once, 4)], None)
    assert twice - once > once - DAY


def test_it_comes_back_before_the_interview() -> None:
    assert comes_back([(DAY, 5)], DAY + timedelta(days=3)) == DAY + timedelta(days=2)


def test_an_interview_that_is_over_changes_nothing() -> None:
    assert comes_back([(DAY, 5)], DAY - timedelta(days=3)) == comes_back([(DAY, 5)], None)


def test_nothing_rated_is_an_error() -> None:
    with pytest.raises(ValueError, match="never rated"):
        comes_back([], None)


@given(RATINGS)
def test_it_is_never_due_on_the_day_it_was_rated_and_always_the_same(ratings: list[tuple[date, int]]) -> None:
    due = comes_back(ratings, None)
    assert ratings[-1][0] < due <= ratings[-1][0] + timedelta(days=61)
    assert due == comes_back(ratings, None)
