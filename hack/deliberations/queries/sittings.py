"""What is to be seen of sittings and bodies, and by whom."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.deliberations.models import (
    Body,
    Paper,
    Sitting,
    SittingVersion,
    Tabling,
)
from hack.intake.models import Case
from hack.roles import Role


def listed_sittings(viewer: Any) -> Select[Any]:
    """The sittings, for coordinators, the last day first."""
    found = select(Sitting).where(_coordinates(viewer))
    found = found.options(joinedload(Sitting.body), selectinload(Sitting.agenda))
    return found.order_by(Sitting.held_on.desc(), Sitting.id.desc())


def one_sitting(key: str, viewer: Any) -> Sitting | None:
    """The sitting of that key, with its agenda; for coordinators."""
    agenda = selectinload(Sitting.agenda)
    item = agenda.joinedload(Tabling.paper).joinedload(Paper.case)
    return db.session.scalar(
        select(Sitting)
        .where(Sitting.key == key, _coordinates(viewer))
        .options(joinedload(Sitting.body), item.joinedload(Case.organization), item.selectinload(Case.sections))
        .options(agenda.selectinload(Tabling.conditions))
    )


def versions_of(sitting: Sitting) -> list[SittingVersion]:
    """What was said of the sitting before, the last change first; at most fifty."""
    mine = select(SittingVersion).where(SittingVersion.sitting_id == sitting.id).options(joinedload(SittingVersion.by))
    return list(db.session.scalars(mine.order_by(SittingVersion.id.desc()).limit(50)))


def one_place(key: str, item_key: str, viewer: Any) -> Sitting | None:
    """The sitting of that key, if it has that place on its agenda; for coordinators."""
    sitting = one_sitting(key, viewer)
    return sitting if sitting is not None and any(item.key == item_key for item in sitting.agenda) else None


def sittings_to_come() -> list[Sitting]:
    """The sittings of today and later, the next first; at most a hundred."""
    coming = (
        select(Sitting)
        .where(Sitting.held_on >= clock.today(), Sitting.called_off_at.is_(None))
        .options(joinedload(Sitting.body))
    )
    return list(db.session.scalars(coming.order_by(Sitting.held_on, Sitting.id).limit(100)))


def listed_bodies(viewer: Any) -> Select[Any]:
    """The bodies, for coordinators, the newest first."""
    return select(Body).where(_coordinates(viewer)).order_by(Body.since_month.desc(), Body.id.desc())


def one_body(key: str, viewer: Any) -> Body | None:
    """The body of that key; for coordinators."""
    return db.session.scalar(select(Body).where(Body.key == key, _coordinates(viewer)))


def body_on(day: date) -> Body | None:
    """The body that cases are laid before on that day: of those of its month the one that came last."""
    month = f"{day:%Y-%m}"
    there = select(Body).where(Body.since_month <= month, or_(Body.until_month == "", Body.until_month >= month))
    return db.session.scalar(there.order_by(Body.since_month.desc(), Body.id.desc()).limit(1))


def _coordinates(viewer: Any) -> ColumnElement[bool]:
    return true() if viewer.role is Role.COORDINATOR else false()
