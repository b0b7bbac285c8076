"""What a working group has decided (決定事項)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.workgroups.models.groups import Workgroup
from hack.workgroups.models.meetings import Meeting


class Resolution(db.Base):
    """One decision of a group, by its number; its words never change, a later decision takes its place."""

    __tablename__ = "resolution"
    __table_args__ = (
        UniqueConstraint("workgroup_id", "number"),
        CheckConstraint("superseded_by_id <> id", "not_by_itself"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    number: Mapped[int]
    """Counts the group's decisions, from 1."""
    words: Mapped[str] = mapped_column(Text)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    decided_on: Mapped[date]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("resolution.id"), index=True)

    workgroup: Mapped[Workgroup] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    written_by: Mapped[User] = relationship()
    superseded_by: Mapped["Resolution | None"] = relationship(remote_side=[id])
