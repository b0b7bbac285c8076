"""The group itself, and its members: people of a section, of organisations and of the places of trial, around one need."""

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
    FIELD = "field", "フィールド提供者"


class Duty(Labelled):
    """What a member is in the group (役割)."""

    CHAIR = "chair", "座長"
    VICE = "vice", "副座長"
    SECRETARY = "secretary", "事務局"
    MEMBER = "member", "委員"
    OBSERVER = "observer", "オブザーバー"
    FIELD = "field", "フィールド提供者"


class Workgroup(OnPath, db.Base):
    """A working group: around which need, for what purpose, for how many, and what came of it."""

    __tablename__ = "workgroup"
    path = PATH
    __table_args__ = (
        CheckConstraint("taken >= 0 AND taken <= capacity", "not_over_full"),
        CheckConstraint("step NOT IN ('to_call', 'informed') OR report <> ''", "closed_with_report"),
        CheckConstraint("(shown = '') = (shown_at IS NULL)", "shown_since"),
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
    """The draft of what everybody may read of it."""
    shown: Mapped[str] = mapped_column(Text, default="")
    """What everybody reads of it, since it was published; empty where nothing is."""
    shown_at: Mapped[datetime | None]
    report: Mapped[str] = mapped_column(Text, default="")
    """The closing report's conclusion (結論)."""
    learnt: Mapped[str] = mapped_column(Text, default="")
    unknown: Mapped[str] = mapped_column(Text, default="")
    left_over: Mapped[str] = mapped_column(Text, default="")
    """What is still to be done about the need (残った課題)."""
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
        CheckConstraint("(side = 'field') = (duty = 'field')", "field_partner"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    side: Mapped[Side]
    duty: Mapped[Duty] = mapped_column(default=Duty.MEMBER)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)
    left_at: Mapped[datetime | None]
    left_because: Mapped[str] = mapped_column(Text, default="")
    """Why the coordinator took the person out; empty where they left by themselves. Only the coordinators read it."""

    workgroup: Mapped[Workgroup] = relationship(back_populates="members")
    user: Mapped[User] = relationship()
    proposal: Mapped[Proposal | None] = relationship()
