"""The meetings of a group, who comes to them, and when a person's next ones are."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import User
from hack.needs.models import Need
from hack.workgroups.models import Attendance, Meeting, Member, Resolution, Task, Workgroup
from hack.workgroups.queries.groups import joined_by, open_inside_to

MOST_IN_A_CALENDAR = 500
YEAR = timedelta(days=365)


def one_meeting(key: str, meeting_key: str, viewer: Any) -> Meeting | None:
    """The meeting of that group, with the group and its members, for those to whom the group is open inside."""
    return db.session.scalar(
        select(Meeting)
        .join(Meeting.workgroup)
        .where(Workgroup.key == key, Meeting.key == meeting_key, open_inside_to(viewer))
        .options(
            joinedload(Meeting.workgroup).joinedload(Workgroup.need).joinedload(Need.section),
            joinedload(Meeting.workgroup)
            .selectinload(Workgroup.members)
            .joinedload(Member.user)
            .options(joinedload(User.organization), joinedload(User.section)),
            selectinload(Meeting.items),
            joinedload(Meeting.minutes_by),
            joinedload(Meeting.called_by),
        )
    )


def meetings_of(workgroup: Workgroup) -> Select[Any]:
    """The group's meetings, newest first."""
    mine = select(Meeting).where(Meeting.workgroup_id == workgroup.id)
    return mine.order_by(Meeting.starts_at.desc(), Meeting.id.desc())


def attendances_at(meeting: Meeting) -> dict[int, Attendance]:
    """What is known of who comes to the meeting, by the member's row number."""
    known = db.session.scalars(select(Attendance).where(Attendance.meeting_id == meeting.id))
    return {one.member_id: one for one in known}


def resolutions_at(meeting: Meeting) -> list[Resolution]:
    """What was decided at the meeting, by number, with what has taken its place."""
    made = select(Resolution).where(Resolution.meeting_id == meeting.id).options(joinedload(Resolution.superseded_by))
    return list(db.session.scalars(made.order_by(Resolution.number)))


def tasks_from(meeting: Meeting) -> list[Task]:
    """What somebody took on at the meeting, with its owner."""
    those = select(Task).where(Task.meeting_id == meeting.id).options(joinedload(Task.owner).joinedload(Member.user))
    return list(db.session.scalars(those.order_by(Task.id)))


def how_many_resolutions(meeting: Meeting) -> int:
    """How many decisions came of the meeting."""
    return db.session.scalar(select(func.count(Resolution.id)).where(Resolution.meeting_id == meeting.id)) or 0


def how_many_tasks(meeting: Meeting) -> int:
    """How many tasks came of the meeting."""
    return db.session.scalar(select(func.count(Task.id)).where(Task.meeting_id == meeting.id)) or 0


def recent_meetings(workgroup: Workgroup) -> list[Meeting]:
    """The group's last fifty meetings, newest first: what a decision or a task can come from."""
    return list(db.session.scalars(meetings_of(workgroup).limit(50)))


def meetings_in_calendar(person: Any) -> Iterable[Meeting]:
    """The meetings of all groups that this person is in now, from a year ago on, at most 500, earliest first."""
    since = clock.now() - YEAR
    mine = select(Meeting).join(Meeting.workgroup).where(joined_by(person), Meeting.starts_at >= since)
    return db.session.scalars(mine.order_by(Meeting.starts_at, Meeting.id).limit(MOST_IN_A_CALENDAR))
