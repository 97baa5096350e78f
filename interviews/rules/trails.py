"""Where the marks of a small chart lie: values from practice to practice, none of them added up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

#: The drawing's own units.
WIDTH: Final = 320
HEIGHT: Final = 128
#: Around the marks: numbers to the left, rounds above, days below.
LEFT, RIGHT, TOP, BOTTOM = 30, 14, 24, 26
#: Between marks that would lie on each other, and the most that all of them may take.
APART: Final = 8.0
WIDEST: Final = 24.0
#: A round's name needs this much room before the next one's.
ROOM_FOR_A_NAME: Final = 52.0
#: Of the scale: so far apart do two numbers beside it have to be.
ROOM_FOR_A_NUMBER: Final = 0.15
#: What the kinds of a real interview begin with.
REAL: Final = "real_"


@dataclass(frozen=True, slots=True)
class Event:
    """A place on the axis: a practice, or a real interview. `day` is short, for the axis; `when` for the table."""

    when: str
    day: str
    round: str


@dataclass(frozen=True, slots=True)
class Value:
    """`kind` says how it is drawn: own, other, before, after, real_before, real_after. `about` pairs two of them."""

    place: int
    value: float
    kind: str
    who: str = ""
    about: object = None


@dataclass(frozen=True, slots=True)
class Axis:
    """What lies below all charts of a page: days, and where each round begins."""

    events: Sequence[Event]
    starts: list[tuple[float, str]]
    names: list[tuple[float, str]]

    @property
    def first(self) -> str:
        return self.events[0].day if self.events else ""

    @property
    def last(self) -> str:
        return self.events[-1].day if len(self.events) > 1 else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """One chart. `shapes` holds for each kind the path of all its marks."""

    label: str
    axis: Axis
    scale: list[tuple[float, str]]
    shapes: dict[str, str]
    line: str = ""
    gaps: str = ""
    seat: str = ""
    spoken: Mapping[str, list[float]] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[str, list[list[Value]]]] = field(default_factory=list)


def axis(events: Sequence[Event]) -> Axis:
    starts, names, at = [], [], 0
    stretches = [(name, len(list(stretch))) for name, stretch in groupby(events, key=lambda event: event.round)]
    for name, length in stretches:
        x = half_way(at, len(events))
        ends = half_way(at + length, len(events))
        if at:
            starts.append((x, name))
        if len(stretches) > 1 and ends - x >= ROOM_FOR_A_NAME:
            names.append((x + 4 if at else x, name))
        at += length
    return Axis(events, starts, names)


def trail(
    label: str,
    values: Iterable[Value],
    *,
    on: Axis,
    low: float,
    high: float,
    marks: Sequence[float],
    joins: str = "",
    seat: str = "",
) -> Trail:
    """`marks` are the numbers beside the scale; the values of the kind `joins` are joined by a line.

    A value off the scale widens it.
    """
    listed = sorted(values, key=lambda each: (each.place, each.value))
    numbers = [each.value for each in listed]
    low, high = min([low, *numbers]), max([high, *numbers])
    written = [*marks, high] if (high - marks[-1]) > ROOM_FOR_A_NUMBER * (high - low) else marks
    placed = spread(listed, on, low, high)
    kinds = {each.kind.removeprefix(REAL) for each in listed}
    columns = [kind for kind in DRAWN if kind in kinds]
    joined = [f"{x:g},{y:g}" for each, x, y in placed if each.kind == joins]
    return Trail(
        label=label,
        axis=on,
        scale=[(down(mark, low, high), f"{mark:g}") for mark in written],
        shapes=shapes(placed),
        line=" ".join(joined) if len(joined) > 1 else "",
        gaps=gaps(placed),
        seat=seat,
        spoken=by_kind(listed),
        columns=columns,
        rows=rows(listed, on, columns),
    )


def across(place: float, count: int) -> float:
    share = place / (count - 1) if count > 1 else 0.5
    return round(LEFT + 8 + (WIDTH - LEFT - RIGHT - 16) * share, 1)


def half_way(place: int, count: int) -> float:
    """Between a place and the one before it; the ends of the drawing at either end."""
    if place == 0 or count < 2:
        return LEFT
    return WIDTH - RIGHT if place >= count else across(place - 0.5, count)


def down(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share, 1)


def spread(values: Sequence[Value], on: Axis, low: float, high: float) -> list[tuple[Value, float, float]]:
    """Each with its x and y. Those that say the same in one practice lie side by side, one's own to the left."""
    order = {"own": 0, "other": 1}
    placed = []
    for (place, number), same in groupby(values, key=lambda each: (each.place, each.value)):
        several = sorted(same, key=lambda each: order.get(each.kind, 0))
        step = min(APART, WIDEST / (len(several) - 1)) if len(several) > 1 else 0
        x, y = across(place, len(on.events)), down(number, low, high)
        for nth, each in enumerate(several):
            placed.append((each, round(x + step * (nth - (len(several) - 1) / 2), 1), y))
    return placed


DRAWN: Final = {
    "own": "M{x:g} {y:g}m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0",
    "before": "M{x:g} {y:g}m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0",
    "after": "M{x:g} {y:g}m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0",
    "other": "M{x:g} {y:g}m-4.5 0l4.5-4.5 4.5 4.5-4.5 4.5z",
    "real_before": "M{x:g} {y:g}m-4-4h8v8h-8z",
    "real_after": "M{x:g} {y:g}m-4-4h8v8h-8z",
}


def shapes(placed: Iterable[tuple[Value, float, float]]) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for each, x, y in placed:
        found.setdefault(each.kind, []).append(DRAWN[each.kind].format(x=x, y=y))
    return {kind: "".join(paths) for kind, paths in found.items()}


def gaps(placed: Iterable[tuple[Value, float, float]]) -> str:
    """From each mark to the others that are about the same thing and say something else."""
    about: dict[object, list[tuple[float, float]]] = {}
    for each, x, y in placed:
        if each.about is not None:
            first = each.kind in {"own", "before", "real_before"}
            about.setdefault(each.about, []).insert(0 if first else 10**6, (x, y))
    return "".join(
        f"M{points[0][0]:g} {points[0][1]:g}L{x:g} {y:g}"
        for points in about.values()
        for x, y in points[1:]
        if y != points[0][1]
    )


def by_kind(values: Iterable[Value]) -> dict[str, list[float]]:
    listed = list(values)
    found = {kind: [each.value for each in listed if each.kind == kind] for kind in DRAWN}
    return {kind: numbers for kind, numbers in found.items() if numbers}


def rows(values: Iterable[Value], on: Axis, columns: Sequence[str]) -> list[tuple[str, list[list[Value]]]]:
    """For a table: when, and what there is in each column. The real interview has a row of its own, not a column."""
    found = []
    for place, there in groupby(values, key=lambda each: each.place):
        cells = list(there)
        in_columns = [[each for each in cells if each.kind.removeprefix(REAL) == column] for column in columns]
        found.append((on.events[place].when, in_columns))
    return found
