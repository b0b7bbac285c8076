"""A table that somebody brought, checked row by row and waiting to be taken."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User


class ImportBatch(db.Base):
    """The checked rows of one file: for its owner alone, and for a day."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    noun: Mapped[str] = mapped_column(String(20))
    """Of what it makes drafts: "need" or "seed"."""
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    rows: Mapped[list[Any]]
    """As `checking.Checked` writes them."""
    unused: Mapped[list[str]]
    """The headings that no question belongs to."""
    taken_at: Mapped[datetime | None]
    made: Mapped[int] = mapped_column(default=0)
    """How many drafts were made of it."""

    owner: Mapped[User] = relationship()

    @property
    def taken(self) -> bool:
        """Whether its drafts were made."""
        return self.taken_at is not None
