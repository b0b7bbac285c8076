"""What waits for one person, over all chapters: what stands on a path at this person's turn, and what is asked of the person besides."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, literal, select, union_all

from hack import clock, db
from hack.desk.lanes import BY_NOUN, LANES
from hack.desk.queries import read, waiting_in
from hack.home.errands import ERRANDS, NOBODYS
from hack.roles import Part, Role

PART_OF = {Role.PROPOSER: Part.PROPOSER, Role.OFFICER: Part.OFFICER, Role.COORDINATOR: Part.COORDINATOR}
"""The part that a role plays on the paths: whose turn makes something wait for the person."""
LABELS = {noun: lane.path.label for noun, lane in BY_NOUN.items()} | {e.noun: e.label for e in ERRANDS.values()}
"""Every kind of thing that can wait, as it is called, in the order of the page."""


@dataclass(frozen=True)
class Waiting:
    """Something that waits for this person: where it is done, since when it waits, until when it is owed, whether that is over."""

    label: str
    title: str
    whose: str
    endpoint: str
    keys: dict[str, str]
    does: str
    since: datetime
    due: date | None
    late: bool


def waiting_by_kind(viewer: Any) -> dict[str, int]:
    """How much of each kind waits for this person, by noun; only what there is, in the order of `LABELS`. One query."""
    if viewer.role not in PART_OF:
        return {}
    rows = union_all(*_everything(viewer)).subquery()
    counted: dict[str, int] = dict(db.session.execute(select(rows.c.noun, func.count()).group_by(rows.c.noun)).all())
    return {noun: counted[noun] for noun in LABELS if noun in counted}


def waiting(viewer: Any, total: int, *, noun: str = "", page: int = 1, size: int = 10) -> db.Page[Waiting]:
    """What waits for this person, of one kind or of all, the longest waiting first. One query; none where `total` is 0."""
    if not total:
        return db.Page([], 1, 0, size)
    number = db.nearest_page(page, total, size)
    rows = union_all(*_everything(viewer, noun)).subquery()
    chosen = select(rows).order_by(rows.c.since, rows.c.noun, rows.c.id).limit(size).offset((number - 1) * size)
    return db.Page([_waiting(row) for row in db.session.execute(chosen)], number, total, size)


def _everything(viewer: Any, noun: str = "") -> list[Select[Any]]:
    part = PART_OF[viewer.role]
    lanes = [
        waiting_in(lane, viewer, part, own=True).add_columns(NOBODYS.label("within"))
        for lane in LANES
        if noun in ("", lane.path.noun)
    ]
    return lanes + [
        select(literal(errand.noun).label("noun"), *errand.rows(viewer).subquery().c)
        for errand in ERRANDS.values()
        if noun in ("", errand.noun)
    ]


def _waiting(row: Any) -> Waiting:
    errand = ERRANDS.get(row.noun)
    if errand is None:
        one = read(row)
        keys = {"key": one.key}
        return Waiting(
            LABELS[row.noun], one.title, one.whose, one.lane.endpoint, keys, one.does, one.since, row.due, one.late
        )
    keys = {errand.within: row.within, errand.own_key: row.key} if errand.within else {"key": row.key}
    late = row.due is not None and row.due < clock.today()
    return Waiting(errand.label, row.title, row.whose, errand.endpoint, keys, errand.does, row.since, row.due, late)
