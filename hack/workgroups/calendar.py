"""Meetings and tasks as calendar programs read them (iCalendar, RFC 5545): pure, no database.

Of a meeting only its title, time and place are told; of a task its title and day. Loaded late: the library is heavy.
"""

from collections.abc import Iterable
from datetime import timedelta

from icalendar import Calendar, Event, Todo

from hack import clock
from hack.workgroups.models import Meeting, Task

AN_HOUR = timedelta(hours=1)
"""How long a meeting is shown to be whose end is not said."""


def calendar_of(meetings: Iterable[Meeting], tasks: Iterable[Task] = ()) -> bytes:
    """The calendar with these meetings and tasks; the same things always give the same bytes.

    Times are on a Japanese clock (TZID Asia/Tokyo, with its VTIMEZONE). The UID is the thing's key, the SEQUENCE its version.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//hack//workgroups//JA")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "ワーキンググループ")
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    for meeting in meetings:
        calendar.add_component(_event(meeting))
    for task in tasks:
        calendar.add_component(_todo(task))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(meeting: Meeting) -> Event:
    event = Event()
    event.add("uid", f"meeting-{meeting.key}@hack")
    event.add("dtstamp", meeting.changed_at)
    event.add("sequence", meeting.version)
    event.add("summary", meeting.title)
    event.add("dtstart", clock.in_japan(meeting.starts_at))
    event.add("dtend", clock.in_japan(meeting.ends_at or meeting.starts_at + AN_HOUR))
    if meeting.place:
        event.add("location", meeting.place)
    return event


def _todo(task: Task) -> Todo:
    todo = Todo()
    todo.add("uid", f"task-{task.key}@hack")
    todo.add("dtstamp", task.changed_at)
    todo.add("sequence", task.version)
    todo.add("summary", task.title)
    todo.add("due", task.due_on)
    todo.add("status", "IN-PROCESS" if task.state.value == "begun" else "NEEDS-ACTION")
    return todo
