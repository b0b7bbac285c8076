"""Bureaus and sections of the city, organisations that take part, and the people of both."""

import enum
from datetime import datetime
from typing import Any, cast

from flask_login import AnonymousUserMixin
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.labels import Labelled
from hack.passages import OnPath
from hack.pipeline.member import PATH, MemberStep
from hack.roles import Role


class OrganizationKind(Labelled):
    """What kind of body an organisation is."""

    COMPANY = "company", "企業"
    STARTUP = "startup", "スタートアップ"
    UNIVERSITY = "university", "大学"
    INSTITUTE = "institute", "研究機関"
    NPO = "npo", "NPO"
    ASSOCIATION = "association", "団体"


class Place(Labelled):
    """Whether an organisation is in the city: by its head office or its main office."""

    INSIDE = "yes", "市内"
    OUTSIDE = "no", "市外"
    UNKNOWN = "unknown", "市内外不明"


IN_CITY = {Place.INSIDE: True, Place.OUTSIDE: False, Place.UNKNOWN: None}
"""What the database keeps of it."""


class Bureau(db.Base):
    """A bureau, ward office or headquarters of the city (局・区・統括本部)."""

    __tablename__ = "bureau"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    ward_code: Mapped[str | None] = mapped_column(String(6))

    sections: Mapped[list["Section"]] = relationship(back_populates="bureau", order_by="Section.id")


class Section(db.Base):
    """A section (課) of a bureau: who owns a need."""

    __tablename__ = "section"
    __table_args__ = (Index("uq_section", "bureau_id", "name", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bureau_id: Mapped[int] = mapped_column(ForeignKey("bureau.id"))
    name: Mapped[str] = mapped_column(String(60))

    bureau: Mapped[Bureau] = relationship(back_populates="sections", lazy="joined", innerjoin=True)

    @property
    def full_name(self) -> str:
        """The bureau's and the section's name, as the city writes them: 道路局 企画課."""
        return f"{self.bureau.name} {self.name}"


class Organization(OnPath, db.Base):
    """A company, university or other body that takes part; as a member it goes along a path of its own."""

    __tablename__ = "organization"
    path = PATH

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    name: Mapped[str] = mapped_column(String(80), index=True)
    kana: Mapped[str] = mapped_column(String(120), default="")
    kind: Mapped[OrganizationKind]
    in_city: Mapped[bool | None]
    """None where nobody has said so yet."""
    address: Mapped[str] = mapped_column(String(120), default="")
    url: Mapped[str] = mapped_column(String(200), default="")
    strengths: Mapped[str] = mapped_column(String(400), default="")
    record: Mapped[str] = mapped_column(Text, default="")
    """What it did with the city before (市との実績)."""
    applicant_name: Mapped[str] = mapped_column(String(40), default="")
    applicant_email: Mapped[str] = mapped_column(String(254), default="")
    applicant_phone: Mapped[str] = mapped_column(String(20), default="")
    demo: Mapped[bool] = mapped_column(default=False)
    applied_at: Mapped[datetime] = mapped_column(default=clock.now)
    step: Mapped[MemberStep] = mapped_column(default=MemberStep.APPLIED, index=True)

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.applied_at, self.applicant_name

    @property
    def title(self) -> str:
        return self.name

    @property
    def place(self) -> Place:
        """Whether it is in the city, as it is shown."""
        return next(place for place, kept in IN_CITY.items() if kept is self.in_city)


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
        """Whether the person may be signed in: the account, and the organisation if there is one, is in use."""
        if not self.active:
            return False
        return self.organization is None or self.organization.step in (MemberStep.VERIFIED, MemberStep.ACTIVE)

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
