"""What can be done with working groups: with the group itself, with its members, with its meetings."""

from hack.workgroups.actions.groups import (
    close_workgroup,
    edit_workgroup,
    move_workgroup,
    open_workgroup,
    take_back_workgroup,
)
from hack.workgroups.actions.meetings import call_meeting, edit_meeting, keep_minutes
from hack.workgroups.actions.members import add_member, join, leave, remove_member

__all__ = [
    "add_member",
    "call_meeting",
    "close_workgroup",
    "edit_meeting",
    "edit_workgroup",
    "join",
    "keep_minutes",
    "leave",
    "move_workgroup",
    "open_workgroup",
    "remove_member",
    "take_back_workgroup",
]
