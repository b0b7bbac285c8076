"""The list of seeds for a need, as staff see it: two of an organisation at most, the others folded, newcomers given a place."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from hack import db
from hack.accounts.models import Organization
from hack.matching.models import STAFF, Suggestion
from hack.matching.order import OF_ONE_HOUSE, nearest_to_each_other, newly_listed, ranked
from hack.matching.queries import suggestions_for_need, visible_to, with_both
from hack.needs.models import Need
from hack.seeds.models import Seed

ON_A_PAGE = 10
FOLDED = 5
"""How many folded suggestions of one organisation are named; the others stand on the organisation's own list."""
NEWCOMERS = 2


class Fold(NamedTuple):
    """What else of one organisation there is in a list: how many, and the first of them."""

    number: int
    first: list[Suggestion]


def open_list(need: Need, viewer: Any) -> Select[Any]:
    """The seeds suggested for a need, for `db.page_of`: for staff no more than OF_ONE_HOUSE of an organisation, for others all their own."""
    if viewer.role not in STAFF:
        return suggestions_for_need(need, viewer)
    places = ranked(visible_to(viewer), of=need)
    chosen = select(Suggestion).join(places, places.c.id == Suggestion.id).where(places.c.of_house <= OF_ONE_HOUSE)
    return with_both(chosen).order_by(places.c.place)


def list_of_one_house(need: Need, viewer: Any, key: str) -> Select[Any]:
    """All seeds of the organisation with that key that are suggested for the need, for `db.page_of`."""
    return suggestions_for_need(need, viewer).where(Suggestion.seed.has(Seed.organization.has(Organization.key == key)))


def folds_under(page: Sequence[Suggestion], need: Need, viewer: Any) -> dict[int, Fold]:
    """What is folded under the suggestions of a page, by the number of each organisation's last suggestion there. One query."""
    last = {one.seed.organization_id: one.id for one in page}
    if viewer.role not in STAFF or not last:
        return {}
    places = ranked(visible_to(viewer), of=need)
    more = (
        select(
            places.c.id,
            places.c.place,
            func.row_number().over(partition_by=places.c.organization_id, order_by=places.c.place).label("at"),
            func.count().over(partition_by=places.c.organization_id).label("count"),
        )
        .where(places.c.of_house > OF_ONE_HOUSE, places.c.organization_id.in_(last))
        .subquery()
    )
    chosen = with_both(select(Suggestion, more.c.count).join(more, more.c.id == Suggestion.id))
    folds: dict[int, Fold] = {}
    for suggestion, count in db.session.execute(chosen.where(more.c.at <= FOLDED).order_by(more.c.place)):
        under = last[suggestion.seed.organization_id]
        folds.setdefault(under, Fold(count, [])).first.append(suggestion)
    return folds


def newcomers(need: Need, viewer: Any) -> list[Suggestion]:
    """Suggested seeds that came into the catalogue of late and do not stand among the first ON_A_PAGE; for staff, at most NEWCOMERS."""
    if viewer.role not in STAFF:
        return []
    places = ranked(visible_to(viewer), of=need)
    openly = (
        select(places.c.id, func.row_number().over(order_by=places.c.place).label("at"))
        .where(places.c.of_house <= OF_ONE_HOUSE)
        .subquery()
    )
    chosen = select(Suggestion).join(openly, openly.c.id == Suggestion.id).join(Suggestion.seed)
    chosen = chosen.where(openly.c.at > ON_A_PAGE, newly_listed()).order_by(openly.c.at).limit(NEWCOMERS)
    return list(db.session.scalars(with_both(chosen)))


def nearest_among(suggestions: Sequence[Suggestion]) -> set[int]:
    """The numbers of those whose need and seed are each other's nearest, of everything that everybody may read. One query."""
    ids = [one.id for one in suggestions]
    if not ids:
        return set()
    return set(db.session.scalars(select(Suggestion.id).where(Suggestion.id.in_(ids), nearest_to_each_other())))
