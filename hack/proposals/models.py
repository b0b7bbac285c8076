"""The proposal (提案): what an organisation offers in answer to a need."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.labels import Labelled
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.proposal import PATH, ProposalStep
from hack.seeds.models import Seed


class ProposalKind(Labelled):
    """Whether it is a light idea or a worked-out solution."""

    IDEA = "idea", "アイデア"
    SOLUTION = "solution", "ソリューション"


class Proposal(OnPath, db.Base):
    """A proposal: private to its organisation, the asking section and the coordinators."""

    __tablename__ = "proposal"
    path = PATH
    __table_args__ = (
        CheckConstraint(
            "step IN ('draft', 'withdrawn') OR (received_at IS NOT NULL AND number IS NOT NULL)", "received"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    kind: Mapped[ProposalKind]
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    seed_id: Mapped[int | None] = mapped_column(ForeignKey("seed.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    step: Mapped[ProposalStep] = mapped_column(default=ProposalStep.DRAFT, index=True)
    number: Mapped[str | None] = mapped_column(String(20), unique=True)
    """The receipt number, such as R8-0042: fiscal year and count within it."""
    received_at: Mapped[datetime | None] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(String(64), default="")
    """SHA-256 of the text as it was received: proof of what was handed in when."""
    drafted_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)

    title: Mapped[str] = mapped_column(String(80))
    summary: Mapped[str] = mapped_column(Text, default="")
    technology: Mapped[str] = mapped_column(Text, default="")
    effect: Mapped[str] = mapped_column(Text, default="")
    """Which part of the need it helps with, and how."""
    references: Mapped[str] = mapped_column(Text, default="")
    joins_workgroup: Mapped[bool] = mapped_column(default=True)
    people: Mapped[int | None]
    """How many people would come to the working group."""
    questions: Mapped[str] = mapped_column(Text, default="")
    plan: Mapped[str] = mapped_column(Text, default="")
    """For a solution: what is tried out, in what order."""
    measures: Mapped[str] = mapped_column(Text, default="")
    team: Mapped[str] = mapped_column(Text, default="")
    asked_of_city: Mapped[str] = mapped_column(Text, default="")
    cost: Mapped[str] = mapped_column(Text, default="")
    safety: Mapped[str] = mapped_column(Text, default="")
    confidential: Mapped[str] = mapped_column(Text, default="")
    """What only the secretariat may read."""

    need: Mapped[Need] = relationship()
    seed: Mapped[Seed | None] = relationship()
    organization: Mapped[Organization] = relationship()
    proposer: Mapped[User] = relationship()

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.drafted_at, self.proposer.name

    @property
    def text(self) -> str:
        """The text that the section reads, in one piece: what is searched."""
        parts = (self.summary, self.technology, self.effect, self.references, self.plan, self.measures)
        return "\n".join(part for part in parts if part)
