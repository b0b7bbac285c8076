"""What was remarked on a need, and what of it is still open."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.needs.models import Need, Remark, RemarkAnswer
from hack.needs.queries.seeing import owned_by
from hack.roles import Role

AT_MOST = 100
"""How many open remarks stand beside the fields of a form; the list of remarks has all."""


def remarks_visible_to(viewer: Any) -> ColumnElement[bool]:
    """The remarks on the needs that the viewer's section owns; all for coordinators; for nobody else any."""
    if viewer.role is Role.COORDINATOR:
        return true()
    return Remark.need.has(owned_by(viewer)) if viewer.role is Role.OFFICER else false()


def _whole(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Remark.by),
        joinedload(Remark.settled_by),
        selectinload(Remark.answers).joinedload(RemarkAnswer.by),
    )


def one_remark(key: str, remark_key: str, viewer: Any) -> Remark | None:
    """The remark with that key on the need with the other, with all that was answered, if the viewer may see it."""
    chosen = select(Remark).where(
        Remark.key == remark_key, Remark.need.has(Need.key == key), remarks_visible_to(viewer)
    )
    of_need = joinedload(Remark.need).options(joinedload(Need.section), selectinload(Need.co_owners))
    return db.session.scalar(_whole(chosen).options(of_need))


def remarks_on(need: Need, viewer: Any) -> Select[Any]:
    """What was remarked on the need, for `db.page_of`: what is open first, the newest first."""
    mine = select(Remark).where(Remark.need_id == need.id, remarks_visible_to(viewer))
    return _whole(mine).order_by(Remark.settled_at.is_not(None), Remark.id.desc())


def open_remarks(need: Need, viewer: Any) -> dict[str, list[Remark]]:
    """The newest open remarks on the need, by the name of the field that they are on, the oldest first."""
    still_open = and_(Remark.need_id == need.id, Remark.settled_at.is_(None))
    newest = _whole(select(Remark).where(still_open, remarks_visible_to(viewer))).order_by(Remark.id.desc())
    by_field: dict[str, list[Remark]] = {}
    for remark in reversed(db.session.scalars(newest.limit(AT_MOST)).all()):
        by_field.setdefault(remark.field, []).append(remark)
    return by_field
