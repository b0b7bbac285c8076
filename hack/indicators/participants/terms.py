"""The terms of the strategy's first step: 1Q (R4) to 4Q (R7) are four fiscal years, not quarters of one. Plain Python."""

from datetime import date, datetime
from typing import NamedTuple

from hack import clock
from hack.indicators.quarters import era_of

FIRST = 2022
"""The fiscal year of the first term."""
COUNT = 4


class Term(NamedTuple):
    """A term of the strategy: one fiscal year, called by its place in the four and by the year of the era."""

    year: int

    @property
    def label(self) -> str:
        """Its name in the strategy: 1Q(R4)."""
        return f"{self.code}({self.era})"

    @property
    def code(self) -> str:
        """Its place in the four: 1Q."""
        return f"{self.year - FIRST + 1}Q"

    @property
    def address(self) -> str:
        """What addresses call it: 4q."""
        return self.code.lower()

    @property
    def era(self) -> str:
        """The year of the era, as the strategy writes it: R4."""
        return f"R{self.year - 2018}"

    @property
    def fiscal_year(self) -> str:
        """The fiscal year in words: 令和4年度."""
        return f"{era_of(self.year)}年度"

    @property
    def begins_on(self) -> date:
        return date(self.year, 4, 1)

    @property
    def ends_on(self) -> date:
        return date(self.year + 1, 3, 31)

    @property
    def ends_at(self) -> datetime:
        """The moment (UTC) at which its last day is over in Japan."""
        return clock.end_of(self.ends_on)

    def has_begun(self, today: date) -> bool:
        return self.begins_on <= today

    def is_over(self, today: date) -> bool:
        return self.ends_on < today


TERMS = tuple(Term(FIRST + place) for place in range(COUNT))


def term_called(address: str) -> Term | None:
    """The term that addresses call so (4q), if one of the four is."""
    return next((term for term in TERMS if term.address == address), None)
