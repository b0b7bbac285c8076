"""The theme (テーマ): an issue that a section lays open, and asks for proposals about."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section, User


class Theme(db.Base):
    """A theme: what it is about, whose it is, and from which day to which proposals are taken; a draft until it is published."""

    __tablename__ = "theme"
    __table_args__ = (
        CheckConstraint("opens_on <= closes_on", "in_order"),
        Index("ix_theme_listed", "published_at", "closes_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    title: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    """Proposals are taken until 24:00 (JST) of this day."""
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    published_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    section: Mapped[Section] = relationship()
    made_by: Mapped[User] = relationship()

    @property
    def public(self) -> bool:
        """Whether everybody may read it."""
        return self.published_at is not None

    @property
    def coming(self) -> bool:
        """Whether its first day has not come."""
        return clock.now() < clock.start_of(self.opens_on)

    @property
    def over(self) -> bool:
        """Whether its last day is over (24:00 JST)."""
        return clock.now() >= clock.end_of(self.closes_on)

    @property
    def open(self) -> bool:
        """Whether a proposal about it can be handed in now."""
        return self.public and not self.coming and not self.over

    @property
    def state(self) -> str:
        """How it stands, in a word."""
        if not self.public:
            return "下書き"
        return "募集前" if self.coming else "募集終了" if self.over else "募集中"
