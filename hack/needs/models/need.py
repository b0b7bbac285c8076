"""The need (ニーズ): a problem of a section, and what it hopes for."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section, User
from hack.needs.models.words import CostShare, Field, Pattern, Personal
from hack.passages import OnPath
from hack.pipeline.need import COMING, PATH, NeedStep


class Need(OnPath, db.Base):
    """A need: the public text that companies read, and the internal notes that only staff read."""

    __tablename__ = "need"
    path = PATH
    __table_args__ = (
        CheckConstraint("opens_on IS NULL OR closes_on IS NULL OR opens_on <= closes_on", "call_in_order"),
        CheckConstraint(
            "step NOT IN ('ideas_open', 'trials_open') OR (closes_on IS NOT NULL AND published_at IS NOT NULL)",
            "open_has_dates",
        ),
        Index("ix_need_listed", "step", "internal", "section_id", "closes_on", "published_at", "drafted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    step: Mapped[NeedStep] = mapped_column(default=NeedStep.DRAFT)
    internal: Mapped[bool] = mapped_column(default=False)
    """Whether it stays inside the city: seen by staff alone, whatever its step."""
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether officers learn of its proposals only when its call has closed: neither how many there are nor whose."""
    drafted_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    published_at: Mapped[datetime | None]

    # What companies read.
    title: Mapped[str] = mapped_column(String(80))
    field: Mapped[Field | None] = mapped_column(index=True)
    pattern: Mapped[Pattern | None]
    co_scheme: Mapped[str] = mapped_column(String(80), default="")
    background: Mapped[str] = mapped_column(Text, default="")
    present: Mapped[str] = mapped_column(Text, default="")
    """How the work is done now, and how much of it (件数・時間・人数)."""
    problem: Mapped[str] = mapped_column(Text, default="")
    hoped: Mapped[str] = mapped_column(Text, default="")
    tried: Mapped[str] = mapped_column(Text, default="")
    technology: Mapped[str] = mapped_column(Text, default="")
    expertise: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    offered: Mapped[str] = mapped_column(Text, default="")
    """Data and surroundings that the city can provide."""
    period: Mapped[str] = mapped_column(String(200), default="")
    cost_share: Mapped[CostShare | None]
    selected: Mapped[str] = mapped_column(String(80), default="")
    criteria: Mapped[str] = mapped_column(Text, default="")
    eligibility: Mapped[str] = mapped_column(Text, default="")
    outlook: Mapped[str] = mapped_column(Text, default="")
    """What is foreseen after a trial: budget year, way of procurement."""
    contact: Mapped[str] = mapped_column(String(200), default="")
    glossary: Mapped[str] = mapped_column(Text, default="")
    source_url: Mapped[str] = mapped_column(String(300), default="")
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    """The call closes at 24:00 (JST) of this day."""
    briefing_on: Mapped[date | None]
    questions_until: Mapped[date | None]

    # What only staff read.
    under_way: Mapped[str] = mapped_column(Text, default="")
    """How far the section has already got by itself (担当課の着手状況)."""
    budget: Mapped[str] = mapped_column(String(120), default="")
    consulted: Mapped[str] = mapped_column(String(200), default="")
    personal: Mapped[Personal | None]
    priority: Mapped[str] = mapped_column(String(40), default="")
    notes: Mapped[str] = mapped_column(Text, default="")

    section: Mapped[Section] = relationship()
    """The section that leads: it alone gives the need up, and says who owns it besides."""
    co_owners: Mapped[list["CoOwner"]] = relationship(order_by="CoOwner.id", viewonly=True)
    author: Mapped[User] = relationship()

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.drafted_at, self.author.name

    @property
    def sections(self) -> list[Section]:
        """The sections that own it, the leading one first."""
        return [self.section, *(one.section for one in self.co_owners)]

    def owned_by(self, section_id: int | None) -> bool:
        """Whether that section owns it, leading or together with others."""
        return section_id == self.section_id or any(one.section_id == section_id for one in self.co_owners)

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.step.public and not self.internal

    def title_if(self, readable: bool) -> str:
        """Its title for somebody who may read it; for others, who know of it by what they once answered, only that it is hidden."""
        return self.title if readable else f"公開されていないニーズ({self.step.label if self.step.ends else '公開前'})"

    @property
    def call_ended(self) -> bool:
        """Whether the last day of its call is over (24:00 JST)."""
        return self.closes_on is not None and clock.now() >= clock.end_of(self.closes_on)

    @property
    def call_begun(self) -> bool:
        """Whether the first day of its call has come (0:00 JST)."""
        return self.opens_on is None or clock.now() >= clock.start_of(self.opens_on)

    @property
    def coming(self) -> bool:
        """Whether its call is announced and still to come."""
        return self.step in COMING

    @property
    def takes_proposals(self) -> bool:
        """Whether a proposal can be handed in now: the call is open, and its last day is not over."""
        return self.step.open and self.call_begun and not self.call_ended

    @property
    def text(self) -> str:
        """The public text in one piece, in reading order: what is searched and matched."""
        parts = (self.background, self.present, self.problem, self.hoped, self.tried, self.technology, self.expertise)
        return "\n".join(part for part in (*parts, self.place, self.offered) if part)


class CoOwner(db.Base):
    """That a section owns a need together with the section that leads it: since when, and who brought it in."""

    __tablename__ = "need_section"
    __table_args__ = (UniqueConstraint("need_id", "section_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    need: Mapped[Need] = relationship(viewonly=True)
    section: Mapped[Section] = relationship(lazy="joined", innerjoin=True)
