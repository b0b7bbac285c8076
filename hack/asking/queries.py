"""Of what people are to be told that its last day is near, or over; and what a section is asked."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, true

from hack import clock, db
from hack.working_days import working_day_after

AHEAD = 2
"""How many working days before the last day people are reminded of it."""


def soon() -> date:
    """The last day of which people are reminded today."""
    return working_day_after(clock.today(), AHEAD)


def last_days_to_tell_of(kind: Any) -> list[Any]:
    """Those of a kind of `Asked` that wait, and of whose last day people have not been told that it is near, or that it is over."""
    today = clock.today()
    near = and_(kind.due_on >= today, kind.due_on <= soon(), not_yet_told(kind, kind.warned_for))
    over = and_(kind.due_on < today, not_yet_told(kind, kind.chased_for))
    return list(db.session.scalars(select(kind).where(waits(kind), or_(near, over)).order_by(kind.id)))


def not_yet_told(kind: Any, column: Any) -> ColumnElement[bool]:
    """Those of whose last day, as it is now, this column (`warned_for`, `chased_for`) does not say that people were told."""
    return or_(column.is_(None), column != kind.due_on)


def waits(kind: Any) -> ColumnElement[bool]:
    """Those that have not come to an end."""
    found: ColumnElement[bool] = kind.step.in_([step for step in kind.path.steps if not step.ends])
    return found


def of_ones_section(kind: Any, viewer: Any) -> ColumnElement[bool]:
    """What the viewer's section is asked; everything for whoever is in no section."""
    return kind.section_id == viewer.section_id if viewer.section_id else true()
