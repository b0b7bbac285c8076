"""What is done in the demo's history: each kind of act of the script, through the platform's own deeds."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.demo.entering import Stage
from hack.demo.script import INVENTED, NO_CONTACT, NOT_KNOWN, NOT_THE_REAL_ONE, Row, choice, day_of
from hack.needs.actions import draft_need, move_need, publish_need, submit_need, turn_call
from hack.needs.answers import CONDITIONS, TO_CALL_FOR_TRIALS
from hack.needs.models import CostShare, Field, Pattern
from hack.pipeline import Move
from hack.proposals.actions import draft_proposal, move_proposal, submit_proposal
from hack.proposals.models import ProposalKind
from hack.proposals.questions import QUESTIONS
from hack.roles import Part
from hack.workgroups.actions import call_meeting, close_workgroup, join, keep_minutes, move_workgroup, open_workgroup

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
    """A section writes a need down, and the secretariat finds it fit to be published."""
    ask(stage, act, today)
    move_need(stage.needs[act["need"]], "approve", by=stage.coordinator, reason=stage.script.reason(act))


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
        by = _mover(need.path.move(name), stage, need.author)
        move_need(need, name, by=by, reason=stage.script.reason(act))


def prepare(stage: Stage, act: Row, today: date) -> None:
    """Organisations write proposals down and keep them."""
    for name in act["proposals"]:
        row = stage.script.proposal(name)
        seed = stage.script.seed(row["seed"]) if row.get("seed") else {"solves": ""}
        kind = choice(ProposalKind, row["kind"])
        invented = "seed" not in row
        answers = {q.name: NOT_KNOWN for q in QUESTIONS if q.for_solution and kind is ProposalKind.SOLUTION}
        answers |= {name: seed[name] for name in ("title", "summary", "technology") if name in seed}
        answers |= {"effect": seed["solves"], "references": INVENTED if invented else NOT_THE_REAL_ONE}
        answers |= {q.name: row[q.name] for q in QUESTIONS if q.name in row}
        stage.proposals[name] = draft_proposal(
            need=stage.needs[act["need"]],
            by=stage.people[stage.script.organization_of(row)],
            kind=kind,
            seed=stage.seeds.get(row.get("seed") or ""),
            **answers,
        )


def propose(stage: Stage, act: Row, today: date) -> None:
    """Organisations write proposals down and hand them in."""
    prepare(stage, act, today)
    for name in act["proposals"]:
        proposal = stage.proposals[name]
        submit_proposal(proposal, by=proposal.proposer)


def advance(stage: Stage, act: Row, today: date) -> None:
    """Proposals go on, each by the moves named."""
    for proposal in (stage.proposals[name] for name in act["proposals"]):
        for name in act["moves"]:
            by = _mover(proposal.path.move(name), stage, proposal.need.author, proposal.proposer)
            move_proposal(proposal, name, by=by, reason=stage.script.reason(act))


def gather(stage: Stage, act: Row, today: date) -> None:
    """The secretariat opens a working group."""
    stage.workgroups[act["workgroup"]] = open_workgroup(
        need=stage.needs[act["need"]],
        by=stage.coordinator,
        title=act["title"],
        purpose=act["purpose"],
        capacity=act["capacity"],
        join_until=day_of(act["join_until"], today) if "join_until" in act else None,
        proposals=[stage.proposals[name] for name in act["proposals"]],
    )


def come(stage: Stage, act: Row, today: date) -> None:
    """People join a working group."""
    for name in act["people"]:
        join(stage.workgroups[act["workgroup"]], by=stage.people[name])


def guide(stage: Stage, act: Row, today: date) -> None:
    """A working group goes on, by the moves named."""
    for name in act["moves"]:
        move_workgroup(stage.workgroups[act["workgroup"]], name, by=stage.coordinator, reason=stage.script.reason(act))


def meet(stage: Stage, act: Row, today: date) -> None:
    """A meeting is called."""
    starts_at, ends_at = (_moment(day_of(act["day"], today), act.get(name)) for name in ("from", "to"))
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


def wind_up(stage: Stage, act: Row, today: date) -> None:
    """A working group ends with its report."""
    workgroup = stage.workgroups[act["workgroup"]]
    close_workgroup(workgroup, by=stage.coordinator, move=act["move"], report=act["report"], summary=act["summary"])


# fmt: off
ACTS: dict[str, Callable[[Stage, Row, date], None]] = {
    "draft": draft, "ask": ask, "post": post, "open": open_call, "close": close, "move": move,
    "prepare": prepare, "propose": propose, "advance": advance,
    "gather": gather, "join": come, "guide": guide, "meet": meet, "minute": minute, "wind_up": wind_up,
}
# fmt: on


def _mover(made: Move, stage: Stage, officer: User, proposer: User | None = None) -> User:
    """Who makes this move in the history: where section and secretariat both may, the section."""
    if made.parts[0] is Part.PROPOSER and proposer is not None:
        return proposer
    return officer if made.parts[0] is Part.OFFICER else stage.coordinator


def _moment(day: date, hour: str | None) -> datetime | None:
    return datetime.combine(day, time.fromisoformat(hour), clock.JST) if hour else None
