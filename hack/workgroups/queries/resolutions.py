"""What a group has decided."""

from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.workgroups.models import Resolution, Workgroup


def resolutions_of(workgroup: Workgroup) -> Select[Any]:
    """The group's decisions, newest first, each with its meeting and with what has taken its place."""
    mine = select(Resolution).where(Resolution.workgroup_id == workgroup.id)
    about = (joinedload(Resolution.meeting), joinedload(Resolution.superseded_by), joinedload(Resolution.written_by))
    return mine.options(*about).order_by(Resolution.number.desc())


def standing_resolutions(workgroup: Workgroup, most: int) -> list[Resolution]:
    """The group's newest decisions in whose place nothing has come, at most so many."""
    standing = resolutions_of(workgroup).where(Resolution.superseded_by_id.is_(None))
    return list(db.session.scalars(standing.limit(most)))


def next_number(workgroup: Workgroup) -> int:
    """The number that the group's next decision gets; ask under `db.alone_with`."""
    last = select(func.max(Resolution.number)).where(Resolution.workgroup_id == workgroup.id)
    return (db.session.scalar(last) or 0) + 1
