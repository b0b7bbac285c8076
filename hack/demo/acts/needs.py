"""What sections do with their needs in the demo's history, and what the secretariat remarks on them."""

from datetime import date
from typing import Any

from hack.demo.acts.moving import mover
from hack.demo.entering import Stage
from hack.demo.script import NO_CONTACT, NOT_KNOWN, Row, choice, day_of
from hack.needs.actions import draft_need, move_need, publish_need, share_need, submit_need, turn_call
from hack.needs.actions.remarks import answer_remark, remark_on, settle_remark
from hack.needs.answers import CONDITIONS, TO_CALL_FOR_TRIALS
from hack.needs.models import CostShare, Field, Pattern

PLACED = ("id", "bureau", "section", "field", "pattern")
"""What a need's row says besides the answers to the questions about it."""


def draft(stage: Stage, act: Row, today: date) -> None:
    """A section writes a need down."""
    row = stage.script.need(act["need"])
    stage.needs[row["id"]] = draft_need(
        section=stage.section(row),
        by=stage.people[stage.script.officer_of(row)],
        field=choice(Field, row["field"]),
        pattern=choice(Pattern, row["pattern"]) if row["pattern"] else None,
        contact=NO_CONTACT,
        **{name: answer for name, answer in row.items() if name not in PLACED},
    )


def ask(stage: Stage, act: Row, today: date) -> None:
    """A section writes a need down and asks the secretariat to check it."""
    draft(stage, act, today)
    need = stage.needs[act["need"]]
    submit_need(need, by=need.author)


def post(stage: Stage, act: Row, today: date) -> None:
    """A section writes a need down, and the secretariat (or that coordinator) finds it fit to be published."""
    ask(stage, act, today)
    by = stage.people[act["by"]] if "by" in act else stage.coordinator
    move_need(stage.needs[act["need"]], "approve", by=by, reason=stage.script.reason(act))


def open_call(stage: Stage, act: Row, today: date) -> None:
    """A section opens a call; what a call for trials asks and no source tells is said to be unknown."""
    need = stage.needs[act["need"]]
    for_trials: dict[str, Any] = {}
    if act["move"] != "open_ideas":
        for_trials = {name: NOT_KNOWN for name in TO_CALL_FOR_TRIALS if name in CONDITIONS and not getattr(need, name)}
        for_trials["cost_share"] = CostShare.TALKS
    opens_on, closes_on = day_of(act["on"], today), day_of(act["until"], today)
    publish_need(need, by=need.author, move=act["move"], opens_on=opens_on, closes_on=closes_on, **for_trials)


def close(stage: Stage, act: Row, today: date) -> None:
    """The last day of a call is over."""
    turn_call(stage.needs[act["need"]])


def move(stage: Stage, act: Row, today: date) -> None:
    """A need goes on, by the moves named."""
    need = stage.needs[act["need"]]
    for name in act["moves"]:
        by = mover(need.path.move(name), stage, need.author)
        move_need(need, name, by=by, reason=stage.script.reason(act))


def share(stage: Stage, act: Row, today: date) -> None:
    """A section brings others in to own its need."""
    need = stage.needs[act["need"]]
    for row in act["sections"]:
        share_need(need, stage.section(row), by=need.author)


def remark(stage: Stage, act: Row, today: date) -> None:
    """The secretariat remarks on a field of a need."""
    need = stage.needs[act["need"]]
    stage.remarks[act["remark"]] = remark_on(need, field=act["field"], text=act["text"], by=stage.coordinator)


def reply(stage: Stage, act: Row, today: date) -> None:
    """The section answers a remark; where it says so, both are content with that."""
    one = stage.remarks[act["remark"]]
    answer_remark(one, text=act["text"], by=one.need.author)
    if act.get("settled"):
        settle_remark(one, by=stage.coordinator)
