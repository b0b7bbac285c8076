"""How proposals are evaluated in the demo's history: alone, together, and what is decided and told."""

from datetime import date

from hack.demo.entering import Stage
from hack.demo.script import Row, choice, day_of
from hack.evaluation.actions import (
    answer_invitation,
    change_evaluation,
    conclude,
    declare,
    hand_in,
    invite_evaluator,
    move_evaluation,
    open_evaluation,
    prepare_decision,
    release_decisions,
    save_sheet,
)
from hack.evaluation.actions.scoring import Found
from hack.evaluation.actions.setting_up import Asked
from hack.evaluation.choices import Call, ConflictKind, Decision, Door, Refusal, Result
from hack.evaluation.models import Entry, Evaluation
from hack.evaluation.queries import all_entries
from hack.policy import can


def set_criteria(stage: Stage, act: Row, today: date) -> None:
    """A section says by what the proposals of its call will be judged."""
    need = stage.needs[act["need"]]
    criteria = [Asked(name, looks_at, weight) for name, looks_at, weight in act["criteria"]]
    made = open_evaluation(need=need, call=Call.TRIALS, criteria=criteria, by=need.author)
    stage.evaluations[act["evaluation"]] = made


def appoint(stage: Stage, act: Row, today: date) -> None:
    """Evaluators are asked, and some accept; the secretariat leads, until a last day."""
    evaluation = stage.evaluations[act["evaluation"]]
    chair, due_on = stage.coordinator, day_of(act["until"], today)
    change_evaluation(evaluation, by=chair, due_on=due_on, chair=chair.id, seen=None)
    for name in act["people"]:
        invite_evaluator(evaluation, stage.people[name], by=chair)
    for name in act["accepted"]:
        answer_invitation(evaluation, by=stage.people[name], accepts=True)


def judge(stage: Stage, act: Row, today: date) -> None:
    """An evaluation goes on, by the moves named."""
    for name in act["moves"]:
        move_evaluation(stage.evaluations[act["evaluation"]], name, by=stage.coordinator)


def score(stage: Stage, act: Row, today: date) -> None:
    """An evaluator says how they stand to the proposals, scores them, and hands in where it is said so.

    Where proposals are allotted, of the sheets only those are written that are this evaluator's.
    """
    evaluation, by = stage.evaluations[act["evaluation"]], stage.people[act["by"]]
    entries = _entries(stage, evaluation)
    free: tuple[str, str] = (ConflictKind.NONE.value, "")
    stands = {name: act.get("stands", {}).get(name, free) for name in entries}
    said = {entries[name].key: (choice(ConflictKind, kind), words) for name, (kind, words) in stands.items()}
    declare(evaluation, by=by, said=said)
    for name, row in act["sheets"].items():
        if evaluation.allotted and not can(by, "sheet.write", entries[name]):
            continue
        save_sheet(entries[name], by=by, found=_found(row, evaluation), seen=None)
    if act["done"]:
        hand_in(evaluation, by=by)


def confer(stage: Stage, act: Row, today: date) -> None:
    """What the evaluators find together is written down."""
    entries = _entries(stage, stage.evaluations[act["evaluation"]])
    for name, (result, words) in act["results"].items():
        conclude(entries[name], by=stage.coordinator, result=choice(Result, result), words=words, seen=None)


def decide(stage: Stage, act: Row, today: date) -> None:
    """The section prepares what is told to the proposers."""
    evaluation = stage.evaluations[act["evaluation"]]
    entries = _entries(stage, evaluation)
    for name, row in act["decisions"].items():
        prepare_decision(
            entries[name],
            by=evaluation.need.author,
            decision=choice(Decision, row["decision"]),
            told_words=row["words"],
            refusal=choice(Refusal, row["refusal"]) if "refusal" in row else None,
            door=choice(Door, row["door"]) if "door" in row else None,
        )


def release(stage: Stage, act: Row, today: date) -> None:
    """The secretariat tells all proposers at once."""
    release_decisions(stage.evaluations[act["evaluation"]], by=stage.coordinator)


def _entries(stage: Stage, evaluation: Evaluation) -> dict[str, Entry]:
    """What is evaluated, by the names that the script gives the proposals."""
    names = {proposal.id: name for name, proposal in stage.proposals.items()}
    return {names[entry.proposal_id]: entry for entry in all_entries(evaluation)}


def _found(row: Row, evaluation: Evaluation) -> Found:
    """What an evaluator found; points and comments follow the order of the criteria, and may end early."""
    if "abstains" in row:
        return Found(abstains=True, why=row["abstains"])
    numbers = [criterion.id for criterion in evaluation.criteria]
    return Found(
        points=dict(zip(numbers, row["points"], strict=False)),
        comments=dict(zip(numbers, row.get("comments", ()), strict=False)),
        comment=row.get("comment", ""),
    )
