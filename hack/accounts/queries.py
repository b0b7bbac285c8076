"""Which organisations, people, sign-ins and links there are to be seen, and by whom."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts import tickets
from hack.accounts.emails import plain
from hack.accounts.models import (
    IN_CITY,
    Bureau,
    Organization,
    OrganizationKind,
    Place,
    Section,
    SignIn,
    Ticket,
    TicketKind,
    User,
)
from hack.pipeline.member import MemberStep
from hack.roles import Role

TAKING_PART = (MemberStep.VERIFIED, MemberStep.ACTIVE)


@dataclass(frozen=True)
class Span:
    """How long a sign-in holds: without a page being opened, and at the longest."""

    idle: timedelta
    longest: timedelta


CITY_SPAN = Span(idle=timedelta(minutes=30), longest=timedelta(hours=8))
PROPOSER_SPAN = Span(idle=timedelta(minutes=60), longest=timedelta(hours=12))

# Sign-ins ------------------------------------------------------------------------------------------------------------


def digest_of(token: str) -> str:
    """What the database keeps of a sign-in's token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def signed_in_by(token: str) -> User | None:
    """The person who holds `token`, with organisation and section and `sign_in` set; None if the sign-in does not hold.

    A sign-in does not hold when it was ended, when it was idle or open for too long, or when the account or its
    organisation is out of use. One query.
    """
    row = db.session.scalar(
        select(SignIn)
        .where(SignIn.digest == digest_of(token), SignIn.ended_at.is_(None))
        .options(
            joinedload(SignIn.user).joinedload(User.organization), joinedload(SignIn.user).joinedload(User.section)
        )
    )
    if row is None or not row.user.is_active:
        return None
    now, span = clock.now(), span_of(row.user.role)
    if now - row.seen_at >= span.idle or now - row.began_at >= span.longest:
        return None
    row.token, row.user.sign_in = token, row
    return row.user


def span_of(role: Role) -> Span:
    """How long people of that role stay signed in."""
    return PROPOSER_SPAN if role is Role.PROPOSER else CITY_SPAN


def sign_ins_of(user: User) -> Select[Any]:
    """The person's sign-ins that still hold, last seen first."""
    now, span = clock.now(), span_of(user.role)
    return (
        select(SignIn)
        .where(SignIn.user_id == user.id, SignIn.ended_at.is_(None))
        .where(SignIn.seen_at > now - span.idle, SignIn.began_at > now - span.longest)
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )


def one_sign_in(key: str, viewer: Any) -> SignIn | None:
    """The person's own sign-in of that key."""
    return db.session.scalar(select(SignIn).where(SignIn.key == key, SignIn.user_id == viewer.id))


# People --------------------------------------------------------------------------------------------------------------


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
    """The person of that key, with organisation and section."""
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


# Organisations -------------------------------------------------------------------------------------------------------


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Coordinators see all organisations; everybody those that take part, and their own."""
    if viewer.role is Role.COORDINATOR:
        return true()
    return or_(Organization.step.in_(TAKING_PART), Organization.id == (viewer.organization_id or 0))


def one_organization(key: str, viewer: Any) -> Organization | None:
    """The organisation of that key."""
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
    wishes = ((Organization.kind, kind), (Organization.step, step))
    found = found.where(and_(true(), *(column == wish for column, wish in wishes if wish is not None)))
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


# Links ---------------------------------------------------------------------------------------------------------------


def ticket_behind(token: str, kind: TicketKind, secret: str) -> Ticket | None:
    """The ticket of a letter's link, used or not; None if the link was not made here."""
    key = tickets.key_in(token, kind, secret)
    if key is None:
        return None
    about = (Ticket.organization, Ticket.section, Ticket.user, Ticket.invited_by)
    return db.session.scalar(select(Ticket).where(Ticket.key == key).options(*(joinedload(one) for one in about)))


def open_invitations(viewer: Any) -> Select[Any]:
    """The invitations that still hold, the newest first: proposers see those to their organisation, administrators those
    to the city, coordinators all.
    """
    if viewer.role is Role.PROPOSER:
        mine = Ticket.organization_id == viewer.organization_id
    elif viewer.role is Role.COORDINATOR:
        mine = true()
    elif viewer.role is Role.ADMIN:
        mine = Ticket.organization_id.is_(None)
    else:
        mine = false()
    return (
        select(Ticket)
        .where(mine, Ticket.kind == TicketKind.INVITATION, Ticket.used_at.is_(None), Ticket.ends_at > clock.now())
        .options(joinedload(Ticket.organization), joinedload(Ticket.section), joinedload(Ticket.invited_by))
        .order_by(Ticket.id.desc())
    )


def invited_until(organization: Organization) -> datetime | None:
    """Until when the newest invitation to the organisation that still holds can be used; None if there is none."""
    now = clock.now()
    return db.session.scalar(
        select(func.max(Ticket.ends_at))
        .where(Ticket.kind == TicketKind.INVITATION, Ticket.organization_id == organization.id)
        .where(Ticket.used_at.is_(None), Ticket.ends_at > now)
    )


def one_invitation(key: str, viewer: Any) -> Ticket | None:
    """The open invitation of that key, if it is among those that the person sees."""
    return db.session.scalar(open_invitations(viewer).where(Ticket.key == key))
