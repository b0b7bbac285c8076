"""The partner (参加団体): another organisation that makes a proposal together with the one that leads it."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Organization, User
from hack.labels import Labelled


class Ending(Labelled):
    """How an invitation, or a part in a proposal, came to its end."""

    DECLINED = "declined", "辞退(招待)"
    REMOVED = "removed", "取り消し"
    LEFT = "left", "離脱"
    LAPSED = "lapsed", "提出により終了"
    WITHDRAWN = "withdrawn", "提出後に離脱"


LIVE = "ended_at IS NULL"


class ProposalPartner(db.Base):
    """That an organisation was invited to a proposal, with which part; it belongs to it from `accepted_at` until `ended_at`.

    It is invited by its name, or by a person's address: then nobody learns whether anybody is there until that person accepts.
    """

    __tablename__ = "proposal_partner"
    __table_args__ = (
        CheckConstraint("organization_id IS NOT NULL OR address <> ''", "invited_somehow"),
        CheckConstraint("accepted_at IS NULL OR organization_id IS NOT NULL", "somebody_accepted"),
        CheckConstraint("(accepted_at IS NULL) = (accepted_by_id IS NULL)", "accepted_by_somebody"),
        CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", "ended_somehow"),
        Index(
            "uq_proposal_partner_organization",
            "proposal_id",
            "organization_id",
            unique=True,
            sqlite_where=text(LIVE),
            postgresql_where=text(LIVE),
        ),
        Index(
            "uq_proposal_partner_address",
            "proposal_id",
            "address",
            unique=True,
            sqlite_where=text(f"{LIVE} AND address <> ''"),
            postgresql_where=text(f"{LIVE} AND address <> ''"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    """Whose part it is; where a person was invited by address, nobody's until it is accepted."""
    address: Mapped[str] = mapped_column(String(254), default="", index=True)
    """The address that was invited, in lower case; empty where the organisation was invited by its name."""
    part: Mapped[str] = mapped_column(String(200), default="")
    """What it does in the proposal, in words."""
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    invited_at: Mapped[datetime] = mapped_column(default=clock.now)
    accepted_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    ending: Mapped[Ending | None]
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it left after the proposal was handed in; the section reads it."""

    proposal: Mapped[Any] = relationship("Proposal", back_populates="partners")
    organization: Mapped[Organization | None] = relationship()
    invited_by: Mapped[User] = relationship(foreign_keys=[invited_by_id])
    accepted_by: Mapped[User | None] = relationship(foreign_keys=[accepted_by_id])

    @property
    def taking_part(self) -> bool:
        """Whether its people belong to the proposal now."""
        return self.accepted_at is not None and self.ended_at is None

    @property
    def invited(self) -> bool:
        """Whether the invitation is still to be answered."""
        return self.accepted_at is None and self.ended_at is None

    @property
    def name(self) -> str:
        """What those who invited it call it: before it accepted, no more than they typed."""
        if self.address and self.accepted_at is None:
            return self.address
        return self.organization.name if self.organization else self.address
