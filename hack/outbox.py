"""What happened, and what is owed because of it.

`record` writes the event and one delivery for each reaction in the deed's own transaction: both are kept or neither.
`deliver` runs what is owed, each delivery under a lease (see `leases`); one that always fails ends dead, and the
administrator sees it. The events are the audit trail: rows are added and never changed (triggers see to it).
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextvars import ContextVar
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, String, Text, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hack import clock, db, events
from hack.events import Event
from hack.leases import Claim, claim

log = logging.getLogger(__name__)

LEASE = timedelta(seconds=60)
PAUSE = 5
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
    """The name that deliveries are kept under: the chapter's, in whichever of its files the reaction stands today."""
    chapter, reactions, _ = reaction.__module__.removeprefix("hack.").partition(".reactions")
    return f"{chapter}{reactions}.{reaction.__name__}"


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
    owed = [Delivery(event=row, reaction=name, due_at=now, tries=0) for name in _reactions.get(row.name, ())]
    db.session.add_all(owed)
    if owed:
        db.session.info["owed"] = True
    return row


def deliver(most: int = 500) -> int:
    """Run what is owed, what has been due for longest first, at most `most`; how many reactions ended well.

    A reaction first reads and computes outside any transaction; the deed that it returns (if any) is done in one
    transaction together with marking the delivery as done. Repeating a reaction must do no harm.
    """
    done = 0
    for _ in range(most):
        claimed = claim(Delivery, LEASE)
        if claimed is None:
            break
        done += _run(claimed)
    return done


def _run(claimed: Claim) -> int:
    delivery = db.session.get_one(Delivery, claimed.number)
    name = delivery.reaction
    try:
        reaction = _reactions.get(delivery.event.name, {}).get(name)
        reacting_to.set(delivery.event_id)
        deed = reaction(delivery.event.read()) if reaction else None
        with db.transaction():
            if not claimed.settle(due_at=None, done_at=clock.now(), fault=""):
                return 0
            if deed is not None:
                deed()
        return 1
    except Exception as fault:
        db.session.rollback()
        facts = {"event": "reaction.failed", "reaction": name, "tries": claimed.tries}
        log.exception("a reaction failed", extra=facts)
        with db.transaction():
            claimed.give_back(f"{type(fault).__name__}: {fault}"[:500], PAUSE)
        return 0


def revive(number: int) -> None:
    """Give a dead delivery another round of tries, from now; one that is tried again already is left alone."""
    db.session.execute(
        update(Delivery)
        .where(Delivery.id == number, Delivery.died_at.is_not(None))
        .values(died_at=None, due_at=clock.now(), tries=0),
        execution_options={"synchronize_session": False},
    )
    db.session.info["owed"] = True
