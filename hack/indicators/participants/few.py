"""What is not told outside the city: how many persons there are while they are so few that one could tell who."""

import re
from collections.abc import Iterable

from hack.indicators.participants.definition import Counted
from hack.indicators.participants.forecast import Point
from hack.indicators.participants.models import ParticipantChange
from hack.indicators.participants.queries import PLATFORM
from hack.indicators.participants.standing import Standing, State

FEWEST = 3
"""Fewer persons than this are not told."""
WHY = f"{FEWEST}人に満たない人数は公開していません。"
COUNTED_HERE = re.compile(rf"([0-9,]+)\({PLATFORM}\)")


def is_few(number: int, who: Counted) -> bool:
    """Whether a number is of persons, and of so few."""
    return who is Counted.PERSONS and number < FEWEST


def stand_outside(stand: Standing, who: Counted, *, few_now: bool = False) -> Standing:
    """The term as it is told outside: without what this platform has counted, and all that follows from it, while those are few.

    few_now: whether nothing is foreseen outside because there are few today.
    """
    actual = stand.actual
    if few_now and stand.state is State.OPEN:
        stand = stand._replace(why=WHY)
    if actual is None or not is_few(actual.number if actual.platform is None else actual.platform, who):
        return stand
    if actual.by_hand:
        return stand._replace(actual=actual._replace(platform=None), expected=None, margin=None)
    return stand._replace(actual=None, gap=None, expected=None, margin=None, why=WHY)


def growth_outside(grown: Iterable[Point], who: Counted) -> list[Point]:
    """The growth as it is told outside: without the days on which there were few."""
    return [point for point in grown if not is_few(point[1], who)]


def puts_few_right(change: ParticipantChange) -> bool:
    """Whether an actual by hand took the place of so few persons as this platform had counted: what was before is not told outside then."""
    counted = COUNTED_HERE.fullmatch(change.before)
    of_persons = f"({Counted.PERSONS.label}、" in change.after
    return of_persons and counted is not None and is_few(int(counted[1].replace(",", "")), Counted.PERSONS)
