"""How many there will be, if it goes on as of late. Days and numbers in, numbers out: no database.

Method: Theil–Sen. Of the last LAST counts, the slope of every pair is taken; their median is the growth, which a single odd month
does not move. The line goes on from the newest count. The quarter of the slopes below and above the median give the margin.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from statistics import median, quantiles
from typing import NamedTuple

LAST = 12
"""From how many counts, the newest, the growth is taken."""
LEAST = 4
"""Fewer counts than this say too little."""
SHORTEST = timedelta(days=85)
"""So do counts that lie within less than three months."""
MONTH = 365.25 / 12
"""The days of a month."""
FURTHEST = timedelta(days=3653)
"""What lies further ahead than ten years is not said."""

Point = tuple[date, int]


class Forecast(NamedTuple):
    """The newest count with its day, and the growth per day: its median, and the quartiles of what it was between any two counts."""

    day: date
    number: int
    slope: float
    low: float
    high: float
    points: int

    @property
    def per_month(self) -> float:
        """The growth in a month."""
        return self.slope * MONTH

    def at(self, day: date) -> int:
        """How many are expected on that day, never fewer than none."""
        return self._ahead(day, self.slope)

    def margin(self, day: date) -> tuple[int, int]:
        """How many are expected if it goes more slowly, and if it goes faster."""
        return self._ahead(day, self.low), self._ahead(day, self.high)

    def reaches(self, number: int) -> date | None:
        """The day on which that many are expected; None where it does not come to that within FURTHEST."""
        if number <= self.number:
            return self.day
        if self.slope <= 0 or (number - self.number) / self.slope > FURTHEST.days:
            return None
        return self.day + timedelta(days=round((number - self.number) / self.slope))

    def _ahead(self, day: date, slope: float) -> int:
        return max(0, round(self.number + slope * (day - self.day).days))


def foresee(points: Sequence[Point]) -> Forecast | None:
    """The forecast from counts by day, in their order, no two on one day; None where they say too little."""
    last = points[-LAST:]
    if len(last) < LEAST or last[-1][0] - last[0][0] < SHORTEST:
        return None
    slopes = [(later[1] - earlier[1]) / (later[0] - earlier[0]).days for earlier, later in combinations(last, 2)]
    low, _, high = quantiles(slopes, n=4, method="inclusive")
    return Forecast(*last[-1], median(slopes), low, high, len(last))
