"""When a practised question comes back, from how its answers were rated.

Spaced practice beats massed practice; the exact schedule matters little (Latimier et al. 2021), so a well-kept
scheduler decides it (the fsrs package).
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from fsrs import Card, Rating, Scheduler

#: What a rating of 1 to 5 says about remembering: 3 is "as it should be", so it comes back as if known.
REMEMBERED: Final = {1: Rating.Again, 2: Rating.Hard, 3: Rating.Good, 4: Rating.Good, 5: Rating.Easy}
#: Steps are whole days: nobody sits two mocks within ten minutes. No fuzz: the same ratings give the same day.
SCHEDULER: Final = Scheduler(learning_steps=(), relearning_steps=(), maximum_interval=60, enable_fuzzing=False)


def comes_back(ratings: Sequence[tuple[date, int]], interview: date | None) -> date:
    """The day on which a question is due, from its ratings (day, 1 to 5) in the order they were given.

    Before the interview where one is ahead: on the day before at the latest. Raises ValueError without a rating.
    """
    if not ratings:
        raise ValueError("a question that was never rated is never due")
    card = Card(card_id=1)
    for day, rating in ratings:
        card, _log = SCHEDULER.review_card(card, REMEMBERED[rating], datetime.combine(day, time(12), UTC))
    last = ratings[-1][0]
    due = max(card.due.date(), last + timedelta(days=1))
    day_before = interview - timedelta(days=1) if interview else None
    return min(due, day_before) if day_before and day_before > last else due
