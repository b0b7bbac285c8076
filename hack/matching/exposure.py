"""How often seeds stand in the lists that officers see: whom they show, whom never, and how evenly."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Subquery, and_, func, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import Organization
from hack.matching.models import Suggestion
from hack.matching.order import OF_ONE_HOUSE, ranked
from hack.matching.queries import MATCHED, visible_to
from hack.needs.models import Need
from hack.seeds.models import Seed
from hack.seeds.queries import listed_to

FIRST, MORE = 5, 10
"""The places at the top of a list that people look at: the very first, and a page."""
MOST_TOLD = 10


class OfAHouse(NamedTuple):
    """How often the seeds of an organisation are shown."""

    organization: Organization
    listed: int
    shown: int
    times: int


class Exposure(NamedTuple):
    """How the lists of all needs show the seeds of the catalogue.

    `first`, `more`: how many of the `listed` seeds stand in some list's first five, and first ten. `evenness`: the Gini
    coefficient of how often each stands in a first ten; None without seeds. `most`: the seeds shown most often. `shown`: the
    numbers of all that are.
    """

    needs: int
    listed: int
    first: int
    more: int
    evenness: float | None
    most: list[tuple[Seed, int]]
    houses: list[OfAHouse]
    shown: frozenset[int]


def gini(amounts: Iterable[float]) -> float | None:
    """How unevenly an amount is spread: 0 where all have the same (or nobody has any), nearly 1 where one has all; None for nobody.

    Method: Gini's mean difference over twice the mean, from the sorted amounts.
    """
    ordered = sorted(amounts)
    total, count = sum(ordered), len(ordered)
    if not count:
        return None
    if not total:
        return 0.0
    return 2 * sum(place * amount for place, amount in enumerate(ordered, 1)) / (count * total) - (count + 1) / count


def exposure(viewer: Any) -> Exposure:
    """How often the seeds that the viewer sees stand in the lists of the needs on their way. Five queries."""
    shown = _shown(viewer)
    times: dict[int, tuple[int, int, int]] = {
        seed: (house, first, more) for seed, house, first, more in db.session.execute(select(shown))
    }
    per_house = select(Seed.organization_id, func.count()).where(listed_to(viewer)).group_by(Seed.organization_id)
    listed: dict[int, int] = dict(db.session.execute(per_house).all())
    needs = select(func.count(Need.id)).where(Need.step.in_(MATCHED))
    total = sum(listed.values())
    counts = [more for _, _, more in times.values()]
    return Exposure(
        needs=db.session.scalar(needs) or 0,
        listed=total,
        first=sum(first > 0 for _, first, _ in times.values()),
        more=len(times),
        evenness=gini([*counts, *[0] * max(total - len(counts), 0)]),
        most=_most(times),
        houses=_houses(times, listed),
        shown=frozenset(times),
    )


def never_shown(found: Exposure, viewer: Any, number: int, size: int = 20) -> db.Page[Seed]:
    """A page of the seeds of the catalogue that stand in no list's first ten: those that wait longest first. Two queries."""
    chosen = select(Seed.id).where(listed_to(viewer)).order_by(Seed.published_at, Seed.id)
    absent = [seed for seed in db.session.scalars(chosen) if seed not in found.shown]
    page = db.page_in(absent, number, size)
    read = select(Seed).where(Seed.id.in_(page.rows)).options(joinedload(Seed.organization))
    seeds = {seed.id: seed for seed in db.session.scalars(read)}
    return db.Page([seeds[one] for one in page.rows], page.number, page.total, size)


def compared_at() -> datetime | None:
    """When the newest suggestion of all was made."""
    return db.session.scalar(select(func.max(Suggestion.made_at)))


def _shown(viewer: Any) -> Subquery:
    """Each seed that stands in some first ten: seed_id, organization_id, in how many first fives, in how many first tens."""
    going = Suggestion.need.has(Need.step.in_(MATCHED))
    places = ranked(and_(visible_to(viewer), going))
    at = func.row_number().over(partition_by=places.c.need_id, order_by=places.c.place).label("at")
    openly = select(places.c.seed_id, places.c.organization_id, at).where(places.c.of_house <= OF_ONE_HOUSE).subquery()
    first = func.count().filter(openly.c.at <= FIRST).label("first")
    chosen = select(openly.c.seed_id, openly.c.organization_id, first, func.count().label("more"))
    return chosen.where(openly.c.at <= MORE).group_by(openly.c.seed_id, openly.c.organization_id).subquery("shown")


def _most(times: dict[int, tuple[int, int, int]]) -> list[tuple[Seed, int]]:
    ids = sorted(times, key=lambda seed: (-times[seed][2], seed))[:MOST_TOLD]
    found = select(Seed).where(Seed.id.in_(ids)).options(joinedload(Seed.organization))
    seeds = {seed.id: seed for seed in db.session.scalars(found)}
    return [(seeds[number], times[number][2]) for number in ids]


def _houses(times: dict[int, tuple[int, int, int]], listed: dict[int, int]) -> list[OfAHouse]:
    shown: dict[int, list[int]] = {house: [] for house in listed}
    for house, _, more in times.values():
        shown.setdefault(house, []).append(more)
    ids = sorted(shown, key=lambda house: (-sum(shown[house]), house))[:MOST_TOLD]
    found = {one.id: one for one in db.session.scalars(select(Organization).where(Organization.id.in_(ids)))}
    return [
        OfAHouse(found[house], listed.get(house, len(shown[house])), len(shown[house]), sum(shown[house]))
        for house in ids
    ]
