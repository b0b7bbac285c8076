"""The meetings of a working group, and what was said at them. Every deed belongs inside the caller's transaction."""

from datetime import datetime
from typing import Any

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import MeetingCalled, MeetingChanged, MinutesKept
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.workgroups.actions.members import answers_among, refuse_ended, says_already
from hack.workgroups.models import Meeting, Workgroup

MEETING = frozenset({"title", "starts_at", "ends_at", "place", "agenda"})


def call_meeting(
    workgroup: Workgroup,
    *,
    by: User,
    title: str,
    starts_at: datetime,
    ends_at: datetime | None = None,
    place: str = "",
    agenda: str = "",
) -> Meeting:
    """Call a meeting of a group that is at work. Raises NotAllowed, Overtaken (ended), RuleBroken. Records MeetingCalled."""
    if not can(by, "meeting.call", workgroup):
        raise NotAllowed("meeting.call")
    refuse_ended(workgroup)
    _refuse_backwards(starts_at, ends_at)

    meeting = Meeting(
        workgroup_id=workgroup.id,
        called_by_id=by.id,
        title=title,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        agenda=agenda,
    )
    db.session.add(meeting)
    db.session.flush()
    outbox.record(MeetingCalled(meeting.id), by=by)
    return meeting


def edit_meeting(meeting: Meeting, *, by: User, seen: int | None, **answers: Any) -> None:
    """Change when, where and about what a meeting is; records MeetingChanged if anything is different.

    Raises NotAllowed, Overtaken (changed meanwhile, or the group has ended), RuleBroken (it would end before it begins).
    """
    if not can(by, "meeting.edit", meeting):
        raise NotAllowed("meeting.edit")
    if says_already(meeting, answers):
        return
    check_version(meeting, seen)
    refuse_ended(meeting.workgroup)
    _refuse_backwards(answers.get("starts_at", meeting.starts_at), answers.get("ends_at", meeting.ends_at))

    for name, answer in answers_among(MEETING, answers).items():
        setattr(meeting, name, answer)
    keep_changes()
    outbox.record(MeetingChanged(meeting.id), by=by)


def keep_minutes(meeting: Meeting, *, by: User, minutes: str, decisions: str = "", seen: int | None = None) -> None:
    """Write down what was said and decided. Raises NotAllowed, Overtaken (somebody else wrote meanwhile, or the group has
    ended). Records MinutesKept if anything is different.
    """
    if not can(by, "minutes.keep", meeting):
        raise NotAllowed("minutes.keep")
    if says_already(meeting, {"minutes": minutes, "decisions": decisions}):
        return
    check_version(meeting, seen)
    refuse_ended(meeting.workgroup)

    meeting.minutes, meeting.decisions = minutes, decisions
    meeting.minutes_by_id, meeting.minutes_at = by.id, clock.now()
    keep_changes()
    outbox.record(MinutesKept(meeting.id), by=by)


def _refuse_backwards(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise RuleBroken("終わりの時刻は、始まりより後にしてください。", "ends")
