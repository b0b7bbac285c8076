"""The meetings of a working group, what is talked about at them, and what was said. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import AgendaChanged, MeetingCalled, MeetingChanged, MinutesKept
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.workgroups.actions.resolutions import make_resolution
from hack.workgroups.actions.writing import answers_among, count_change, refuse_ended, says_already
from hack.workgroups.models import MOST_FROM_A_MEETING, AgendaItem, Meeting, Workgroup
from hack.workgroups.queries import resolutions_at

LONGEST_DECISION = 1000
"""How many letters a decision may have."""
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


def edit_agenda(meeting: Meeting, *, by: User, seen: int | None, items: Sequence[tuple[str, str, int | None]]) -> None:
    """Say what is talked about at a meeting, in this order: what, who leads it, for how many minutes (or None).

    Raises NotAllowed, Overtaken (the meeting was changed meanwhile, or the group has ended). Records AgendaChanged if anything
    is different; nobody is written to about it.
    """
    if not can(by, "meeting.edit", meeting):
        raise NotAllowed("meeting.edit")
    if [(item.title, item.who, item.minutes) for item in meeting.items] == list(items):
        return
    check_version(meeting, seen)
    refuse_ended(meeting.workgroup)

    count_change(meeting)
    db.session.execute(delete(AgendaItem).where(AgendaItem.meeting_id == meeting.id))
    db.session.add_all(
        AgendaItem(meeting_id=meeting.id, place=place, title=title, who=who, minutes=minutes)
        for place, (title, who, minutes) in enumerate(items, 1)
    )
    db.session.flush()
    db.session.expire(meeting, ["items"])
    outbox.record(AgendaChanged(meeting.id), by=by)


def keep_minutes(meeting: Meeting, *, by: User, minutes: str, decisions: str = "", seen: int | None = None) -> None:
    """Write down what was said and decided: each line of `decisions` that is new becomes a decision with its number.

    Raises NotAllowed, Overtaken (somebody else wrote meanwhile, or the group has ended), RuleBroken (too many decisions, or too
    long a one). Records MinutesKept, and ResolutionMade for each decision, if anything is different.
    """
    if not can(by, "minutes.keep", meeting):
        raise NotAllowed("minutes.keep")
    known = {one.words for one in resolutions_at(meeting)}
    new = [words for words in dict.fromkeys(_lines(decisions)) if words not in known]
    if meeting.minutes == minutes and not new:
        return
    check_version(meeting, seen)
    refuse_ended(meeting.workgroup)
    if new and len(known) + len(new) > MOST_FROM_A_MEETING:
        raise RuleBroken(f"一つの会議の決定は{MOST_FROM_A_MEETING}件までです。", "decisions")
    if any(len(words) > LONGEST_DECISION for words in new):
        raise RuleBroken(f"決定は1件{LONGEST_DECISION}字以内で入力してください。", "decisions")
    day = min(clock.in_japan(meeting.starts_at).date(), clock.today())  # minutes may be kept beforehand

    meeting.minutes = minutes
    meeting.minutes_by_id, meeting.minutes_at = by.id, clock.now()
    count_change(meeting)
    for words in new:
        make_resolution(meeting.workgroup, by=by, words=words, decided_on=day, meeting=meeting)
    outbox.record(MinutesKept(meeting.id), by=by)


def _lines(text: str) -> list[str]:
    """The lines of a text without the marks that lists begin with."""
    return [line for line in (row.strip().lstrip("・●○-*").strip() for row in text.splitlines()) if line]


def _refuse_backwards(starts_at: datetime, ends_at: datetime | None) -> None:
    if ends_at is not None and ends_at <= starts_at:
        raise RuleBroken("終わりの時刻は、始まりより後にしてください。", "ends")
