"""How long a practice takes."""

from math import ceil
from typing import Final

#: A follow-up is expected to take half as long as its question.
FOLLOW_UP_SHARE: Final = 0.5
#: Seconds to take a question in before answering it.
SETTLING_SECONDS: Final = 30
#: Times its target, and an answer is a ramble.
INTERRUPTED_AFTER: Final = 2
#: Questions that come back, in one practice: about twenty minutes.
WEAK_SPOTS_LENGTH: Final = 6
#: "Ten minutes' notice" of an interview does happen (MISSION, row 9).
DRILL_SECONDS: Final = 600


def target_of(number: int, target_seconds: int) -> int:
    """Seconds for the answer to a question (number 0) or to one of its follow-ups, given the target for a question."""
    return round(target_seconds * FOLLOW_UP_SHARE) if number else target_seconds


def questions_in(minutes: int, target_seconds: int) -> int:
    """How many questions fit into so many minutes; one at least."""
    fitting = (count for count in range(1, minutes + 1) if about_minutes(count, target_seconds) <= minutes)
    return max(fitting, default=1)


def about_minutes(questions: int, target_seconds: int) -> int:
    """Minutes that so many questions take, each with one follow-up."""
    each = SETTLING_SECONDS + target_of(0, target_seconds) + target_of(1, target_seconds)
    return ceil(questions * each / 60)
