"""The secret address of a person's calendar: made, renewed, ended. Every deed belongs inside the caller's transaction."""

import secrets

from sqlalchemy import select, update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.accounts.queries import digest_of
from hack.errors import NotAllowed
from hack.events import CalendarFeedEnded, CalendarFeedMade
from hack.policy import can
from hack.workgroups.models import CalendarFeed


def make_feed(*, by: User) -> CalendarFeed:
    """Give the person's calendar a new address; an earlier one ends. The token (256 random bits) is in `token` and nowhere else.

    Raises NotAllowed. Records CalendarFeedMade.
    """
    if not can(by, "calendar.own"):
        raise NotAllowed("calendar.own")
    # held until the end, so that a new password that is set meanwhile comes before or after, and ends it if it comes after
    db.session.execute(select(User.id).where(User.id == by.id).with_for_update())
    _end(by)
    event = outbox.record(CalendarFeedMade(by.id), by=by)
    db.session.flush()
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed(user_id=by.id, digest=digest_of(token), made_in_id=event.id)
    feed.token = token
    db.session.add(feed)
    db.session.flush()
    return feed


def end_feed(*, by: User) -> None:
    """End the address of the person's calendar; nothing happens where there is none. Records CalendarFeedEnded."""
    if _end(by):
        outbox.record(CalendarFeedEnded(by.id), by=by)


def _end(person: User) -> bool:
    ended = db.session.execute(
        update(CalendarFeed)
        .where(CalendarFeed.user_id == person.id, CalendarFeed.ended_at.is_(None))
        .values(ended_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    return bool(ended.rowcount)  # type: ignore[attr-defined]
