"""Using up a letter's link: once, and in time."""

from sqlalchemy import update

from hack import clock, db
from hack.accounts.models import Ticket
from hack.errors import RuleBroken

OVER = "このリンクは、すでに使われたか、期限が切れています。"


def use(ticket: Ticket) -> None:
    """Use the ticket up; of two who try at once, one succeeds. Raises RuleBroken if it was used or is over."""
    now = clock.now()
    used = db.session.execute(
        update(Ticket)
        .where(Ticket.id == ticket.id, Ticket.used_at.is_(None), Ticket.ends_at > now)
        .values(used_at=now),
        execution_options={"synchronize_session": False},
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise RuleBroken(OVER)
    db.session.refresh(ticket)
