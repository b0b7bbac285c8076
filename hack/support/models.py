"""The request for support (支援の依頼): what a section cannot do alone, who took it on, and what was done."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db
from hack.accounts.models import Section, User
from hack.labels import Labelled
from hack.needs.models import Need
from hack.passages import OnPath
from hack.pipeline.support import PATH, SupportStep


class SupportKind(Labelled):
    """Where the section is stuck."""

    UNCLEAR = "unclear", "何が課題かわからない"
    NO_ANSWER = "no_answer", "課題はわかるが解決策がない"
    NO_VENDOR = "no_vendor", "事業者が見つからない"
    STUCK = "stuck", "プロジェクトが行き詰まっている"


class Support(OnPath, db.Base):
    """A request for support: by which section, about which need if about one, until when it is wished for."""

    __tablename__ = "support"
    path = PATH
    __table_args__ = (
        CheckConstraint("step NOT IN ('taken', 'under_way', 'done') OR taken_by_id IS NOT NULL", "taken_by_somebody"),
        CheckConstraint("step <> 'done' OR result <> ''", "done_with_result"),
        Index("ix_support_waiting", "step", "step_since"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    step: Mapped[SupportStep] = mapped_column(default=SupportStep.ASKED)
    kind: Mapped[SupportKind]
    title: Mapped[str] = mapped_column(String(80))
    wish: Mapped[str] = mapped_column(Text)
    """What is asked for, in the section's words."""
    wished_until: Mapped[date | None]
    result: Mapped[str] = mapped_column(Text, default="")
    """What came of it."""
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)

    section: Mapped[Section] = relationship()
    need: Mapped[Need | None] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    taken_by: Mapped[User | None] = relationship(foreign_keys=[taken_by_id])

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.asked_at, self.asked_by.name

    @property
    def overdue(self) -> bool:
        """Whether it is still going on although the day that the section wished for is over."""
        return not self.step.ends and self.wished_until is not None and clock.today() > self.wished_until


class SupportEntry(db.Base):
    """One line of the log: what was done on which day, by whom, and how many hours it took if that was noted."""

    __tablename__ = "support_entry"
    __table_args__ = (CheckConstraint("hours IS NULL OR (hours > 0 AND hours <= 200)", "hours_of_work"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(db.KeyColumn, unique=True, default=db.random_key)
    support_id: Mapped[int] = mapped_column(ForeignKey("support.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    done_on: Mapped[date]
    told: Mapped[str] = mapped_column(Text)
    hours: Mapped[float | None]

    support: Mapped[Support] = relationship()
    by: Mapped[User] = relationship()
