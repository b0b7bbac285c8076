"""The question on a call (質問): asked in private, answered for everybody or for the asker alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.question import PATH, QuestionStep


class Question(OnPath, db.Base):
    """A question: what was asked and by whom stays private; its public number, wording and answer are for everybody."""

    __tablename__ = "question"
    path = PATH
    __table_args__ = (
        CheckConstraint(
            "step <> 'answered' OR (number IS NOT NULL AND published_at IS NOT NULL AND wording <> '' AND answer <> '')",
            "answered",
        ),
        Index("uq_question_number", "need_id", "number", unique=True),
        Index("ix_question_of_organization", "organization_id", "need_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    asker_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"))
    step: Mapped[QuestionStep] = mapped_column(default=QuestionStep.ASKED, index=True)
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked: Mapped[str] = mapped_column(Text)
    """What was asked, in the asker's own words; never shown to others."""

    # What everybody reads once it is answered for all.
    number: Mapped[int | None]
    """Counts the published answers of the need, from 1 and without gaps; given on publication."""
    wording: Mapped[str] = mapped_column(Text, default="")
    answer: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]

    need: Mapped[Need] = relationship()
    asker: Mapped[User] = relationship()
    organization: Mapped[Organization] = relationship()
    corrections: Mapped[list["Correction"]] = relationship(order_by="Correction.id.desc()", viewonly=True)

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.asked_at, self.asker.name

    @property
    def published(self) -> bool:
        """Whether its answer is for everybody."""
        return self.step.public


class Correction(db.Base):
    """That a published answer was corrected: when, and why (for everybody); what it said before is for those inside."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    note: Mapped[str] = mapped_column(String(400))
    before: Mapped[dict[str, Any]]
    """The wording and the answer as they were."""
