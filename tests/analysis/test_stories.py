"""The shape of a story."""

from hypothesis import given
from hypothesis import strategies as st

from interviews.analysis.stories import seconds_to_tell, shares

PARTS = ["situation", "task", "action", "result"]


def test_each_part_has_its_share_beside_what_is_advised() -> None:
    story = {"situation": "In March", "task": "", "action": "I moved it myself that week", "result": "Nine days"}
    assert [(one.part, one.percent, one.low, one.high) for one in shares(story)] == [
        ("situation", 20, 10, 15),
        ("task", 0, 5, 15),
        ("action", 60, 25, 50),
        ("result", 20, 10, 20),
    ]


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_the_shares_make_a_whole(counts: list[int]) -> None:
    story = {part: "word " * count for part, count in zip(PARTS, counts, strict=True)}
    percent = [one.percent for one in shares(story)]
    assert sum(percent) == (100 if any(counts) else 0)
    assert min(percent) >= 0


def test_it_takes_a_minute_for_150_words() -> None:
    assert seconds_to_tell({"action": "word " * 140, "result": "word " * 10}) == 60
