"""The terms in which participants are counted, each a fiscal year. Plain Python.

The strategy's first step has four: 1Q (R4) to 4Q (R7) are fiscal years, not quarters of one. What the city adds after them has no
number in it, and is called by the year of the era alone.
"""

import re
from datetime import date, datetime
from typing import NamedTuple

from hack import clock
from hack.indicators.quarters import era_of

FIRST = 2022
"""The fiscal year of the first term."""
COUNT = 4
LATEST = 2100
ADDRESS = re.compile(r"([1-9])q|r([1-9][0-9]{0,2})")


class Term(NamedTuple):
    """A term: one fiscal year, called by its place in the strategy's four and by the year of the era; a later one by that alone."""

    year: int

    @property
    def given(self) -> bool:
        """Whether it is one of the strategy's four."""
        return FIRST <= self.year < FIRST + COUNT

    @property
    def label(self) -> str:
        """Its name in the strategy: 1Q(R4); of a later one: R8."""
        return f"{self.code}({self.era})" if self.given else self.era

    @property
    def code(self) -> str:
        """Its place in the four: 1Q; of a later one the year of the era."""
        return f"{self.year - FIRST + 1}Q" if self.given else self.era

    @property
    def address(self) -> str:
        """What addresses call it: 4q, r8."""
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
    """The term that addresses call so: one of the four (4q), or the year of a later one (r8), whether or not the city has added it."""
    if (found := ADDRESS.fullmatch(address)) is None:
        return None
    term = Term(FIRST - 1 + int(found[1])) if found[1] else Term(2018 + int(found[2]))
    return term if term.address == address and FIRST <= term.year <= LATEST else None
