"""What a working group tells everybody, hands on, and ends with. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence

from sqlalchemy import delete

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import RequirementsKept, SummaryPublished, SummaryWithdrawn, WorkgroupChanged
from hack.passages import Passage, check_version, keep_changes
from hack.policy import can
from hack.workgroups.actions.groups import move_workgroup
from hack.workgroups.actions.writing import count_change, refuse_ended
from hack.workgroups.models import CallRequirement, Weight, Workgroup
from hack.workgroups.queries import requirements_of
from hack.workgroups.rules import moves_open_to


def keep_requirements(
    workgroup: Workgroup, *, by: User, seen: int | None, requirements: Sequence[tuple[str, Weight]]
) -> None:
    """Say what the formal call should ask for, in this order. Raises NotAllowed, Overtaken (the group was changed meanwhile, or
    has ended). Records RequirementsKept if anything is different.
    """
    if not can(by, "requirement.edit", workgroup):
        raise NotAllowed("requirement.edit")
    if [(one.words, one.weight) for one in requirements_of(workgroup)] == list(requirements):
        return
    check_version(workgroup, seen)
    refuse_ended(workgroup)

    count_change(workgroup)
    db.session.execute(delete(CallRequirement).where(CallRequirement.workgroup_id == workgroup.id))
    db.session.add_all(
        CallRequirement(workgroup_id=workgroup.id, place=place, words=words, weight=weight)
        for place, (words, weight) in enumerate(requirements, 1)
    )
    outbox.record(RequirementsKept(workgroup.id), by=by)


def draft_summary(workgroup: Workgroup, *, by: User, seen: int | None, summary: str) -> None:
    """Write the draft of what everybody may read; what is published stays as it is. Also of a group that has ended.

    Raises NotAllowed, Overtaken (changed meanwhile). Records WorkgroupChanged if it is different.
    """
    if not can(by, "summary.publish", workgroup):
        raise NotAllowed("summary.publish")
    if workgroup.summary == summary:
        return
    check_version(workgroup, seen)

    workgroup.summary = summary
    keep_changes()
    outbox.record(WorkgroupChanged(workgroup.id), by=by)


def publish_summary(workgroup: Workgroup, *, by: User, seen: int | None = None) -> None:
    """Let everybody read the draft as it is now, on the page of the need. Raises NotAllowed, Overtaken (the draft was changed
    meanwhile), RuleBroken (there is none, or the need is not public). Records SummaryPublished if it is news.
    """
    if not can(by, "summary.publish", workgroup):
        raise NotAllowed("summary.publish")
    if workgroup.shown_at is not None and workgroup.shown == workgroup.summary:
        return
    check_version(workgroup, seen)
    if not workgroup.summary.strip():
        raise RuleBroken("公開する要約の下書きがありません。")
    if not workgroup.need.public:
        raise RuleBroken("ニーズが公開されていないため、要約も公開できません。")

    workgroup.shown, workgroup.shown_at = workgroup.summary, clock.now()
    keep_changes()
    outbox.record(SummaryPublished(workgroup.id), by=by)


def withdraw_summary(workgroup: Workgroup, *, by: User) -> None:
    """Let nobody outside read the summary any more; the draft stays. Raises NotAllowed. Records SummaryWithdrawn."""
    if not can(by, "summary.publish", workgroup):
        raise NotAllowed("summary.publish")
    if workgroup.shown_at is None:
        return
    workgroup.shown, workgroup.shown_at = "", None
    keep_changes()
    outbox.record(SummaryWithdrawn(workgroup.id), by=by)


def close_workgroup(
    workgroup: Workgroup,
    *,
    by: User,
    move: str,
    report: str,
    learnt: str = "",
    unknown: str = "",
    left_over: str = "",
    summary: str | None = None,
    seen: int | None = None,
) -> Passage:
    """End a group with its report: handed on to a call (`hand_on`), or with what was learnt (`conclude`).

    report: the conclusion; learnt and unknown: what is clear now and what is not; left_over: what is still to be done. summary:
    the draft of what everybody may read (None: as it is); publishing it is a deed of its own. Raises RuleBroken (no
    conclusion), and as `passages.advance` does.
    """
    check_version(workgroup, seen)
    if not report.strip():
        raise RuleBroken("結論を入力してください。", "report")
    if move in [m.name for m in moves_open_to(by, workgroup) if m.made_at == "workgroups.close"]:
        workgroup.report, workgroup.learnt, workgroup.unknown, workgroup.left_over = report, learnt, unknown, left_over
        workgroup.summary = workgroup.summary if summary is None else summary
        workgroup.changed_at = clock.now()
        keep_changes()

    return move_workgroup(workgroup, move, by=by, made_at="workgroups.close")
