"""What is written when proposals are evaluated and decided."""

from collections.abc import Callable

from hack.evaluation.actions.releasing import told_entries
from hack.evaluation.models import Entry, Evaluation, Evaluator
from hack.events import (
    AllotmentWithdrawn,
    DecisionsReleased,
    EntriesAllotted,
    EvaluationMoved,
    EvaluatorAnswered,
    EvaluatorInvited,
    EvaluatorReminded,
    ReleaseUndone,
)
from hack.notices.letters import evaluation
from hack.notices.reactions.keeping import written
from hack.notices.writing import Draft
from hack.outbox import Deed


def write_to_evaluator(event: EvaluatorInvited) -> Deed | None:
    """Somebody is asked to evaluate."""
    return written(Evaluator, event.evaluator_id, evaluation.evaluator_invited)


def write_about_evaluators_answer(event: EvaluatorAnswered) -> Deed | None:
    """Who asked, and the chair, are told that there is an answer."""
    return written(Evaluator, event.evaluator_id, evaluation.evaluator_answered)


def write_reminder(event: EvaluatorReminded) -> Deed | None:
    """An evaluator is told that the last day is near."""
    return written(Evaluator, event.evaluator_id, evaluation.evaluator_reminded)


def write_about_allotment(event: EntriesAllotted) -> Deed | None:
    """The evaluators are told that it stands which proposals are theirs."""
    return written(Evaluation, event.evaluation_id, evaluation.entries_allotted)


def write_about_withdrawn_allotment(event: AllotmentWithdrawn) -> Deed | None:
    """The evaluators are told that what was allotted does not count any more."""
    return written(Evaluation, event.evaluation_id, evaluation.allotment_withdrawn)


def write_about_evaluation(event: EvaluationMoved) -> Deed | None:
    """Those who evaluate and those who lead are told of each step."""
    return written(Evaluation, event.evaluation_id, evaluation.evaluation_moved)


def write_about_release(event: DecisionsReleased) -> Deed | None:
    """Every proposer is told what was decided."""
    return written(Evaluation, event.evaluation_id, lambda one: _each_told(one, evaluation.decision_told))


def write_about_undoing(event: ReleaseUndone) -> Deed | None:
    """Every proposer who was told is told that it is taken back."""
    return written(Evaluation, event.evaluation_id, lambda one: _each_told(one, evaluation.decision_undone))


def _each_told(released: Evaluation, write: Callable[[Entry], list[Draft]]) -> list[Draft]:
    return [one for entry in told_entries(released) for one in write(entry)]
