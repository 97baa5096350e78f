"""The library of goals and questions."""

import pytest

from interviews.choices import SEATS
from interviews.rules.goals import GOALS, MOST_GOALS, QUESTIONS


@pytest.mark.parametrize("library", [GOALS, QUESTIONS])
def test_every_seat_has_more_to_choose_from_than_one_needs_and_nothing_twice(
    library: dict[str, tuple[str, ...]],
) -> None:
    texts = [text for seat in SEATS for text in library[seat]]
    assert len(texts) == len(set(texts)) >= 24
    assert all(len(library[seat]) > MOST_GOALS for seat in SEATS)


def test_questions_are_questions_and_goals_are_sentences() -> None:
    assert all(text.endswith("?") for texts in QUESTIONS.values() for text in texts)
    assert all(text.endswith(".") for texts in GOALS.values() for text in texts)


def test_the_two_questions_that_open_doors_are_among_them() -> None:
    said = " ".join(text for texts in QUESTIONS.values() for text in texts)
    assert "What is coming up in the company" in said
    assert "any other openings" in said
