"""Which links and invitations hold, and who sees them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, select, true
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts import tickets
from hack.accounts.models import Organization, Ticket, TicketKind
from hack.roles import Role


def still_good() -> ColumnElement[bool]:
    """A link was not used yet and is still in time: as `tickets.good`."""
    return and_(Ticket.used_at.is_(None), Ticket.ends_at > clock.now())


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
        .where(mine, Ticket.kind == TicketKind.INVITATION, still_good())
        .options(joinedload(Ticket.organization), joinedload(Ticket.section), joinedload(Ticket.invited_by))
        .order_by(Ticket.id.desc())
    )


def invited_until(organization: Organization) -> datetime | None:
    """Until when the newest invitation to the organisation that still holds can be used; None if there is none."""
    return db.session.scalar(
        select(func.max(Ticket.ends_at)).where(
            Ticket.kind == TicketKind.INVITATION, Ticket.organization_id == organization.id, still_good()
        )
    )


def one_invitation(key: str, viewer: Any) -> Ticket | None:
    """The open invitation of that key, if it is among those that the person sees."""
    return db.session.scalar(open_invitations(viewer).where(Ticket.key == key))
