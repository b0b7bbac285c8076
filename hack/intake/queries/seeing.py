"""Which cases are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.intake.models import Case, Concerned
from hack.needs.models import Need
from hack.roles import Role


def concerns(viewer: Any) -> ColumnElement[bool]:
    """The case concerns this officer's section, or the section has it in hand."""
    those = select(Concerned.case_id).where(Concerned.section_id == viewer.section_id)
    return or_(Case.section_id == viewer.section_id, Case.id.in_(those))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """The organisation that handed it in, the coordinators, the officers of the sections that it concerns; nobody else at all."""
    if viewer.role is Role.PROPOSER:
        return Case.organization_id == viewer.organization_id
    if viewer.role is Role.OFFICER:
        return concerns(viewer)
    return true() if viewer.role is Role.COORDINATOR else false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Case.organization),
        joinedload(Case.proposer),
        joinedload(Case.taken_by),
        joinedload(Case.section),
        joinedload(Case.theme),
        joinedload(Case.need).joinedload(Need.section),
        joinedload(Case.seed),
        joinedload(Case.into),
        selectinload(Case.sections),
        selectinload(Case.grounds),
    )


def one_case(key: str, viewer: Any) -> Case | None:
    """The case with that key, if this person may see it."""
    return db.session.scalar(_with_names(select(Case).where(Case.key == key, visible_to(viewer))))
