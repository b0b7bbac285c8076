"""Which seeds are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import TAKING_PART, Organization
from hack.needs.models import Field
from hack.roles import Role
from hack.seeds.models import Lgwan, Readiness, Seed, Visibility


def listed() -> ColumnElement[bool]:
    """Stands in the catalogue, of an organisation that takes part."""
    taking_part = Seed.organization.has(Organization.step.in_(TAKING_PART))
    return and_(Seed.published_at.is_not(None), Seed.archived_at.is_(None), taking_part)


def _offered_to(viewer: Any) -> ColumnElement[bool]:
    """Of the seeds that stand in the catalogue: all for staff, the public ones and their own for others."""
    if viewer.role in (Role.COORDINATOR, Role.OFFICER):
        return true()
    return or_(Seed.visibility == Visibility.PUBLIC, Seed.organization_id == (viewer.organization_id or 0))


def listed_to(viewer: Any) -> ColumnElement[bool]:
    """Stands in the catalogue as this person sees it."""
    return and_(listed(), _offered_to(viewer))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Public seeds of the catalogue for everybody; those for the city alone for staff; all but drafts for coordinators;
    and for an organisation all of its own."""
    if viewer.role is Role.COORDINATOR:
        return Seed.published_at.is_not(None)
    if viewer.organization_id is not None:
        return or_(listed_to(viewer), Seed.organization_id == viewer.organization_id)
    return listed_to(viewer)


def one_seed(key: str, viewer: Any) -> Seed | None:
    """The seed with this key, with its organisation and author, if the viewer may see it."""
    return db.session.scalar(
        select(Seed)
        .where(Seed.key == key, visible_to(viewer))
        .options(joinedload(Seed.organization), joinedload(Seed.author))
    )


def listed_seeds(
    viewer: Any,
    *,
    field: Field | None = None,
    readiness: Readiness | None = None,
    lgwan: Lgwan | None = None,
    organization: Organization | None = None,
    of: str | None = None,
    words: str | None = None,
) -> Select[Seed]:
    """The seeds of the catalogue that the viewer may see, for `db.page_of`: those that were last confirmed first.

    of: part of the organisation's name. words: parts of the title or summary, all of which must be there.
    """
    found = select(Seed).where(listed_to(viewer)).options(joinedload(Seed.organization))
    if field is not None:
        found = found.where(Seed.field == field)
    if readiness is not None:
        found = found.where(Seed.readiness == readiness)
    if lgwan is not None:
        found = found.where(Seed.lgwan == lgwan)
    if organization is not None:
        found = found.where(Seed.organization_id == organization.id)
    if of:
        named = select(Organization.id).where(
            or_(Organization.name.icontains(of, autoescape=True), Organization.kana.icontains(of, autoescape=True))
        )
        found = found.where(Seed.organization_id.in_(named))
    for word in (words or "").split()[:10]:
        found = found.where(
            or_(Seed.title.icontains(word, autoescape=True), Seed.summary.icontains(word, autoescape=True))
        )
    return found.order_by(Seed.confirmed_at.desc(), Seed.id.desc())


def seeds_of(organization: Organization) -> Select[Seed]:
    """All seeds of an organisation, drafts and archived ones too, for its own people: last changed first, archived ones last."""
    return (
        select(Seed)
        .where(Seed.organization_id == organization.id)
        .options(joinedload(Seed.organization))
        .order_by(Seed.archived_at.is_not(None), Seed.changed_at.desc(), Seed.id.desc())
    )
