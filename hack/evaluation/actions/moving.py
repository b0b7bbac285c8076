"""Taking an evaluation along its path, with what each step asks for."""

from typing import Any

from hack import clock, db, outbox, passages
from hack.errors import Incomplete, RuleBroken
from hack.evaluation.choices import ConflictKind
from hack.evaluation.models import Declaration, Entry, Evaluation
from hack.evaluation.queries import (
    NOT_READY,
    READY,
    all_entries,
    how_many_came_through,
    numbers_of_nobody,
    proposals_to_evaluate,
)
from hack.evaluation.rules import known_conflict, moves_open_to
from hack.events import EvaluationMoved
from hack.passages import Passage
from hack.pipeline.evaluation import PATH

MOST = 100
"""How many proposals are evaluated at once, at most."""


def move_evaluation(evaluation: Evaluation, name: str, *, by: Any, **how: Any) -> Passage:
    """Take an evaluation one move along its path, if all is there that the move needs; takes and raises what
    `passages.advance` does, and RuleBroken where something is missing. Records EvaluationMoved.

    Beginning takes up the proposals that stand under review, and finds the conflicts that the platform knows.
    """
    if name in [move.name for move in moves_open_to(by, evaluation)]:
        {"begin": _ready_to_begin, "prepare": _ready_to_decide}.get(name, _ready)(evaluation)
    passage = passages.advance(evaluation, name, among=moves_open_to(by, evaluation), by=by, **how)
    if name == "begin":
        _take_up(evaluation)
    outbox.record(EvaluationMoved(evaluation.id, passage.start, passage.end, passage.move), by=by)
    return passage


def close_if_complete(evaluation: Evaluation) -> Passage | None:
    """Close each one's own scores by itself once nobody who takes part owes any; None while somebody does, or a proposal is nobody's."""
    move = PATH.move("complete")
    if evaluation.step not in move.from_steps or any(one.owes for one in evaluation.evaluators):
        return None
    if numbers_of_nobody(evaluation):
        return None
    passage = passages.advance(evaluation, move.name, among=[move], by=None)
    outbox.record(EvaluationMoved(evaluation.id, passage.start, passage.end, passage.move), by=None)
    return passage


def _ready(_evaluation: Evaluation) -> None:
    """Nothing more is needed."""


def _ready_to_begin(evaluation: Evaluation) -> None:
    missing = []
    if not evaluation.call_over:
        missing.append("募集が終わってから始められます。")
    if evaluation.due_on is None or clock.now() >= clock.end_of(evaluation.due_on):
        missing.append("個別評価の期限(今日以後の日)を決めてください。")
    if not evaluation.taking_part:
        missing.append("引き受けた評価者が1人もいません。")
    if evaluation.call_over:
        missing += _unready_proposals(evaluation)
    if missing:
        raise RuleBroken("個別評価を始める準備がそろっていません。" + "".join(missing))


def _unready_proposals(evaluation: Evaluation) -> list[str]:
    waiting = how_many_came_through(evaluation.need, evaluation.call, NOT_READY)
    ready = how_many_came_through(evaluation.need, evaluation.call, READY)
    missing = []
    if waiting:
        missing.append(f"形式の確認が済んでいない提案が{waiting}件あります。")
    if not ready:
        missing.append("「評価中」の提案がありません。")
    if ready > MOST:
        missing.append(f"一度に評価できる提案は{MOST}件までです。")
    return missing


def _take_up(evaluation: Evaluation) -> None:
    entries = [
        Entry(evaluation_id=evaluation.id, proposal=proposal)
        for proposal in proposals_to_evaluate(evaluation.need, evaluation.call)
    ]
    db.session.add_all(entries)
    db.session.flush()
    for place in evaluation.evaluators:
        find_conflicts(place, entries)
    db.session.flush()


def find_conflicts(place: Any, entries: list[Entry]) -> None:
    """Enter the conflicts that the platform itself knows of, for one evaluator, as far as they are not entered yet."""
    for entry in entries:
        if known_conflict(place.user, entry.proposal):
            kind = ConflictKind.KNOWN
            db.insert_once(Declaration, evaluator_id=place.id, entry_id=entry.id, kind=kind, words="", at=clock.now())


def _ready_to_decide(evaluation: Evaluation) -> None:
    without = [entry for entry in all_entries(evaluation) if entry.result is None and not entry.gone]
    if without:
        numbers = "、".join(entry.proposal.number or "" for entry in without[:10])
        raise Incomplete(f"合議の結果が書かれていない提案があります: {numbers}", {})
