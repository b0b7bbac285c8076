"""The letter (メール): to whom, on which occasion, about what, and how it fared."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User


class Letter(db.Base):
    """A letter: a row until it is posted, and the record of it afterwards. It carries a link, never private text."""

    __tablename__ = "letter"
    __table_args__ = (Index("uq_letter_once", "event_id", "occasion", "address", "path", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    occasion: Mapped[str] = mapped_column(String(40), index=True)
    """Which letter it is: the folder of its templates."""
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"))
    to_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200))
    facts: Mapped[dict[str, Any]]
    """What its templates are told: names of public things, steps, and the path of the link."""
    path: Mapped[str] = mapped_column(String(200))
    """Where its link leads, without the site's address."""
    written_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it is to be posted, or until when it is claimed; None once it is posted, dropped or dead."""
    posted_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    """When it was not posted because the person may not see the thing any more."""
    died_at: Mapped[datetime | None] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")
    possibly_posted: Mapped[bool] = mapped_column(default=False)
    """Whether the connection broke after the text was handed over, so that nobody knows."""

    to: Mapped[User | None] = relationship()
