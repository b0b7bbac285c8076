"""What a working group decides. Every deed belongs inside the caller's transaction."""

from datetime import date

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import ResolutionMade
from hack.policy import can
from hack.workgroups.actions.writing import refuse_ended
from hack.workgroups.models import MOST_FROM_A_MEETING, Meeting, Resolution, Workgroup
from hack.workgroups.queries import how_many_resolutions, next_number


def make_resolution(
    workgroup: Workgroup,
    *,
    by: User,
    words: str,
    decided_on: date,
    meeting: Meeting | None = None,
    instead_of: Resolution | None = None,
) -> Resolution:
    """Keep a decision of the group under its next number; with `instead_of`, it takes the place of an earlier one.

    Raises NotAllowed, Overtaken (the group has ended, or another decision has taken that place already), RuleBroken (a day
    to come, a meeting or decision of another group, or MOST_FROM_A_MEETING). Records ResolutionMade.
    """
    if not can(by, "resolution.make", workgroup):
        raise NotAllowed("resolution.make")
    refuse_ended(workgroup)
    if decided_on > clock.today():
        raise RuleBroken("決めた日は、今日か、それより前の日にしてください。", "decided_on")
    if any(one is not None and one.workgroup_id != workgroup.id for one in (meeting, instead_of)):
        raise RuleBroken("ほかのグループの会議や決定は選べません。")

    db.alone_with("resolution", workgroup.key)
    if meeting is not None and how_many_resolutions(meeting) >= MOST_FROM_A_MEETING:
        raise RuleBroken(f"一つの会議の決定は{MOST_FROM_A_MEETING}件までです。", "meeting")
    made = Resolution(
        workgroup_id=workgroup.id,
        number=next_number(workgroup),
        words=words,
        decided_on=decided_on,
        meeting_id=meeting.id if meeting else None,
        written_by_id=by.id,
    )
    db.session.add(made)
    db.session.flush()
    if instead_of is not None:
        _supersede(instead_of, made)
    outbox.record(ResolutionMade(made.id), by=by)
    return made


def _supersede(old: Resolution, new: Resolution) -> None:
    taken = db.session.execute(
        update(Resolution)
        .where(Resolution.id == old.id, Resolution.superseded_by_id.is_(None))
        .values(superseded_by_id=new.id),
        execution_options={"synchronize_session": False},
    )
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken(f"決定{old.number}は、すでに別の決定に置き換えられています。")
    db.session.expire(old)
