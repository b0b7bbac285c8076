"""The body (推進本部), its sittings, the paper (付議書) about a case, and its place on the agenda with what was ruled."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.intake.models import Case
from hack.labels import Labelled
from hack.pipeline.front import CaseStep

PARTS = ("title", "summary", "conditions", "replies", "options", "asked")
"""What a paper says, by the names of its columns."""


class Ruling(Labelled):
    """How the body wants to go on (方針)."""

    PROCEED = "proceed", "進める"
    CONDITIONAL = "conditional", "条件付きで進める"
    STOP = "stop", "進めない"
    TAKEN_HOME = "taken_home", "持ち帰り"


class Body(db.Base):
    """A body that cases are laid before: what it is called, in which months it is that, and who chairs it.

    A month is as the city told it, such as 2017-04: on which day of it, no source says.
    """

    __tablename__ = "body"
    __table_args__ = (
        CheckConstraint("until_month = '' OR until_month >= since_month", "in_order"),
        CheckConstraint("length(since_month) = 7 AND length(until_month) IN (0, 7)", "months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    name: Mapped[str] = mapped_column(String(60))
    since_month: Mapped[str] = mapped_column(String(7))
    until_month: Mapped[str] = mapped_column(String(7), default="")
    """The last month; empty while it goes on."""
    chair: Mapped[str] = mapped_column(String(60), default="")
    note: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": version}


class Sitting(db.Base):
    """A sitting of the body: on which day, where, and what was said (minutes)."""

    __tablename__ = "sitting"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    held_on: Mapped[date] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(120), default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    called_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    called_at: Mapped[datetime] = mapped_column(default=clock.now)

    body: Mapped[Body] = relationship()
    agenda: Mapped[list["Tabling"]] = relationship(
        order_by=lambda: [Tabling.place, Tabling.id], viewonly=True, back_populates="sitting"
    )

    __mapper_args__ = {"version_id_col": version}


class Paper(db.Base):
    """The paper about a case: what the body has to know of it, and what it is asked to rule. Never for the proposer."""

    __tablename__ = "paper"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), unique=True)
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text)
    """Which conditions the case meets under which it is laid before the body, each with what shows it."""
    replies: Mapped[str] = mapped_column(Text, default="")
    """What the sections that were asked have answered."""
    options: Mapped[str] = mapped_column(Text)
    asked: Mapped[str] = mapped_column(Text)
    """What the body is asked to rule."""
    prepared_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    prepared_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    case: Mapped[Case] = relationship()
    prepared_by: Mapped[User] = relationship()
    items: Mapped[list["Tabling"]] = relationship(order_by="Tabling.id", viewonly=True, back_populates="paper")

    __mapper_args__ = {"version_id_col": version}

    @property
    def editable(self) -> bool:
        """Whether its words may be changed: from when they lie before the body on, they stay."""
        return self.case.step is CaseStep.PREPARING

    @property
    def open_item(self) -> "Tabling | None":
        """Its place on an agenda on which nothing was ruled yet."""
        return next((item for item in self.items if item.ruling is None), None)

    @property
    def words(self) -> dict[str, Any]:
        """What it says now."""
        return {name: getattr(self, name) for name in PARTS}


class Tabling(db.Base):
    """That a paper was laid before a sitting, as a place on its agenda: what the paper said, what was ruled, and why."""

    __tablename__ = "tabling"
    __table_args__ = (
        UniqueConstraint("sitting_id", "paper_id"),
        CheckConstraint("(ruling IS NULL) = (ruled_at IS NULL)", "ruled_at_some_time"),
        CheckConstraint("ruling IS NULL OR said <> ''", "ruled_with_words"),
        Index(
            "uq_tabling_open",
            "paper_id",
            unique=True,
            sqlite_where=text("ruling IS NULL"),
            postgresql_where=text("ruling IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    paper_id: Mapped[int] = mapped_column(ForeignKey("paper.id"), index=True)
    place: Mapped[int]
    tabled: Mapped[dict[str, Any]]
    """What the paper said when it was laid before the body, by the names of PARTS."""
    tabled_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    tabled_at: Mapped[datetime] = mapped_column(default=clock.now)
    ruling: Mapped[Ruling | None]
    said: Mapped[str] = mapped_column(Text, default="")
    ruled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """Who wrote the ruling down."""
    ruled_at: Mapped[datetime | None]

    sitting: Mapped[Sitting] = relationship(back_populates="agenda")
    paper: Mapped[Paper] = relationship(back_populates="items")
