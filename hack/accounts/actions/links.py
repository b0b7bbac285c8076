"""Using up a letter's link, once and in time; and ending links before their time."""

from sqlalchemy import ColumnElement, update

from hack import clock, db
from hack.accounts.models import Ticket
from hack.accounts.queries import still_good
from hack.errors import RuleBroken

OVER = "このリンクは、すでに使われたか、期限が切れています。"


def use(ticket: Ticket) -> None:
    """Use the ticket up; of two who try at once, one succeeds. Raises RuleBroken if it was used or is over."""
    used = db.session.execute(
        update(Ticket).where(Ticket.id == ticket.id, still_good()).values(used_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise RuleBroken(OVER)
    db.session.refresh(ticket)


def end_links(*which: ColumnElement[bool]) -> None:
    """Make these links good for nothing, where they still are good."""
    db.session.execute(update(Ticket).where(*which, still_good()).values(ends_at=clock.now()))
