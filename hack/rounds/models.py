"""The round (割り当て案): the things that are given out, the people who carry them, and who carries what."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.evaluation.models import Entry, Evaluation
from hack.labels import Labelled
from hack.passages import OnPath
from hack.pipeline.round import PATH, RoundStep
from hack.workgroups.models import Workgroup

OWN_WORD = "事務局が「任せない」とした"
"""Why a person may not have a thing where only the secretariat's own word stands against it."""


class RoundKind(Labelled):
    """What is given to whom."""

    EVALUATORS = "evaluators", "提案を評価者に"
    COORDINATORS = "coordinators", "ワーキンググループを事務局の担当に"


class Prospect(NamedTuple):
    """How a person stands to a thing as it was worked out last: what it is worth (None: may not have it), and why, in words."""

    carrier_id: int
    value: float | None
    because: list[str]


class Round(OnPath, db.Base):
    """Who carries what, for all at once: worked out, changed by hand, and released."""

    __tablename__ = "round"
    path = PATH
    __table_args__ = (
        CheckConstraint("(kind = 'evaluators') = (evaluation_id IS NOT NULL)", "about"),
        CheckConstraint("wanted BETWEEN 1 AND 10", "wanted"),
        Index(
            "uq_round_draft_of_evaluation",
            "evaluation_id",
            unique=True,
            sqlite_where=text("step = 'draft'"),
            postgresql_where=text("step = 'draft'"),
        ),
        Index(
            "uq_round_draft_of_groups",
            "kind",
            unique=True,
            sqlite_where=text("step = 'draft' AND kind = 'coordinators'"),
            postgresql_where=text("step = 'draft' AND kind = 'coordinators'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    kind: Mapped[RoundKind]
    evaluation_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    step: Mapped[RoundStep] = mapped_column(default=RoundStep.DRAFT, index=True)
    wanted: Mapped[int]
    """How many people each thing wants."""
    evenly: Mapped[bool] = mapped_column(default=False)
    """Whether only how many each carries counts, and no clue."""

    evaluation: Mapped[Evaluation | None] = relationship()
    made_by: Mapped[User] = relationship()
    carriers: Mapped[list["Carrier"]] = relationship(
        back_populates="round", order_by="Carrier.id", cascade="all, delete-orphan"
    )
    matters: Mapped[list["Matter"]] = relationship(
        back_populates="round", order_by="Matter.id", cascade="all, delete-orphan"
    )

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.made_at, self.made_by.name

    @property
    def title(self) -> str:
        if self.evaluation is None:
            return "事務局の担当がいないワーキンググループの割り当て"
        return f"{self.evaluation.title}の割り当て"


class Carrier(db.Base):
    """A person of a round: how much they carry at most, and what they carry already elsewhere."""

    __tablename__ = "carrier"
    __table_args__ = (
        Index("uq_carrier", "round_id", "user_id", unique=True),
        CheckConstraint("capacity BETWEEN 0 AND 100", "carries"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    capacity: Mapped[int]
    """How many things of this round at most."""
    elsewhere: Mapped[int] = mapped_column(default=0)
    """How many things of the kind the person carried already when it was worked out, besides those of this round."""

    round: Mapped[Round] = relationship(back_populates="carriers")
    user: Mapped[User] = relationship()

    @property
    def version(self) -> int:
        """The version of its round: all of it is changed as one."""
        return self.round.version


class Matter(db.Base):
    """A thing that is given out: a proposal that is evaluated, or a working group; and how each person stands to it."""

    __tablename__ = "matter"
    __table_args__ = (
        CheckConstraint("(entry_id IS NULL) <> (workgroup_id IS NULL)", "one_thing"),
        Index("uq_matter_entry", "round_id", "entry_id", unique=True),
        Index("uq_matter_workgroup", "round_id", "workgroup_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), index=True)
    workgroup_id: Mapped[int | None] = mapped_column(ForeignKey("workgroup.id"), index=True)
    wishes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the secretariat thinks of a person for it, by the carrier's key: 1 to 3, or 0 (not this person)."""
    told: Mapped[list[Any]] = mapped_column(default=list)
    """[carrier's row number, value or null, words] of each person, as it was worked out last."""

    round: Mapped[Round] = relationship(back_populates="matters")
    entry: Mapped[Entry | None] = relationship()
    workgroup: Mapped[Workgroup | None] = relationship()
    placings: Mapped[list["Placing"]] = relationship(
        back_populates="matter", order_by="Placing.carrier_id", cascade="all, delete-orphan"
    )

    @property
    def version(self) -> int:
        """The version of its round: all of it is changed as one."""
        return self.round.version

    @property
    def prospects(self) -> list[Prospect]:
        """How each person stands to it, in the order of the people."""
        return [Prospect(*one) for one in self.told]

    @property
    def number(self) -> str:
        """The receipt number of a proposal; empty for a group."""
        return self.entry.proposal.number or "" if self.entry else ""

    @property
    def title(self) -> str:
        if self.entry is not None:
            return self.entry.proposal.title
        return self.workgroup.title if self.workgroup else ""

    @property
    def whose(self) -> str:
        """Who proposes, or which section asks."""
        if self.entry is not None:
            return self.entry.proposal.proposed_by
        return self.workgroup.need.section.full_name if self.workgroup else ""


class Placing(db.Base):
    """That a person carries a thing, in this round."""

    __tablename__ = "placing"
    __table_args__ = (Index("uq_placing", "matter_id", "carrier_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    carrier_id: Mapped[int] = mapped_column(ForeignKey("carrier.id"), index=True)
    stands: Mapped[bool] = mapped_column(default=False)
    """Whether working it out anew leaves it: put so by hand, released before, or begun."""

    matter: Mapped[Matter] = relationship(back_populates="placings")
    carrier: Mapped[Carrier] = relationship()
