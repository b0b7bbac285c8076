"""Which organisations are to be seen, and by whom; and the sections of the city."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true

from hack import db
from hack.accounts.emails import plain
from hack.accounts.models import IN_CITY, TAKING_PART, Bureau, Organization, OrganizationKind, Place, Section
from hack.pipeline.member import MemberStep
from hack.roles import Role


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Coordinators see all organisations; everybody those that take part, and their own."""
    if viewer.role is Role.COORDINATOR:
        return true()
    return or_(Organization.step.in_(TAKING_PART), Organization.id == (viewer.organization_id or 0))


def one_organization(key: str, viewer: Any) -> Organization | None:
    """The organisation of that key, if this person may see it."""
    return db.session.scalar(select(Organization).where(Organization.key == key, visible_to(viewer)))


def listed_organizations(
    viewer: Any,
    *,
    kind: OrganizationKind | None = None,
    in_city: Place | None = None,
    step: MemberStep | None = None,
    words: str | None = None,
) -> Select[Any]:
    """The active organisations by reading and name; for coordinators those at every step, the newest application first.

    kind, in_city, step: only those. words: a part of the name or of its reading.
    """
    found = select(Organization).where(visible_to(viewer))
    if viewer.role is Role.COORDINATOR:
        found = found.order_by(Organization.applied_at.desc(), Organization.id.desc())
    else:
        found = found.where(Organization.step == MemberStep.ACTIVE)
        found = found.order_by(Organization.kana, Organization.name, Organization.id)
    if kind is not None:
        found = found.where(Organization.kind == kind)
    if step is not None:
        found = found.where(Organization.step == step)
    if in_city is not None:
        found = found.where(Organization.in_city.is_(IN_CITY[in_city]))
    if words:
        found = found.where(
            or_(Organization.name.contains(words, autoescape=True), Organization.kana.contains(words, autoescape=True))
        )
    return found


def same_application(name: str, email: str) -> Organization | None:
    """The application of that name and address that still waits for its answer."""
    return db.session.scalar(
        select(Organization)
        .where(Organization.name == name, Organization.applicant_email == plain(email))
        .where(Organization.step == MemberStep.APPLIED)
        .limit(1)
    )


def sections_to_choose() -> list[Section]:
    """Every section of the city with its bureau, in the order of the bureaus."""
    return list(db.session.scalars(select(Section).join(Section.bureau).order_by(Bureau.id, Section.id)))
