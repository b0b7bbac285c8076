"""The only clock: moments in UTC, days and fiscal years in Japan."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

JST = ZoneInfo("Asia/Tokyo")
_stopped: ContextVar[datetime | None] = ContextVar("stopped clock", default=None)


def now() -> datetime:
    """This moment, in UTC."""
    return _stopped.get() or datetime.now(UTC)  # noqa: TID251 (the only place that may ask)


def today() -> date:
    """The day it is in Japan."""
    return now().astimezone(JST).date()


def in_japan(moment: datetime) -> datetime:
    """The same moment on a Japanese clock."""
    return moment.astimezone(JST)


def start_of(day: date) -> datetime:
    """The moment (UTC) at which `day` begins in Japan."""
    return datetime.combine(day, time(), JST).astimezone(UTC)


def end_of(day: date) -> datetime:
    """24:00 of `day` in Japan, in UTC: the moment a call that closes on that day is over."""
    return start_of(day + timedelta(days=1))


def fiscal_year(day: date) -> int:
    """The fiscal year (会計年度) of `day`: it starts on 1 April and bears the year of that April."""
    return day.year if day.month >= 4 else day.year - 1


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Hold the clock of this thread at `moment` (with a time zone): for tests, and for telling a history with its real dates."""
    token = _stopped.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _stopped.reset(token)
