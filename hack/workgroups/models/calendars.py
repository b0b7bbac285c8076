"""The secret address at which a person's calendar program reads the meetings of all their groups."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User


class CalendarFeed(db.Base):
    """That a person's meetings can be read at a secret address; the address itself is kept nowhere."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        Index(
            "uq_calendar_feed",
            "user_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    """SHA-256 of the token in the address."""
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    made_in_id: Mapped[int] = mapped_column(ForeignKey("event.id"))
    """The event of its making: what happened to the account since then can end it."""
    ended_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
    token = ""
    """Known only to the request that made it."""
