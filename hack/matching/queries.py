"""What the matcher suggests, as each person may see it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import User
from hack.matching.lessons import COUNTED, Said, still_counted_since
from hack.matching.likeness.bands import Band
from hack.matching.models import STAFF, Run, Suggestion, Verdict
from hack.matching.order import OF_ONE_HOUSE, likest_first, ranked
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.pipeline.need import NeedStep
from hack.seeds.models import Seed
from hack.seeds.queries import listed, listed_to

MATCHED = [step for step in NeedStep if not step.ends]
"""Where a need stands while answers are looked for."""
OPEN = [step for step in MATCHED if step.open]
OVER = [NeedStep.EVALUATING, NeedStep.CANDIDATE, NeedStep.TRIAL, NeedStep.VERIFIED]
"""Where it stands when its proposals are in, so that nobody need send another."""


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Suggestions between a need and a seed that the viewer may both see: for staff as the city's judgements have it, for
    others as the texts alone have it, and of the own seeds only."""
    seeds = listed_to(viewer)
    if viewer.role in STAFF:
        suggested = Suggestion.city_band != Band.NONE
    else:
        suggested = Suggestion.band != Band.NONE
        seeds = and_(seeds, Seed.organization_id == (viewer.organization_id or 0))
    return and_(suggested, Suggestion.need.has(needs_visible_to(viewer)), Suggestion.seed.has(seeds))


def with_both(statement: Select[Any]) -> Select[Any]:
    """The suggestions with their needs and seeds, and whose they are."""
    return statement.options(
        joinedload(Suggestion.need).options(joinedload(Need.section), selectinload(Need.co_owners)),
        joinedload(Suggestion.seed).joinedload(Seed.organization),
    )


def one_suggestion(key: str, viewer: Any) -> Suggestion | None:
    """The suggestion with that key, with its need and seed, if this person may see it."""
    return db.session.scalar(with_both(select(Suggestion).where(Suggestion.key == key, visible_to(viewer))))


def suggestions_for_need(need: Need, viewer: Any) -> Select[Any]:
    """The seeds suggested for a need, for `db.page_of`: the likest first, for staff in the order of `hack.matching.order`."""
    if viewer.role not in STAFF:
        return _listed(Suggestion.need_id == need.id, viewer)
    places = ranked(visible_to(viewer), of=need)
    return with_both(select(Suggestion).join(places, places.c.id == Suggestion.id)).order_by(places.c.place)


def suggestions_for_seed(seed: Seed, viewer: Any) -> Select[Any]:
    """The needs suggested for a seed, for `db.page_of`: those that take proposals today, those that may take some later, those
    whose call is over; of each kind the likest first. Needs that have come to an end are left out."""
    today = clock.today()
    begun, not_over = (
        or_(Need.opens_on.is_(None), Need.opens_on <= today),
        or_(Need.closes_on.is_(None), Need.closes_on >= today),
    )
    turn = case((and_(Need.step.in_(OPEN), begun, not_over), 0), (Need.step.in_(OVER), 2), else_=1)
    chosen = and_(Suggestion.seed_id == seed.id, Need.step.in_(MATCHED))
    return _listed(chosen, viewer, turn).join(Suggestion.need)


def _listed(condition: ColumnElement[bool], viewer: Any, *first: ColumnElement[Any]) -> Select[Any]:
    chosen = select(Suggestion).where(condition, visible_to(viewer))
    return with_both(chosen).order_by(*first, *likest_first(viewer))


def size_of(suggestions: Select[Any]) -> tuple[int, datetime | None]:
    """How many these suggestions are, and when the newest of them was made; None where there are none. One query."""
    bare = suggestions.order_by(None).with_only_columns(Suggestion.id, Suggestion.made_at).subquery()
    total, newest = db.session.execute(select(func.count(), func.max(bare.c.made_at)).select_from(bare)).one()
    return total, newest


def verdicts_on(suggestions: list[Suggestion], viewer: Any) -> dict[tuple[int, int], list[Verdict]]:
    """What was said of these pairs, by (need, seed), oldest first: all of it for staff, what the own side said for others."""
    if not suggestions:
        return {}
    pairs = {(one.need_id, one.seed_id) for one in suggestions}
    said = (
        select(Verdict)
        .where(Verdict.need_id.in_({need for need, _ in pairs}), Verdict.seed_id.in_({seed for _, seed in pairs}))
        .where(Verdict.withdrawn_at.is_(None), true() if viewer.role in STAFF else Verdict.by_id == viewer.id)
        .options(joinedload(Verdict.by))
        .order_by(Verdict.id)
    )
    found: dict[tuple[int, int], list[Verdict]] = {}
    for verdict in db.session.scalars(said):
        if (verdict.need_id, verdict.seed_id) in pairs:
            found.setdefault((verdict.need_id, verdict.seed_id), []).append(verdict)
    return found


def one_verdict(key: str, viewer: Any) -> Verdict | None:
    """The verdict with that key, for the person who gave it; also one that was taken back, so that doing so twice does no harm."""
    return db.session.scalar(
        select(Verdict)
        .where(Verdict.key == key, Verdict.by_id == viewer.id)
        .options(joinedload(Verdict.need), joinedload(Verdict.seed))
    )


def suggestion_of(verdict: Verdict, viewer: Any) -> Suggestion | None:
    """The suggestion that a verdict is about, if it still stands and this person may see it."""
    pair = (Suggestion.need_id == verdict.need_id, Suggestion.seed_id == verdict.seed_id)
    return db.session.scalar(select(Suggestion).where(*pair, visible_to(viewer)))


def place_in_list(suggestion: Suggestion) -> int | None:
    """Where it stands in the list of its need that the city's people see, from 1; None where it is folded or not in it."""
    shown = and_(Suggestion.city_band != Band.NONE, Suggestion.seed.has(listed()))
    places = ranked(shown, of=suggestion.need)
    at = func.row_number().over(order_by=places.c.place).label("at")
    openly = select(places.c.id, at).where(places.c.of_house <= OF_ONE_HOUSE).subquery()
    return db.session.scalar(select(openly.c.at).where(openly.c.id == suggestion.id))


def said_of_relevance(need_id: int | None = None) -> list[Said]:
    """What the city's people say of the relevance of seeds to needs (to one need, if given), as of today.

    What people of organisations say is left out: they judge their own seeds.
    """
    said = (
        select(Verdict.need_id, Verdict.seed_id, Verdict.reason, Verdict.at)
        .join(User, User.id == Verdict.by_id)
        .where(Verdict.withdrawn_at.is_(None), Verdict.reason.in_(COUNTED), User.organization_id.is_(None))
        .where(Verdict.at >= still_counted_since(clock.today()))
    )
    if need_id is not None:
        said = said.where(Verdict.need_id == need_id)
    return [Said.on(clock.today(), *row) for row in db.session.execute(said)]


def last_run() -> Run | None:
    """The newest finished run of the matcher."""
    return db.session.scalar(select(Run).where(Run.ended_at.is_not(None)).order_by(Run.id.desc()).limit(1))
