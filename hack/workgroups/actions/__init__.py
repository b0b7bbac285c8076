"""What can be done with working groups and with all that is kept in them."""

from hack.workgroups.actions.attendance import announce, keep_attendance
from hack.workgroups.actions.calendars import end_feed, make_feed
from hack.workgroups.actions.charters import confirm_charter, write_charter
from hack.workgroups.actions.closing import (
    close_workgroup,
    draft_summary,
    keep_requirements,
    publish_summary,
    withdraw_summary,
)
from hack.workgroups.actions.groups import edit_workgroup, move_workgroup, open_workgroup, take_back_workgroup
from hack.workgroups.actions.meetings import call_meeting, edit_agenda, edit_meeting, keep_minutes
from hack.workgroups.actions.members import add_member, assign_duty, join, leave, remove_member
from hack.workgroups.actions.resolutions import make_resolution
from hack.workgroups.actions.talk import correct, open_discussion, say, withdraw
from hack.workgroups.actions.tasks import edit_task, give_task, set_state

__all__ = [
    "add_member",
    "announce",
    "assign_duty",
    "call_meeting",
    "close_workgroup",
    "confirm_charter",
    "correct",
    "draft_summary",
    "edit_agenda",
    "edit_meeting",
    "edit_task",
    "edit_workgroup",
    "end_feed",
    "give_task",
    "join",
    "keep_attendance",
    "keep_minutes",
    "keep_requirements",
    "leave",
    "make_feed",
    "make_resolution",
    "move_workgroup",
    "open_discussion",
    "open_workgroup",
    "publish_summary",
    "remove_member",
    "say",
    "set_state",
    "take_back_workgroup",
    "withdraw",
    "withdraw_summary",
    "write_charter",
]
