"""Which labs have been silent for longer than their rhythm says."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Date, Select, and_, case, exists, func, literal, or_, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.livinglabs.models import Gathering, LivingLab
from hack.livinglabs.rhythm import days_of_patience, rhythms
from hack.pipeline.livinglab import LabStep

AT_WORK = (LabStep.REGISTERED, LabStep.ACTIVE)


def silent_labs() -> Select[Any]:
    """The labs at work without a gathering for longer than their rhythm allows, and none to come; those that never met come first.

    Nobody is waited for longer than the lab stands at its step: one that goes on after a rest has its time anew. For `db.page_of`; the caller asks only for those who may know it.
    """
    held, today = Gathering.held_on, clock.today()
    of_lab = Gathering.livinglab_id == LivingLab.id
    last = select(func.max(held)).where(of_lab, held <= today).scalar_subquery()
    too_long = and_(
        LivingLab.step_since < _for_each(lambda days: literal(_begin(today, days), db.Moment())),
        or_(last.is_(None), last < _for_each(lambda days: literal(today - timedelta(days), Date()))),
    )
    listed = select(LivingLab).where(LivingLab.step.in_(AT_WORK), ~exists().where(of_lab, held > today), too_long)
    return listed.options(joinedload(LivingLab.organization)).order_by(last.is_not(None), last, LivingLab.id)


def last_days_of(labs: Iterable[LivingLab]) -> dict[int, date]:
    """The day on which each of these labs met last, by its number; one that never met is left out. One query."""
    numbers = [lab.id for lab in labs]
    held = select(Gathering.livinglab_id, func.max(Gathering.held_on)).where(Gathering.livinglab_id.in_(numbers))
    held = held.where(Gathering.held_on <= clock.today()).group_by(Gathering.livinglab_id)
    found: dict[int, date] = dict(db.session.execute(held).all())
    return found


def _for_each(limit: Any) -> Any:
    """By the words of a lab's rhythm, what `limit` makes of the days for which it may be silent."""
    tells = [
        (or_(*[LivingLab.rhythm.contains(word, autoescape=True) for word in words]), limit(days_of_patience(days)))
        for days, words in rhythms()
    ]
    return case(*tells, else_=limit(days_of_patience(None)))


def _begin(today: date, days: int) -> datetime:
    return clock.start_of(today - timedelta(days))
