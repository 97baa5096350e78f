"""Where the marks of a chart lie."""

import re

from hypothesis import given
from hypothesis import strategies as st

from interviews.rules.trails import HEIGHT, WIDTH, Event, Value, axis, trail

PLACES = [Event(f"{day} March 2026", f"{day} Mar 2026", "Round 1" if day < 4 else "Round 2") for day in range(1, 11)]


def ratings(*values: Value) -> dict[str, list[tuple[float, float]]]:
    """For each kind, where its marks begin."""
    chart = trail("Results", values, on=axis(PLACES), low=1, high=5, marks=(1, 3, 5))
    return {kind: starts(path) for kind, path in chart.shapes.items()}


def starts(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)m", path)]


def test_higher_ratings_lie_higher_and_later_practices_to_the_right() -> None:
    (first, second) = ratings(Value(0, 2, "own"), Value(9, 5, "own"))["own"]
    assert first[0] < second[0]
    assert first[1] > second[1]


def test_equal_ratings_of_one_practice_lie_side_by_side_ones_own_first() -> None:
    placed = ratings(Value(3, 4, "other"), Value(3, 4, "own"), Value(3, 4, "own"))
    own, others = placed["own"], placed["other"]
    assert [y for _x, y in own] == [own[0][1]] * 2
    assert own[0][0] < own[1][0] < others[0][0]


def test_a_line_joins_two_ratings_of_one_answer_only_where_they_differ() -> None:
    chart = trail(
        "Results",
        [
            Value(0, 4, "own", about=1),
            Value(0, 2, "other", "Sam", about=1),
            Value(1, 3, "own", about=2),
            Value(1, 3, "other", "Sam", about=2),
            Value(2, 3, "other", "Sam", about=3),
        ],
        on=axis(PLACES),
        low=1,
        high=5,
        marks=(1, 3, 5),
    )
    assert chart.gaps.count("M") == 1
    assert chart.columns == ["own", "other"]
    assert [[len(cell) for cell in cells] for _when, cells in chart.rows] == [[1, 1], [1, 1], [0, 1]]


def test_a_new_round_is_marked_where_it_begins() -> None:
    on = axis(PLACES)
    assert [name for _x, name in on.starts] == ["Round 2"]
    assert [name for _x, name in on.names] == ["Round 1", "Round 2"]
    assert axis(PLACES[5:]).names == []


def test_a_value_off_the_scale_widens_it_and_its_end_is_written() -> None:
    chart = trail("Seconds", [Value(0, 300, "own")], on=axis(PLACES[:1]), low=0, high=120, marks=(0, 60, 120))
    assert [number for _y, number in chart.scale] == ["0", "60", "120", "300"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5), st.sampled_from(["own", "other"])), max_size=80))
def test_every_rating_is_a_mark_inside_the_drawing(values: list[tuple[int, int, str]]) -> None:
    placed = [at for kind in ratings(*(Value(*each) for each in values)).values() for at in kind]
    assert len(placed) == len(values)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in placed)
