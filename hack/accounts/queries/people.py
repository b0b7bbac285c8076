"""Which people are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.emails import plain
from hack.accounts.models import Organization, User
from hack.roles import Role


def person_at(email: str) -> User | None:
    """The person with that address, whatever the state of the account."""
    return db.session.scalar(select(User).where(User.email == plain(email)).options(joinedload(User.organization)))


def people_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Staff and administrators see everybody; proposers the people of their organisation; auditors themselves."""
    if viewer.role in (Role.OFFICER, Role.COORDINATOR, Role.ADMIN):
        return true()
    if viewer.role is Role.PROPOSER:
        return User.organization_id == viewer.organization_id
    return User.id == viewer.id if viewer.role else false()


def one_person(key: str, viewer: Any) -> User | None:
    """The person of that key, with organisation and section, if the viewer may see that person."""
    return db.session.scalar(
        select(User)
        .where(User.key == key, people_visible_to(viewer))
        .options(joinedload(User.organization), joinedload(User.section))
    )


def people_around(viewer: Any, role: Role | None = None) -> Select[Any]:
    """Whom the person works with: the own organisation or section; for coordinators all staff, for administrators all.

    role: only people of that role. In use first, then by role and name.
    """
    if viewer.role is Role.PROPOSER:
        around = User.organization_id == viewer.organization_id
    elif viewer.role is Role.OFFICER:
        around = User.section_id == viewer.section_id
    elif viewer.role is Role.COORDINATOR:
        around = User.role != Role.PROPOSER
    else:
        around = people_visible_to(viewer)
    found = select(User).where(around).options(joinedload(User.organization), joinedload(User.section))
    if role is not None:
        found = found.where(User.role == role)
    return found.order_by(User.active.desc(), User.role, User.name, User.id)


def people_of(organization: Organization) -> Select[Any]:
    """The people of an organisation, those in use first, then by name."""
    mine = select(User).where(User.organization_id == organization.id)
    return mine.options(joinedload(User.organization)).order_by(User.active.desc(), User.name, User.id)
