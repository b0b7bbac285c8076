"""What the secretariat remarks on a need that it checks, and what is answered."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.needs.models.need import Need

MOST_ANSWERS = 30
"""How often a remark is answered; who has more to say talks, or writes a new remark."""


class Remark(db.Base):
    """A remark of the secretariat on one field of a need (on the whole where `field` is empty), until it is settled."""

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint("(settled_at IS NULL) = (settled_by_id IS NULL)", "settled_by_somebody"),
        CheckConstraint(f"answered >= 0 AND answered <= {MOST_ANSWERS}", "not_endless"),
        Index("ix_remark_of", "need_id", "settled_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"))
    field: Mapped[str] = mapped_column(String(30), default="")
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    answered: Mapped[int] = mapped_column(default=0)
    """How many answers there are; counted in the same statement that keeps them from going on for ever."""
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    need: Mapped[Need] = relationship()
    by: Mapped[User] = relationship(foreign_keys=[by_id])
    settled_by: Mapped[User | None] = relationship(foreign_keys=[settled_by_id])
    answers: Mapped[list["RemarkAnswer"]] = relationship(order_by="RemarkAnswer.id", viewonly=True)

    @property
    def open(self) -> bool:
        """Whether it still waits to be settled."""
        return self.settled_at is None


class RemarkAnswer(db.Base):
    """What somebody of an owning section or of the secretariat says to a remark."""

    __tablename__ = "remark_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    remark_id: Mapped[int] = mapped_column(ForeignKey("remark.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[User] = relationship()
