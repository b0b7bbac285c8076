"""The charter of a group, and which of its members have confirmed which version."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.workgroups.models import Charter, Confirmation, Member, Workgroup


def charter_of(workgroup: Workgroup, version: int | None = None) -> Charter | None:
    """The group's charter as it is now, or as its `version` was; with who wrote it."""
    mine = select(Charter).where(Charter.workgroup_id == workgroup.id).options(joinedload(Charter.written_by))
    if version is not None:
        mine = mine.where(Charter.version == version)
    return db.session.scalar(mine.order_by(Charter.version.desc()).limit(1))


def last_confirmed(workgroup: Workgroup) -> dict[int, Confirmation]:
    """The newest version that each member has confirmed and when, by the member's row number; with the charter."""
    said = (
        select(Confirmation)
        .join(Confirmation.charter)
        .join(Confirmation.member)
        .where(Charter.workgroup_id == workgroup.id, Member.left_at.is_(None))
        .options(joinedload(Confirmation.charter))
        .order_by(Charter.version)
    )
    return {one.member_id: one for one in db.session.scalars(said)}


def to_confirm(workgroup: Workgroup, viewer: Any) -> Charter | None:
    """The group's charter, if this person is in the group and has not confirmed it as it is now."""
    confirmed = (
        select(Confirmation.charter_id)
        .join(Confirmation.member)
        .where(Member.user_id == viewer.id, Member.workgroup_id == workgroup.id, Member.left_at.is_(None))
    )
    newest = select(func.max(Charter.version)).where(Charter.workgroup_id == workgroup.id).scalar_subquery()
    owed = select(Charter).where(Charter.workgroup_id == workgroup.id, Charter.version == newest)
    if not any(member.user_id == viewer.id for member in workgroup.members):
        return None
    return db.session.scalar(owed.where(Charter.id.not_in(confirmed)))
