"""Saying which evaluator scores which proposals, where not everybody scores all of them."""

from collections.abc import Iterable

from sqlalchemy import delete, select

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions.holding import hold
from hack.evaluation.models import Allotment, Entry, Evaluation, Evaluator
from hack.evaluation.queries import begun_pairs
from hack.evaluation.rules import known_conflict
from hack.events import AllotmentWithdrawn, EntriesAllotted
from hack.passages import keep_changes
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can

Pairs = Iterable[tuple[Evaluator, Entry]]


def allot_entries(evaluation: Evaluation, pairs: Pairs, *, by: User) -> None:
    """From now on each evaluator scores only what is said here; what was said before counts no more.

    Raises NotAllowed, Overtaken (nobody scores now), RuleBroken (a pair has a conflict or has not declared, somebody does not take part
    or has handed in, a sheet that is begun would be lost, or nothing is said). Records EntriesAllotted.
    """
    hold(evaluation)
    if not can(by, "entry.allot", evaluation):
        raise NotAllowed("entry.allot")
    refuse_outside_scoring(evaluation)
    pairs = [(place, entry) for place, entry in dict.fromkeys(pairs) if not entry.gone]
    if not pairs:
        raise RuleBroken("評価する提案が残っていないため、割り当てられません。")
    for place, entry in pairs:
        _refuse_unfit(evaluation, place, entry)
    said, begun = {(place.id, entry.id) for place, entry in pairs}, begun_pairs(evaluation)
    for place, entry in pairs:
        if (place.id, entry.id) not in begun:
            _refuse_new(place, entry)
    if lost := begun - said:
        raise RuleBroken(
            f"すでに書き始められた評価票が{len(lost)}件、この割り当てから外れています。計算し直すと、その組が残ります。"
        )

    _forget(evaluation)
    db.session.add_all(Allotment(evaluator_id=place_id, entry_id=entry_id) for place_id, entry_id in sorted(said))
    _touch(evaluation, allotted=True)
    outbox.record(EntriesAllotted(evaluation.id), by=by)


def withdraw_allotment(evaluation: Evaluation, *, by: User) -> None:
    """Everybody scores all proposals again, as long as nobody has begun a sheet; nothing happens where nothing is allotted.

    Raises NotAllowed, Overtaken (nobody scores now), RuleBroken (a sheet is begun). Records AllotmentWithdrawn.
    """
    hold(evaluation)
    if not can(by, "entry.allot", evaluation):
        raise NotAllowed("entry.allot")
    refuse_outside_scoring(evaluation)
    if not evaluation.allotted:
        return
    if begun := len(begun_pairs(evaluation)):
        raise RuleBroken(
            f"評価票がすでに{begun}件書き始められているため、割り当てを取り消せません。変えるときは、新しい割り当て案を作ってください。"
        )

    _forget(evaluation)
    _touch(evaluation, allotted=False)
    outbox.record(AllotmentWithdrawn(evaluation.id), by=by)


def refuse_outside_scoring(evaluation: Evaluation) -> None:
    """Raise Overtaken unless each one scores now."""
    if evaluation.step is not EvaluationStep.SCORING:
        raise Overtaken(f"この評価は「{evaluation.step.label}」の段階です。割り当てられるのは、個別評価の間だけです。")


def _refuse_unfit(evaluation: Evaluation, place: Evaluator, entry: Entry) -> None:
    if place.evaluation_id != evaluation.id or entry.evaluation_id != evaluation.id:
        raise NotAllowed("entry.allot")
    if place not in evaluation.taking_part:
        raise RuleBroken(f"{place.user.name}さんは、いまこの評価に加わっていません。")
    if place.declared_at is None:
        raise RuleBroken(f"{place.user.name}さんは、まだ利害関係を申告していません。")
    if place.stands_back_from(entry) or known_conflict(place.user, entry.proposal):
        raise RuleBroken(f"{place.user.name}さんには、{entry.proposal.number}との利害関係があります。")


def _refuse_new(place: Evaluator, entry: Entry) -> None:
    number = entry.proposal.number
    if place.handed_in_at is not None:
        raise RuleBroken(f"{place.user.name}さんは評価を提出したため、{number}を新しく割り当てられません。")
    if not place.user.is_active:
        raise RuleBroken(f"{place.user.name}さんは利用を停止されているため、{number}を新しく割り当てられません。")


def _forget(evaluation: Evaluation) -> None:
    mine = select(Evaluator.id).where(Evaluator.evaluation_id == evaluation.id)
    db.session.execute(delete(Allotment).where(Allotment.evaluator_id.in_(mine)))


def _touch(evaluation: Evaluation, *, allotted: bool) -> None:
    evaluation.allotted, evaluation.changed_at = allotted, clock.now()
    evaluation.prepared += 1
    keep_changes()
    for place in evaluation.evaluators:
        db.session.expire(place, ["allotments"])
