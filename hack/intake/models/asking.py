"""The sections that a case concerns, and what they are asked about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section, User
from hack.intake.models.case import Case
from hack.passages import OnPath
from hack.pipeline.inquiry import PATH, InquiryStep


class Concerned(db.Base):
    """That a case concerns a section, so that its people may read it: since when, and who said so."""

    __tablename__ = "case_section"
    __table_args__ = (UniqueConstraint("case_id", "section_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))

    case: Mapped[Case] = relationship()
    section: Mapped[Section] = relationship()


class Inquiry(OnPath, db.Base):
    """An inquiry: what a section is asked about a case, by which day, and what it answers; the proposer never reads it."""

    __tablename__ = "inquiry"
    path = PATH
    __table_args__ = (
        CheckConstraint("step <> 'answered' OR (answered_at IS NOT NULL AND answer <> '')", "answered"),
        Index("ix_inquiry_due", "step", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    """The section that is asked."""
    asked: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    step: Mapped[InquiryStep] = mapped_column(default=InquiryStep.ASKED)
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]

    case: Mapped[Case] = relationship()
    section: Mapped[Section] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.asked_at, self.asked_by.name

    @property
    def late(self) -> bool:
        """Whether its last day is over and it waits."""
        return not self.step.ends and self.due_on < clock.today()
