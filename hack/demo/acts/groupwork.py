"""The weeks of a working group in the demo's history: its meetings, decisions, tasks, talk and papers."""

from datetime import date
from io import BytesIO

from sqlalchemy import select

from hack import db
from hack.demo.acts.moving import moment
from hack.demo.acts.papers import PAPERS
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of
from hack.files.actions import take_in
from hack.workgroups.actions import (
    announce,
    call_meeting,
    edit_agenda,
    give_task,
    keep_attendance,
    keep_minutes,
    make_resolution,
    open_discussion,
    say,
    set_state,
    withdraw,
)
from hack.workgroups.models import Member, Presence, Resolution, TaskState, Workgroup
from hack.workgroups.shelf.actions import add_group_file


def meet(stage: Stage, act: Row, today: date) -> None:
    """A meeting is called."""
    starts_at, ends_at = (moment(day_of(act["day"], today), act.get(name)) for name in ("from", "to"))
    if starts_at is None:
        raise ValueError(f"the meeting {act['meeting']} has no hour")
    stage.meetings[act["meeting"]] = call_meeting(
        stage.workgroups[act["workgroup"]],
        by=stage.coordinator,
        starts_at=starts_at,
        ends_at=ends_at,
        **{name: act[name] for name in ("title", "place", "agenda")},
    )


def minute(stage: Stage, act: Row, today: date) -> None:
    """The minutes of a meeting are kept."""
    meeting = stage.meetings[act["meeting"]]
    keep_minutes(meeting, by=stage.coordinator, minutes=act["minutes"], decisions=act["decisions"])


def plan(stage: Stage, act: Row, today: date) -> None:
    """It is said what is talked about at a meeting: what, who leads it, for how many minutes."""
    items = [(title, who, minutes) for title, who, minutes in act["items"]]
    edit_agenda(stage.meetings[act["meeting"]], by=stage.coordinator, seen=None, items=items)


def expect(stage: Stage, act: Row, today: date) -> None:
    """Members say whether they come to a meeting; where somebody else comes instead, the name follows."""
    for name, (presence, *deputy) in act["people"].items():
        meeting = stage.meetings[act["meeting"]]
        announce(meeting, by=stage.people[name], presence=choice(Presence, presence), deputy="".join(deputy))


def count(stage: Stage, act: Row, today: date) -> None:
    """It is kept who came to a meeting."""
    meeting = stage.meetings[act["meeting"]]
    came = {
        _place(stage, meeting.workgroup, name).id: choice(Presence, presence)
        for name, presence in act["people"].items()
    }
    keep_attendance(meeting, by=stage.coordinator, came=came)


def resolve(stage: Stage, act: Row, today: date) -> None:
    """A group decides something, instead of what it decided under an earlier number."""
    workgroup = stage.workgroups[act["workgroup"]]
    mine = Resolution.workgroup_id == workgroup.id
    before = db.session.scalars(select(Resolution).where(mine, Resolution.number == act["instead_of"])).one()
    make_resolution(
        workgroup, by=stage.coordinator, words=act["words"], decided_on=day_of(act["on"], today), instead_of=before
    )


def task(stage: Stage, act: Row, today: date) -> None:
    """Somebody in a group takes something on, at a meeting."""
    workgroup = stage.workgroups[act["workgroup"]]
    stage.tasks[act["task"]] = give_task(
        workgroup,
        by=stage.coordinator,
        title=act["title"],
        details=act.get("details", ""),
        owner=_place(stage, workgroup, act["owner"]),
        due_on=day_of(act["until"], today),
        meeting=stage.meetings[act["meeting"]],
    )


def get_on(stage: Stage, act: Row, today: date) -> None:
    """Somebody says how far a task is."""
    one = stage.tasks[act["task"]]
    set_state(one, choice(TaskState, act["state"]), by=one.owner.user)


def talk(stage: Stage, act: Row, today: date) -> None:
    """Somebody brings a subject up in a group."""
    workgroup, by = stage.workgroups[act["workgroup"]], stage.people[act["by"]]
    stage.discussions[act["talk"]] = open_discussion(workgroup, by=by, subject=act["subject"], words=act["words"])


def speak(stage: Stage, act: Row, today: date) -> None:
    """Somebody says something on a subject; where it is said so, they take it back."""
    by = stage.people[act["by"]]
    post = say(stage.discussions[act["talk"]], by=by, words=act["words"])
    if act.get("withdrawn"):
        withdraw(post, by=by)


def lay_before(stage: Stage, act: Row, today: date) -> None:
    """Somebody puts a paper before a group."""
    called, content = take_in(BytesIO(PAPERS[act["paper"]]()), act["name"])
    workgroup, by = stage.workgroups[act["workgroup"]], stage.people[act["by"]]
    add_group_file(workgroup, called, content, by=by, about=act["about"])


def _place(stage: Stage, workgroup: Workgroup, name: str) -> Member:
    """The place of the person whom the script calls `name` in the group."""
    mine = (Member.workgroup_id == workgroup.id, Member.user_id == stage.people[name].id, Member.left_at.is_(None))
    return db.session.scalars(select(Member).where(*mine)).one()
