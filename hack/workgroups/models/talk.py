"""What the members of a working group say to each other between the meetings (談話)."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.workgroups.models.groups import Workgroup

CORRECTED_WITHIN = timedelta(minutes=15)
"""For how long a person may still put right what they said."""


class Discussion(db.Base):
    """A subject that somebody has brought up."""

    __tablename__ = "discussion"
    __table_args__ = (Index("ix_discussion_of", "workgroup_id", "last_said_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    workgroup_id: Mapped[int] = mapped_column(ForeignKey("workgroup.id"))
    subject: Mapped[str] = mapped_column(String(80))
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    opened_at: Mapped[datetime] = mapped_column(default=clock.now)
    posts_count: Mapped[int] = mapped_column(default=0)
    last_said_at: Mapped[datetime] = mapped_column(default=clock.now)

    workgroup: Mapped[Workgroup] = relationship()
    opened_by: Mapped[User] = relationship()


class Post(db.Base):
    """What somebody said on a subject; withdrawn, it leaves a trace without its words."""

    __tablename__ = "post"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    version: Mapped[int] = mapped_column(default=1)
    discussion_id: Mapped[int] = mapped_column(ForeignKey("discussion.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    said_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    said_at: Mapped[datetime] = mapped_column(default=clock.now)
    corrected_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    discussion: Mapped[Discussion] = relationship()
    said_by: Mapped[User] = relationship(foreign_keys=[said_by_id])
    withdrawn_by: Mapped[User | None] = relationship(foreign_keys=[withdrawn_by_id])

    __mapper_args__ = {"version_id_col": version}

    @property
    def correctable(self) -> bool:
        """Whether it still stands, and was said so lately that its words may be put right."""
        return self.withdrawn_at is None and clock.now() < self.said_at + CORRECTED_WITHIN
