"""Where the points of a small chart lie: some value from practice to practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: The drawing's own units.
WIDTH: Final = 300
HEIGHT: Final = 72
MARGIN: Final = 10
#: To the left, for the numbers at the ends of the scale.
LEFT: Final = 36


@dataclass(frozen=True, slots=True)
class Point:
    x: float
    y: float
    value: float
    when: str


@dataclass(frozen=True, slots=True)
class Trail:
    """A line through the points. `low` and `high` are the ends of its scale."""

    label: str
    points: list[Point]
    low: float
    high: float
    unit: str = ""
    seat: str = ""

    @property
    def line(self) -> str:
        """For an SVG polyline."""
        return " ".join(f"{point.x:g},{point.y:g}" for point in self.points)

    @property
    def values(self) -> list[float]:
        return [point.value for point in self.points]


def trail(
    label: str,
    values: Sequence[tuple[int, float]],
    *,
    days: Sequence[str],
    low: float,
    high: float,
    unit: str = "",
    seat: str = "",
) -> Trail:
    """`values` are (place among the practices, value); `days` says when each was. A value off the scale widens it."""
    numbers = [value for _place, value in values]
    low, high = min([low, *numbers]), max([high, *numbers])
    points = [
        Point(round(across(place, len(days)), 1), round(down(value, low, high), 1), value, days[place])
        for place, value in values
    ]
    return Trail(label, points, low, high, unit, seat)


def across(place: int, count: int) -> float:
    return LEFT + (WIDTH - LEFT - MARGIN) * (place / (count - 1) if count > 1 else 0.5)


def down(value: float, low: float, high: float) -> float:
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * ((value - low) / (high - low) if high > low else 0.5)
