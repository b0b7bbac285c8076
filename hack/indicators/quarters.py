"""The quarters of fiscal years: in which one a day lies, and the last ones of all. Plain Python."""

from datetime import date, datetime
from typing import NamedTuple

from hack import clock


class Quarter(NamedTuple):
    """A quarter of a fiscal year, by Japanese days: the first begins on 1 April."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter in which a day lies."""
        return cls(clock.fiscal_year(day), (day.month - 4) % 12 // 3 + 1)

    @property
    def before(self) -> "Quarter":
        """The one before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def begins_at(self) -> datetime:
        """The moment (UTC) at which it begins in Japan."""
        month = 3 * self.number + 1
        return clock.start_of(date(self.year, month, 1) if month <= 12 else date(self.year + 1, 1, 1))

    @property
    def label(self) -> str:
        """Its name: 令和8年度 第1四半期."""
        return f"{era_of(self.year)}年度 第{self.number}四半期"


def last_quarters(count: int) -> list[Quarter]:
    """So many quarters, the present one first."""
    found = [Quarter.of(clock.today())]
    while len(found) < count:
        found.append(found[-1].before)
    return found


def era_of(year: int) -> str:
    """The fiscal year in the era of its April: 平成30, 令和元, 令和3."""
    if year >= 2019:
        return f"令和{'元' if year == 2019 else year - 2018}"
    return f"平成{'元' if year == 1989 else year - 1988}"
