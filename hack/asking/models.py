"""What is true of everything that a section is asked; mixed in by the chapters, which add what it is about and what comes of it."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from sqlalchemy import ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from hack import clock
from hack.accounts.models import Section, User
from hack.events import Event
from hack.passages import OnPath
from hack.pipeline.inquiry import InquiryStep


class Tells(NamedTuple):
    """Which events tell of what a section is asked: that it moved, that its last day is near, and that it is over."""

    moved: Callable[[int, str, str, str], Event]
    due: Callable[[int], Event]
    overdue: Callable[[int], Event]


class Asked(OnPath):
    """Mixed into the class of what a section is asked, by whom and until when; the class adds `path`, `tells` and what it is about."""

    tells: ClassVar[Tells]
    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    """The section that is asked."""
    asked: Mapped[str] = mapped_column(Text)
    """What is asked."""
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    due_on: Mapped[date]
    warned_for: Mapped[date | None]
    """The last day of which people were reminded before it came."""
    chased_for: Mapped[date | None]
    """The last day of which people were told that it had passed."""

    @declared_attr
    def section(cls) -> Mapped[Section]:
        return relationship()

    @declared_attr
    def asked_by(cls) -> Mapped[User]:
        return relationship(foreign_keys=[cls.asked_by_id])  # type: ignore[list-item]

    @property
    def beginning(self) -> tuple[datetime, str]:
        """When its path began, and by whom."""
        return self.asked_at, self.asked_by.name

    @property
    def open(self) -> bool:
        """Whether it still waits."""
        return not self.step.ends

    @property
    def late(self) -> bool:
        """Whether it waits although its last day is over."""
        return self.open and self.due_on < clock.today()


class Inquired(Asked):
    """The same where the section's one answer is all that is awaited; the class adds what the answer says."""

    step: Mapped[InquiryStep] = mapped_column(default=InquiryStep.ASKED)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]

    @declared_attr
    def answered_by(cls) -> Mapped[User | None]:
        return relationship(foreign_keys=[cls.answered_by_id])  # type: ignore[list-item]


def by_last_day(table: str) -> Index:
    """The index of the table by which the clock finds what is due."""
    return Index(f"ix_{table}_due", "step", "due_on")
