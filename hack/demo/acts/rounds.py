"""How it is worked out in the demo's history who evaluates which proposal, and who looks after which group."""

from datetime import date

from hack.demo.entering import Stage
from hack.demo.script import Row
from hack.rounds.actions import make_round, place_people, release_round, work_out_anew


def allot(stage: Stage, act: Row, today: date) -> None:
    """The secretariat has a draft worked out: about an evaluation, or about the groups that nobody looks after."""
    evaluation = stage.evaluations[act["evaluation"]] if "evaluation" in act else None
    stage.rounds[act["round"]] = make_round(
        evaluation=evaluation, wanted=act.get("wanted", 1), capacity=act["capacity"], by=stage.coordinator
    )


def put(stage: Stage, act: Row, today: date) -> None:
    """The secretariat puts people to a proposal by hand, thinks well of some for it, and has the rest worked out anew."""
    round_, proposal = stage.rounds[act["round"]], stage.proposals[act["proposal"]]
    matter = next(one for one in round_.matters if one.entry and one.entry.proposal_id == proposal.id)
    keys = {one.user_id: one.key for one in round_.carriers}
    people = [keys[stage.people[name].id] for name in act["people"]]
    wishes = {keys[stage.people[name].id]: wish for name, wish in act["wishes"].items()}
    place_people(matter, people=people, wishes=wishes, by=stage.coordinator, seen=None)
    work_out_anew(round_, by=stage.coordinator, seen=None)


def give_out(stage: Stage, act: Row, today: date) -> None:
    """The secretariat lets a draft count: evaluators have their proposals, those who are to look after groups are in them."""
    release_round(stage.rounds[act["round"]], by=stage.coordinator, seen=None)
