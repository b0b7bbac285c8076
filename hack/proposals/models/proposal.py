"""The proposal (提案): what an organisation offers in answer to a need."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, String, Text, case
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.labels import Labelled
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import PATH, ProposalStep
from hack.proposals.models.partners import ProposalPartner
from hack.seeds.models import Seed

SEARCHED = ("summary", "technology", "effect", "references")
"""The answers that are searched, as far as the section reads them."""
SEARCHED_OF_A_SOLUTION = (*SEARCHED, "plan", "measures")
"""The same of a solution; what an idea was asked for when it was to be a solution is handed in to nobody."""


class Readers(Labelled):
    """Who reads an answer, besides those who propose: everybody once the city has announced it, the section, or the secretariat."""

    PUBLIC = "public", "公開"
    SECTION = "section", "所管課のみ"
    SECRETARIAT = "secretariat", "事務局のみ"


def level_of(levels: dict[str, Any], name: str) -> Readers:
    """Who reads the answer to the question of that name, where `levels` holds what was chosen: the section, if nothing was."""
    return Readers(levels.get(name, Readers.SECTION)) if name != "confidential" else Readers.SECRETARIAT


class ProposalKind(Labelled):
    """Whether it is a light idea or a worked-out solution."""

    IDEA = "idea", "アイデア"
    SOLUTION = "solution", "ソリューション"


class Proposal(OnPath, db.Base):
    """A proposal: private to those who make it, the asking section and the coordinators.

    Its answers are those of the draft and, once it is handed in, those of the last hand-in; what is being rewritten since
    waits in `unfinished`, which only those who propose read.
    """

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

    levels: Mapped[dict[str, Any]] = mapped_column(default=dict, server_default="{}")
    """Who reads which answer, by the question's name, where it is not the section."""
    unfinished: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What is being rewritten and not handed in yet: kind, answers and levels."""

    need: Mapped[Need] = relationship()
    seed: Mapped[Seed | None] = relationship()
    organization: Mapped[Organization] = relationship()
    proposer: Mapped[User] = relationship()
    partners: Mapped[list[ProposalPartner]] = relationship(back_populates="proposal", order_by=ProposalPartner.id)

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.drafted_at, self.proposer.name

    def level(self, name: str) -> Readers:
        """Who reads the answer to the question of that name."""
        return level_of(self.levels or {}, name)

    @property
    def text(self) -> str:
        """The text that the section reads, in one piece: what is searched."""
        searched = SEARCHED_OF_A_SOLUTION if self.kind is ProposalKind.SOLUTION else SEARCHED
        open_to_section = (name for name in searched if self.level(name) is not Readers.SECRETARIAT)
        return "\n".join(answer for name in open_to_section if (answer := getattr(self, name)))

    @hybrid_property
    def told(self) -> str:
        """Its summary, for lists that the section reads too; empty where only the secretariat reads it."""
        return "" if self.level("summary") is Readers.SECRETARIAT else self.summary

    @told.inplace.expression
    @classmethod
    def _told(cls) -> ColumnElement[str]:
        return case((cls.levels["summary"].as_string() == Readers.SECRETARIAT.value, ""), else_=cls.summary)

    @property
    def houses(self) -> list[Organization]:
        """The organisations that make it: the one that leads it, then its partners."""
        return [self.organization, *(p.organization for p in self.partners if p.taking_part and p.organization)]

    @property
    def proposed_by(self) -> str:
        """Who makes it, in one line."""
        leader, *others = self.houses
        return f"{leader.name}(ほか{len(others)}団体)" if others else leader.name

    @property
    def changeable(self) -> bool:
        """Whether its text may be changed: in a draft, after a query, and until the call closes as long as nobody has begun to check it."""
        return self.step.editable or (self.step is ProposalStep.RECEIVED and self.need.takes_proposals)

    @property
    def behind_the_seal(self) -> bool:
        """Whether the section is not to know of it yet: the need's call, for which it was handed in, is sealed and still open."""
        need = self.need
        meant = need.step is NeedStep.IDEAS_OPEN or self.kind is ProposalKind.SOLUTION
        return need.sealed and need.takes_proposals and meant
