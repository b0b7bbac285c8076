"""The sections that a case concerns, and what they are asked about it."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section
from hack.asking.models import Inquired, Tells, by_last_day
from hack.events import InquiryDue, InquiryMoved, InquiryOverdue
from hack.intake.models.case import Case
from hack.pipeline.inquiry import PATH


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


class Inquiry(Inquired, db.Base):
    """An inquiry: what a section is asked about a case, by which day, and what it answers; the proposer never reads it."""

    __tablename__ = "inquiry"
    path = PATH
    tells = Tells(InquiryMoved, InquiryDue, InquiryOverdue)
    __table_args__ = (
        CheckConstraint("step <> 'answered' OR (answered_at IS NOT NULL AND answer <> '')", "answered"),
        by_last_day("inquiry"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    answer: Mapped[str] = mapped_column(Text, default="")

    case: Mapped[Case] = relationship()
