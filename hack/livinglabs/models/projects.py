"""What a lab sets about together: its projects, and which of its members take part in one."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.livinglabs.models.labs import LivingLab
from hack.livinglabs.models.meetings import LabMember
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.livinglab_project import PATH, ProjectStep


class LabProject(OnPath, db.Base):
    """A project of a lab (プロジェクト): what it tries, since when, with whom among its members, and what came of it."""

    __tablename__ = "livinglab_project"
    path = PATH
    __table_args__ = (
        CheckConstraint("since IS NULL OR until IS NULL OR since <= until", "in_order"),
        Index("ix_livinglab_project_of", "livinglab_id", "step"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    livinglab_id: Mapped[int] = mapped_column(ForeignKey("livinglab.id"))
    step: Mapped[ProjectStep] = mapped_column(default=ProjectStep.PREPARING)
    title: Mapped[str] = mapped_column(String(80))
    what: Mapped[str] = mapped_column(Text)
    since: Mapped[date | None]
    """On which day it began, or will; None where nobody says."""
    until: Mapped[date | None]
    results: Mapped[str] = mapped_column(Text, default="")
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    """The need that it is about; told to those alone who may read that need."""
    source: Mapped[str] = mapped_column(String(200), default="")
    """Where it is known from, if its own people did not write it; its step is then as of that source."""
    source_url: Mapped[str] = mapped_column(String(300), default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    livinglab: Mapped[LivingLab] = relationship()
    need: Mapped[Need | None] = relationship()
    by: Mapped[User] = relationship()
    partners: Mapped[list[LabMember]] = relationship(
        secondary="livinglab_project_member", order_by=LabMember.id, viewonly=True
    )

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When it was written down, and by whom."""
        return self.at, self.by.name


class LabProjectMember(db.Base):
    """That a member of the lab takes part in a project of it."""

    __tablename__ = "livinglab_project_member"

    project_id: Mapped[int] = mapped_column(ForeignKey("livinglab_project.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("livinglab_member.id"), primary_key=True, index=True)
