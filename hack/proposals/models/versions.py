"""The version (版): what a proposal said each time it was handed in, under its seal."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User


class ProposalVersion(db.Base):
    """The text of a proposal as it was handed in, never changed afterwards: its questions and answers in words, and its seals."""

    __tablename__ = "proposal_version"
    __table_args__ = (UniqueConstraint("proposal_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), index=True)
    number: Mapped[int]
    """Counts the hand-ins of a proposal, from 1."""
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the text that the section reads."""
    whole_digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the whole text, with what only the secretariat reads."""
    text: Mapped[dict[str, Any]]
    """`texts.in_words` of the time: the kind, and every answer with its question and its readers."""

    by: Mapped[User] = relationship()
