"""What somebody in a working group takes on to do. Every deed belongs inside the caller's transaction."""

from datetime import date

from hack import db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, RuleBroken
from hack.events import TaskChanged, TaskGiven
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.workgroups.actions.writing import refuse_ended, says_already
from hack.workgroups.models import MOST_FROM_A_MEETING, Meeting, Member, Task, TaskState, Workgroup
from hack.workgroups.queries import how_many_tasks


def give_task(
    workgroup: Workgroup,
    *,
    by: User,
    title: str,
    owner: Member,
    due_on: date | None = None,
    details: str = "",
    meeting: Meeting | None = None,
) -> Task:
    """Give a member something to do. Raises NotAllowed, Overtaken (the group has ended), RuleBroken (the owner is not in the
    group, the meeting is another's, or MOST_FROM_A_MEETING). Records TaskGiven: the owner is written to.
    """
    if not can(by, "task.make", workgroup):
        raise NotAllowed("task.make")
    refuse_ended(workgroup)
    _refuse_stranger(owner, workgroup)
    if meeting is not None and meeting.workgroup_id != workgroup.id:
        raise RuleBroken("ほかのグループの会議は選べません。", "meeting")
    if meeting is not None:
        db.alone_with("tasks", meeting.key)
        if how_many_tasks(meeting) >= MOST_FROM_A_MEETING:
            raise RuleBroken(
                f"一つの会議の宿題は{MOST_FROM_A_MEETING}件までです。会議とは別に割り当ててください。", "meeting"
            )

    task = Task(
        workgroup_id=workgroup.id,
        meeting_id=meeting.id if meeting else None,
        title=title,
        details=details,
        owner_id=owner.id,
        due_on=due_on,
        made_by_id=by.id,
    )
    db.session.add(task)
    db.session.flush()
    outbox.record(TaskGiven(task.id), by=by)
    return task


def edit_task(
    task: Task, *, by: User, seen: int | None, title: str, owner: Member, due_on: date | None, details: str
) -> None:
    """Change what a task is, whose, and until when. Raises NotAllowed, Overtaken (changed meanwhile, or the group has ended),
    RuleBroken (the owner is not in the group). Records TaskGiven where it has a new owner, else TaskChanged, if anything is
    different.
    """
    if not can(by, "task.edit", task):
        raise NotAllowed("task.edit")
    answers = {"title": title, "owner_id": owner.id, "due_on": due_on, "details": details}
    if says_already(task, answers):
        return
    check_version(task, seen)
    refuse_ended(task.workgroup)
    given = task.owner_id != owner.id
    if given:
        _refuse_stranger(owner, task.workgroup)

    for name, answer in answers.items():
        setattr(task, name, answer)
    keep_changes()
    outbox.record(TaskGiven(task.id) if given else TaskChanged(task.id), by=by)


def set_state(task: Task, state: TaskState, *, by: User, seen: int | None = None) -> None:
    """Say how far a task is. Raises NotAllowed, Overtaken (changed meanwhile, or the group has ended). Records TaskChanged if
    it stood elsewhere.
    """
    if not can(by, "task.edit", task):
        raise NotAllowed("task.edit")
    if task.state is state:
        return
    check_version(task, seen)
    refuse_ended(task.workgroup)

    task.state = state
    keep_changes()
    outbox.record(TaskChanged(task.id), by=by)


def _refuse_stranger(owner: Member, workgroup: Workgroup) -> None:
    if owner.workgroup_id != workgroup.id or owner.left_at is not None:
        raise RuleBroken("担当は、いまの構成員から選んでください。", "owner")
