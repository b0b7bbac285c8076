"""What somebody in a working group has taken on to do (宿題)."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.labels import Labelled
from hack.workgroups.models.groups import Member, Workgroup
from hack.workgroups.models.meetings import Meeting


class TaskState(Labelled):
    """How far a task has come."""

    WAITING = "waiting", "未着手"
    BEGUN = "begun", "進行中"
    DONE = "done", "済"
    DROPPED = "dropped", "取りやめ"

    @property
    def ends(self) -> bool:
        """Whether nothing is left to do."""
        return self in (TaskState.DONE, TaskState.DROPPED)


class Task(db.Base):
    """Something to do for a group: what, whose, until when, and how far it is."""

    __tablename__ = "task"
    __table_args__ = (Index("ix_task_of", "workgroup_id", "state", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    """The meeting at which it came up, if it did."""
    title: Mapped[str] = mapped_column(String(120))
    details: Mapped[str] = mapped_column(Text, default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    due_on: Mapped[date | None]
    state: Mapped[TaskState] = mapped_column(default=TaskState.WAITING)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    workgroup: Mapped[Workgroup] = relationship()
    meeting: Mapped[Meeting | None] = relationship()
    owner: Mapped[Member] = relationship()
    made_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def overdue(self) -> bool:
        """Whether its day is past and it is not done."""
        return self.due_on is not None and not self.state.ends and self.due_on < clock.today()
