"""A file that somebody hung on a thing: on which, how it is called, and where its content lies."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import User
from hack.files.kinds import KINDS


class StoredFile(db.Base):
    """A file: who may read it is a matter of the thing that it hangs on."""

    __tablename__ = "file"
    __table_args__ = (
        CheckConstraint("size > 0", "not_empty"),
        CheckConstraint("(removed_at IS NULL) = (removed_by_id IS NULL)", "removed_by_somebody"),
        CheckConstraint("swept_at IS NULL OR removed_at IS NOT NULL", "swept_after_removal"),
        Index("ix_file_of", "noun", "thing_id", "removed_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    noun: Mapped[str] = mapped_column(String(20))
    thing_id: Mapped[int]
    """On what it hangs: "workgroup" and the group's row number, for one."""
    name: Mapped[str] = mapped_column(String(120))
    extension: Mapped[str] = mapped_column(String(10))
    media_type: Mapped[str] = mapped_column(String(100))
    about: Mapped[str] = mapped_column(String(200), default="")
    """What it is, in the words of who brought it."""
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the content."""
    stored_as: Mapped[str] = mapped_column(String(32), unique=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    """Whose room it takes; None: the city's."""
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None] = mapped_column(index=True)
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    removal_reason: Mapped[str] = mapped_column(String(400), default="")
    swept_at: Mapped[datetime | None]
    """When its content was taken away for good."""

    by: Mapped[User] = relationship(foreign_keys=[by_id])

    @property
    def kind(self) -> str:
        """What kind of file it is, in words."""
        return KINDS[self.extension].label

    @property
    def weight(self) -> str:
        """Its size as people read it."""
        return f"{self.size / 1_000_000:.1f}MB" if self.size >= 100_000 else f"{-(-self.size // 1_000)}KB"
