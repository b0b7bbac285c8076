"""What happened, and what is owed because of it.

`record` writes the event and one delivery for each reaction in the deed's own transaction: both are kept or neither.
`deliver` runs what is owed. A delivery is claimed with a lease, so that two deliverers never both run it and one that died
costs a delay, not the work; a failing one is tried again with growing pauses and ends as a dead letter that the
administrator sees. The events are the audit trail: rows are added and never changed (triggers see to it).
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, Text, func, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db, events
from hack.events import Event

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
TRIES = 8
Deed = Callable[[], Any]
Reaction = Callable[[Any], Deed | None]
request_id: ContextVar[str] = ContextVar("request id", default="")
reacting_to: ContextVar[int | None] = ContextVar("number of the event that is reacted to", default=None)
"""For reactions that write something once per event, however often they are repeated."""

_reactions: dict[str, dict[str, Reaction]] = {}


class EventRecord(db.Base):
    """One fact: what happened to which thing, by whom, when, in which request. Never changed."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(String(40), index=True)
    thing: Mapped[str] = mapped_column(String(60), index=True)
    facts: Mapped[dict[str, Any]]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    request: Mapped[str] = mapped_column(String(36), default="")

    def read(self) -> Event:
        """The event as it was recorded."""
        kind: type[Event] = getattr(events, self.name)
        return kind(**self.facts)


class Delivery(db.Base):
    """That one reaction is owed to one event: when it may be tried, who holds it until when, how it went."""

    __tablename__ = "delivery"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id"), index=True)
    reaction: Mapped[str] = mapped_column(String(80))
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    """When it is due, or until when it is claimed; None once it is done or dead."""
    done_at: Mapped[datetime | None]
    died_at: Mapped[datetime | None] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    fault: Mapped[str] = mapped_column(Text, default="")

    event: Mapped[EventRecord] = relationship()


def reacting_for() -> int | None:
    """The row number of the person whose deed is reacted to; None for nobody we know, or the clock."""
    record = db.session.get(EventRecord, reacting_to.get() or 0)
    return record.by_id if record else None


def connect(reactions: Mapping[type[Event], Sequence[Reaction]]) -> None:
    """Say which reactions each kind of event has; events not named here have none."""
    _reactions.clear()
    for kind, those in reactions.items():
        _reactions[kind.__name__] = {_name(reaction): reaction for reaction in those}


def _name(reaction: Reaction) -> str:
    return f"{reaction.__module__.removeprefix('hack.')}.{reaction.__name__}"


def record(event: Event, *, by: Any) -> EventRecord:
    """Write down that `event` happened through `by` (a person; None: nobody we know, or the clock).

    Adds the event and its deliveries to the open transaction.
    """
    now = clock.now()
    row = EventRecord(
        at=now,
        name=type(event).__name__,
        thing=event.thing,
        facts=asdict(event),
        by_id=getattr(by, "id", None),
        request=request_id.get(),
    )
    db.session.add(row)
    db.session.add_all(Delivery(event=row, reaction=name, due_at=now, tries=0) for name in _reactions.get(row.name, ()))
    db.session.info["owed"] = True
    return row


def deliver(most: int = 500) -> int:
    """Run what is owed, oldest first, at most `most`; how many reactions ended well.

    A reaction first reads and computes outside any transaction; the deed that it returns (if any) is done in one
    transaction together with marking the delivery as done. Repeating a reaction must do no harm.
    """
    done = 0
    for _ in range(most):
        claimed = _claim()
        if claimed is None:
            break
        done += _run(*claimed)
    return done


def _claim() -> tuple[int, datetime] | None:
    now = clock.now()
    waiting = select(Delivery.id).where(Delivery.due_at <= now).order_by(Delivery.id).limit(1)
    if db.session.scalar(waiting) is None:
        db.session.rollback()
        return None
    until = now + LEASE
    with db.transaction():
        number = db.session.scalar(waiting.with_for_update(skip_locked=True))
        if number is None:
            return None
        db.session.execute(
            update(Delivery).where(Delivery.id == number).values(due_at=until, tries=Delivery.tries + 1),
            execution_options={"synchronize_session": False},
        )
    return number, until


def _run(number: int, until: datetime) -> int:
    delivery = db.session.get_one(Delivery, number)
    name, tries = delivery.reaction, delivery.tries
    try:
        reaction = _reactions.get(delivery.event.name, {}).get(name)
        reacting_to.set(delivery.event_id)
        deed = reaction(delivery.event.read()) if reaction else None
        with db.transaction():
            if not _settle(number, until, due_at=None, done_at=clock.now(), fault=""):
                return 0
            if deed is not None:
                deed()
        return 1
    except Exception as fault:
        db.session.rollback()
        log.exception("a reaction failed", extra={"event": "reaction.failed", "reaction": name, "tries": tries})
        dead = tries >= TRIES
        with db.transaction():
            pause = None if dead else clock.now() + timedelta(seconds=min(2**tries * 5, 3600))
            died = clock.now() if dead else None
            _settle(number, until, due_at=pause, died_at=died, fault=f"{type(fault).__name__}: {fault}"[:500])
        return 0


def _settle(number: int, until: datetime, **facts: Any) -> bool:
    """Close a claim with what came of it; False where the lease ran out and somebody else has it now."""
    mine = update(Delivery).where(Delivery.id == number, Delivery.due_at == until).values(**facts)
    return bool(db.session.execute(mine, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


def revive(number: int) -> None:
    """Give a dead delivery another round of tries, from now."""
    delivery = db.session.get_one(Delivery, number)
    delivery.died_at, delivery.due_at, delivery.tries = None, clock.now(), 0
    db.session.info["owed"] = True


def oldest_waiting() -> float:
    """For how many seconds the oldest delivery has been due and not run; 0 if nothing waits."""
    due = db.session.scalar(select(func.min(Delivery.due_at)))
    return 0.0 if due is None else max(0.0, (clock.now() - due).total_seconds())
