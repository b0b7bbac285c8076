"""Who comes to a meeting, and who came. Every deed belongs inside the caller's transaction."""

from collections.abc import Mapping
from typing import Any, cast

from sqlalchemy import select, update

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
    row = _row(meeting, place)
    if (row.announced, row.deputy) == (presence, name):
        return
    _write(row, announced=presence, deputy=name, announced_at=clock.now())
    outbox.record(AttendanceAnnounced(row.id), by=by)


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
            row = _row(meeting, members[number])
            _write(row, kept=presence, kept_at=clock.now(), kept_by_id=by.id)
            changed = True
    if changed:
        outbox.record(AttendanceKept(meeting.id), by=by)


def _row(meeting: Meeting, place: Member) -> Attendance:
    """The row of this member at this meeting, made where there is none, and held until the transaction ends."""
    db.insert_once(Attendance, meeting_id=meeting.id, member_id=place.id, deputy="")
    mine = select(Attendance).where(Attendance.meeting_id == meeting.id, Attendance.member_id == place.id)
    return cast(Attendance, db.session.scalar(mine.with_for_update().execution_options(populate_existing=True)))


def _write(row: Attendance, **facts: Any) -> None:
    db.session.execute(
        update(Attendance).where(Attendance.id == row.id).values(**facts),
        execution_options={"synchronize_session": False},
    )
    db.session.expire(row)
