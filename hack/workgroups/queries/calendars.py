"""The secret addresses of people's calendars, and whether they still hold."""

from typing import Any

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import joinedload

from hack import db, events
from hack.accounts.models import User
from hack.accounts.queries import digest_of
from hack.outbox import EventRecord
from hack.roles import Role
from hack.workgroups.models import CalendarFeed

ENDING = (events.PasswordChanged.__name__, events.PersonDeactivated.__name__)
"""What happens to an account and ends its calendar's address; so does whatever happens to the organisation's membership."""
READERS = (Role.OFFICER, Role.PROPOSER, Role.COORDINATOR)


def feed_at(token: str, viewer: Any) -> CalendarFeed | None:
    """The calendar whose address has this token, with its person, whoever asks; None where it never was or no longer holds."""
    digest = digest_of(token)
    people = joinedload(CalendarFeed.user).options(joinedload(User.organization), joinedload(User.section))
    feed = db.session.scalar(select(CalendarFeed).where(CalendarFeed.digest == digest).options(people))
    return feed if feed is not None and holds(feed) else None


def own_feed(viewer: Any) -> CalendarFeed | None:
    """The calendar of this person, if it has an address that holds."""
    mine = select(CalendarFeed).where(CalendarFeed.user_id == viewer.id, CalendarFeed.ended_at.is_(None))
    feed = db.session.scalar(mine.options(joinedload(CalendarFeed.user)))
    return feed if feed is not None and holds(feed) else None


def holds(feed: CalendarFeed) -> bool:
    """Whether the address is good: not ended, and nothing has happened to the account since it was made that ends it.

    It is asked of the events themselves, so that it ends in the same moment as the deed that they tell of.
    """
    person = feed.user
    if feed.ended_at is not None or not person.is_active or person.role not in READERS:
        return False
    about = and_(EventRecord.name.in_(ENDING), EventRecord.thing == f"user:{person.id}")
    if person.organization_id is not None:
        moved = events.OrganizationMoved(person.organization_id, "", "", "")
        about = or_(about, and_(EventRecord.name == type(moved).__name__, EventRecord.thing == moved.thing))
    return not db.session.scalar(select(exists().where(EventRecord.id > feed.made_in_id, about)))
