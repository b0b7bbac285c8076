"""What is due is done by one at a time, and nothing that is due is lost.

A row (with `due_at`, `tries`, `died_at` and `fault`) is claimed with a lease, so that two never both do it and one that died
costs a delay, not the work. What fails is tried again with growing pauses; what has failed TRIES times, or has taken its
process with it as often, ends dead.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update

from hack import clock, db

log = logging.getLogger(__name__)

TRIES = 8
LONGEST_PAUSE = 3600
STOPPED = "途中で止まりました"


@dataclass(frozen=True)
class Claim:
    """That the row `number` of `kind` is ours until then, at the so manieth try."""

    kind: type[Any]
    number: int
    until: datetime
    tries: int

    @property
    def last(self) -> bool:
        """Whether there is no further try."""
        return self.tries >= TRIES

    def settle(self, **facts: Any) -> bool:
        """Close the claim with what came of it; False where the lease ran out and somebody else has it now.

        Belongs inside a transaction.
        """
        mine = update(self.kind).where(self.kind.id == self.number, self.kind.due_at == self.until).values(**facts)
        return bool(db.session.execute(mine, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]

    def give_back(self, fault: str, pause: int) -> bool:
        """It failed: due again after a pause of `pause` seconds doubled at every try, or dead where this was the last one."""
        if self.last:
            return self.settle(due_at=None, died_at=clock.now(), fault=fault)
        return self.settle(
            due_at=clock.now() + timedelta(seconds=min(2**self.tries * pause, LONGEST_PAUSE)), fault=fault
        )


def claim(kind: type[Any], lease: timedelta) -> Claim | None:
    """The row of `kind` that has been due for longest, claimed for the time of the lease; None if nothing is due."""
    now = clock.now()
    due = select(kind.id, kind.tries).where(kind.due_at <= now).order_by(kind.due_at, kind.id).limit(1)
    while db.session.execute(due).first() is not None:
        with db.transaction():
            found = db.session.execute(due.with_for_update(skip_locked=True)).first()
            if found is None:
                return None
            mine = Claim(kind, found.id, now + lease, found.tries + 1)
            begun = {"due_at": mine.until, "tries": mine.tries}
            stopped = {"due_at": None, "died_at": now, "fault": STOPPED}
            buried = found.tries >= TRIES  # its last try was begun, and never came to an end
            db.session.execute(
                update(kind).where(kind.id == found.id).values(stopped if buried else begun),
                execution_options={"synchronize_session": False},
            )
        if not buried:
            return mine
        log.error("what never came to an end was given up", extra={"event": "lease.dead", "count": found.id})
    db.session.rollback()
    return None


def longest_wait(kind: type[Any]) -> float:
    """For how many seconds the oldest row of `kind` has been due and not done; 0 if nothing waits."""
    due = db.session.scalar(select(func.min(kind.due_at)))
    return 0.0 if due is None else max(0.0, (clock.now() - due).total_seconds())
