"""How the people at the table are drawn."""

from hypothesis import given
from hypothesis import strategies as st

from interviews.rules.looks import LOOKS, MEN, WOMEN, looks


def test_a_title_says_who_it_is_not() -> None:
    boss, hr, ceo = looks([("Dana", None), ("Ms Lindt", None), ("Mr. Ortiz", None)])
    assert boss == 0
    assert hr in WOMEN
    assert ceo in MEN


def test_what_was_chosen_stays_even_where_two_look_alike() -> None:
    assert looks([("Mr Ortiz", 4), ("Ms Lindt", 4)]) == (4, 4)


def test_who_was_not_chosen_for_makes_room_for_a_later_one_who_was() -> None:
    assert looks([("Ms Lindt", None), ("Dana", 2)]) == (4, 2)
    assert looks([("Dana", None), ("Eva", 0), ("Iva", None)]) == (1, 0, 2)


@given(st.lists(st.text(max_size=12), min_size=2, max_size=5))
def test_whatever_they_are_called_each_can_be_drawn_and_told_apart(names: list[str]) -> None:
    found = looks([(name, None) for name in names])
    assert set(found) <= set(range(LOOKS))
    untitled = looks([("", None) for _ in names])
    assert len(set(untitled)) == len(names)
