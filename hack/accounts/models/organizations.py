"""Organisations that take part."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from hack import clock, db
from hack.labels import Labelled
from hack.passages import OnPath
from hack.pipeline.member import PATH, MemberStep


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


TAKING_PART = (MemberStep.VERIFIED, MemberStep.ACTIVE)
"""Where an organisation takes part: it is seen by everybody, and its people come in."""


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
    def takes_part(self) -> bool:
        return self.step in TAKING_PART

    @property
    def place(self) -> Place:
        """Whether it is in the city, as it is shown."""
        return next(place for place, kept in IN_CITY.items() if kept is self.in_city)
