"""An evaluation: its criteria, its evaluators, the proposals that are evaluated, and how the ones stand to the others."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section, User
from hack.evaluation.calls import ANNOUNCED, OPEN, call_begun
from hack.evaluation.choices import Answer, Call, ConflictKind, Decision, Door, Refusal, Result
from hack.needs.models import Need
from hack.passages import OnPath, Passage
from hack.pipeline.evaluation import PATH, EvaluationStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal


class Evaluation(OnPath, db.Base):
    """The evaluation of one call's proposals: who leads it, until when each scores, and where it stands."""

    __tablename__ = "evaluation"
    path = PATH
    __table_args__ = (
        Index(
            "uq_evaluation_of_call",
            "need_id",
            "call",
            unique=True,
            sqlite_where=text("step <> 'cancelled'"),
            postgresql_where=text("step <> 'cancelled'"),
        ),
        CheckConstraint("step IN ('preparing', 'cancelled') OR due_on IS NOT NULL", "scored_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    call: Mapped[Call]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    chair_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    """Who alone reads the names beside the comments."""
    step: Mapped[EvaluationStep] = mapped_column(default=EvaluationStep.PREPARING, index=True)
    afterwards: Mapped[bool] = mapped_column(default=False)
    """Whether its criteria were set only after the call had begun."""
    allotted: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether each one scores only the proposals that were allotted; else everybody scores all."""
    due_on: Mapped[date | None]
    """The last day (24:00 JST) for each one's own scores."""
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    prepared: Mapped[int] = mapped_column(default=0)
    """Counts every change of a prepared decision, so that what is released is what was looked at."""

    need: Mapped[Need] = relationship()
    opened_by: Mapped[User] = relationship(foreign_keys=[opened_by_id])
    chair: Mapped[User] = relationship(foreign_keys=[chair_id])
    criteria: Mapped[list["Criterion"]] = relationship(
        back_populates="evaluation", order_by="Criterion.place", cascade="all, delete-orphan"
    )
    evaluators: Mapped[list["Evaluator"]] = relationship(back_populates="evaluation", order_by="Evaluator.id")

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.opened_at, self.opened_by.name

    @property
    def title(self) -> str:
        return f"「{self.need.title}」の{self.call.label}の評価"

    @property
    def section_id(self) -> int:
        return self.need.section_id

    @property
    def section(self) -> Section:
        return self.need.section

    @property
    def criteria_fixed(self) -> bool:
        """Whether the criteria stand, since the call has begun."""
        return call_begun(self.need, self.call)

    @property
    def criteria_public(self) -> bool:
        """Whether everybody who may read the need reads the criteria: from the day the call is announced."""
        return self.criteria_fixed or self.need.step is ANNOUNCED[self.call]

    @property
    def call_over(self) -> bool:
        """Whether the call has been open and takes no proposals any more."""
        return self.criteria_fixed and self.need.step is not OPEN[self.call]

    @property
    def overdue(self) -> bool:
        """Whether the last day for each one's own scores is over while it still stands there."""
        late = self.due_on is not None and clock.now() >= clock.end_of(self.due_on)
        return late and self.step is EvaluationStep.SCORING

    @property
    def taking_part(self) -> list["Evaluator"]:
        """The evaluators who have accepted."""
        return [one for one in self.evaluators if one.answer is Answer.ACCEPTED]


class Criterion(db.Base):
    """One criterion: what it is called, what is looked at, and its share of the whole (of 100)."""

    __tablename__ = "criterion"
    __table_args__ = (
        CheckConstraint("weight BETWEEN 1 AND 100", "weighs"),
        Index("uq_criterion_place", "evaluation_id", "place", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(String(40))
    looks_at: Mapped[str] = mapped_column(Text, default="")
    weight: Mapped[int]

    evaluation: Mapped[Evaluation] = relationship(back_populates="criteria")


class Evaluator(db.Base):
    """A person who was asked to evaluate: the answer, the declarations, and whether the scores are handed in."""

    __tablename__ = "evaluator"
    __table_args__ = (
        Index("uq_evaluator", "evaluation_id", "user_id", unique=True),
        CheckConstraint("handed_in_at IS NULL OR declared_at IS NOT NULL", "declares_first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    invited_at: Mapped[datetime] = mapped_column(default=clock.now)
    answer: Mapped[Answer] = mapped_column(default=Answer.INVITED)
    answered_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(Text, default="")
    """Why the person declined."""
    declared_at: Mapped[datetime | None]
    """When the person had said of every proposal how they stand to it."""
    handed_in_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]

    evaluation: Mapped[Evaluation] = relationship(back_populates="evaluators")
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])
    declarations: Mapped[list["Declaration"]] = relationship(back_populates="evaluator")
    allotments: Mapped[list[Any]] = relationship("Allotment", back_populates="evaluator", order_by="Allotment.entry_id")

    @property
    def asked(self) -> bool:
        """Whether the person takes part, or may still say so."""
        return self.answer in (Answer.INVITED, Answer.ACCEPTED)

    @property
    def owes(self) -> bool:
        """Whether the person is waited for: asked, not handed in yet, and with proposals to score where they are allotted."""
        return self.asked and self.handed_in_at is None and (not self.evaluation.allotted or self.allotments != [])

    def stands_back_from(self, entry: "Entry") -> bool:
        """Whether the person has a conflict with that proposal."""
        return any(one.kind.bars for one in self.declarations if one.entry_id == entry.id)

    def scores(self, entry: "Entry") -> bool:
        """Whether that proposal is the person's to score: without a conflict and, where proposals are allotted, allotted to the person."""
        allotted = not self.evaluation.allotted or any(one.entry_id == entry.id for one in self.allotments)
        return allotted and not self.stands_back_from(entry)


class Entry(db.Base):
    """A proposal that is evaluated: what was found together, and what is prepared and told."""

    __tablename__ = "entry"
    __table_args__ = (
        Index("uq_entry", "evaluation_id", "proposal_id", unique=True),
        CheckConstraint("(result IS NULL) = (result_words = '')", "result_in_words"),
        CheckConstraint(
            "decision IS NULL OR decision NOT IN ('decline', 'refer') "
            "OR (refusal IS NOT NULL AND door IS NOT NULL AND told_words <> '')",
            "refused_with_reason",
        ),
        CheckConstraint("decision IS NULL OR (prepared_by_id IS NOT NULL AND stood_at IS NOT NULL)", "prepared"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluation.id"))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    result: Mapped[Result | None]
    result_words: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision | None]
    refusal: Mapped[Refusal | None]
    door: Mapped[Door | None]
    told_words: Mapped[str] = mapped_column(Text, default="")
    """What the proposer reads."""
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    stood_at: Mapped[ProposalStep | None]
    """Where the proposal stood when the decision was prepared."""
    passage_id: Mapped[int | None] = mapped_column(ForeignKey("passage.id"))
    """The proposal's passage by which the decision was told last."""

    evaluation: Mapped[Evaluation] = relationship()
    proposal: Mapped[Proposal] = relationship()
    prepared_by: Mapped[User | None] = relationship(foreign_keys=[prepared_by_id])
    passage: Mapped[Passage | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def key(self) -> str:
        return self.proposal.key

    @property
    def gone(self) -> bool:
        """Whether the proposal has ended by itself meanwhile (withdrawn, or with its need) and waits for no decision."""
        told = self.evaluation.step is EvaluationStep.RELEASED and self.decision is not None
        return self.proposal.step.ends and not told


class Declaration(db.Base):
    """How an evaluator stands to the organisation behind a proposal: said before it is read, or found by the platform."""

    __tablename__ = "declaration"
    __table_args__ = (Index("uq_declaration", "evaluator_id", "entry_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evaluator_id: Mapped[int] = mapped_column(ForeignKey("evaluator.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    kind: Mapped[ConflictKind]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    evaluator: Mapped[Evaluator] = relationship(back_populates="declarations")
    entry: Mapped[Entry] = relationship()
