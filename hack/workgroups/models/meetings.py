"""The meetings of a working group: what is talked about, who comes, and what was said."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.labels import Labelled
from hack.workgroups.models.groups import Member, Workgroup

MOST_FROM_A_MEETING = 50
"""How many decisions come of one meeting at most, and how many tasks: its page has them all."""


class Presence(Labelled):
    """Whether a member comes to a meeting, or came."""

    PRESENT = "present", "出席"
    ABSENT = "absent", "欠席"
    DEPUTY = "deputy", "代理"


class Meeting(db.Base):
    """A meeting of a working group: when, where, what is talked about, and its minutes."""

    __tablename__ = "meeting"
    __table_args__ = (CheckConstraint("ends_at IS NULL OR starts_at < ends_at", "in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    title: Mapped[str] = mapped_column(String(80))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    agenda: Mapped[str] = mapped_column(Text, default="")
    """What is to be known beforehand besides the agenda's items."""
    minutes: Mapped[str] = mapped_column(Text, default="")
    minutes_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    minutes_at: Mapped[datetime | None]
    called_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    workgroup: Mapped[Workgroup] = relationship()
    minutes_by: Mapped[User | None] = relationship(foreign_keys=[minutes_by_id])
    called_by: Mapped[User] = relationship(foreign_keys=[called_by_id])
    items: Mapped[list["AgendaItem"]] = relationship(order_by="AgendaItem.place", viewonly=True)
    attendances: Mapped[list["Attendance"]] = relationship(viewonly=True, back_populates="meeting")

    __mapper_args__ = {"version_id_col": version}

    @property
    def begun(self) -> bool:
        """Whether its time has come."""
        return clock.now() >= self.starts_at


class AgendaItem(db.Base):
    """One item of a meeting's agenda (議題): in which place, what, who leads it, for how many minutes."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        UniqueConstraint("meeting_id", "place"),
        CheckConstraint("minutes IS NULL OR minutes > 0", "takes_time"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    place: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    who: Mapped[str] = mapped_column(String(60), default="")
    minutes: Mapped[int | None]


class Attendance(db.Base):
    """Whether one member comes to one meeting: announced by the member beforehand, kept by the coordinator afterwards."""

    __tablename__ = "attendance"
    __table_args__ = (UniqueConstraint("meeting_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    announced: Mapped[Presence | None]
    announced_at: Mapped[datetime | None]
    deputy: Mapped[str] = mapped_column(String(60), default="")
    """Who comes in the member's place."""
    kept: Mapped[Presence | None]
    kept_at: Mapped[datetime | None]
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="attendances")
    member: Mapped[Member] = relationship()
    kept_by: Mapped[User | None] = relationship()
