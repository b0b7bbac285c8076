"""Days as far as they are known: a day, a month, a year, a fiscal year, or nothing. What is not known is never made up."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hack import clock
from hack.labels import Labelled

EARLIEST, LATEST = 1950, 2100
"""The years that a day can lie in: any other is a slip of the finger."""
FORMS = "「2020-07-31」「2020-07」「2020」「2019年度」のどれかの形で、分かるところまで入力してください。"
FISCAL = re.compile(r"(\d{4})年度")
PLAIN = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?[年月日]?")


class Precision(Labelled):
    """How exactly a day is known."""

    DAY = "day", "日まで"
    MONTH = "month", "月まで"
    YEAR = "year", "年まで"
    FISCAL_YEAR = "fiscal_year", "年度まで"
    UNKNOWN = "unknown", "不明"


@dataclass(frozen=True)
class When:
    """A day as far as it is known; with nothing, that it is not known at all."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    fiscal: bool = False

    @classmethod
    def read(cls, words: str) -> "When":
        """What was written: 2020-07-31, 2020-07, 2020, 2019年度, or nothing. Raises ValueError, in Japanese, for anything else."""
        plain = unicodedata.normalize("NFKC", words).replace(" ", "")
        if not plain:
            return cls()
        if found := FISCAL.fullmatch(plain):
            return cls(_year(found[1]), fiscal=True)
        found = PLAIN.fullmatch(plain)
        if found is None:
            raise ValueError(FORMS)
        year, month, day = _year(found[1]), *(int(part) if part else None for part in found.groups()[1:])
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValueError("その日は暦にありません。") from None
        return cls(year, month, day)

    @property
    def precision(self) -> Precision:
        """How exactly it is known."""
        if self.year is None:
            return Precision.UNKNOWN
        if self.month is None:
            return Precision.FISCAL_YEAR if self.fiscal else Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def written(self) -> str:
        """As it is typed: what `read` reads."""
        if self.fiscal:
            return f"{self.year}年度"
        parts = (self.year and f"{self.year:04}", self.month and f"{self.month:02}", self.day and f"{self.day:02}")
        return "-".join(part for part in parts if part)

    @property
    def words(self) -> str:
        """As people read it: 2020年7月31日, 2020年7月, 2020年, 2019年度; nothing where it is not known."""
        if self.fiscal:
            return f"{self.year}年度"
        parts = (self.year and f"{self.year}年", self.month and f"{self.month}月", self.day and f"{self.day}日")
        return "".join(part for part in parts if part)

    def __str__(self) -> str:
        return self.words or "不明"

    @property
    def earliest(self) -> date | None:
        """The first day that it can have been, as far as it is known; None where nothing is."""
        return date(self.year, 4 if self.fiscal else self.month or 1, self.day or 1) if self.year else None

    @property
    def ahead(self) -> bool:
        """Whether it lies ahead, as far as it is known."""
        today = clock.today()
        if self.year is None:
            return False
        if self.fiscal:
            return self.year > clock.fiscal_year(today)
        known = tuple(part for part in (self.year, self.month, self.day) if part is not None)
        return known > (today.year, today.month, today.day)[: len(known)]


class Dated:
    """Mixed into the class of a thing that happened on a day known more or less exactly."""

    precision: Mapped[Precision] = mapped_column(default=Precision.UNKNOWN)
    year: Mapped[int | None]
    month: Mapped[int | None]
    day: Mapped[int | None]

    @property
    def when(self) -> When:
        """The day as far as it is known."""
        return When(self.year, self.month, self.day, self.precision is Precision.FISCAL_YEAR)

    @when.setter
    def when(self, when: When) -> None:
        self.precision, self.year, self.month, self.day = when.precision, when.year, when.month, when.day


def only_what_is_known() -> tuple[CheckConstraint, ...]:
    """What is true of every `Dated` thing, for its table: no part of the day is there that is not known."""
    return (
        CheckConstraint("(precision = 'unknown') = (year IS NULL)", "year_if_known"),
        CheckConstraint("(precision IN ('month', 'day')) = (month IS NOT NULL)", "month_if_known"),
        CheckConstraint("(precision = 'day') = (day IS NOT NULL)", "day_if_known"),
        CheckConstraint("month IS NULL OR (month >= 1 AND month <= 12)", "month_of_a_year"),
        CheckConstraint("day IS NULL OR (day >= 1 AND day <= 31)", "day_of_a_month"),
    )


def _year(figures: str) -> int:
    year = int(figures)
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"{EARLIEST}年から{LATEST}年までの年を入力してください。")
    return year
