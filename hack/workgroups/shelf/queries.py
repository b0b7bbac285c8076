"""Which files of a working group are to be seen, and by whom: by those to whom the group is open inside."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.files.queries import Hung, one_file_of
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import open_inside_to


def group_open_inside(key: str, viewer: Any) -> Workgroup | None:
    """The group with that key, with its need and members' places, for those to whom it is open inside."""
    return db.session.scalar(
        select(Workgroup)
        .where(Workgroup.key == key, open_inside_to(viewer))
        .options(joinedload(Workgroup.need), selectinload(Workgroup.members))
    )


def one_group_file(key: str, file_key: str, viewer: Any) -> Hung | None:
    """The file of that group, if it is there and the group is open inside to this person."""
    group = group_open_inside(key, viewer)
    return None if group is None else one_file_of(group, file_key)


def one_group_file_once(key: str, file_key: str, viewer: Any) -> Hung | None:
    """As `one_group_file`, also if it was removed: who presses the button twice is told no wrong."""
    group = group_open_inside(key, viewer)
    return None if group is None else one_file_of(group, file_key, removed_too=True)
