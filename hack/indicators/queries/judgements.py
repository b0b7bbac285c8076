"""What judgements say of suggestions, and how the lists stand that they were given on."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, case, exists, func, select

from hack import db
from hack.accounts.models import User
from hack.indicators.quarters import Quarter
from hack.indicators.queries.eyes import EYES, of_verdicts, quarter_of
from hack.matching.exposure import FIRST
from hack.matching.lessons import COUNTED
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.order import OF_ONE_HOUSE, ranked
from hack.matching.queries import MATCHED
from hack.matching.queries import visible_to as suggestions_visible_to
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to

AGAINST_THE_MATCH = tuple(reason for reason, way in COUNTED.items() if way < 0)


class Precision(NamedTuple):
    """Of the pairs that the city judged while they stood in a first five: how many fit, how many do not by their content, and
    how many do not for other reasons; and how many it judged that did not stand there."""

    fit: int = 0
    unlike: int = 0
    otherwise: int = 0
    elsewhere: int = 0

    @property
    def judged(self) -> int:
        """How many were judged while they stood in a first five."""
        return self.fit + self.unlike + self.otherwise

    @property
    def percent(self) -> int | None:
        """How many of a hundred fit; None where none was judged."""
        return round(100 * self.fit / self.judged) if self.judged else None


class Standing(NamedTuple):
    """How the lists stand now: needs on their way, those without any suggestion, suggestions; and of all first fives how many
    the city has judged, and how many nobody of it has."""

    needs: int
    without: int
    suggestions: int
    judged: int
    unjudged: int


class Verdicts(NamedTuple):
    """How many verdicts stand, by quarter, side (whether the city's) and reason."""

    counts: Counter[tuple[Quarter, bool, VerdictReason]]

    def of(self, city: bool, reasons: Iterable[VerdictReason], quarter: Quarter | None = None) -> int:
        """How many of one side and these reasons, in one quarter or in all."""
        wanted = set(reasons)
        return sum(
            count
            for (when, side, reason), count in self.counts.items()
            if side is city and reason in wanted and quarter in (None, when)
        )


def verdicts(quarters: Sequence[Quarter]) -> Verdicts:
    """What was said of suggestions in these quarters, and not taken back. One query."""
    when, city = quarter_of(Verdict.at, quarters), _of_the_city()
    found = of_verdicts(select(when, city, Verdict.reason, func.count()), quarters).group_by(when, city, Verdict.reason)
    rows = db.session.execute(found)
    return Verdicts(Counter({(quarters[at], bool(side), reason): count for at, side, reason, count in rows}))


def precision(quarters: Sequence[Quarter]) -> dict[Quarter, Precision]:
    """What became of first fives in the city's judgement, by quarter; of several verdicts on a pair in one quarter the last. One query."""
    when = quarter_of(Verdict.at, quarters).label("quarter")
    last = func.row_number().over(
        partition_by=(when, Verdict.need_id, Verdict.seed_id), order_by=(Verdict.at.desc(), Verdict.id.desc())
    )
    said = of_verdicts(select(when, Verdict.reason, Verdict.place, last.label("last")), quarters)
    said_last = said.where(User.organization_id.is_(None)).subquery()
    first = case((said_last.c.place <= FIRST, 1), else_=0)
    found = select(said_last.c.quarter, first, said_last.c.reason, func.count()).where(said_last.c.last == 1)
    sorts: dict[Quarter, Counter[str]] = {quarter: Counter() for quarter in quarters}
    for at, within, reason, count in db.session.execute(found.group_by(said_last.c.quarter, first, said_last.c.reason)):
        sorts[quarters[at]][_sort(reason) if within else "elsewhere"] += count
    return {quarter: Precision(**counted) for quarter, counted in sorts.items()}


def standing() -> Standing:
    """How the lists of the needs on their way stand now. Three queries."""
    going = Need.step.in_(MATCHED)
    seen = and_(suggestions_visible_to(EYES), Suggestion.need.has(going))
    has_any = exists().where(Suggestion.need_id == Need.id, suggestions_visible_to(EYES)).correlate(Need)
    needs, having = db.session.execute(
        select(func.count(), func.sum(case((has_any, 1), else_=0)))
        .where(going, needs_visible_to(EYES))
        .select_from(Need)
    ).one()
    suggestions = db.session.scalar(select(func.count(Suggestion.id)).where(seen)) or 0
    places = ranked(seen)
    at = func.row_number().over(partition_by=places.c.need_id, order_by=places.c.place).label("at")
    openly = select(places.c.need_id, places.c.seed_id, at).where(places.c.of_house <= OF_ONE_HOUSE).subquery()
    judged = exists().where(
        Verdict.need_id == openly.c.need_id,
        Verdict.seed_id == openly.c.seed_id,
        Verdict.withdrawn_at.is_(None),
        Verdict.by_id.in_(select(User.id).where(User.organization_id.is_(None))),
    )
    counted = select(func.count(), func.sum(case((judged, 1), else_=0))).where(openly.c.at <= FIRST).select_from(openly)
    first, said = db.session.execute(counted).one()
    return Standing(needs, needs - (having or 0), suggestions, said or 0, first - (said or 0))


def _of_the_city() -> ColumnElement[int]:
    return case((User.organization_id.is_(None), 1), else_=0)


def _sort(reason: VerdictReason) -> str:
    if reason is VerdictReason.RELEVANT:
        return "fit"
    return "unlike" if reason in AGAINST_THE_MATCH else "otherwise"
