"""Who is in a group, and who was."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import User
from hack.workgroups.models import Member, Workgroup
from hack.workgroups.queries.groups import open_inside_to


def one_member(key: str, member_key: str, viewer: Any) -> Member | None:
    """The place in that group, for those to whom the group is open inside; None once it was left."""
    place = one_member_once(key, member_key, viewer)
    return place if place is not None and place.left_at is None else None


def one_member_once(key: str, member_key: str, viewer: Any) -> Member | None:
    """As `one_member`, also if it was left: who presses the button twice is told no wrong."""
    return db.session.scalar(
        select(Member)
        .join(Member.workgroup)
        .where(Workgroup.key == key, Member.key == member_key, open_inside_to(viewer))
        .options(
            joinedload(Member.workgroup),
            joinedload(Member.user).options(joinedload(User.organization), joinedload(User.section)),
        )
    )


def place_of(user: Any, workgroup: Workgroup) -> Member | None:
    """The person's place in the group as the database has it now."""
    mine = (Member.workgroup_id == workgroup.id, Member.user_id == user.id, Member.left_at.is_(None))
    return db.session.scalar(select(Member).where(*mine))


def roster_of(workgroup: Workgroup) -> Select[Any]:
    """Everybody who is or was in the group, in the order of coming, for `db.page_of`; for the coordinators."""
    people = joinedload(Member.user).options(joinedload(User.organization), joinedload(User.section))
    return select(Member).where(Member.workgroup_id == workgroup.id).options(people).order_by(Member.id)
