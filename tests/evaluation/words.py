"""What the tests of this chapter, and those of everything at once, say again and again."""

from datetime import timedelta
from typing import Any

from hack import clock, db
from hack.accounts.models import User
from hack.evaluation.choices import Answer, Call, ConflictKind, Decision, Door, Refusal, Result
from hack.evaluation.models import Criterion, Declaration, Entry, Evaluation, Evaluator, Score, Sheet
from hack.needs.models import Need
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from tests.cast import a_need, a_proposal

THREE = (("課題との適合", 50), ("実現性", 30), ("費用", 20))


def an_evaluation(
    *, by: User, need: Need | None = None, step: EvaluationStep = EvaluationStep.PREPARING, **facts: Any
) -> Evaluation:
    """An evaluation of an ideas call that is over, led by `by`, with three criteria; due in ten days."""
    need = need or a_need(by=by, step=NeedStep.IDEAS_CLOSED, title="除雪車の位置を知りたい")
    about = {"call": Call.IDEAS, "due_on": clock.today() + timedelta(days=10), "step": step} | facts
    evaluation = Evaluation(need_id=need.id, opened_by_id=by.id, chair_id=by.id, **about)
    evaluation.criteria = [
        Criterion(place=place, name=name, looks_at="", weight=weight)
        for place, (name, weight) in enumerate(THREE, start=1)
    ]
    return kept(evaluation)


def an_entry(evaluation: Evaluation, *, by: User, **facts: Any) -> Entry:
    """A proposal of `by`'s organisation, under review, that is evaluated."""
    proposal: Proposal = a_proposal(by=by, need=evaluation.need, **({"step": ProposalStep.REVIEW} | facts))
    return kept(Entry(evaluation_id=evaluation.id, proposal_id=proposal.id))


def an_evaluator(evaluation: Evaluation, user: User, *entries: Entry, but: Entry | None = None) -> Evaluator:
    """That the person accepted and declared of these proposals: no conflict, save with `but`."""
    now = clock.now()
    place = kept(
        Evaluator(
            evaluation_id=evaluation.id, user_id=user.id, invited_by_id=evaluation.opened_by_id,
            answer=Answer.ACCEPTED, answered_at=now, declared_at=now if entries else None,
        )
    )  # fmt: skip
    for entry in entries:
        kind = ConflictKind.WORKED if entry is but else ConflictKind.NONE
        kept(Declaration(evaluator_id=place.id, entry_id=entry.id, kind=kind))
    return place


def a_sheet(place: Evaluator, entry: Entry, *points: int | None, comment: str = "ひとこと。", **facts: Any) -> Sheet:
    """What the evaluator gave for each criterion, each with the same comment."""
    sheet = Sheet(evaluator_id=place.id, entry_id=entry.id, **({"comment": comment} | facts))
    criteria = db.session.get_one(Evaluation, place.evaluation_id).criteria
    sheet.scores = [
        Score(criterion_id=one.id, points=given, comment=comment) for one, given in zip(criteria, points, strict=False)
    ]
    return kept(sheet)


def handed_in(*places: Evaluator) -> None:
    """They have handed in."""
    with db.transaction():
        for place in places:
            place.handed_in_at = clock.now()


def decided(entry: Entry, decision: Decision, *, by: User, words: str = "そのため。") -> None:
    """A joint result and a decision, prepared by `by`."""
    with db.transaction():
        entry.prepared_by_id, entry.stood_at = by.id, entry.proposal.step
        entry.result, entry.result_words = Result.RECOMMENDED, words
        entry.decision, entry.told_words = decision, words
        if decision.refuses:
            entry.refusal, entry.door = Refusal.FIT, Door.FRONT


def kept(thing: Any) -> Any:
    """The thing, in the database."""
    with db.transaction():
        db.session.add(thing)
    return thing
