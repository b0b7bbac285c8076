"""How what is written about one thing becomes rows: the doer is not told of the own deed."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from hack import db, outbox
from hack.notices.writing import Draft, keep
from hack.outbox import Deed, EventRecord

Write = Callable[[Any], list[Draft]]

RECEIPTS = frozenset({"proposal_received", "proposal_renewed", "case_received", "password_changed"})
"""What is written to a person about the own deed too: nobody else gets a letter about it."""


def written(kind: type[Any], number: int, *writes: Write) -> Deed | None:
    """The deed that keeps these letters about one thing; None where there is nothing to write.

    Whoever did it knows: to that person only receipts are written.
    """
    thing, event_id = db.session.get(kind, number), outbox.reacting_to.get()
    drafts = [one for write in writes for one in write(thing)] if thing is not None else []
    doer = db.session.scalar(select(EventRecord.by_id).where(EventRecord.id == event_id))
    drafts = [one for one in drafts if doer is None or one.to_id != doer or one.occasion in RECEIPTS]
    return (lambda: keep(drafts, event_id)) if drafts else None
