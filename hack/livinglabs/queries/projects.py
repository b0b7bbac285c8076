"""Which projects of labs are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.livinglabs.models import LabMember, LabProject, LivingLab, MemberState
from hack.livinglabs.queries.labs import visible_to
from hack.needs.models import Need
from hack.pipeline.livinglab_project import ProjectStep

ORDER = (ProjectStep.RUNNING, ProjectStep.PREPARING, ProjectStep.ENDED)
MOST_MEMBERS = 100
"""How many members of a lab are offered at once."""


def projects_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Those of labs that this person may see."""
    return LabProject.livinglab.has(visible_to(viewer))


def _with_names(statement: Select[Any]) -> Select[Any]:
    need = joinedload(LabProject.need).options(joinedload(Need.section), selectinload(Need.co_owners))
    return statement.options(selectinload(LabProject.partners), need)


def projects_of(lab: LivingLab, viewer: Any) -> Select[Any]:
    """The lab's projects that this person may see: those under way, then those to come, then those that are over, for `db.page_of`."""
    mine = select(LabProject).where(LabProject.livinglab_id == lab.id, projects_visible_to(viewer))
    order = case({step.value: number for number, step in enumerate(ORDER)}, value=LabProject.step)
    return _with_names(mine).order_by(order, LabProject.since.is_(None), LabProject.since.desc(), LabProject.id.desc())


def one_project(key: str, viewer: Any) -> LabProject | None:
    """The project with that key, if this person may see its lab."""
    chosen = _with_names(select(LabProject).where(LabProject.key == key, projects_visible_to(viewer)))
    return db.session.scalar(chosen.options(joinedload(LabProject.livinglab), joinedload(LabProject.by)))


def members_for_project(lab: LivingLab, project: LabProject | None = None) -> list[LabMember]:
    """The members who may take part in a project of the lab, at most MOST_MEMBERS, those named in it already before the others."""
    named = [one.id for one in project.partners] if project else []
    there = or_(LabMember.state == MemberState.MEMBER, LabMember.id.in_(named))
    chosen = select(LabMember).where(LabMember.livinglab_id == lab.id, there)
    chosen = chosen.order_by(LabMember.id.not_in(named), LabMember.id)
    return list(db.session.scalars(chosen.limit(MOST_MEMBERS)))
