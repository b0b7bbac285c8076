"""The charter of a working group (設置要綱): what it is for, and what its members promise."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.workgroups.models.groups import Member, Workgroup


class Charter(db.Base):
    """One version of a group's charter; a change is a new one, so that what a member confirmed can always be read."""

    __tablename__ = "charter"
    __table_args__ = (
        UniqueConstraint("workgroup_id", "version"),
        CheckConstraint("ends_on IS NULL OR begins_on IS NULL OR begins_on <= ends_on", "in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    version: Mapped[int]
    """Counts the versions of the group's charter, from 1."""
    goal: Mapped[str] = mapped_column(Text)
    within: Mapped[str] = mapped_column(Text, default="")
    """What the group talks about (扱うこと)."""
    beyond: Mapped[str] = mapped_column(Text, default="")
    """What it does not (扱わないこと)."""
    secrecy: Mapped[str] = mapped_column(Text, default="")
    rights: Mapped[str] = mapped_column(Text, default="")
    """To whom what comes of it belongs (知財)."""
    publicity: Mapped[str] = mapped_column(Text, default="")
    """What of it may be told outside (公開の範囲)."""
    begins_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    workgroup: Mapped[Workgroup] = relationship()
    written_by: Mapped[User] = relationship()


class Confirmation(db.Base):
    """That a member has read one version of the charter and keeps to it."""

    __tablename__ = "charter_confirmation"
    __table_args__ = (UniqueConstraint("charter_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    charter_id: Mapped[int] = mapped_column(ForeignKey("charter.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    confirmed_at: Mapped[datetime] = mapped_column(default=clock.now)

    charter: Mapped[Charter] = relationship()
    member: Mapped[Member] = relationship()
