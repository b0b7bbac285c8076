"""What is written about working groups."""

from hack.events import (
    CharterWritten,
    DiscussionOpened,
    MeetingCalled,
    MeetingChanged,
    MemberJoined,
    MinutesKept,
    TaskGiven,
    WorkgroupMoved,
    WorkgroupOpened,
)
from hack.notices.letters import workgroups
from hack.notices.reactions.keeping import written
from hack.outbox import Deed
from hack.pipeline.workgroup import WorkgroupStep
from hack.workgroups.models import Charter, Discussion, Meeting, Member, Task, Workgroup


def write_about_workgroup(event: WorkgroupOpened) -> Deed | None:
    """The first members are told of their new group."""
    return written(Workgroup, event.workgroup_id, workgroups.workgroup_opened)


def write_about_end(event: WorkgroupMoved) -> Deed | None:
    """The members and the need's owners are told that the group has come to its end; of its other steps nobody is written to."""
    return written(Workgroup, event.workgroup_id, workgroups.workgroup_ended) if WorkgroupStep(event.end).ends else None


def write_about_joining(event: MemberJoined) -> Deed | None:
    """The one who joined and the one who opened the group are told."""
    return written(Member, event.member_id, workgroups.member_joined)


def write_about_meeting(event: MeetingCalled | MeetingChanged) -> Deed | None:
    """The members are told of a meeting, or that it has changed."""
    write = workgroups.meeting_called if isinstance(event, MeetingCalled) else workgroups.meeting_changed
    return written(Meeting, event.meeting_id, write)


def write_about_minutes(event: MinutesKept) -> Deed | None:
    """The members are told that the minutes can be read."""
    return written(Meeting, event.meeting_id, workgroups.minutes_kept)


def write_about_charter(event: CharterWritten) -> Deed | None:
    """The members are asked to read the charter and to confirm it."""
    return written(Charter, event.charter_id, workgroups.charter_written)


def write_about_task(event: TaskGiven) -> Deed | None:
    """The one whose task it is is told."""
    return written(Task, event.task_id, workgroups.task_given)


def write_about_discussion(event: DiscussionOpened) -> Deed | None:
    """The members are told of a new subject."""
    return written(Discussion, event.discussion_id, workgroups.discussion_opened)
