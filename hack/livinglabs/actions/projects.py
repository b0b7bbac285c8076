"""Writing down what a lab sets about, changing what is said of it, and taking it along its path."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm.attributes import flag_modified

from hack import db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import LabProjectChanged, LabProjectKept, LabProjectMoved
from hack.livinglabs.actions.labs import refuse_where_over
from hack.livinglabs.models import LabMember, LabProject, LabProjectMember, LivingLab, MemberState
from hack.livinglabs.rules import project_moves_open_to
from hack.needs.models import Need
from hack.passages import Passage
from hack.pipeline.livinglab_project import ProjectStep
from hack.policy import can

TEXT = frozenset(("title", "what", "since", "until", "results", "source", "source_url"))


def keep_project(
    lab: LivingLab, *, by: User, partners: Sequence[LabMember] = (), need: Need | None = None, **answers: Any
) -> LabProject:
    """Write a project down; it is being prepared. partners: members of the lab. need: one that the person may read.

    Raises NotAllowed, Overtaken (the lab has ended), RuleBroken (it ends before it begins, or a partner does not belong to the lab).
    Records LabProjectKept.
    """
    if not can(by, "lab_project.keep", lab):
        raise NotAllowed("lab_project.keep")
    refuse_where_over(lab)
    _refuse_others(answers)
    _refuse_odd(lab, answers.get("since"), answers.get("until"), partners, ())

    project = LabProject(livinglab_id=lab.id, need_id=need.id if need else None, by_id=by.id, **answers)
    db.session.add(project)
    db.session.flush()
    _write_partners(project, partners)
    outbox.record(LabProjectKept(project.id), by=by)
    return project


def edit_project(
    project: LabProject,
    *,
    by: User,
    seen: int | None,
    partners: Sequence[LabMember] | None = None,
    need: Need | None | bool = False,
    **answers: Any,
) -> None:
    """Change what is said of a project; partners None and need False leave those as they are.

    Raises as `keep_project` does. Records LabProjectChanged if anything is different.
    """
    if not can(by, "lab_project.edit", project):
        raise NotAllowed("lab_project.edit")
    passages.check_version(project, seen)
    refuse_where_over(project.livinglab)
    _refuse_others(answers)
    days = {"since": project.since, "until": project.until} | answers
    there = project.partners
    _refuse_odd(project.livinglab, days["since"], days["until"], partners or (), there)

    if not isinstance(need, bool):
        answers["need_id"] = need.id if need else None
    for name, answer in answers.items():
        if getattr(project, name) != answer:
            setattr(project, name, answer)
    renewed = partners is not None and {one.id for one in partners} != {one.id for one in there}
    if renewed:
        flag_modified(project, "title")
    if project in db.session.dirty:
        passages.keep_changes()
        if renewed and partners is not None:
            _write_partners(project, partners)
        outbox.record(LabProjectChanged(project.id), by=by)


def move_project(project: LabProject, name: str, *, by: User, seen: int | None = None, **how: Any) -> Passage:
    """Take a project one move along its path; on what day it began and ended is kept where nobody has said it.

    Raises Overtaken (the lab has ended), and as `passages.advance` does. Records LabProjectMoved.
    """
    passages.check_version(project, seen)
    refuse_where_over(project.livinglab)
    passage = passages.advance(project, name, among=project_moves_open_to(by, project), by=by, **how)
    _keep_day(project, passage.happened_on)
    outbox.record(LabProjectMoved(project.id, passage.start, passage.end, passage.move), by=by)
    return passage


def take_back_project(project: LabProject, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo the project's last move. Raises NotAllowed, and as `passages.take_back` does. Records LabProjectMoved."""
    if not can(by, "lab_project.take_back", project):
        raise NotAllowed("lab_project.take_back")
    passage = passages.take_back(project, by=by, reason=reason, seen=seen)
    outbox.record(LabProjectMoved(project.id, passage.start, passage.end, passage.move), by=by)
    return passage


def _keep_day(project: LabProject, day: date) -> None:
    """Of what is known from a source alone, no day is made up."""
    if project.source:
        return
    if project.step is ProjectStep.RUNNING and project.since is None:
        project.since = day
    if project.step is ProjectStep.ENDED and project.until is None:
        project.until = max(day, project.since or day)
    passages.keep_changes()


def _write_partners(project: LabProject, partners: Sequence[LabMember]) -> None:
    db.session.execute(delete(LabProjectMember).where(LabProjectMember.project_id == project.id))
    db.session.add_all(LabProjectMember(project_id=project.id, member_id=one.id) for one in partners)
    db.session.flush()
    db.session.expire(project, ["partners"])


def _refuse_others(answers: dict[str, Any]) -> None:
    if strange := set(answers) - TEXT:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")


def _refuse_odd(
    lab: LivingLab,
    since: date | None,
    until: date | None,
    partners: Sequence[LabMember],
    there: Sequence[LabMember],
) -> None:
    """there: the partners it has; who left the lab meanwhile may stay named in what it took part in."""
    if since is not None and until is not None and until < since:
        raise RuleBroken("終わりの日は、始まりの日かそれより後にしてください。", "until")
    known = {one.id for one in there}
    for one in partners:
        belongs = one.livinglab_id == lab.id and (one.state is MemberState.MEMBER or one.id in known)
        if not belongs:
            raise RuleBroken("一緒に取り組む団体は、このラボに参加している団体から選んでください。", "partners")
