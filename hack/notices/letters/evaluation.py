"""Letters about the evaluation of proposals, and what was decided."""

from typing import Any

from hack.evaluation.models import Entry, Evaluation, Evaluator
from hack.notices.letters.facts import once_each, owners_of, proposal_facts, proposing_side, public_title
from hack.notices.queries import coordinators
from hack.notices.writing import Draft, path_to, to_each
from hack.web.display import jdate


def evaluator_invited(place: Evaluator) -> list[Draft]:
    """To the one who is asked to evaluate; to nobody once that was withdrawn or declined."""
    return to_each([place.user] if place.asked else [], "evaluator_invited", **_evaluation(place.evaluation))


def evaluator_answered(place: Evaluator) -> list[Draft]:
    """To the one who asked and to the chair: the answer is there; which, and why, stands on the page."""
    people = once_each([place.invited_by, place.evaluation.chair])
    return to_each(people, "evaluator_answered", **_evaluation(place.evaluation, "evaluation.show"))


def evaluator_reminded(place: Evaluator) -> list[Draft]:
    """To an evaluator whose last day is near."""
    return to_each([place.user] if place.owes else [], "evaluator_reminded", **_evaluation(place.evaluation))


def entries_allotted(evaluation: Evaluation) -> list[Draft]:
    """To the evaluators who have proposals to score: which, stands on the page; to nobody once that was taken back."""
    people = [one.user for one in evaluation.taking_part if one.owes]
    return to_each(people if evaluation.allotted else [], "entries_allotted", **_evaluation(evaluation))


def allotment_withdrawn(evaluation: Evaluation) -> list[Draft]:
    """To the evaluators: what was allotted does not count any more; to nobody once it is allotted anew."""
    people = [one.user for one in evaluation.taking_part]
    return to_each([] if evaluation.allotted else people, "allotment_withdrawn", **_evaluation(evaluation))


def evaluation_moved(evaluation: Evaluation) -> list[Draft]:
    """To the evaluators, the need's owners and the coordinators: the step that it stands at now."""
    evaluators = [one.user for one in evaluation.evaluators if one.asked]
    lead = [*owners_of(evaluation.need), *coordinators()]
    others = [one for one in once_each(lead) if one not in evaluators]
    step: dict[str, Any] = {"step": evaluation.step.label}
    return [
        *to_each(evaluators, "evaluation_moved", **_evaluation(evaluation), **step),
        *to_each(others, "evaluation_moved", **_evaluation(evaluation, "evaluation.show"), **step),
    ]


def decision_told(entry: Entry) -> list[Draft]:
    """To those who propose: what was decided, kindly, and another door; why stands on the page. To nobody where nothing is decided."""
    if entry.decision is None:
        return []
    door, decision = entry.door, entry.decision
    facts: dict[str, Any] = {
        "decision": decision.value,
        "step": decision.end.label,
        "door": door.label if door else "",
        "door_says": door.says if door else "",
    }
    return to_each(proposing_side(entry.proposal), "decision_told", **proposal_facts(entry.proposal), **facts)


def decision_undone(entry: Entry) -> list[Draft]:
    """To those who propose: what was told is taken back; where the proposal stands again."""
    facts: dict[str, Any] = {"step": entry.proposal.step.label}
    return to_each(proposing_side(entry.proposal), "decision_undone", **proposal_facts(entry.proposal), **facts)


def _evaluation(evaluation: Evaluation, page: str = "evaluation.mine") -> dict[str, Any]:
    told = {
        "need": public_title(evaluation.need),
        "section": evaluation.section.full_name,
        "day": jdate(evaluation.due_on),
    }
    return {"about": ("evaluation", evaluation.key), "path": path_to(page, key=evaluation.key), **told}
