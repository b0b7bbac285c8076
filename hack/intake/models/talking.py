"""The days offered for a dialogue, the dialogue that was held, and what is written to and fro."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.intake.models.case import Case


class Slot(db.Base):
    """A time that a coordinator offers for a dialogue; the proposer chooses one of those offered together, or none."""

    __tablename__ = "case_slot"
    __table_args__ = (CheckConstraint("chosen_at IS NULL OR dropped_at IS NULL", "chosen_or_dropped"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    starts_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(120), default="")
    """Where, or how one meets online."""
    offered_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    chosen_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    """When it was no longer to be had: refused, recalled, or another was chosen."""

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship()

    @property
    def open(self) -> bool:
        """Whether it can be chosen."""
        return self.chosen_at is None and self.dropped_at is None


class Dialogue(db.Base):
    """A dialogue (対話) that was held: on which day, who was there, what both sides read of it, and what only the city does."""

    __tablename__ = "dialogue"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    held_on: Mapped[date]
    people: Mapped[str] = mapped_column(String(400), default="")
    shared: Mapped[str] = mapped_column(Text)
    internal: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship()


class CaseEntry(db.Base):
    """Something written about a case: between the proposer and the city, or inside the city alone. Never changed."""

    __tablename__ = "case_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    internal: Mapped[bool] = mapped_column(default=False)
    text: Mapped[str] = mapped_column(Text)

    case: Mapped[Case] = relationship()
    by: Mapped[User] = relationship()
