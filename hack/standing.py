"""Where a thing stands on its path: whose turn it is since when, and how it came there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.passages import Passage
from hack.pipeline import Move, Path
from hack.roles import Part


@dataclass(frozen=True)
class Turn:
    """Whose move is awaited: in words, since when, and whether it has taken too long."""

    text: str
    since: datetime
    late: bool


def words_for(move: Move) -> str:
    """Whose turn it is while `move` is awaited."""
    if move.awaited is Part.CLOCK:
        return "募集期間の終わりを待っています"
    return f"{move.awaited.label}の番です: {move.label}"


def is_late(move: Move, since: datetime) -> bool:
    """Whether a thing that has stood since `since` has waited for `move` for more days than the path allows."""
    return move.days > 0 and clock.now() - since > timedelta(days=move.days)


def whose_turn(thing: Any) -> Turn | None:
    """Who has to do what now; None where the thing's path has ended."""
    move = thing.path.turn(thing.step)
    return None if move is None else Turn(words_for(move), thing.step_since, is_late(move, thing.step_since))


@dataclass(frozen=True)
class Entry:
    """One line of a timeline; `taken_back` where a coordinator undid it later."""

    at: datetime
    who: str
    what: str
    reason: str
    taken_back: bool


def timeline_of(thing: Any) -> list[Entry]:
    """What happened to `thing` along its path, newest first; one query."""
    path: Path = thing.path
    passages = db.session.scalars(
        select(Passage)
        .where(Passage.noun == path.noun, Passage.thing_id == thing.id)
        .options(joinedload(Passage.by))
        .order_by(Passage.id.desc())
    ).all()
    undone = {passage.undoes_id for passage in passages}
    return [
        Entry(
            at=passage.at,
            who=passage.by.name if passage.by else Part.CLOCK.label,
            what=_what(path, passage),
            reason=passage.reason,
            taken_back=passage.id in undone,
        )
        for passage in passages
    ]


def _what(path: Path, passage: Passage) -> str:
    step = type(path.begins)
    label = "取り消し" if passage.undoes_id else path.move(passage.move).label
    return f"{label}: {step(passage.start).label} → {step(passage.end).label}"
