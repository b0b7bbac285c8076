"""The days on which the city's offices work: not on Saturdays, Sundays, national holidays, and from 29 December to 3 January."""

from collections.abc import Iterator
from datetime import date, timedelta

import jpholiday

TURN_OF_THE_YEAR = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}
"""Month and day on which offices are closed by the city's ordinance, beside the national holidays."""


def is_working_day(day: date) -> bool:
    """Whether the offices work on `day`."""
    return day.weekday() < 5 and (day.month, day.day) not in TURN_OF_THE_YEAR and not jpholiday.is_holiday(day)


def working_day_after(day: date, count: int) -> date:
    """The working day that is `count` (at least 1) working days after `day`, which itself is not counted."""
    days = _working_days_after(day)
    for _ in range(count - 1):
        next(days)
    return next(days)


def _working_days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        if is_working_day(day):
            yield day
