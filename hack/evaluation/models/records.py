"""What an evaluation keeps of what was said to all: criteria that were corrected, decisions that were told and taken back."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User


class CriteriaCorrection(db.Base):
    """That the words of the criteria were corrected after the call had begun: what they said before, and why; everybody reads it."""

    __tablename__ = "criteria_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    before: Mapped[list[Any]]
    """[name, what was looked at, name since, what is looked at since] of each criterion that was changed."""
    reason: Mapped[str] = mapped_column(Text)


class Release(db.Base):
    """That the decisions were told to all at once: by whom, and whether it was undone, by whom and why."""

    __tablename__ = "release"

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(Text, default="")

    by: Mapped[User] = relationship(foreign_keys=[by_id])
    undone_by: Mapped[User | None] = relationship(foreign_keys=[undone_by_id])
