"""What goes on in a lab: gatherings, the voices of residents, who has joined an open lab, and what was done."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.livinglabs.models.labs import LivingLab
from hack.livinglabs.models.words import GatheringKind, MemberState, MilestoneKind, VoiceState
from hack.needs.models import Need


class Gathering(db.Base):
    """A day on which people of a lab came or will come together (開催回)."""

    __tablename__ = "gathering"
    __table_args__ = (
        CheckConstraint("people IS NULL OR people BETWEEN 1 AND 100000", "people"),
        CheckConstraint("online OR place <> ''", "somewhere"),
        Index("ix_gathering_of", "livinglab_id", "held_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"))
    held_on: Mapped[date]
    kind: Mapped[GatheringKind]
    title: Mapped[str] = mapped_column(String(80))
    place: Mapped[str] = mapped_column(String(120), default="")
    online: Mapped[bool] = mapped_column(default=False)
    people: Mapped[int | None]
    record: Mapped[str] = mapped_column(Text, default="")
    public: Mapped[bool] = mapped_column(default=False)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    livinglab: Mapped[LivingLab] = relationship()
    by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def coming(self) -> bool:
        """Whether its day is still to come."""
        return self.held_on > clock.today()

    @property
    def where(self) -> str:
        """The place, online, or both."""
        return "・".join(word for word in (self.place, "オンライン" if self.online else "") if word)


class Voice(db.Base):
    """What a resident said (市民の声), written down by the lab's people without who it was."""

    __tablename__ = "voice"
    __table_args__ = (
        CheckConstraint("(state = 'need') = (need_id IS NOT NULL)", "became_a_need"),
        CheckConstraint("state <> 'grouped' OR heading <> ''", "grouped_under_something"),
        Index("ix_voice_of", "livinglab_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"))
    heard_on: Mapped[date]
    theme: Mapped[str] = mapped_column(String(60))
    said: Mapped[str] = mapped_column(Text)
    state: Mapped[VoiceState] = mapped_column(default=VoiceState.NEW)
    heading: Mapped[str] = mapped_column(String(60), default="")
    """Under what it was put together with others; empty where it was not."""
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    livinglab: Mapped[LivingLab] = relationship()
    need: Mapped[Need | None] = relationship()
    by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}


class LabMember(db.Base):
    """That an organisation belongs to an open lab, asks to, or did."""

    __tablename__ = "livinglab_member"
    __table_args__ = (
        UniqueConstraint("livinglab_id", "organization_id"),
        CheckConstraint("organization_id IS NOT NULL OR state IN ('member', 'left')", "known_from_a_source"),
        CheckConstraint("state <> 'asked' OR asked_by_id IS NOT NULL", "asked_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    """None for one that is known from a source and does not take part here."""
    name: Mapped[str] = mapped_column(String(80))
    part: Mapped[str] = mapped_column(String(120))
    """What it does in the lab, or would do."""
    words: Mapped[str] = mapped_column(Text, default="")
    """Why it wants to join; read by the lab's people and the secretariat alone."""
    answer: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[MemberState]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    since: Mapped[datetime] = mapped_column(default=clock.now)
    """Since when it stands to the lab as it does."""

    livinglab: Mapped[LivingLab] = relationship()
    organization: Mapped[Organization | None] = relationship()
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])


class LabMilestone(db.Base):
    """What a lab took up in a year, or did on a day."""

    __tablename__ = "livinglab_milestone"
    __table_args__ = (
        CheckConstraint("(kind = 'project') = (happened_on IS NOT NULL)", "project_has_day"),
        CheckConstraint("year BETWEEN 2000 AND 2100", "year"),
        Index("ix_livinglab_milestone_of", "livinglab_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"))
    kind: Mapped[MilestoneKind]
    year: Mapped[int]
    """The fiscal year that it belongs to."""
    happened_on: Mapped[date | None]
    words: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(200), default="")
    source_url: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    livinglab: Mapped[LivingLab] = relationship()
