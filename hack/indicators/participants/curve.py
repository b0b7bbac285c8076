"""Where the points of the growth lie on a drawing: days and numbers in, shares of width and height out. Plain Python."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hack.indicators.participants.forecast import Point
from hack.indicators.participants.standing import Standing

STEPS = (1, 2, 2.5, 5)
"""What a scale may count in, times a power of ten."""
MOST_LEVELS = 5


class Mark(NamedTuple):
    """A point of the drawing: percent from the left and from the top, and what is written at it, and below that."""

    x: float
    y: float
    words: str
    below: str = ""


class Segment(NamedTuple):
    """A straight piece of a line, in percent."""

    x1: float
    y1: float
    x2: float
    y2: float


class Curve(NamedTuple):
    """All that is drawn: levels with their numbers, terms with their names, the growth, what is expected, aims and entered actuals."""

    levels: list[Mark]
    terms: list[Mark]
    borders: list[float]
    grown: list[Segment]
    newest: Mark | None
    expected: list[Segment]
    aims: list[Mark]
    entered: list[Mark]


def curve(stands: Sequence[Standing], grown: Sequence[Point], today: date) -> Curve:
    """The drawing of the terms and the growth up to today, and of what is expected at the ends of terms that are not over.

    It reaches from the beginning of the first term to the end of the last, or to today if that is later.
    """
    first, last = stands[0].term.begins_on, max(stands[-1].term.ends_on, today)
    targets = [(one.term.ends_on, one.target) for one in stands if one.target is not None]
    entered = [(one.actual.day, one.actual.number) for one in stands if one.actual and one.actual.by_hand]
    ahead = [(one.term.ends_on, one.expected) for one in stands if one.expected is not None]
    shown = [(day, number) for day, number in grown if first <= day <= last]
    step, top = scale(max((number for _, number in (*targets, *entered, *ahead, *shown)), default=0))

    def x(day: date) -> float:
        return round(100 * (day - first).days / (last - first).days, 2)

    def y(number: float) -> float:
        return round(100 - 100 * number / top, 2)

    def line(points: Sequence[Point]) -> list[Segment]:
        ends = [(x(day), y(number)) for day, number in points]
        return [Segment(*one, *other) for one, other in zip(ends, ends[1:], strict=False)]

    levels = [Mark(0, y(step * place), f"{step * place:,}") for place in range(top // step + 1)]
    middles = [one.term.begins_on + (one.term.ends_on - one.term.begins_on) / 2 for one in stands]
    return Curve(
        levels=levels,
        terms=[
            Mark(x(day), 100, one.term.code, one.term.era if one.term.given else "")
            for day, one in zip(middles, stands, strict=True)
        ],
        borders=[x(one.term.ends_on) for one in stands],
        grown=line(shown),
        newest=Mark(x(shown[-1][0]), y(shown[-1][1]), f"{shown[-1][1]:,}") if shown else None,
        expected=line([*shown[-1:], *(point for point in ahead if not shown or point[0] > shown[-1][0])]),
        aims=[Mark(x(day), y(number), f"{number:,}") for day, number in targets],
        entered=[Mark(x(day), y(number), f"{number:,}") for day, number in entered],
    )


def scale(most: int) -> tuple[int, int]:
    """In what steps a scale counts up to `most`, and where it ends: a whole number of steps, with room above `most`."""
    power = 1
    while True:
        for step in STEPS:
            wide = int(step * power)
            if wide == step * power and (most // wide + 1) <= MOST_LEVELS:
                return wide, wide * (most // wide + 1)
        power *= 10
