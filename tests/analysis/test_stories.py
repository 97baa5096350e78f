"""The shape of a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews.analysis.stories import has_figure, seconds_to_tell, shares
from interviews.evidence_fields import shares_advised

ADVISED = shares_advised()
PARTS = list(ADVISED)


def test_each_part_has_its_share_beside_what_is_advised() -> None:
    story = {"situation": "In March", "task": "", "action": "I moved it myself that week", "result": "Nine days"}
    assert [(one.part, one.percent, one.low, one.high) for one in shares(story, ADVISED)] == [
        ("situation", 20, 10, 15),
        ("task", 0, 5, 15),
        ("action", 60, 25, 50),
        ("result", 20, 10, 20),
    ]


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_the_shares_make_a_whole(counts: list[int]) -> None:
    story = {part: "word " * count for part, count in zip(PARTS, counts, strict=True)}
    percent = [one.percent for one in shares(story, ADVISED)]
    assert sum(percent) == (100 if any(counts) else 0)
    assert min(percent) >= 0


def test_it_takes_a_minute_for_150_words() -> None:
    assert seconds_to_tell({"action": "word " * 140, "result": "word " * 10}) == 60


@pytest.mark.parametrize("text", ["Complaints fell by a third.", "46 hours to 5", "saved $300", "From six to two"])
def test_story_with_a_measure_has_a_figure(text: str) -> None:
    assert has_figure(text)


@pytest.mark.parametrize("text", ["In March 2024 we moved.", "At 10:30 it stopped.", "I led the move.", ""])
def test_story_with_only_a_date_has_no_figure(text: str) -> None:
    assert not has_figure(text)
