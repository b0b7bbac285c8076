"""Where a thing stands on its path: the way it has come, whose turn it is since when, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.labels import Labelled
from hack.passages import Passage, announced_days
from hack.pipeline import Move, Path, Step
from hack.roles import Part

MOST = 200
"""How many of the newest passages a page tells of; hardly anything has as many."""


@dataclass(frozen=True)
class Turn:
    """Whose move is awaited: in words, since when, and whether it has taken too long."""

    text: str
    since: datetime
    late: bool


def words_for(move: Move) -> str:
    """Whose turn it is while `move` is awaited."""
    if move.awaited is Part.CLOCK:
        return f"{move.wanted}を待っています"
    return f"{move.awaited.label}の番です: {move.wanted}"


def is_late(move: Move, since: datetime) -> bool:
    """Whether a thing that has stood since `since` has waited for `move` for more days than the path allows."""
    return move.days > 0 and clock.now() - since > timedelta(days=move.days)


def whose_turn(thing: Any) -> Turn | None:
    """Who has to do what now; None where the thing's path has ended."""
    move = thing.path.turn(thing.step)
    return None if move is None else Turn(words_for(move), thing.step_since, is_late(move, thing.step_since))


@dataclass(frozen=True)
class Entry:
    """One line of a timeline: from which step to which, by which move (none for the beginning), who made it and why."""

    at: datetime
    who: str
    start: str
    end: str
    move: str = ""
    reason: str = ""
    taken_back: bool = False
    """Whether a coordinator undid it later."""
    name: str = ""
    """The move's name in the table; empty for the beginning and for what was taken back."""
    number: int = 0
    happened_on: date | None = None
    """The day it really happened, where the city tells the public of such a move; else None."""
    announced_on: date | None = None
    """The day the public was told."""
    last: bool = False
    """Whether it is the one that can be taken back: the newest that stands, and bound to nothing else."""


class Reached(Labelled):
    """How a step of the main way stands to a thing."""

    PAST = "past", "済"
    SKIPPED = "skipped", "通らず"
    HERE = "here", "いま"
    AHEAD = "ahead", "これから"


@dataclass(frozen=True)
class Standing:
    """Where a thing stands: the main way with how far it has come, whose turn it is, and what happened, newest first."""

    way: list[tuple[Step, Reached]]
    turn: Turn | None
    history: list[Entry]


def standing_of(thing: Any, *, inside: bool = True) -> Standing:
    """Where `thing` stands, down to its beginning; one query. Who is not inside learns the public steps of its way alone."""
    passages = db.session.scalars(
        select(Passage)
        .where(Passage.noun == thing.path.noun, Passage.thing_id == thing.id)
        .options(joinedload(Passage.by))
        .order_by(Passage.id.desc())
        .limit(MOST)
    ).all()
    way = _way(thing, passages)
    if not inside:
        return Standing([(step, how) for step, how in way if step.public], None, [])
    return Standing(way, whose_turn(thing), _history(thing, passages))


def _history(thing: Any, passages: Sequence[Passage]) -> list[Entry]:
    path: Path = thing.path
    undone = _undone(passages)
    standing = next((p.id for p in passages if p.id not in undone and not p.undoes_id), None)
    told = {move.name for move in path.moves if move.told}
    days = announced_days(p for p in passages if p.move in told)
    entries = [_entry(path, passage, undone, standing, days) for passage in passages]
    if len(passages) < MOST:
        began_at, began_by = thing.beginning
        entries.append(Entry(began_at, began_by, path.begins.label, path.begins.label))
    return entries


def _entry(path: Path, passage: Passage, undone: set[int], standing: int | None, days: dict[int, date]) -> Entry:
    step = type(path.begins)
    move = None if passage.undoes_id else path.move(passage.move)
    return Entry(
        at=passage.at,
        who=passage.by.name if passage.by else Part.CLOCK.label,
        start=step(passage.start).label,
        end=step(passage.end).label,
        move=move.label if move else "取り消し",
        name=move.name if move else "",
        number=passage.id,
        happened_on=passage.happened_on if move and move.told else None,
        announced_on=days.get(passage.id),
        reason=passage.reason,
        taken_back=passage.id in undone,
        last=passage.id == standing and move is not None and not move.binding,
    )


def _way(thing: Any, passages: Sequence[Passage]) -> list[tuple[Step, Reached]]:
    """Where the thing stands off the main way, the last step of the main way that it came to counts as the furthest."""
    path: Path = thing.path
    undone = _undone(passages)
    standing = [p for p in passages if p.id not in undone and not p.undoes_id]
    been = {path.begins.value, *(step for passage in standing for step in (passage.start, passage.end))}
    steps = path.main_way
    on_the_way = [number for number, step in enumerate(steps) if step.value in been]
    furthest = steps.index(thing.step) if thing.step in steps else max(on_the_way)

    def reached(number: int, step: Step) -> Reached:
        if step is thing.step:
            return Reached.HERE
        if number > furthest:
            return Reached.AHEAD
        return Reached.PAST if step.value in been else Reached.SKIPPED

    return [(step, reached(number, step)) for number, step in enumerate(steps)]


def _undone(passages: Sequence[Passage]) -> set[int]:
    return {passage.undoes_id for passage in passages if passage.undoes_id}
