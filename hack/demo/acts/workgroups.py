"""How working groups come together in the demo's history, what they promise, and what they end with."""

from datetime import date

from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of
from hack.workgroups.actions import (
    add_member,
    assign_duty,
    close_workgroup,
    confirm_charter,
    draft_summary,
    join,
    keep_requirements,
    move_workgroup,
    open_workgroup,
    publish_summary,
    write_charter,
)
from hack.workgroups.models import Duty, Weight
from hack.workgroups.queries import charter_of


def gather(stage: Stage, act: Row, today: date) -> None:
    """The secretariat opens a working group, or the section does by itself."""
    need = stage.needs[act["need"]]
    stage.workgroups[act["workgroup"]] = open_workgroup(
        need=need,
        by=need.author if act.get("by") == "section" else stage.coordinator,
        title=act["title"],
        purpose=act["purpose"],
        capacity=act["capacity"],
        join_until=day_of(act["join_until"], today) if "join_until" in act else None,
        proposals=[stage.proposals[name] for name in act["proposals"]],
    )


def come(stage: Stage, act: Row, today: date) -> None:
    """People join a working group."""
    workgroup = stage.workgroups[act["workgroup"]]
    charter = charter_of(workgroup)
    for name in act["people"]:
        join(workgroup, by=stage.people[name], confirmed=charter.version if charter else None)


def guide(stage: Stage, act: Row, today: date) -> None:
    """A working group goes on, by the moves named."""
    for name in act["moves"]:
        move_workgroup(stage.workgroups[act["workgroup"]], name, by=stage.coordinator, reason=stage.script.reason(act))


def wind_up(stage: Stage, act: Row, today: date) -> None:
    """A working group ends with its report, and everybody may read its summary."""
    workgroup = stage.workgroups[act["workgroup"]]
    close_workgroup(workgroup, by=stage.coordinator, move=act["move"], report=act["report"], summary=act["summary"])
    publish_summary(workgroup, by=stage.coordinator)


def found_on(stage: Stage, act: Row, today: date) -> None:
    """The secretariat writes the next version of a group's charter; the people named confirm it."""
    workgroup = stage.workgroups[act["workgroup"]]
    current = charter_of(workgroup)
    days = {name: day_of(act[name], today) for name in ("begins_on", "ends_on")}
    seen = current.version if current else 0
    charter = write_charter(workgroup, by=stage.coordinator, seen=seen, **act["charter"], **days)
    for name in act["confirmed"]:
        confirm_charter(workgroup, by=stage.people[name], version=charter.version)


def seat(stage: Stage, act: Row, today: date) -> None:
    """The secretariat brings people into a group, or says what members are in it; newcomers confirm its charter."""
    workgroup = stage.workgroups[act["workgroup"]]
    charter = charter_of(workgroup)
    for name, duty in act["people"].items():
        member = add_member(workgroup, stage.people[name], by=stage.coordinator, duty=choice(Duty, duty))
        assign_duty(member, choice(Duty, duty), by=stage.coordinator)
        if charter is not None:
            confirm_charter(workgroup, by=stage.people[name], version=charter.version)


def require(stage: Stage, act: Row, today: date) -> None:
    """A group says what the formal call of its need should ask for."""
    requirements = [(words, choice(Weight, weight)) for words, weight in act["requirements"]]
    keep_requirements(stage.workgroups[act["workgroup"]], by=stage.coordinator, seen=None, requirements=requirements)


def sum_up(stage: Stage, act: Row, today: date) -> None:
    """A group that is still at work lets everybody read how far it has come."""
    workgroup = stage.workgroups[act["workgroup"]]
    draft_summary(workgroup, by=stage.coordinator, seen=None, summary=act["summary"])
    publish_summary(workgroup, by=stage.coordinator)
