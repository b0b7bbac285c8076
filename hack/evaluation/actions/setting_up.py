"""Setting an evaluation up: its criteria before the call, their correction after it, its last day and its chair."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation import numbers
from hack.evaluation.calls import call_begun
from hack.evaluation.choices import Call
from hack.evaluation.models import CriteriaCorrection, Criterion, Evaluation
from hack.evaluation.queries import chairs_to_choose, current_evaluation
from hack.events import EvaluationChanged, EvaluationOpened
from hack.needs.models import Need
from hack.passages import check_version, keep_changes
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can

FEWEST, MOST = 2, 10
LIE_OPEN = (EvaluationStep.JOINT, EvaluationStep.DECIDING)
"""Where the comments can be read, their names by the chair alone: nobody makes themselves the chair to read them."""


class Asked(NamedTuple):
    """A criterion as it is written: its name, what is looked at, its share of 100."""

    name: str
    looks_at: str
    weight: int


def open_evaluation(*, need: Need, call: Call, criteria: Sequence[Asked], by: User) -> Evaluation:
    """Set the evaluation of a need's call up with its criteria; `by` leads it until somebody else is named.

    One whose call has begun already is marked so for good. Raises NotAllowed, RuleBroken (too few or too many criteria, the
    weights do not come to 100, or the call has an evaluation already). Records EvaluationOpened.
    """
    if not can(by, "evaluation.create", need):
        raise NotAllowed("evaluation.create")
    _refuse_odd(criteria)
    db.alone_with("evaluation", str(need.id))
    if current_evaluation(need, call) is not None:
        raise RuleBroken(f"このニーズの{call.label}には、すでに評価があります。", "call")

    begun = call_begun(need, call)
    evaluation = Evaluation(
        need_id=need.id,
        call=call,
        opened_by_id=by.id,
        chair_id=by.id,
        step=EvaluationStep.PREPARING,
        afterwards=begun,
        criteria=_written(criteria),
    )
    db.session.add(evaluation)
    db.session.flush()
    outbox.record(EvaluationOpened(evaluation.id), by=by)
    return evaluation


def write_criteria(evaluation: Evaluation, *, by: User, criteria: Sequence[Asked], seen: int | None) -> None:
    """Write all criteria anew, as long as the call has not begun; records EvaluationChanged if anything is different.

    Raises NotAllowed, Overtaken (changed meanwhile, or the call has begun), RuleBroken.
    """
    if not can(by, "evaluation.edit", evaluation):
        raise NotAllowed("evaluation.edit")
    _refuse_odd(criteria)
    if [Asked(one.name, one.looks_at, one.weight) for one in evaluation.criteria] == list(criteria):
        return
    check_version(evaluation, seen)
    if evaluation.criteria_fixed or evaluation.step is not EvaluationStep.PREPARING:
        raise Overtaken("募集が始まったため、評価の基準は変えられません。字句の訂正だけができます。")

    evaluation.criteria.clear()
    _touch(evaluation)
    evaluation.criteria.extend(_written(criteria))
    keep_changes()
    outbox.record(EvaluationChanged(evaluation.id), by=by)


def correct_criteria(
    evaluation: Evaluation, *, by: User, words: Sequence[tuple[str, str]], reason: str, seen: int | None
) -> None:
    """Correct what the criteria say after the call has begun, with a reason that everybody reads; the weights stand.

    words: (name, what is looked at) of each criterion in its order. Raises NotAllowed, Overtaken (changed meanwhile, or each one
    scores already), RuleBroken (no reason, a name is missing). Records EvaluationChanged if anything is different.
    """
    if not can(by, "evaluation.edit", evaluation):
        raise NotAllowed("evaluation.edit")
    if len(words) != len(evaluation.criteria):
        raise Overtaken("評価の基準の数が変わっています。開き直してから訂正してください。")
    both = list(zip(evaluation.criteria, words, strict=True))
    changed = [(one, said) for one, said in both if (one.name, one.looks_at) != said]
    if not changed:
        return
    check_version(evaluation, seen)
    if evaluation.step is not EvaluationStep.PREPARING:
        raise Overtaken("個別評価が始まったため、評価の基準は訂正できません。")
    if not reason.strip():
        raise RuleBroken("訂正の理由を入力してください。", "reason")
    if not all(name.strip() for name, _ in words):
        raise RuleBroken("基準の名前は空欄にできません。")

    before = [[one.name, one.looks_at, *said] for one, said in changed]
    for one, (name, looks_at) in changed:
        one.name, one.looks_at = name, looks_at
    db.session.add(CriteriaCorrection(evaluation_id=evaluation.id, by_id=by.id, before=before, reason=reason.strip()))
    _touch(evaluation)
    outbox.record(EvaluationChanged(evaluation.id), by=by)


def change_evaluation(evaluation: Evaluation, *, by: User, due_on: date | None, chair: int, seen: int | None) -> None:
    """Name the last day for each one's own scores, and who leads; records EvaluationChanged if anything is different.

    chair: a person's row number. A later last day has everybody reminded anew. Raises NotAllowed, Overtaken (changed meanwhile,
    or at its end), RuleBroken (a day that is over, or none once scoring has begun; nobody who may lead;
    oneself, once the comments lie open).
    """
    if not can(by, "evaluation.edit", evaluation):
        raise NotAllowed("evaluation.edit")
    if (evaluation.due_on, evaluation.chair_id) == (due_on, chair):
        return
    check_version(evaluation, seen)
    if evaluation.step.ends:
        raise Overtaken(f"この評価は、すでに「{evaluation.step.label}」です。")
    moved = due_on != evaluation.due_on
    if moved and evaluation.step not in (EvaluationStep.PREPARING, EvaluationStep.SCORING):
        raise Overtaken("個別評価は締め切られているため、期限は変えられません。")
    if moved and due_on is None and evaluation.step is EvaluationStep.SCORING:
        raise RuleBroken("個別評価の間は、期限を空欄にできません。", "due_on")
    if moved and due_on is not None and due_on < clock.today():
        raise RuleBroken("今日か、それより後の日を入力してください。", "due_on")
    if chair not in [one.id for one in chairs_to_choose(evaluation)]:
        raise RuleBroken("座長は、所管課の職員かコーディネーターから選んでください。", "chair")
    if chair == by.id != evaluation.chair_id and evaluation.step in LIE_OPEN:
        raise RuleBroken("合議が始まったあとは、自分を座長にできません。ほかの人が選んでください。", "chair")

    evaluation.due_on, evaluation.chair_id = due_on, chair
    if moved:
        for one in evaluation.evaluators:
            one.reminded_at = None
    _touch(evaluation)
    outbox.record(EvaluationChanged(evaluation.id), by=by)


def _touch(evaluation: Evaluation) -> None:
    evaluation.changed_at = clock.now()
    evaluation.prepared += 1
    keep_changes()


def _refuse_odd(criteria: Sequence[Asked]) -> None:
    if not FEWEST <= len(criteria) <= MOST:
        raise RuleBroken(f"評価の基準は{FEWEST}つから{MOST}個まで入力してください(いま{len(criteria)}個)。")
    weights = [one.weight for one in criteria]
    if not numbers.whole(weights):
        raise RuleBroken(f"重みの合計を100にしてください(いま{sum(weights)})。")


def _written(criteria: Sequence[Asked]) -> list[Criterion]:
    return [
        Criterion(place=place, name=one.name, looks_at=one.looks_at, weight=one.weight)
        for place, one in enumerate(criteria, start=1)
    ]
