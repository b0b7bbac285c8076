"""Gatherings that are for everybody as calendar programs read them (iCalendar, RFC 5545): pure, no database.

Of a gathering its lab, title, day, place and page are told. Loaded late: the library is heavy.
"""

from collections.abc import Callable, Iterable
from datetime import timedelta

from icalendar import Calendar, Event

from hack.livinglabs.models import Gathering

A_DAY = timedelta(days=1)


def calendar_of(gatherings: Iterable[Gathering], page_of: Callable[[Gathering], str], name: str) -> bytes:
    """The calendar with these gatherings, each a whole day; the same ones always give the same bytes.

    page_of: the address of the page that tells of one. The UID is the gathering's key, the SEQUENCE its version.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//hack//livinglabs//JA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for gathering in gatherings:
        calendar.add_component(_event(gathering, page_of(gathering)))
    return calendar.to_ical()


def _event(gathering: Gathering, page: str) -> Event:
    event = Event()
    event.add("uid", f"gathering-{gathering.key}@hack")
    event.add("dtstamp", gathering.at)
    event.add("sequence", gathering.version)
    event.add("summary", f"{gathering.livinglab.name}: {gathering.title}")
    event.add("dtstart", gathering.held_on)
    event.add("dtend", gathering.held_on + A_DAY)
    event.add("location", gathering.where)
    event.add("url", page)
    return event
