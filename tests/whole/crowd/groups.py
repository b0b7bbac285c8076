"""Working groups with their members and meetings."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import User
from hack.files.models import StoredFile
from hack.pipeline.workgroup import WorkgroupStep
from hack.roles import Role
from hack.workgroups.models import (
    AgendaItem,
    Attendance,
    CallRequirement,
    Charter,
    Confirmation,
    Discussion,
    Meeting,
    Member,
    Post,
    Presence,
    Resolution,
    Side,
    Task,
    Workgroup,
)
from tests.whole.crowd.rows import first_of, many, some_of


def a_group(n: int, by: Any, need: Any) -> dict[str, Any]:
    steps = (WorkgroupStep.RECRUITING, WorkgroupStep.ACTIVE, WorkgroupStep.SUMMARISING)
    about = {"title": f"グループ{n}", "need_id": need.id, "opened_by_id": by.id, "step": steps[n % 3]}
    return about | {"capacity": 300, "purpose": "目的"}


def seat_in(people: list[User], first: Workgroup, groups: list[Workgroup], umi: User) -> None:
    """Ten in every group, Umi among them, and everybody in the first."""
    seats = [(group.id, person) for number, group in enumerate(groups) for person in some_of(people, number, 9)]
    seats += [(first.id, person) for person in people] + [(group.id, umi) for group in groups]
    sides = {Role.OFFICER: Side.CITY, Role.PROPOSER: Side.PROPOSER}

    def seat(_: int, one: Any) -> dict[str, Any]:
        return {"workgroup_id": one[0], "user_id": one[1].id, "side": sides[one[1].role]}

    many(Member, len(seats), seats, seat)


def a_meeting(n: int, by: Any, group: Any) -> dict[str, Any]:
    starts = clock.now() + timedelta(days=n % 60 - 20)
    said = {"minutes": "議事", "minutes_by_id": by.id, "minutes_at": clock.now()}
    return {"title": f"第{n}回", "workgroup_id": group.id, "starts_at": starts, "called_by_id": by.id} | said


def work(group: Workgroup, groups: list[Workgroup]) -> None:
    """In the first group, and a little in each other: an agenda, decisions, tasks, talk, files, what is handed on, a charter."""
    now, today = clock.now(), clock.today()
    members = db.session.scalars(select(Member).where(Member.workgroup_id == group.id).order_by(Member.id)).all()
    people = [member.user_id for member in members]
    meeting = first_of(Meeting, Meeting.workgroup_id == group.id)
    of_all = [(group, person) for person in people] + [(one, people[0]) for one in groups]
    many(
        AgendaItem,
        30,
        people,
        lambda n, _: {"meeting_id": meeting.id, "place": n + 1, "title": f"議題{n}", "minutes": 5},
    )
    came = {"announced": Presence.PRESENT, "announced_at": now, "kept": Presence.PRESENT, "kept_at": now}
    many(Attendance, len(members), list(members), lambda _, one: came | {
        "meeting_id": meeting.id, "member_id": one.id, "kept_by_id": people[0],
    })  # fmt: skip
    many(Resolution, 200, people, lambda n, person: {
        "workgroup_id": group.id, "number": n + 500, "words": f"決定{n}", "decided_on": today, "written_by_id": person,
        "meeting_id": meeting.id if n % 2 else None,
    })  # fmt: skip
    umis = db.session.scalars(select(Member).join(User).where(User.email == "umi@minato.example")).all()
    many(Task, 300, [*members, *umis], lambda n, one: {
        "workgroup_id": one.workgroup_id, "title": f"宿題{n}", "owner_id": one.id, "made_by_id": people[n % 3],
        "due_on": today + timedelta(days=n % 20 - 5), "meeting_id": meeting.id if one.workgroup_id == group.id else None,
    })  # fmt: skip
    talks = many(Discussion, 200, of_all, lambda n, one: {
        "workgroup_id": one[0].id, "subject": f"話題{n}", "opened_by_id": one[1], "posts_count": 1,
    })  # fmt: skip
    first = first_of(Discussion, Discussion.workgroup_id == group.id)
    many(Post, 400, people, lambda n, person: {
        "discussion_id": first.id if n % 2 else talks[n % 100].id, "words": f"発言{n}", "said_by_id": person,
        "withdrawn_at": now if n % 9 == 1 else None, "withdrawn_by_id": person if n % 9 == 1 else None,
    })  # fmt: skip
    many(CallRequirement, 30, people, lambda n, _: {"workgroup_id": group.id, "place": n + 1, "words": f"要件{n}"})
    charters = many(Charter, 20, people, lambda n, person: {
        "workgroup_id": group.id, "version": n + 1, "goal": "目的", "written_by_id": person,
    })  # fmt: skip
    many(
        Confirmation,
        len(members),
        list(members),
        lambda n, one: {"charter_id": charters[n % 20].id, "member_id": one.id},
    )
    many(StoredFile, 200, of_all, lambda n, one: {
        "noun": "workgroup", "thing_id": one[0].id, "name": f"資料{n}.txt", "extension": "txt", "media_type": "text/plain",
        "size": 9, "digest": f"{n:064}", "stored_as": f"{n:032}", "by_id": one[1],
    })  # fmt: skip
