"""What is to do in the groups, whose it is, and what is overdue."""

from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import User
from hack.needs.models import Need
from hack.workgroups.models import Member, Task, TaskState, Workgroup
from hack.workgroups.queries.groups import joined_by, open_inside_to

OPEN_STATES = [state for state in TaskState if not state.ends]
MOST_IN_A_CALENDAR = 500


def one_task(key: str, task_key: str, viewer: Any) -> Task | None:
    """The task of that group, with the group and its members, for those to whom the group is open inside."""
    group = joinedload(Task.workgroup)
    people = group.selectinload(Workgroup.members).joinedload(Member.user)
    return db.session.scalar(
        select(Task)
        .join(Task.workgroup)
        .where(Workgroup.key == key, Task.key == task_key, open_inside_to(viewer))
        .options(
            group.joinedload(Workgroup.need).joinedload(Need.section),
            people.joinedload(User.organization),
            people.joinedload(User.section),
            joinedload(Task.owner).joinedload(Member.user),
            joinedload(Task.made_by),
            joinedload(Task.meeting),
        )
    )


def tasks_of(workgroup: Workgroup, *, state: TaskState | None = None, open_only: bool = False) -> Select[Any]:
    """The group's tasks, what is due first at the top, each with its owner; in one state, or what is still to be done."""
    mine = select(Task).where(Task.workgroup_id == workgroup.id)
    if state is not None:
        mine = mine.where(Task.state == state)
    if open_only:
        mine = mine.where(Task.state.in_(OPEN_STATES))
    return _due_first(mine.options(joinedload(Task.owner).joinedload(Member.user), joinedload(Task.meeting)))


def own_tasks(viewer: Any, *, open_only: bool = True) -> Select[Any]:
    """This person's tasks in all the groups that they are in now, what is due first at the top."""
    mine = select(Task).join(Task.owner).join(Task.workgroup).where(Member.user_id == viewer.id, joined_by(viewer))
    if open_only:
        mine = mine.where(Task.state.in_(OPEN_STATES))
    return _due_first(mine.options(joinedload(Task.workgroup), joinedload(Task.owner)))


def overdue_count(workgroup: Workgroup) -> int:
    """How many of the group's tasks should be done already."""
    late = select(func.count()).select_from(Task).where(Task.workgroup_id == workgroup.id, _overdue())
    return db.session.scalar(late) or 0


def tasks_in_calendar(person: Any) -> list[Task]:
    """This person's open tasks that have a day, at most 500."""
    return list(db.session.scalars(own_tasks(person).where(Task.due_on.is_not(None)).limit(MOST_IN_A_CALENDAR)))


def _overdue() -> ColumnElement[bool]:
    return (Task.due_on < clock.today()) & Task.state.in_(OPEN_STATES)


def _due_first(those: Select[Any]) -> Select[Any]:
    ended = case((Task.state.in_(OPEN_STATES), 0), else_=1)
    return those.order_by(ended, case((Task.due_on.is_(None), 1), else_=0), Task.due_on, Task.id)
