"""Evaluations of sixty proposals by twenty people."""

from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.accounts.models import User
from hack.evaluation.choices import Answer, ConflictKind, Decision, Result
from hack.evaluation.models import Criterion, Declaration, Entry, Evaluation, Evaluator, Score, Sheet
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from tests.whole.crowd.proposals import a_proposal
from tests.whole.crowd.rows import many

PROPOSALS, PEOPLE = 60, 20


def evaluate(officers: list[User], proposers: list[User]) -> None:
    """Sixty proposals and twenty evaluators in every evaluation there is; each has found something of each from scoring on."""
    for evaluation in db.session.scalars(select(Evaluation).order_by(Evaluation.id)).all():
        entries = _entries(evaluation, proposers)
        places = _places(evaluation, officers)
        if evaluation.step is not EvaluationStep.PREPARING:
            _sheets(evaluation, entries, places)


def _entries(evaluation: Evaluation, proposers: list[User]) -> list[Entry]:
    need, told = evaluation.need, evaluation.step in (EvaluationStep.DECIDING, EvaluationStep.RELEASED)

    def proposal(n: int, person: Any) -> dict[str, Any]:
        number = {"number": f"E{evaluation.id}-{n}", "step": ProposalStep.REVIEW}
        return a_proposal(n, person, need) | number

    def entry(_: int, one: Any) -> dict[str, Any]:
        about = {"evaluation_id": evaluation.id, "proposal_id": one.id, "result_words": "", "told_words": ""}
        prepared = {"decision": None, "prepared_by_id": None, "stood_at": None, "result": None}
        if told:
            prepared = {"decision": Decision.CHOOSE, "prepared_by_id": evaluation.chair_id, "stood_at": one.step}
            prepared |= {"result": Result.RECOMMENDED, "result_words": "そのため。"}
        return about | prepared

    return many(Entry, PROPOSALS, many(Proposal, PROPOSALS, proposers, proposal), entry)


def _places(evaluation: Evaluation, officers: list[User]) -> list[Evaluator]:
    now, closed = clock.now(), evaluation.step not in (EvaluationStep.PREPARING, EvaluationStep.SCORING)

    def place(_: int, officer: Any) -> dict[str, Any]:
        about = {"evaluation_id": evaluation.id, "user_id": officer.id, "invited_by_id": evaluation.chair_id}
        said = {"answer": Answer.ACCEPTED, "answered_at": now, "declared_at": now}
        return about | said | {"handed_in_at": now if closed else None}

    return many(Evaluator, PEOPLE, officers, place)


def _sheets(evaluation: Evaluation, entries: list[Entry], places: list[Evaluator]) -> None:
    first = db.session.scalars(select(Evaluator).where(Evaluator.evaluation_id == evaluation.id)).first()
    pairs = [(place, entry) for place in [first, *places] for entry in entries]
    kinds = (ConflictKind.NONE, ConflictKind.NONE, ConflictKind.WORKED)
    many(
        Declaration,
        len(pairs),
        pairs,
        lambda n, one: {"evaluator_id": one[0].id, "entry_id": one[1].id, "kind": kinds[n % 3 if n % 7 == 0 else 0]},
    )
    sheets = many(
        Sheet,
        len(pairs),
        pairs,
        lambda n, one: {"evaluator_id": one[0].id, "entry_id": one[1].id, "comment": f"所見{n}"},
    )
    criteria = db.session.scalars(select(Criterion).where(Criterion.evaluation_id == evaluation.id)).all()
    given = [(sheet, criterion) for sheet in sheets for criterion in criteria]
    many(
        Score,
        len(given),
        given,
        lambda n, one: {"sheet_id": one[0].id, "criterion_id": one[1].id, "points": n % 6, "comment": "理由"},
    )
