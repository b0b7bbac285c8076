"""How well matching does, counted over quarters: what judgements say of it, and what comes of it.

Only counts go to the page, never a title or a name: an auditor is told how many proposals there are, as the audit trail tells it,
and reads none of them. What is counted is what a coordinator may see.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import median
from typing import Any, ClassVar, NamedTuple

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, select, union_all

from hack import db
from hack.accounts.models import User
from hack.indicators.quarters import Quarter
from hack.matching.exposure import FIRST
from hack.matching.lessons import COUNTED
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.order import OF_ONE_HOUSE, ranked
from hack.matching.queries import MATCHED
from hack.matching.queries import visible_to as suggestions_visible_to
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY
from hack.needs.queries import visible_to as needs_visible_to
from hack.proposals.models import Proposal
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.questions.models import Question
from hack.questions.queries import visible_to as questions_visible_to
from hack.roles import Role
from hack.seeds.models import Seed
from hack.seeds.queries import visible_to as seeds_visible_to
from hack.workgroups.models import Member, Workgroup
from hack.workgroups.queries import visible_to as workgroups_visible_to

DAY = 86400.0
AGAINST_THE_MATCH = tuple(reason for reason, way in COUNTED.items() if way < 0)


class _Secretariat:
    """With whose eyes things are counted, whoever of those who may read the counts looks at them."""

    role: ClassVar[Role] = Role.COORDINATOR
    organization_id: ClassVar[None] = None
    section_id: ClassVar[None] = None


EYES: Any = _Secretariat()


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


class Reached(NamedTuple):
    """How soon something was followed by a first contact: of how many, in how many days half of those that were.

    `suggested`: how many of the organisations that got in touch stand among the suggestions now, of how many.
    """

    all: int = 0
    reached: int = 0
    days: float | None = None
    suggested: int = 0
    organizations: int = 0


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
    when, city = _quarter(Verdict.at, quarters), _of_the_city()
    found = _of_verdicts(select(when, city, Verdict.reason, func.count()), quarters).group_by(
        when, city, Verdict.reason
    )
    rows = db.session.execute(found)
    return Verdicts(Counter({(quarters[at], bool(side), reason): count for at, side, reason, count in rows}))


def precision(quarters: Sequence[Quarter]) -> dict[Quarter, Precision]:
    """What became of first fives in the city's judgement, by quarter; of several verdicts on a pair in one quarter the last. One query."""
    when = _quarter(Verdict.at, quarters).label("quarter")
    last = func.row_number().over(
        partition_by=(when, Verdict.need_id, Verdict.seed_id), order_by=(Verdict.at.desc(), Verdict.id.desc())
    )
    said = _of_verdicts(select(when, Verdict.reason, Verdict.place, last.label("last")), quarters)
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


def after_publishing(quarters: Sequence[Quarter]) -> dict[Quarter, Reached]:
    """How soon public needs were answered by anybody, by the quarter in which they were published. One query."""
    contacts = _contacts()
    suggested = exists().where(
        Suggestion.need_id == contacts.c.need_id,
        Suggestion.seed.has(Seed.organization_id == contacts.c.organization_id),
        suggestions_visible_to(EYES),
    )
    when = _quarter(Need.published_at, quarters)
    found = (
        select(Need.id, when, Need.published_at, contacts.c.at, case((suggested, 1), else_=0))
        .outerjoin(contacts, and_(contacts.c.need_id == Need.id, contacts.c.at >= Need.published_at))
        .where(FOR_EVERYBODY, needs_visible_to(EYES), Need.published_at >= quarters[-1].begins_at)
        .order_by(Need.id, contacts.c.at)
    )
    return _reached(quarters, db.session.execute(found).all())


def after_fitting(quarters: Sequence[Quarter]) -> dict[Quarter, Reached]:
    """How soon the organisation of a seed that the city said fits got in touch about the need, by the quarter of the first such verdict.

    A need and an organisation count once. Organisations that had been in touch before are left out. One query.
    """
    contacts = _contacts()
    said = _of_verdicts(
        select(Verdict.need_id, Seed.organization_id, func.min(Verdict.at).label("at")), [quarters[-1]]
    ).where(Verdict.reason == VerdictReason.RELEVANT, User.organization_id.is_(None))
    fits = said.group_by(Verdict.need_id, Seed.organization_id).subquery()
    both = and_(contacts.c.need_id == fits.c.need_id, contacts.c.organization_id == fits.c.organization_id)
    when = _quarter(fits.c.at, quarters)
    found = (
        select(fits.c.need_id, fits.c.organization_id, when, fits.c.at, contacts.c.at)
        .outerjoin(contacts, both)
        .where((contacts.c.at >= fits.c.at) | contacts.c.at.is_(None))
    )
    rows = [((need, house), at, said_at, met, 1) for need, house, at, said_at, met in db.session.execute(found)]
    return _reached(quarters, rows)


def _contacts() -> Subquery:
    """When each organisation first got in touch about each need: need_id, organization_id, at.

    By a proposal that was handed in, a question on the call, or somebody joining a working group, whichever came first.
    """
    proposed = select(Proposal.need_id, Proposal.organization_id, Proposal.received_at.label("at"))
    asked = select(Question.need_id, Question.organization_id, Question.asked_at.label("at"))
    joined = (
        select(Workgroup.need_id, User.organization_id, Member.joined_at.label("at"))
        .join(Member, Member.workgroup_id == Workgroup.id)
        .join(User, User.id == Member.user_id)
        .where(workgroups_visible_to(EYES), User.organization_id.is_not(None))
    )
    ways = union_all(
        proposed.where(proposals_visible_to(EYES)), asked.where(questions_visible_to(EYES)), joined
    ).subquery()
    first = select(ways.c.need_id, ways.c.organization_id, func.min(ways.c.at).label("at"))
    return first.group_by(ways.c.need_id, ways.c.organization_id).subquery("contacts")


def _reached(quarters: Sequence[Quarter], rows: Iterable[Sequence[Any]]) -> dict[Quarter, Reached]:
    """By quarter, what these rows come to: (what, position of the quarter, since when, when it was reached or None, suggested)."""
    firsts: dict[Quarter, dict[Any, datetime | None]] = defaultdict(dict)
    days: dict[tuple[Quarter, Any], float] = {}
    houses: dict[Quarter, Counter[bool]] = defaultdict(Counter)
    for what, at, since, met, suggested in rows:
        quarter = quarters[at]
        firsts[quarter].setdefault(what, met)
        if met is not None:
            took = (met - since).total_seconds() / DAY
            days[quarter, what] = min(took, days.get((quarter, what), took))
            houses[quarter][bool(suggested)] += 1
    return {quarter: _counted(len(firsts[quarter]), quarter, days, houses[quarter]) for quarter in quarters}


def _counted(
    everything: int, quarter: Quarter, days: dict[tuple[Quarter, Any], float], houses: Counter[bool]
) -> Reached:
    those = [took for (when, _what), took in days.items() if when == quarter]
    half = round(median(those), 1) if those else None
    return Reached(everything, len(those), half, houses[True], houses.total())


def _quarter(moment: ColumnElement[Any] | Any, quarters: Sequence[Quarter]) -> ColumnElement[int]:
    """The position of the quarter (they come newest first) in which the moment lies."""
    return case(*((moment >= quarter.begins_at, at) for at, quarter in enumerate(quarters)))


def _of_verdicts(chosen: Any, quarters: Sequence[Quarter]) -> Any:
    """The standing verdicts since the oldest of these quarters, with their people and seeds."""
    return (
        chosen.select_from(Verdict)
        .join(User, User.id == Verdict.by_id)
        .join(Seed, Seed.id == Verdict.seed_id)
        .join(Need, Need.id == Verdict.need_id)
        .where(Verdict.withdrawn_at.is_(None), Verdict.at >= quarters[-1].begins_at)
        .where(needs_visible_to(EYES), seeds_visible_to(EYES))
    )


def _of_the_city() -> ColumnElement[int]:
    return case((User.organization_id.is_(None), 1), else_=0)


def _sort(reason: VerdictReason) -> str:
    if reason is VerdictReason.RELEVANT:
        return "fit"
    return "unlike" if reason in AGAINST_THE_MATCH else "otherwise"
