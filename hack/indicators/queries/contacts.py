"""How soon needs and judgements are followed by a first contact of an organisation."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import median
from typing import Any, NamedTuple

from sqlalchemy import Subquery, and_, case, exists, func, select, union_all

from hack import db
from hack.accounts.models import User
from hack.indicators.quarters import Quarter
from hack.indicators.queries.eyes import EYES, of_verdicts, quarter_of
from hack.matching.models import Suggestion, Verdict, VerdictReason
from hack.matching.queries import visible_to as suggestions_visible_to
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY
from hack.needs.queries import visible_to as needs_visible_to
from hack.proposals.models import Proposal
from hack.proposals.queries import visible_to as proposals_visible_to
from hack.questions.models import Question
from hack.questions.queries import visible_to as questions_visible_to
from hack.seeds.models import Seed
from hack.workgroups.models import Member, Workgroup
from hack.workgroups.queries import visible_to as workgroups_visible_to

DAY = 86400.0


class Reached(NamedTuple):
    """How soon something was followed by a first contact: of how many, in how many days half of those that were.

    `suggested`: how many of the organisations that got in touch stand among the suggestions now, of how many.
    """

    all: int = 0
    reached: int = 0
    days: float | None = None
    suggested: int = 0
    organizations: int = 0


def after_publishing(quarters: Sequence[Quarter]) -> dict[Quarter, Reached]:
    """How soon public needs were answered by anybody, by the quarter in which they were published. One query."""
    contacts = _contacts()
    suggested = exists().where(
        Suggestion.need_id == contacts.c.need_id,
        Suggestion.seed.has(Seed.organization_id == contacts.c.organization_id),
        suggestions_visible_to(EYES),
    )
    when = quarter_of(Need.published_at, quarters)
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
    said = of_verdicts(
        select(Verdict.need_id, Seed.organization_id, func.min(Verdict.at).label("at")), [quarters[-1]]
    ).where(Verdict.reason == VerdictReason.RELEVANT, User.organization_id.is_(None))
    fits = said.group_by(Verdict.need_id, Seed.organization_id).subquery()
    both = and_(contacts.c.need_id == fits.c.need_id, contacts.c.organization_id == fits.c.organization_id)
    when = quarter_of(fits.c.at, quarters)
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
