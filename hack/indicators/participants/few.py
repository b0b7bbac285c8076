"""What is not told outside the city: how many persons there are while they are so few that one could tell who. Plain Python."""

from collections.abc import Iterable

from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import Point
from hack.indicators.participants.standing import Standing

FEWEST = 3
"""Fewer persons than this are not told."""
WHY = f"{FEWEST}人に満たない人数は公開していません。"


def is_few(number: int, who: Counted) -> bool:
    """Whether a number is of persons, and of so few."""
    return who is Counted.PERSONS and number < FEWEST


def stand_outside(stand: Standing, who: Counted) -> Standing:
    """The term as it is told outside: without what this platform has counted, and all that follows from it, while those are few."""
    actual = stand.actual
    if actual is None or not is_few(actual.number if actual.platform is None else actual.platform, who):
        return stand
    if actual.by_hand:
        return stand._replace(actual=actual._replace(platform=None), expected=None, margin=None)
    return stand._replace(actual=None, gap=None, expected=None, margin=None, why=WHY)


def growth_outside(grown: Iterable[Point], who: Counted) -> list[Point]:
    """The growth as it is told outside: without the days on which there were few."""
    return [point for point in grown if not is_few(point[1], who)]
