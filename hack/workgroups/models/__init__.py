"""The working group (ワーキンググループ) and all that is kept in it."""

from hack.workgroups.models.calendars import CalendarFeed
from hack.workgroups.models.charters import Charter, Confirmation
from hack.workgroups.models.closing import CallRequirement, Weight
from hack.workgroups.models.groups import Duty, Member, Side, Workgroup
from hack.workgroups.models.meetings import MOST_FROM_A_MEETING, AgendaItem, Attendance, Meeting, Presence
from hack.workgroups.models.resolutions import Resolution
from hack.workgroups.models.talk import Discussion, Post
from hack.workgroups.models.tasks import Task, TaskState

__all__ = [
    "MOST_FROM_A_MEETING",
    "AgendaItem",
    "Attendance",
    "CalendarFeed",
    "CallRequirement",
    "Charter",
    "Confirmation",
    "Discussion",
    "Duty",
    "Meeting",
    "Member",
    "Presence",
    "Post",
    "Resolution",
    "Side",
    "Task",
    "TaskState",
    "Weight",
    "Workgroup",
]
