"""What a group tells everybody, and what it hands on to the formal call."""

from sqlalchemy import select

from hack import db
from hack.needs.models import Need
from hack.workgroups.models import CallRequirement, Workgroup


def public_summaries(need: Need) -> list[Workgroup]:
    """The groups about `need` of which a summary is published, first opened first, at most 20; show `title`, `shown`, `shown_at` only."""
    told = select(Workgroup).where(Workgroup.need_id == need.id, Workgroup.shown_at.is_not(None))
    return list(db.session.scalars(told.order_by(Workgroup.opened_at, Workgroup.id).limit(20)))


def requirements_of(workgroup: Workgroup) -> list[CallRequirement]:
    """What the group wants the formal call to ask for, in the group's order."""
    mine = select(CallRequirement).where(CallRequirement.workgroup_id == workgroup.id)
    return list(db.session.scalars(mine.order_by(CallRequirement.place)))
