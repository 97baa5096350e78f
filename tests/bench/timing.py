"""A figure beside its reference, taken in turns so that a busy machine slows both."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any, Final, NamedTuple

WARM_UP: Final = 10
"""Calls before the first that counts: templates are compiled, connections opened, caches filled."""
Call = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`ours` and `reference` are in the unit that `name` ends with; the budget is the highest ratio allowed."""

    name: str
    ours: float
    reference: float
    budget: float

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def is_within(self) -> bool:
        return self.ratio <= self.budget

    def row(self) -> dict[str, Any]:
        """As it is written to the JSON file."""
        figures = asdict(self) | {"ratio": self.ratio}
        return {key: round(figure, 3) if isinstance(figure, float) else figure for key, figure in figures.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is measured: rows of bank files, answers of other candidates, questions, and how often; people who type
    at once, and how many drafts each.

    Pages on two databases are asked half as often as a page beside its reference, since there are many.
    """

    rows: int = 10_000
    many_rows: int = 100_000
    few_answers: int = 1_000
    many_answers: int = 1_000_000
    questions: int = 100_000
    loads: int = 5
    requests: int = 200
    people: int = 1_000
    drafts: int = 8


def milliseconds(call: Call) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000


def in_turns(ours: Call, reference: Call, *, times: int, warm_up: int = 0) -> tuple[float, float]:
    """The median milliseconds of each, called in turns."""
    for _ in range(warm_up):
        ours()
        reference()
    pairs = [(milliseconds(ours), milliseconds(reference)) for _ in range(times)]
    return median(mine for mine, _ in pairs), median(other for _, other in pairs)


class Took(NamedTuple):
    """Median milliseconds: on the clock, and of this process on a CPU, which others on the machine do not change."""

    wall: float
    cpu: float


def cpu_and_wall(ours: Call, reference: Call, *, times: int, warm_up: int = 0) -> tuple[Took, Took]:
    """Of each, called in turns."""
    for _ in range(warm_up):
        ours()
        reference()
    pairs = [(took(ours), took(reference)) for _ in range(times)]
    return median_of([mine for mine, _ in pairs]), median_of([other for _, other in pairs])


def took(call: Call) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    call()
    return Took((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)


def median_of(times: list[Took]) -> Took:
    return Took(median(each.wall for each in times), median(each.cpu for each in times))
