"""What the tests of this chapter say again and again."""

from datetime import UTC, datetime
from typing import Any

from hack import db
from hack.accounts.models import User
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.needs.models import Need
from hack.pipeline.workgroup import WorkgroupStep
from hack.seeds.models import Seed
from hack.workgroups.actions import add_member, call_meeting, move_workgroup, open_workgroup
from hack.workgroups.models import Meeting, Workgroup

WORDS: dict[str, Any] = {"title": "交通量計測のワーキング", "purpose": "実証の場所と測り方を決めます。", "capacity": 10}
WAY = {
    WorkgroupStep.FORMING: (),
    WorkgroupStep.RECRUITING: ("recruit",),
    WorkgroupStep.SCHEDULED: ("schedule",),
    WorkgroupStep.ACTIVE: ("schedule", "start"),
    WorkgroupStep.SUMMARISING: ("schedule", "start", "summarise"),
}
TWO = datetime(2026, 6, 2, 5, 0, tzinfo=UTC)
"""Tuesday 2 June 2026, two o'clock in the afternoon in Japan."""


def a_workgroup(
    *, by: User, need: Need, step: WorkgroupStep = WorkgroupStep.FORMING, people: tuple[User, ...] = (), **facts: Any
) -> Workgroup:
    """A group opened by `by` that has come to `step`, with these people brought in by the secretariat."""
    with db.transaction():
        workgroup = open_workgroup(need=need, by=by, **(WORDS | facts))
    for name in WAY[step]:
        with db.transaction():
            move_workgroup(workgroup, name, by=by, reason="そのため")
    for person in people:
        with db.transaction():
            add_member(workgroup, person, by=by)
    return workgroup


def a_meeting(workgroup: Workgroup, *, by: User, **facts: Any) -> Meeting:
    """A meeting on 2 June 2026 at two o'clock."""
    with db.transaction():
        return call_meeting(workgroup, by=by, **({"title": "第1回", "starts_at": TWO, "place": "会議室1"} | facts))


def a_suggestion(need: Need, seed: Seed, *, fits: User | None = None) -> Suggestion:
    """That the matcher suggests the pair; confirmed by `fits`, if anybody."""
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        suggestion = Suggestion(need_id=need.id, seed_id=seed.id, run=run, score=0.4, band="strong", reasons=[])
        db.session.add(suggestion)
        if fits is not None:
            verdict = Verdict(need_id=need.id, seed_id=seed.id, by_id=fits.id, fits=True, reason=VerdictReason.RELEVANT)
            db.session.add(verdict)
    return suggestion


def names_in(workgroup: Workgroup) -> list[str]:
    """Who is in the group, by name, in the order of coming."""
    db.session.expire(workgroup)
    return [member.user.name for member in workgroup.members]
