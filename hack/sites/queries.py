"""Which places are looked for and offered, and who sees them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.needs.queries import visible_to as needs_visible_to
from hack.pipeline.need import NeedStep
from hack.pipeline.site import SiteStep
from hack.roles import Role
from hack.sites.models import Site, SiteCall

GOING = [step for step in NeedStep if step.public and not step.ends]


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """The places that the own organisation offers; for officers those offered for needs of their section; all for coordinators."""
    if viewer.role is Role.PROPOSER:
        return Site.organization_id == viewer.organization_id
    if viewer.role is Role.OFFICER:
        return Site.call.has(SiteCall.need.has(owned_by(viewer)))
    return true() if viewer.role is Role.COORDINATOR else false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    need = joinedload(Site.call).joinedload(SiteCall.need)
    return statement.options(
        need.options(joinedload(Need.section), selectinload(Need.co_owners)),
        joinedload(Site.organization),
        joinedload(Site.by),
    )


def one_site(key: str, viewer: Any) -> Site | None:
    """The place with that key, if this person may see what is said of it."""
    return db.session.scalar(_with_names(select(Site).where(Site.key == key, visible_to(viewer))))


def one_site_call(key: str, viewer: Any) -> SiteCall | None:
    """What the need with that key looks for, if it does and this person may see the need."""
    of_need = joinedload(SiteCall.need).options(joinedload(Need.section), selectinload(Need.co_owners))
    chosen = select(SiteCall).where(SiteCall.need.has(and_(Need.key == key, needs_visible_to(viewer))))
    return db.session.scalar(chosen.options(of_need))


def call_of(need: Need) -> SiteCall | None:
    """What the need looks for, if it does."""
    return db.session.scalar(select(SiteCall).where(SiteCall.need_id == need.id))


def open_calls(viewer: Any) -> Select[Any]:
    """The calls that take offers today, for needs that this person may see; those that end next first."""
    chosen = select(SiteCall).join(SiteCall.need).where(needs_visible_to(viewer), Need.internal.is_(False))
    chosen = chosen.where(Need.step.in_(GOING), SiteCall.until >= clock.today(), SiteCall.taken < SiteCall.capacity)
    return chosen.options(joinedload(SiteCall.need).joinedload(Need.section)).order_by(SiteCall.until, SiteCall.id)


def offered_sites(viewer: Any, *, need: Need | None = None) -> Select[Any]:
    """The offers that this person may see, those for `need` if given; what waits for an answer first, then the newest."""
    chosen = _with_names(select(Site).where(visible_to(viewer)))
    if need is not None:
        chosen = chosen.where(Site.call.has(SiteCall.need_id == need.id))
    return chosen.order_by(Site.step != SiteStep.OFFERED, Site.id.desc())


def taken_sites(need: Need) -> list[tuple[str, Any, str]]:
    """Name, ward and description of the places that were taken for the need: what everybody reads who reads the need."""
    chosen = select(Site.name, Site.ward, Site.description).join(Site.call)
    chosen = chosen.where(SiteCall.need_id == need.id, Site.step == SiteStep.TAKEN).order_by(Site.ward, Site.id)
    return [(name, ward, description) for name, ward, description in db.session.execute(chosen)]


def how_many_offered(call: SiteCall, organization_id: int) -> int:
    """How many places that organisation has offered to the call, those withdrawn and declined too."""
    mine = select(func.count(Site.id)).where(Site.call_id == call.id, Site.organization_id == organization_id)
    return db.session.scalar(mine) or 0
