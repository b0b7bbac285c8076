"""The body (推進本部) that cases are laid before, and its sittings."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User


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
    """A sitting of the body: when and where, what is on its agenda, who was there, and what was said (minutes)."""

    __tablename__ = "sitting"
    __table_args__ = (
        CheckConstraint("(called_off_at IS NULL) = (called_off_for = '')", "called_off_for_a_reason"),
        CheckConstraint("(called_off_at IS NULL) = (called_off_by_id IS NULL)", "called_off_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    held_on: Mapped[date] = mapped_column(index=True)
    begins: Mapped[time | None]
    """The time at which it begins, in Japan; None where it is not said."""
    place: Mapped[str] = mapped_column(String(120), default="")
    others: Mapped[str] = mapped_column(Text, default="")
    """What is on its agenda besides the papers, one on each line."""
    present: Mapped[str] = mapped_column(Text, default="")
    """Who was there, by office, one on each line."""
    minutes: Mapped[str] = mapped_column(Text, default="")
    called_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    called_at: Mapped[datetime] = mapped_column(default=clock.now)
    called_off_at: Mapped[datetime | None]
    called_off_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    called_off_for: Mapped[str] = mapped_column(String(400), default="")

    body: Mapped[Body] = relationship()
    agenda: Mapped[list[Any]] = relationship(
        "Tabling", order_by="Tabling.place, Tabling.id", viewonly=True, back_populates="sitting"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def begins_at(self) -> datetime:
        """The moment at which it begins: the beginning of its day where no time is said."""
        after = timedelta(hours=self.begins.hour, minutes=self.begins.minute) if self.begins else timedelta()
        return clock.start_of(self.held_on) + after

    @property
    def began(self) -> bool:
        """Whether it has begun: from then on nothing that lies before it changes."""
        return self.begins_at <= clock.now()


SAID = ("held_on", "begins", "place", "others", "present", "minutes")
"""What is said of a sitting, by the names of its columns."""


class SittingVersion(db.Base):
    """That something else was said of a sitting from then on: when, by whom, and what was said before."""

    __tablename__ = "sitting_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    before: Mapped[dict[str, Any]]
    """By the names of SAID, as text, only what was changed."""

    by: Mapped[User] = relationship()
