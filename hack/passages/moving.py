"""The only writer of a step: taking a thing along its path, and back."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm.exc import StaleDataError

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.passages.announcing import announce, check_announced
from hack.passages.trail import Passage, last_passage
from hack.pipeline import Move, Step
from hack.policy import Rule
from hack.roles import Part

QUICKER = "ほかの人が先に進めたか、内容が変わっています。いまの状態を確かめて、もう一度お試しください。"


def open_moves(thing: Any, user: Any, parts: Mapping[Part, Rule]) -> list[Move]:
    """The moves from the thing's step that are this person's, in the table's order; `parts` says who plays which part."""
    mine = {part for part, rule in parts.items() if rule(user, thing)}
    return [move for move in thing.path.moves_from(thing.step) if mine & set(move.parts)]


def moves_of_the_clock(thing: Any) -> list[Move]:
    """The moves from the thing's step that only the passing of time makes."""
    return [move for move in thing.path.moves_from(thing.step) if Part.CLOCK in move.parts]


def check_version(thing: Any, seen: int | None) -> None:
    """Raise Overtaken if the thing is no longer at the version that the person saw; None asks nothing."""
    if seen is not None and thing.version != seen:
        raise Overtaken(QUICKER)


def keep_changes() -> None:
    """Send what was changed to the database now; raises Overtaken where somebody else changed the same thing meanwhile."""
    try:
        db.session.flush()
    except StaleDataError:
        raise Overtaken(QUICKER) from None


def advance(
    thing: Any,
    name: str,
    *,
    among: Iterable[Move],
    by: Any,
    seen: int | None = None,
    reason: str | None = "",
    made_at: str = "",
    happened_on: date | None = None,
    announced_on: date | None = None,
) -> Passage:
    """Take `thing` one move along its path; the step and `step_since` are written, and the passage with them.

    among: the moves open to this person. seen: the version that the person saw. reason: owed by some moves.
    made_at: the page that makes the move as part of a larger deed. happened_on: the day it really happened (today if None).
    announced_on: the day the public was or will be told, of moves that are told.
    Raises NotAllowed (not this person's move), RuleBroken (a reason is missing, a day cannot be, or the move belongs to another page),
    Overtaken (somebody else was quicker). Flushes; does not commit.
    """
    check_version(thing, seen)
    move = next((m for m in among if m.name == name), None)
    if move is None:
        if any(m.name == name for m in thing.path.moves) and thing.step not in thing.path.move(name).from_steps:
            raise Overtaken(QUICKER)
        raise NotAllowed(f"{thing.path.noun}.{name}")
    if move.made_at != made_at:
        raise RuleBroken(f"「{move.label}」は、専用の画面から行ってください。")
    if move.needs_reason and not (reason or "").strip():
        raise RuleBroken("理由を入力してください。", "reason")
    if happened_on is not None:
        _check_day(thing, happened_on)
    announced_on = announced_on if move.told else None
    if announced_on is not None:
        check_announced(happened_on or clock.today(), announced_on)

    passage = _write(thing, move.end, move.name, by=by, reason=reason, happened_on=happened_on)
    if announced_on is not None:
        announce(passage, announced_on, by=by)
    return passage


def _check_day(thing: Any, happened_on: date) -> None:
    if happened_on > clock.today():
        raise RuleBroken("行われた日に、先の日は選べません。", "happened_on")
    last = last_passage(thing)
    if last is not None and happened_on < last.happened_on:
        day = last.happened_on
        raise RuleBroken(
            f"行われた日は、前の段階に進んだ日({day.year}年{day.month}月{day.day}日)かそれより後にしてください。",
            "happened_on",
        )


def take_back(thing: Any, *, by: Any, reason: str | None, seen: int | None = None, made_at: str = "") -> Passage:
    """Undo the thing's last move with a counter-move; the history stays.

    made_at: the page that made the move as part of a larger deed, where it undoes that deed as a whole.
    Raises RuleBroken (no reason, nothing to take back, or the move was part of a larger deed), Overtaken.
    """
    check_version(thing, seen)
    if not (reason or "").strip():
        raise RuleBroken("取り消す理由を入力してください。", "reason")
    last = last_passage(thing)
    if last is None or last.end != thing.step.value:
        raise RuleBroken("取り消せる操作がありません。")
    move = thing.path.move(last.move)
    if move.binding and not (made_at and move.made_at == made_at):
        raise RuleBroken("この操作はほかの記録と一体のため、取り消せません。次の操作で進めてください。")

    back = type(thing.path.begins)(last.start)
    return _write(thing, back, "take_back", by=by, reason=reason, happened_on=None, undoes=last)


def _write(
    thing: Any,
    end: Step,
    move: str,
    *,
    by: Any,
    reason: str | None,
    happened_on: date | None,
    undoes: Passage | None = None,
) -> Passage:
    keep_changes()
    kind, start, now = type(thing), thing.step, clock.now()
    moved = db.session.execute(
        update(kind)
        .where(kind.id == thing.id, kind.step == start, kind.version == thing.version)
        .values(step=end, step_since=now, version=kind.version + 1),
        execution_options={"synchronize_session": False},
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken(QUICKER)
    db.session.refresh(thing)
    passage = Passage(
        noun=thing.path.noun,
        thing_id=thing.id,
        at=now,
        happened_on=happened_on or clock.in_japan(now).date(),
        by_id=getattr(by, "id", None),
        start=start.value,
        end=end.value,
        move=move,
        reason=(reason or "").strip(),
        undoes_id=undoes.id if undoes else None,
    )
    db.session.add(passage)
    db.session.flush()
    return passage
