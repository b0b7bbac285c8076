"""The consultation (庁内合議) about a need or a proposal, its checks (確認) side by side, and what is said about each."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.asking.models import Asked, Tells, by_last_day
from hack.events import CheckDue, CheckMoved, CheckOverdue
from hack.labels import Labelled
from hack.needs.models import Need
from hack.pipeline.check import PATH, CheckStep
from hack.proposals.models import Proposal

MOST_CHECKS = 20
"""How many checks one consultation may have."""


class CheckKind(Labelled):
    """What is checked."""

    PRIVACY = "privacy", "個人情報"
    SECURITY = "security", "セキュリティ"
    CONTRACT = "contract", "契約"
    LEGAL = "legal", "法務"
    FINANCE = "finance", "財政"
    OTHER = "other", "その他"


class EntryKind(Labelled):
    """Whether what was written hands the matter over to the other side."""

    QUESTION = "question", "照会"
    ANSWER = "answer", "回答"
    NOTE = "note", "連絡"


class Consultation(db.Base):
    """A consultation: which need or proposal it is about, and what all who are asked should know."""

    __tablename__ = "consultation"
    __table_args__ = (CheckConstraint(f"asked >= 0 AND asked <= {MOST_CHECKS}", "not_too_many"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    """The need that it is about, or that the proposal answers: whose sections ask."""
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"), index=True)
    """The proposal that it is about; None where it is about the need itself."""
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    title: Mapped[str] = mapped_column(String(80))
    about: Mapped[str] = mapped_column(Text, default="")
    asked: Mapped[int] = mapped_column(default=0)
    """How many checks there are; counted in the same statement that sees that they are not too many."""

    need: Mapped[Need] = relationship()
    proposal: Mapped[Proposal | None] = relationship()
    opened_by: Mapped[User] = relationship()
    checks: Mapped[list["Check"]] = relationship(back_populates="consultation", order_by="Check.id", viewonly=True)

    @property
    def case(self) -> Need | Proposal:
        """What it is about."""
        return self.proposal or self.need

    @property
    def done(self) -> bool:
        """Whether every check has come to its end."""
        return all(check.step.ends for check in self.checks)

    @property
    def result(self) -> str:
        """How it stands or came out, in words; what was withdrawn counts for nothing."""
        steps = [check.step for check in self.checks]
        waiting = sum(not step.ends for step in steps)
        if waiting:
            return f"まだ{waiting}件" + ("(不可あり)" if CheckStep.REFUSED in steps else "")
        if CheckStep.REFUSED in steps:
            return "不可あり"
        if CheckStep.CONDITIONAL in steps:
            return "条件あり"
        return "全て了承" if CheckStep.APPROVED in steps else "取下げ"

    @property
    def conditions(self) -> list["Check"]:
        """The checks that were approved on a condition, in their order."""
        return [check for check in self.checks if check.step is CheckStep.CONDITIONAL]


class Check(Asked, db.Base):
    """A check: what one section is asked to look at, by which day, and what came of it."""

    __tablename__ = "consultation_check"
    path = PATH
    tells = Tells(CheckMoved, CheckDue, CheckOverdue)
    __table_args__ = (
        CheckConstraint("step NOT IN ('conditional', 'refused') OR outcome <> ''", "said_why"),
        CheckConstraint("kind <> 'other' OR name <> ''", "other_has_name"),
        by_last_day("consultation_check"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id"), index=True)
    kind: Mapped[CheckKind]
    name: Mapped[str] = mapped_column(String(40), default="")
    """What a check of another kind is called."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    """The person of that section who looks after it; None until somebody does."""
    links: Mapped[list[str]] = mapped_column(default=list)
    """The addresses of what is to be read besides."""
    step: Mapped[CheckStep] = mapped_column(default=CheckStep.REQUESTED)
    outcome: Mapped[str] = mapped_column(Text, default="")
    """The condition, or why not."""

    consultation: Mapped[Consultation] = relationship(back_populates="checks")
    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])

    @property
    def label(self) -> str:
        """What is checked, as it is called."""
        return self.name if self.kind is CheckKind.OTHER else self.kind.label


class CheckEntry(db.Base):
    """Something written about a check: a question to those who asked, an answer, or a note. Never changed."""

    __tablename__ = "consultation_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    check_id: Mapped[int] = mapped_column(ForeignKey("consultation_check.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    kind: Mapped[EntryKind]
    text: Mapped[str] = mapped_column(Text)

    check: Mapped[Check] = relationship()
    by: Mapped[User] = relationship()


def need_of(case: Any) -> Need:
    """The need that a case is, or that it answers."""
    need: Need = case.need if isinstance(case, Proposal) else case
    return need
