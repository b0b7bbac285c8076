"""The bodies that cases are laid before, their sittings, and what they rule on invented cases."""

from datetime import date, time

from hack.deliberations.actions import (
    call_sitting,
    correct_ruling,
    edit_sitting,
    enter_body,
    meet_condition,
    prepare_paper,
    rule_on_paper,
    table_paper,
)
from hack.deliberations.models import Paper, Ruling
from hack.deliberations.queries import drawn_from, one_paper
from hack.demo.entering import Stage
from hack.demo.script import Row, choice, working_day_until


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
    held_on = working_day_until(act["held"], today)
    begins = time.fromisoformat(act["begins"]) if "begins" in act else None
    said = {"place": act["place"], "begins": begins, "others": act.get("others", "")}
    stage.sittings[act["sitting"]] = call_sitting(by=stage.people[act["by"]], held_on=held_on, **said)


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
    how = {"by": stage.people[act["by"]], "said": act["said"], "conditions": act.get("conditions", ())}
    rule_on_paper(_paper(stage, act), choice(Ruling, act["ruling"]), **how)


def put_ruling_right(stage: Stage, act: Row, today: date) -> None:
    """What was written down wrongly of the newest ruling is put right."""
    paper = _paper(stage, act)
    how = {"by": stage.people[act["by"]], "said": act["said"], "reason": act["reason"]}
    correct_ruling(paper, paper.items[-1], choice(Ruling, act["ruling"]), conditions=act["conditions"], **how)


def meet_conditions(stage: Stage, act: Row, today: date) -> None:
    """The conditions of the newest ruling are ticked off, in order, each with what shows it."""
    conditions = _paper(stage, act).items[-1].conditions
    for condition, how in zip(conditions, act["how"], strict=True):
        meet_condition(condition, by=stage.people[act["by"]], how=how)


def keep_session(stage: Stage, act: Row, today: date) -> None:
    """The minutes of a sitting are written."""
    sitting = stage.sittings[act["sitting"]]
    edit_sitting(sitting, by=stage.people[act["by"]], seen=None, minutes=act["minutes"], present=act["present"])


def _paper(stage: Stage, act: Row) -> Paper:
    paper = one_paper(stage.cases[act["case"]].key, stage.people[act["by"]])
    if paper is None:
        raise LookupError(f"there is no paper about {act['case']}")
    return paper
