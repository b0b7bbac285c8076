"""The paper (付議書) about a case, its place on the agenda of a sitting, and what was ruled, on which conditions, and put right."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.deliberations.models.sittings import Sitting
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
    NOT_HELD = "not_held", "会議の中止"
    """No ruling of the body: the sitting was called off, and the paper goes back to be tabled again."""

    @property
    def final(self) -> bool:
        """Whether it says how to go on with the case."""
        return self not in (Ruling.TAKEN_HOME, Ruling.NOT_HELD)


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
    def replaceable(self) -> bool:
        """Whether it lies before a sitting that has not begun: until then it may be replaced, and what it said is kept."""
        item = self.open_item
        if self.case.step is not CaseStep.TABLED or item is None or item.sitting.called_off_at is not None:
            return False
        return not item.sitting.began

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
    version: Mapped[int] = mapped_column(default=1)
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
    conditions: Mapped[list["RulingCondition"]] = relationship(
        order_by="RulingCondition.place", cascade="all, delete-orphan", back_populates="tabling"
    )
    corrections: Mapped[list["RulingCorrection"]] = relationship(order_by="RulingCorrection.id.desc()", viewonly=True)
    replacements: Mapped[list["PaperReplacement"]] = relationship(order_by="PaperReplacement.id.desc()", viewonly=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def waits(self) -> bool:
        """Whether the case still waits for a ruling here: one that has ended meanwhile does not, though nothing was ruled."""
        return self.ruling is None and self.paper.case.step is CaseStep.TABLED

    @property
    def taken_off(self) -> bool:
        """Whether it was taken off the agenda before the day of the sitting, which never had it before it."""
        if self.ruled_at is None or self.ruling is None or self.ruling.final:
            return False
        return self.ruling is Ruling.NOT_HELD or clock.in_japan(self.ruled_at).date() < self.sitting.held_on

    @property
    def as_ruled(self) -> dict[str, Any]:
        """What is written down of the ruling now: its value, its words, and its conditions in order."""
        ruling = self.ruling.value if self.ruling else ""
        return {"ruling": ruling, "said": self.said, "conditions": [one.words for one in self.conditions]}

    @property
    def open_conditions(self) -> list["RulingCondition"]:
        """The conditions that are not met yet."""
        return [one for one in self.conditions if one.met_at is None]


class RulingCondition(db.Base):
    """A condition on which the body lets a case go on (条件), and how it was met."""

    __tablename__ = "ruling_condition"
    __table_args__ = (
        CheckConstraint("words <> ''", "said"),
        CheckConstraint("(met_at IS NULL) = (met_by_id IS NULL)", "met_by_somebody"),
        CheckConstraint("met_at IS NULL OR met_how <> ''", "met_somehow"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    tabling_id: Mapped[int] = mapped_column(ForeignKey("tabling.id"), index=True)
    place: Mapped[int]
    words: Mapped[str] = mapped_column(String(200))
    met_at: Mapped[datetime | None]
    met_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    met_how: Mapped[str] = mapped_column(String(400), default="")
    """What shows that it is met."""

    tabling: Mapped[Tabling] = relationship(back_populates="conditions")
    met_by: Mapped[User | None] = relationship()


class Rewritten:
    """Mixed into what is kept when words of an agenda are written anew: when, by whom and why, and what stood there before."""

    id: Mapped[int] = mapped_column(primary_key=True)
    tabling_id: Mapped[int] = mapped_column(ForeignKey("tabling.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(String(400))
    before: Mapped[dict[str, Any]]

    @declared_attr.directive
    def __table_args__(cls) -> tuple[CheckConstraint, ...]:
        return (CheckConstraint("reason <> ''", "for_a_reason"),)

    @declared_attr
    def by(cls) -> Mapped[User]:
        return relationship()


class RulingCorrection(Rewritten, db.Base):
    """That a ruling had been written down wrongly: when it was put right, by whom and why, and what stood there before.

    Before: the ruling, its words and its conditions, as `Tabling.as_ruled` tells them; besides, where a condition was met, what
    showed it, by its words (met).
    """

    __tablename__ = "ruling_correction"

    @property
    def ruling_before(self) -> Ruling:
        """What was written down as the ruling before."""
        return Ruling(self.before["ruling"])

    @property
    def met_before(self) -> dict[str, str]:
        """What showed that conditions were met that stood there before, by their words."""
        return dict(self.before.get("met", {}))


class PaperReplacement(Rewritten, db.Base):
    """That a paper was replaced (差し替え) before its sitting began: when, by whom and why, and what it said until then."""

    __tablename__ = "paper_replacement"
