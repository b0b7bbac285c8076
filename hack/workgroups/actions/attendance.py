"""Who comes to a meeting, and who came. Every deed belongs inside the caller's transaction."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, or_, update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import AttendanceAnnounced, AttendanceKept
from hack.policy import can
from hack.workgroups.actions.writing import refuse_ended
from hack.workgroups.models import Attendance, Meeting, Member, Presence
from hack.workgroups.queries import attendances_at
from hack.workgroups.rules import membership


def announce(meeting: Meeting, *, by: User, presence: Presence, deputy: str = "") -> None:
    """Say as a member whether one comes, or who comes instead; the last word before the meeting begins counts.

    Raises NotAllowed (not a member), Overtaken (the meeting has begun, or the group has ended), RuleBroken (a deputy without a
    name). Records AttendanceAnnounced if it is something else than before.
    """
    place = membership(by, meeting.workgroup)
    if place is None:
        raise NotAllowed("attendance.announce")
    refuse_ended(meeting.workgroup)
    if meeting.begun:
        raise Overtaken("会議の時刻を過ぎています。出欠の記録は事務局が残します。")
    if presence is Presence.DEPUTY and not deputy.strip():
        raise RuleBroken("代理の方の名前を入力してください。", "deputy")

    name = deputy if presence is Presence.DEPUTY else ""
    otherwise = or_(Attendance.announced.is_distinct_from(presence), Attendance.deputy != name)
    row = _write(meeting, place, otherwise, announced=presence, deputy=name, announced_at=clock.now())
    if row is not None:
        outbox.record(AttendanceAnnounced(row), by=by)


def keep_attendance(meeting: Meeting, *, by: User, came: Mapping[int, Presence | None]) -> None:
    """Keep who came, by the member's row number; None where it is not said.

    Raises NotAllowed, Overtaken (the group has ended), RuleBroken (the meeting has not begun). Records AttendanceKept if
    anything is different.
    """
    if not can(by, "attendance.keep", meeting):
        raise NotAllowed("attendance.keep")
    refuse_ended(meeting.workgroup)
    if not meeting.begun:
        raise RuleBroken("会議が始まってから記録してください。")

    members, known, changed = {one.id: one for one in meeting.workgroup.members}, attendances_at(meeting), False
    for number, presence in came.items():
        before = known[number].kept if number in known else None
        if number in members and presence is not before:
            otherwise = Attendance.kept.is_distinct_from(presence)
            kept = {"kept": presence, "kept_at": clock.now(), "kept_by_id": by.id}
            changed |= _write(meeting, members[number], otherwise, **kept) is not None
    if changed:
        outbox.record(AttendanceKept(meeting.id), by=by)


def _write(meeting: Meeting, place: Member, otherwise: ColumnElement[bool], **facts: Any) -> int | None:
    """Write what is said of this member at this meeting, where it says otherwise until now; the row's number, or None."""
    db.insert_once(Attendance, meeting_id=meeting.id, member_id=place.id, deputy="")
    mine = (Attendance.meeting_id == meeting.id, Attendance.member_id == place.id)
    return db.session.scalar(
        update(Attendance).where(*mine, otherwise).values(**facts).returning(Attendance.id),
        execution_options={"synchronize_session": False},
    )
