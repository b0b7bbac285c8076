"""Which requests for support are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.pipeline.support import SupportStep
from hack.roles import Role
from hack.support.models import Support, SupportEntry, SupportKind

GOING_ON = [step for step in SupportStep if not step.ends]


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Those of their own section for officers; all for coordinators and auditors; none for anybody else."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    if viewer.role is Role.OFFICER:
        return Support.section_id == viewer.section_id
    return false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Support.section),
        joinedload(Support.need).joinedload(Need.section),
        joinedload(Support.asked_by),
        joinedload(Support.taken_by),
    )


def one_support(key: str, viewer: Any) -> Support | None:
    """The request with that key, if this person may see it."""
    return db.session.scalar(_with_names(select(Support).where(Support.key == key, visible_to(viewer))))


def need_to_support(key: str, viewer: Any) -> Need | None:
    """The need with that key, if this person may see it: what support is asked for."""
    return one_need(key, viewer)


def listed_supports(
    viewer: Any,
    *,
    step: SupportStep | None = None,
    kind: SupportKind | None = None,
    own: bool | None = None,
    need: Need | None = None,
) -> Select[Any]:
    """The requests that this person may see, for `db.page_of`, those that stand where they are for longest first.

    step: where they stand; None: all that go on, or all about `need`. own: only those that the viewer took on.
    """
    listed = select(Support).where(visible_to(viewer))
    if need is not None:
        listed = listed.where(Support.need_id == need.id)
    elif step is None:
        listed = listed.where(Support.step.in_(GOING_ON))
    if step is not None:
        listed = listed.where(Support.step == step)
    if kind is not None:
        listed = listed.where(Support.kind == kind)
    if own:
        listed = listed.where(Support.taken_by_id == viewer.id)
    return _with_names(listed).order_by(Support.step_since, Support.id)


def entries_of(support: Support) -> Select[Any]:
    """The request's log, newest first, for `db.page_of`."""
    mine = select(SupportEntry).where(SupportEntry.support_id == support.id).options(joinedload(SupportEntry.by))
    return mine.order_by(SupportEntry.done_on.desc(), SupportEntry.id.desc())


def hours_of(support: Support) -> float:
    """How many hours were noted in its log."""
    return float(
        db.session.scalar(select(func.sum(SupportEntry.hours)).where(SupportEntry.support_id == support.id)) or 0
    )


def counts_by_step(viewer: Any) -> dict[SupportStep, int]:
    """How many requests that this person may see stand at each step that is no end; every such step is there."""
    counted = select(Support.step, func.count()).where(visible_to(viewer), Support.step.in_(GOING_ON))
    found: dict[SupportStep, int] = dict(db.session.execute(counted.group_by(Support.step)).all())
    return {step: found.get(step, 0) for step in GOING_ON}
