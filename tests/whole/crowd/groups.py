"""Working groups with their members and meetings."""

from datetime import timedelta
from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.pipeline.workgroup import WorkgroupStep
from hack.roles import Role
from hack.workgroups.models import Member, Side, Workgroup
from tests.whole.crowd.rows import many, some_of


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
