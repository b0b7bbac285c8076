"""What becomes of something that a section is asked. Every deed belongs inside the caller's transaction; who may is asked by the caller."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import update

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.asking.models import Asked, Inquired
from hack.asking.queries import not_yet_told, soon, waits
from hack.asking.rules import moves_open_to
from hack.errors import RuleBroken
from hack.passages import Passage, last_passage, moves_of_the_clock
from hack.pipeline import Move
from hack.pipeline.inquiry import InquiryStep
from hack.roles import Part
from hack.working_days import is_working_day

LONGEST = timedelta(days=366)
"""How far ahead the last day may be."""


def until(day: date, question: str = "due_on") -> dict[str, date | None]:
    """What is kept of a last day; where it is so near that asking is the reminder, that people were reminded.

    question: where it was asked. Raises RuleBroken (a day that cannot be).
    """
    if day <= clock.today():
        raise RuleBroken("明日か、それより後の日を入力してください。", question)
    if day > clock.today() + LONGEST:
        raise RuleBroken("1年以内の日を入力してください。", question)
    if not is_working_day(day):
        raise RuleBroken("市役所が開いている日(平日)を入力してください。", question)
    return {"due_on": day, "warned_for": day if day <= soon() else None}


def move(asked: Asked, name: str, *, among: Iterable[Move], by: User | None, **how: Any) -> Passage:
    """Take it one move along its path; raises as `passages.advance` does. Records that it moved."""
    return _told(asked, passages.advance(asked, name, among=among, by=by, **how), by)


def take_back(asked: Asked, *, by: User | None, reason: str, seen: int | None = None) -> Passage:
    """Undo its last move; raises as `passages.take_back` does. Records that it moved."""
    return _told(asked, passages.take_back(asked, by=by, reason=reason, seen=seen), by)


def answer(inquiry: Inquired, *, by: User, made_at: str, seen: int | None = None, **said: Any) -> Passage:
    """Keep what the section answers, by the names of the class's columns. Raises as `passages.advance` does. Records that it moved."""
    passages.check_version(inquiry, seen)
    if inquiry.step is InquiryStep.ASKED:
        for name, words in said.items():
            setattr(inquiry, name, words)
        inquiry.answered_by_id, inquiry.answered_at = by.id, clock.now()
        passages.keep_changes()
    return move(inquiry, "answer", among=moves_open_to(by, inquiry), by=by, made_at=made_at)


def end_with_its_case(asked: Asked, *, by: User | None, reason: str) -> Passage | None:
    """End it since what it is about has ended; None where it is over already. Records that it moved."""
    for ending in moves_of_the_clock(asked):
        return move(asked, ending.name, among=[ending], by=by, reason=reason, made_at=ending.made_at)
    return None


def return_with_its_case(
    asked: Asked, *, by: User | None, reason: str, since: datetime | None = None
) -> Passage | None:
    """Undo that it ended with what it is about, since that goes on; None where it ended otherwise, or earlier than `since`: with
    an ending that was undone before, when nothing stood again with it. Where its last day is over meanwhile, it is one that can be
    kept. Records that it moved.
    """
    last = last_passage(asked)
    if last is None or Part.CLOCK not in asked.path.move(last.move).parts:
        return None
    if since is not None and last.at < since:
        return None
    passage = take_back(asked, by=by, reason=reason)
    if asked.due_on <= clock.today():
        for name, day in until(soon()).items():
            setattr(asked, name, day)
        passages.keep_changes()
    return passage


def tell_of_last_day(asked: Asked) -> bool:
    """Do what the clock does with it: that its last day is near, or over, is told once for each last day.

    Whether it was told now. Records that it is due, or overdue, by nobody.
    """
    kind: Any = type(asked)
    over = asked.due_on < clock.today()
    if not over and asked.due_on > soon():
        return False
    told = kind.chased_for if over else kind.warned_for
    marked = db.session.execute(
        update(kind)
        .where(kind.id == asked.id, waits(kind), kind.due_on == asked.due_on, not_yet_told(kind, told))
        .values({told: asked.due_on}),
        execution_options={"synchronize_session": False},
    )
    if marked.rowcount != 1:  # type: ignore[attr-defined]
        return False
    db.session.expire(asked, ["chased_for", "warned_for"])
    outbox.record(asked.tells.overdue(asked.id) if over else asked.tells.due(asked.id), by=None)
    return True


def _told(asked: Asked, passage: Passage, by: User | None) -> Passage:
    outbox.record(asked.tells.moved(asked.id, passage.start, passage.end, passage.move), by=by)
    return passage
