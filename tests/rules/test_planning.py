"""The plan: about nine mocks, spread, none on the day itself."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from interviews.rules.planning import MOCKS, USUAL_GAP, plan

TODAY = date(2026, 11, 22)
DAYS = st.integers(-5, 200)


def days(**changes: object) -> list[int]:
    given: dict[str, object] = {"done": [], "today": TODAY, "interview": TODAY + timedelta(days=17)}
    return [(mock.day - TODAY).days for mock in plan(**(given | changes))]  # type: ignore[arg-type]


def test_nine_are_spread_evenly_up_to_the_day_before() -> None:
    assert days() == [0, 2, 4, 6, 8, 10, 12, 14, 16]


def test_what_was_done_counts_and_today_is_not_asked_twice() -> None:
    mocks = plan([TODAY, TODAY - timedelta(days=3)], today=TODAY, interview=TODAY + timedelta(days=30))
    assert [mock.is_done for mock in mocks] == [True, True] + [False] * 7
    assert mocks[2].day == TODAY + timedelta(days=1)


def test_little_time_means_fewer() -> None:
    assert days(interview=TODAY + timedelta(days=3)) == [0, 1, 2]
    assert days(interview=TODAY + timedelta(days=1)) == [0]
    assert days(interview=TODAY) == []
    assert days(interview=TODAY - timedelta(days=9)) == []


def test_without_a_date_one_every_few_days() -> None:
    assert days(interview=None) == [USUAL_GAP * step for step in range(MOCKS)]


@given(ahead=DAYS, done=st.lists(st.integers(0, 60), max_size=12))
def test_never_two_on_a_day_never_on_or_after_the_interview(ahead: int, done: list[int]) -> None:
    interview = TODAY + timedelta(days=ahead)
    mocks = plan([TODAY - timedelta(days=n) for n in done], today=TODAY, interview=interview)
    to_come = [mock.day for mock in mocks if not mock.is_done]
    assert len(set(to_come)) == len(to_come)
    assert all(TODAY <= day < interview for day in to_come)
    assert len(to_come) <= max(0, MOCKS - len(done))
    assert [mock.number for mock in mocks] == list(range(1, len(mocks) + 1))
