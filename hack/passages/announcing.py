"""What of the way of a thing the public is told, and on which day."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, mapped_column

from hack import clock, db
from hack.errors import RuleBroken
from hack.passages.trail import Passage

LONGEST_WAIT = timedelta(days=366)
"""How far ahead an announcement may be foreseen."""


class Announcement(db.Base):
    """That a passage was told to the public on a day (公表した日); passages are never changed, so the newest of a passage counts."""

    __tablename__ = "announcement"

    id: Mapped[int] = mapped_column(primary_key=True)
    passage_id: Mapped[int] = mapped_column(ForeignKey("passage.id"), index=True)
    announced_on: Mapped[date]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))


def check_announced(happened_on: date, announced_on: date) -> None:
    """Raise RuleBroken if what happened on that day cannot have been, or be going to be, announced on the other."""
    if announced_on < happened_on:
        raise RuleBroken("公表した日は、行われた日かそれより後にしてください。", "announced_on")
    if announced_on > clock.today() + LONGEST_WAIT:
        raise RuleBroken("公表した日は、1年以内の日にしてください。", "announced_on")


def announce(passage: Passage, announced_on: date, *, by: Any) -> Announcement:
    """Write down on which day the public was told of a passage; what was written of it before counts no more."""
    announcement = Announcement(passage_id=passage.id, announced_on=announced_on, by_id=by.id, at=clock.now())
    db.session.add(announcement)
    db.session.flush()
    return announcement


def announced_days(passages: Iterable[Passage]) -> dict[int, date]:
    """The day on which each of these passages was announced, by the passage's number; those that were not are left out."""
    numbers = [passage.id for passage in passages]
    if not numbers:
        return {}
    told = select(Announcement).where(Announcement.passage_id.in_(numbers)).order_by(Announcement.id)
    return {one.passage_id: one.announced_on for one in db.session.scalars(told)}
