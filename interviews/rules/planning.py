"""When to sit which mock: about nine, spread from today to the day before the interview.

About nine is the efficient dose in simulator trials (clinical samples); spaced practice beats massed practice
(Latimier et al. 2021).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MOCKS: Final = 9
#: Days between two mocks while nobody knows when the interview is.
USUAL_GAP: Final = 3


@dataclass(frozen=True, slots=True)
class Mock:
    """One mock of the plan; `number` counts from 1."""

    number: int
    day: date
    is_done: bool


def plan(done: Sequence[date], *, today: date, interview: date | None) -> list[Mock]:
    """What was done and what is still to come. Nothing on the day of the interview or after it."""
    past = [Mock(number, day, is_done=True) for number, day in enumerate(sorted(done), start=1)]
    start = today + timedelta(days=1) if today in done else today
    days = days_to_come(start, interview, MOCKS - len(past))
    return [*past, *(Mock(number, day, is_done=False) for number, day in enumerate(days, start=len(past) + 1))]


def days_to_come(start: date, interview: date | None, wanted: int) -> list[date]:
    """So many days, or as many as there are, evenly spread."""
    if wanted <= 0:
        return []
    if interview is None:
        return [start + timedelta(days=USUAL_GAP * step) for step in range(wanted)]
    free = (interview - start).days
    count = min(wanted, free)
    if count <= 1:
        return [start] if count == 1 else []
    return [start + timedelta(days=round(step * (free - 1) / (count - 1))) for step in range(count)]
