"""The board: everything that is on its way, on every path, that the viewer may see."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Date,
    Select,
    String,
    and_,
    cast,
    false,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union_all,
)

from hack import clock, db
from hack.desk.lanes import BY_NOUN, LANES, Lane
from hack.pipeline import Move, Path
from hack.roles import Part
from hack.standing import is_late, words_for


@dataclass(frozen=True)
class Waiting:
    """Something that waits for a move: what it is, where it stands since when, whose turn it is, and whether it is late."""

    lane: Lane
    key: str
    title: str
    whose: str
    step: Any
    since: datetime
    turn: str
    late: bool
    does: str
    """What there is to do."""


def board(
    viewer: Any,
    *,
    noun: str | None = None,
    part: Part | None = None,
    late: bool = False,
    own: bool = False,
    page: int = 1,
    size: int = 20,
) -> db.Page[Waiting]:
    """What waits for a move and may be seen by `viewer`, the longest waiting first. Two queries.

    noun: only that path (as in `LANES`); part: only what waits for that part; late: only what
    has waited longer than its path allows; own: only what waits for this very person's section or organisation.
    What only waits for a date is left out unless `part` is the clock.
    """
    lanes = [lane for lane in LANES if not noun or lane.path.noun == noun]
    if not lanes:
        return db.Page([], 1, 0, size)
    rows = union_all(*[waiting_in(lane, viewer, part, late=late, own=own) for lane in lanes]).subquery()
    total = db.session.scalar(select(func.count()).select_from(rows)) or 0
    number = db.nearest_page(page, total, size)
    found = db.session.execute(
        select(rows).order_by(rows.c.since, rows.c.noun, rows.c.id).limit(size).offset((number - 1) * size)
    )
    return db.Page([read(row) for row in found], number, total, size)


def counts(viewer: Any, part: Part | None = None) -> dict[str, int]:
    """How many things of each path wait for a move (of `part`), by noun; every noun is there. One query."""
    rows = union_all(*[waiting_in(lane, viewer, part) for lane in LANES]).subquery()
    counted: dict[str, int] = dict(db.session.execute(select(rows.c.noun, func.count()).group_by(rows.c.noun)).all())
    return {noun: counted.get(noun, 0) for noun in BY_NOUN}


def waiting_in(
    lane: Lane, viewer: Any, part: Part | None = None, *, late: bool = False, own: bool = False
) -> Select[Any]:
    """What waits in one lane, for unions: noun, id, key, title, whose, step, since, due; narrowed as in `board`."""
    kind = lane.thing
    chosen = select(
        literal(lane.path.noun).label("noun"),
        kind.id.label("id"),
        kind.key.label("key"),
        lane.title.label("title"),
        lane.whose.label("whose"),
        type_coerce(kind.step, String).label("step"),
        kind.step_since.label("since"),
        (cast(null(), Date) if lane.due is None else lane.due).label("due"),
    ).where(lane.visible_to(viewer), kind.step.in_(_steps(lane.path, part)))
    for joined in lane.joins:
        chosen = chosen.join(joined, isouter=lane.outer)
    if own:
        chosen = chosen.where(lane.own(viewer))
    return chosen.where(_late(lane)) if late else chosen


def _steps(path: Path, part: Part | None) -> list[Any]:
    """The steps at which a move is awaited, of `part` if one is given."""
    turns = [(step, path.turn(step)) for step in path.steps]
    return [step for step, move in turns if move is not None and _awaits(move, part)]


def _awaits(move: Move, part: Part | None) -> bool:
    return move.awaited is part if part is not None else move.awaited is not Part.CLOCK


def _late(lane: Lane) -> ColumnElement[bool]:
    if lane.due is not None:
        return lane.due < clock.today()
    waits: dict[int, list[Any]] = {}
    for step in lane.path.steps:
        move = lane.path.turn(step)
        if move is not None and move.days:
            waits.setdefault(move.days, []).append(step)
    kind = lane.thing
    return or_(
        false(),
        *[
            and_(kind.step.in_(steps), kind.step_since < clock.now() - timedelta(days=days))
            for days, steps in waits.items()
        ],
    )


def read(row: Any) -> Waiting:
    """A row of `waiting_in` in words."""
    lane = BY_NOUN[row.noun]
    step = type(lane.path.begins)(row.step)
    move = lane.path.turn(step)
    if move is None:
        raise LookupError(f"nothing is awaited at {step}")
    late = is_late(move, row.since) if row.due is None else row.due < clock.today()
    return Waiting(lane, row.key, row.title, row.whose, step, row.since, words_for(move), late, move.wanted)
