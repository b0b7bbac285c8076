"""What a working group does when its need moves on."""

from sqlalchemy import select

from hack import db
from hack.events import NeedMoved
from hack.needs.actions import start_working
from hack.needs.models import Need
from hack.outbox import Deed
from hack.pipeline.need import NeedStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.workgroups.models import Workgroup

AT_WORK = [step for step in WorkgroupStep if not step.ends]


def follow_the_need(event: NeedMoved) -> Deed | None:
    """Where the ideas for a need are gathered and a group is at work already, the need is being worked on from now on."""
    need = db.session.get(Need, event.need_id)
    if need is None or need.step is not NeedStep.IDEAS_CLOSED or event.move == "take_back":
        return None
    at_work = select(Workgroup).where(Workgroup.need_id == need.id, Workgroup.step.in_(AT_WORK)).order_by(Workgroup.id)
    first = db.session.scalar(at_work.limit(1))
    return None if first is None else lambda: start_working(need, by=first.opened_by)
