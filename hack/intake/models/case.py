"""The case (共創フロント案件): what an organisation asks or proposes that answers no need."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, Section, User
from hack.intake.models.themes import Theme
from hack.intake.models.words import CaseKind, Condition, Counter, Refusal
from hack.needs.models import CostShare, Field, Need
from hack.passages import OnPath
from hack.pipeline.front import PATH, CaseStep
from hack.seeds.models import Seed


class Case(OnPath, db.Base):
    """A case: private to the organisation that handed it in, the coordinators and the sections concerned."""

    __tablename__ = "cases"
    path = PATH
    __table_args__ = (
        CheckConstraint("step <> 'declined' OR refused_for IS NOT NULL", "refused_for_a_reason"),
        CheckConstraint("step <> 'merged' OR into_id IS NOT NULL", "merged_into_one"),
        CheckConstraint("into_id IS NULL OR into_id <> id", "not_into_itself"),
        CheckConstraint("step <> 'to_need' OR need_id IS NOT NULL", "became_a_need"),
        CheckConstraint("step <> 'to_seed' OR seed_id IS NOT NULL", "became_a_seed"),
        CheckConstraint("step <> 'handed_over' OR section_id IS NOT NULL", "handed_to_somebody"),
        CheckConstraint("kind <> 'budget' OR budget <> ''", "about_a_budget_line"),
        Index("ix_cases_waiting", "step", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    """The receipt number, such as F-2026-0001: fiscal year and count within it."""
    kind: Mapped[CaseKind]
    counter: Mapped[Counter] = mapped_column(default=Counter.FRONT)
    field: Mapped[Field | None]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    received_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    step: Mapped[CaseStep] = mapped_column(default=CaseStep.RECEIVED)

    # What the proposer writes; it stays as it was handed in.
    title: Mapped[str] = mapped_column(String(80))
    body: Mapped[str] = mapped_column(Text)
    """What is asked or proposed (内容)."""
    issue: Mapped[str] = mapped_column(Text, default="")
    """Which issue of society it is about, and what is hoped for (社会課題と期待効果)."""
    asked_of_city: Mapped[str] = mapped_column(Text, default="")
    offered: Mapped[str] = mapped_column(Text, default="")
    cost_share: Mapped[CostShare | None]
    cost: Mapped[str] = mapped_column(Text, default="")
    wished: Mapped[str] = mapped_column(String(200), default="")
    """When it should happen (希望時期)."""
    sections_named: Mapped[str] = mapped_column(String(200), default="")
    """Which sections the proposer thinks of (関係しそうな部署)."""
    budget: Mapped[str] = mapped_column(String(200), default="")
    """Which line of the budget it is about (予算事業)."""
    references: Mapped[str] = mapped_column(Text, default="")
    may_be_told: Mapped[bool] = mapped_column(default=False)
    """Whether the proposer agrees that the city tells the public of it once it is realised (公開可否)."""

    # What the city writes.
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    """The coordinator who looks after it."""
    section_id: Mapped[int | None] = mapped_column(ForeignKey("section.id"), index=True)
    """The section that has it in hand."""
    answer_due_on: Mapped[date]
    """The last day for the first answer to the proposer."""
    dialogue_due_on: Mapped[date]
    """The last day for the first dialogue."""
    due_on: Mapped[date | None]
    """The last day of what is owed now; None where nothing is."""
    answered_at: Mapped[datetime | None]
    """When the proposer was first answered."""
    talked_on: Mapped[date | None]
    """The day of the first dialogue that was held."""
    refused_for: Mapped[Refusal | None]
    result: Mapped[str] = mapped_column(Text, default="")
    """What the proposer is told at the end."""
    into_id: Mapped[int | None] = mapped_column(ForeignKey("cases.id"), index=True)
    """The case that this one was merged into."""
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), unique=True)
    """The need that it became."""
    seed_id: Mapped[int | None] = mapped_column(ForeignKey("seed.id"), unique=True)
    """The seed that it became."""

    theme: Mapped[Theme | None] = relationship()
    organization: Mapped[Organization] = relationship()
    proposer: Mapped[User] = relationship(foreign_keys=[proposer_id])
    taken_by: Mapped[User | None] = relationship(foreign_keys=[taken_by_id])
    section: Mapped[Section | None] = relationship()
    into: Mapped["Case | None"] = relationship(remote_side=[id])
    need: Mapped[Need | None] = relationship()
    seed: Mapped[Seed | None] = relationship()
    grounds: Mapped[list["Ground"]] = relationship(order_by="Ground.id", viewonly=True)
    sections: Mapped[list[Section]] = relationship(secondary="case_section", order_by=Section.id, viewonly=True)
    """The sections that it concerns: their people read it."""

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.received_at, self.proposer.name

    def concerns(self, section_id: int | None) -> bool:
        """Whether it concerns that section, or the section has it in hand."""
        return section_id is not None and section_id in {self.section_id, *(one.id for one in self.sections)}

    @property
    def late(self) -> bool:
        """Whether the last day of what is owed now is over."""
        return self.due_on is not None and self.due_on < clock.today()

    @property
    def text(self) -> str:
        """What the proposer wrote, in one piece: what it is compared by."""
        parts = (self.body, self.issue, self.asked_of_city, self.offered)
        return "\n".join(part for part in parts if part)


class Ground(db.Base):
    """That a case meets one of the conditions under which it is laid before the city's body (付議), and what shows it."""

    __tablename__ = "case_ground"
    __table_args__ = (
        UniqueConstraint("case_id", "condition"),
        CheckConstraint("evidence <> ''", "shown"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"))
    condition: Mapped[Condition]
    evidence: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[User] = relationship()
