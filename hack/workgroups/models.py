"""The working group (ワーキンググループ): people of a section and of organisations around one need."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.labels import Labelled
from hack.matching.models import Suggestion
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.workgroup import PATH, WorkgroupStep
from hack.proposals.models import Proposal


class Side(Labelled):
    """From which side a member comes."""

    CITY = "city", "市"
    PROPOSER = "proposer", "企業・大学等"
    SECRETARIAT = "secretariat", "事務局"


class Workgroup(OnPath, db.Base):
    """A working group: around which need, for what purpose, for how many, and what came of it."""

    __tablename__ = "workgroup"
    path = PATH
    __table_args__ = (
        CheckConstraint("taken >= 0 AND taken <= capacity", "not_over_full"),
        CheckConstraint("step NOT IN ('to_call', 'informed') OR report <> ''", "closed_with_report"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("suggestion.id", ondelete="SET NULL"))
    """The suggestion that it was opened from, if it was."""
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    step: Mapped[WorkgroupStep] = mapped_column(default=WorkgroupStep.FORMING, index=True)
    title: Mapped[str] = mapped_column(String(80))
    purpose: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    """How many members there are now; counted in the same statement that checks the capacity."""
    join_until: Mapped[date | None]
    summary: Mapped[str] = mapped_column(Text, default="")
    """What everybody may read of it, if anything."""
    report: Mapped[str] = mapped_column(Text, default="")
    """The closing report."""
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    need: Mapped[Need] = relationship()
    suggestion: Mapped[Suggestion | None] = relationship()
    opened_by: Mapped[User] = relationship()
    members: Mapped[list["Member"]] = relationship(
        back_populates="workgroup",
        order_by="Member.id",
        primaryjoin="and_(Workgroup.id == Member.workgroup_id, Member.left_at.is_(None))",
        viewonly=True,
    )
    meetings: Mapped[list["Meeting"]] = relationship(
        back_populates="workgroup", order_by="Meeting.starts_at", viewonly=True
    )

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.opened_at, self.opened_by.name

    @property
    def full(self) -> bool:
        return self.taken >= self.capacity


class Member(db.Base):
    """A person in a working group, from which side, through which proposal."""

    __tablename__ = "member"
    __table_args__ = (
        Index(
            "uq_member",
            "workgroup_id",
            "user_id",
            unique=True,
            sqlite_where=text("left_at IS NULL"),
            postgresql_where=text("left_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    side: Mapped[Side]
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_at: Mapped[datetime | None]

    workgroup: Mapped[Workgroup] = relationship(back_populates="members")
    user: Mapped[User] = relationship()
    proposal: Mapped[Proposal | None] = relationship()


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
    minutes: Mapped[str] = mapped_column(Text, default="")
    decisions: Mapped[str] = mapped_column(Text, default="")
    minutes_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    minutes_at: Mapped[datetime | None]
    called_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    workgroup: Mapped[Workgroup] = relationship(back_populates="meetings")
    minutes_by: Mapped[User | None] = relationship(foreign_keys=[minutes_by_id])
    called_by: Mapped[User] = relationship(foreign_keys=[called_by_id])

    __mapper_args__ = {"version_id_col": version}

    @property
    def begun(self) -> bool:
        """Whether its time has come."""
        return clock.now() >= self.starts_at
