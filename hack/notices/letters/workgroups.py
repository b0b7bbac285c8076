"""Letters about working groups: their members, meetings, charter, tasks and subjects."""

from typing import Any

from hack.notices.letters.facts import once_each, owners_of, public_title
from hack.notices.queries import members_of
from hack.notices.writing import Draft, path_to, to_each
from hack.web.display import jdate
from hack.workgroups.models import Charter, Discussion, Meeting, Member, Task, Workgroup


def workgroup_opened(workgroup: Workgroup) -> list[Draft]:
    """To its first members: they are in a new working group."""
    return to_each(members_of(workgroup.id), "workgroup_opened", **_workgroup(workgroup))


def workgroup_ended(workgroup: Workgroup) -> list[Draft]:
    """To its members and the need's owners: it has come to its end, and there is a report where one was written."""
    people = once_each([*members_of(workgroup.id), *owners_of(workgroup.need)])
    return to_each(people, "workgroup_ended", **_workgroup(workgroup), step=workgroup.step.label)


def member_joined(member: Member) -> list[Draft]:
    """To the one who joined and the one who opened the group."""
    people = once_each([member.user, member.workgroup.opened_by])
    return to_each(people, "member_joined", **_workgroup(member.workgroup))


def meeting_called(meeting: Meeting) -> list[Draft]:
    """To the members: there is a meeting on that day; when and where stands on the page. To nobody where it is over already."""
    if meeting.begun:
        return []
    return to_each(members_of(meeting.workgroup_id), "meeting_called", **_meeting(meeting))


def meeting_changed(meeting: Meeting) -> list[Draft]:
    """To the members: a meeting is not as it was announced. To nobody where it is over already: its record was put right."""
    if meeting.begun:
        return []
    return to_each(members_of(meeting.workgroup_id), "meeting_changed", **_meeting(meeting))


def minutes_kept(meeting: Meeting) -> list[Draft]:
    """To the members: the minutes can be read."""
    return to_each(members_of(meeting.workgroup_id), "minutes_kept", **_meeting(meeting))


def charter_written(charter: Charter) -> list[Draft]:
    """To the members: there is a charter, or another version of it, to read and to confirm."""
    workgroup = charter.workgroup
    told = _workgroup(workgroup) | {"path": path_to("workgroups.charter", key=workgroup.key)}
    return to_each(members_of(workgroup.id), "charter_written", **told)


def task_given(task: Task) -> list[Draft]:
    """To the one who has something to do now, as long as they are in the group."""
    workgroup = task.workgroup
    page = path_to("workgroups.show_task", key=workgroup.key, task_key=task.key)
    people = [one for one in members_of(workgroup.id) if one.id == task.owner.user_id]
    return to_each(people, "task_given", **_workgroup(workgroup) | {"path": page})


def discussion_opened(discussion: Discussion) -> list[Draft]:
    """To the members, once for each subject: somebody has brought something up; what is said on it afterwards is not written about."""
    workgroup = discussion.workgroup
    page = path_to("workgroups.discussion", key=workgroup.key, discussion_key=discussion.key)
    return to_each(members_of(workgroup.id), "discussion_opened", **_workgroup(workgroup) | {"path": page})


def _workgroup(workgroup: Workgroup) -> dict[str, Any]:
    page = path_to("workgroups.show", key=workgroup.key)
    return {"about": ("workgroup", workgroup.key), "path": page, "need": public_title(workgroup.need)}


def _meeting(meeting: Meeting) -> dict[str, Any]:
    workgroup = meeting.workgroup
    page = path_to("workgroups.show_meeting", key=workgroup.key, meeting_key=meeting.key)
    return _workgroup(workgroup) | {"path": page, "day": jdate(meeting.starts_at)}
