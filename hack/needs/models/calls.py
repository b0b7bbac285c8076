"""What was changed of a call after it was announced."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from hack import clock, db

DAY_LABELS = {
    "opens_on": "募集の始まり",
    "closes_on": "募集の終わり",
    "briefing_on": "説明会の日",
    "questions_until": "質問の締切",
}


class CallChange(db.Base):
    """That the days of a call were changed after it was announced: which, from when to when, and why; everybody reads it."""

    __tablename__ = "call_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    days: Mapped[dict[str, Any]]
    """By the day's name: the day before and the day since, as YYYY-MM-DD or None."""
    reason: Mapped[str] = mapped_column(Text)

    @property
    def differences(self) -> list[tuple[str, date | None, date | None]]:
        """What each changed day is called, when it was and when it is."""
        told = [(label, *self.days[name]) for name, label in DAY_LABELS.items() if name in self.days]
        return [(label, _day(before), _day(since)) for label, before, since in told]


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
