"""The bodies that cases are laid before, their sittings, and what they rule on invented cases."""

from datetime import date

from hack.deliberations.actions import (
    call_sitting,
    edit_sitting,
    enter_body,
    prepare_paper,
    rule_on_paper,
    table_paper,
)
from hack.deliberations.models import Paper, Ruling
from hack.deliberations.queries import drawn_from, one_paper
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of


def found_body(stage: Stage, act: Row, today: date) -> None:
    """A coordinator enters a body with the months that are known."""
    enter_body(
        by=stage.people[act["by"]],
        name=act["name"],
        since_month=act["since"],
        until_month=act["until"],
        chair=act["chair"],
        note=act["note"],
    )


def call_body(stage: Stage, act: Row, today: date) -> None:
    """A coordinator calls a sitting."""
    held_on = day_of(act["held"], today)
    stage.sittings[act["sitting"]] = call_sitting(by=stage.people[act["by"]], held_on=held_on, place=act["place"])


def write_paper(stage: Stage, act: Row, today: date) -> None:
    """A coordinator prepares the paper about a case, from what the case says."""
    case = stage.cases[act["case"]]
    words = drawn_from(case) | {name: act[name] for name in ("summary", "options", "asked")}
    prepare_paper(case, by=stage.people[act["by"]], **words)


def lay_before_body(stage: Stage, act: Row, today: date) -> None:
    """A paper is laid before a sitting."""
    table_paper(_paper(stage, act), stage.sittings[act["sitting"]], by=stage.people[act["by"]])


def body_rules(stage: Stage, act: Row, today: date) -> None:
    """What the body ruled is written down."""
    rule_on_paper(_paper(stage, act), choice(Ruling, act["ruling"]), by=stage.people[act["by"]], said=act["said"])


def keep_session(stage: Stage, act: Row, today: date) -> None:
    """The minutes of a sitting are written."""
    sitting = stage.sittings[act["sitting"]]
    facts = {"held_on": sitting.held_on, "place": sitting.place, "minutes": act["minutes"]}
    edit_sitting(sitting, by=stage.people[act["by"]], seen=None, **facts)


def _paper(stage: Stage, act: Row) -> Paper:
    paper = one_paper(stage.cases[act["case"]].key, stage.people[act["by"]])
    if paper is None:
        raise LookupError(f"there is no paper about {act['case']}")
    return paper
