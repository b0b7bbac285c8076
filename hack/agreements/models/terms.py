"""What became of the term of an agreement, and which agreement followed which."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.agreements.models.words import TermDeed


class AgreementSuccession(db.Base):
    """That an agreement took the place of another one (結び直し): each has one before it and one after it at most."""

    __tablename__ = "agreement_succession"
    __table_args__ = (CheckConstraint("former_id <> follower_id", "not_by_itself"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    former_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), unique=True)
    follower_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), unique=True)


class AgreementTerm(db.Base):
    """One turn in the term of an agreement: what became of it, until when it went before and goes now, by whom and why."""

    __tablename__ = "agreement_term"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(ForeignKey("agreement.id"), index=True)
    deed: Mapped[TermDeed]
    until_before: Mapped[date | None]
    until_after: Mapped[date | None]
    ended_before: Mapped[date | None]
    ended_after: Mapped[date | None]
    note: Mapped[str] = mapped_column(String(400), default="")
    """Why; for those who look after it."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[User] = relationship()
