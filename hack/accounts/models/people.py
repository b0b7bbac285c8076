"""People of the city and of the organisations, with an account or without."""

from datetime import datetime
from typing import Any, cast

from flask_login import AnonymousUserMixin
from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models.city import Section
from hack.accounts.models.organizations import Organization
from hack.roles import Role


class User(db.Base):
    """A person with an account: of an organisation (proposer), of a section (officer), or of the secretariat."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint("(role = 'proposer') = (organization_id IS NOT NULL)", "proposer_has_organization"),
        CheckConstraint("(role = 'officer') = (section_id IS NOT NULL)", "officer_has_section"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    name: Mapped[str] = mapped_column(String(40))
    email: Mapped[str] = mapped_column(String(254), unique=True)
    """In lower case; the person signs in with it."""
    phone: Mapped[str] = mapped_column(String(20), default="")
    post: Mapped[str] = mapped_column(String(60), default="")
    role: Mapped[Role]
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    demo: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)

    organization: Mapped[Organization | None] = relationship()
    section: Mapped[Section | None] = relationship()

    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Whether the person may be signed in: the account is in use, and the organisation, if there is one, takes part."""
        return self.active and (self.organization is None or self.organization.takes_part)

    @property
    def house(self) -> str:
        """The organisation or section that the person belongs to; empty for the secretariat and those around it."""
        if self.organization is not None:
            return self.organization.name
        return self.section.full_name if self.section is not None else ""

    @property
    def belonging(self) -> str:
        """Where the person belongs, as others read it: without a house, by the role."""
        return self.house or self.role.label

    sign_in = cast(Any, None)
    """The sign-in through which the person is here; set for the time of a request."""

    def get_id(self) -> str:
        return self.sign_in.token if self.sign_in else ""


class Visitor(AnonymousUserMixin):
    """Somebody who has not signed in."""

    id = None
    key = None
    name = ""
    role = None
    organization_id = None
    section_id = None
    organization = None
    section = None
    belonging = ""
