"""How somebody comes in: signed in on a device, or by a link that was sent."""

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models.city import Section
from hack.accounts.models.organizations import Organization
from hack.accounts.models.people import User
from hack.roles import Role


class SignIn(db.Base):
    """That a person is signed in on one device; the person sees it in a list and can end it."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token in the cookie; the token itself is kept nowhere."""
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    ended_at: Mapped[datetime | None]
    device: Mapped[str] = mapped_column(String(80), default="")

    user: Mapped[User] = relationship()
    token = ""


class TicketKind(enum.Enum):
    """What a letter's link is good for."""

    INVITATION = "invitation"
    RESET = "reset"


class Ticket(db.Base):
    """A link that was sent to somebody: to join (7 days) or to set a new password (1 hour), good for one use."""

    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    kind: Mapped[TicketKind]
    email: Mapped[str] = mapped_column(String(254), index=True)
    name: Mapped[str] = mapped_column(String(40), default="")
    role: Mapped[Role | None]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    """Whose password it resets; or who came to be through the invitation, once it is used."""
    invited_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    organization: Mapped[Organization | None] = relationship()
    section: Mapped[Section | None] = relationship()
    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    invited_by: Mapped[User | None] = relationship(foreign_keys=[invited_by_id])
