"""What is kept of the way that a thing has come."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from hack import clock, db
from hack.pipeline import Path


class Passage(db.Base):
    """That a thing went from one step to another: who moved it, when, by which move, and why."""

    __tablename__ = "passage"
    __table_args__ = (Index("ix_passage_of", "noun", "thing_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    noun: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]
    at: Mapped[datetime] = mapped_column(index=True)
    happened_on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    start: Mapped[str] = mapped_column(String(32))
    end: Mapped[str] = mapped_column(String(32))
    move: Mapped[str] = mapped_column(String(40))
    reason: Mapped[str] = mapped_column(Text, default="")
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"), unique=True)

    by: Mapped[Any] = relationship("User", foreign_keys=[by_id], viewonly=True)


class OnPath:
    """Mixed into the class of a thing that goes along a path; the class adds `path`, its `step` column and its `beginning`."""

    path: ClassVar[Path]
    id: Mapped[int]
    step: Mapped[Any]
    step_since: Mapped[datetime] = mapped_column(default=clock.now)
    """Since when it stands at its step."""
    version: Mapped[int] = mapped_column(default=1)
    """Counts every change; it tells the second of two people who are at it at once."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def last_passage(thing: Any) -> Passage | None:
    """The thing's newest passage that was not taken back; None if it still stands where it began."""
    undone = select(Passage.undoes_id).where(Passage.undoes_id.is_not(None))
    return db.session.scalar(
        select(Passage)
        .where(Passage.noun == thing.path.noun, Passage.thing_id == thing.id)
        .where(Passage.id.not_in(undone), Passage.undoes_id.is_(None))
        .order_by(Passage.id.desc())
        .limit(1)
    )


def passages_of(thing: Any) -> list[Passage]:
    """The thing's passages, oldest first."""
    return list(
        db.session.scalars(
            select(Passage).where(Passage.noun == thing.path.noun, Passage.thing_id == thing.id).order_by(Passage.id)
        )
    )
