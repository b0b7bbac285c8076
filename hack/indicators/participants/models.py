"""What is kept of the strategy's terms: aims and actuals as they are now, what was changed of them, and what is compared."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.terms import Term
from hack.labels import Labelled

SOURCE = 200
"""How many letters a source may have."""
TEXT = 1_000
MOST = 10_000_000


class TermPart(Labelled):
    """What of a term somebody writes."""

    TARGET = "target", "目標"
    ACTUAL = "actual", "実績"
    OUTLOOK = "outlook", "今後の方向性"


class ParticipantTerm(db.Base):
    """A term of the strategy: its aim with its source, the actual if it was entered by hand, and what is to be done."""

    __tablename__ = "participant_term"
    __table_args__ = (
        CheckConstraint("target >= 0 AND actual >= 0", "numbers"),
        CheckConstraint("(actual IS NULL) = (actual_on IS NULL)", "actual_has_a_day"),
        CheckConstraint("actual IS NOT NULL OR actual_of IS NULL", "actual_of_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1)
    year: Mapped[int] = mapped_column(unique=True)
    """The fiscal year that the term is."""
    target: Mapped[int | None]
    target_source: Mapped[str] = mapped_column(String(SOURCE), default="")
    actual: Mapped[int | None]
    actual_of: Mapped[Counted | None]
    """What the actual counts; None where its source does not say."""
    actual_on: Mapped[date | None]
    actual_source: Mapped[str] = mapped_column(String(SOURCE), default="")
    outlook: Mapped[str] = mapped_column(Text, default="")

    __mapper_args__ = {"version_id_col": version}

    @property
    def key(self) -> str:
        """What addresses call it."""
        return Term(self.year).address

    @property
    def told(self) -> bool:
        """Whether anything is said of it: a later term of which nothing is said is none."""
        return self.target is not None or self.actual is not None or self.outlook != ""


class ParticipantChange(db.Base):
    """That somebody wrote an aim, an actual or an outlook: what it said before and afterwards, the difference, and why. Never changed."""

    __tablename__ = "participant_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    part: Mapped[TermPart]
    before: Mapped[str] = mapped_column(Text, default="")
    """In words; empty where nothing was put right, because there was nothing."""
    after: Mapped[str] = mapped_column(Text, default="")
    difference: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    """None: read from the published documents when the installation began."""

    by: Mapped[User | None] = relationship()

    @property
    def corrects(self) -> bool:
        """Whether it puts something right that was there."""
        return self.before != ""


class ParticipantMeasure(db.Base):
    """That it was chosen what is compared with the aims, and why; the newest counts. Never changed."""

    __tablename__ = "participant_measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    who: Mapped[Counted]
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    by: Mapped[User] = relationship()
