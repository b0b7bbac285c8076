"""Which proposals stand in an evaluation, or could, and who may see them there."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, true
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hack import db
from hack.evaluation.choices import Answer, Call, ConflictKind
from hack.evaluation.models import Declaration, Entry, Evaluation, Evaluator
from hack.evaluation.queries.seeing import one_evaluation
from hack.evaluation.rules import leads, place_of, taking_part
from hack.needs.models import Need
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalKind, ProposalPartner
from hack.proposals.queries import behind_the_seal

READY = (ProposalStep.REVIEW, ProposalStep.INTERVIEW)
"""Where proposals stand that an evaluation begins with."""
NOT_READY = (ProposalStep.RECEIVED, ProposalStep.SCREENING, ProposalStep.QUERIED)
"""Where proposals stand that it has to wait for."""


def _partners() -> Any:
    """What loads the organisations that make proposals together with the one that leads each."""
    return selectinload(Proposal.partners).options(
        joinedload(ProposalPartner.organization), joinedload(ProposalPartner.accepted_by)
    )


def _entries() -> Select[Any]:
    return select(Entry).options(
        joinedload(Entry.proposal).options(
            joinedload(Proposal.organization),
            joinedload(Proposal.proposer),
            joinedload(Proposal.need),
            _partners(),
        ),
        joinedload(Entry.evaluation),
        joinedload(Entry.prepared_by),
    )


def one_entry(key: str, proposal_key: str, viewer: Any) -> Entry | None:
    """The proposal in that evaluation, for those who may see the evaluation and have no conflict with the proposal."""
    evaluation = one_evaluation(key, viewer)
    if evaluation is None:
        return None
    found = select(Entry).join(Entry.proposal).where(Entry.evaluation_id == evaluation.id, Proposal.key == proposal_key)
    found = found.where(~_stood_back_from_by(viewer))
    if not leads(viewer, evaluation):
        found = found.where(_declared_all(viewer))
    entry = db.session.scalar(
        found.options(
            joinedload(Entry.proposal).options(joinedload(Proposal.organization), _partners()),
            joinedload(Entry.prepared_by),
        )
    )
    if entry is not None:
        set_committed_value(entry, "evaluation", evaluation)  # with all that is loaded of it
    return entry


def entry_to_score(key: str, proposal_key: str, viewer: Any) -> Entry | None:
    """The proposal in that evaluation, for those who score it: who accepted, declared of all, has no conflict with it, and was allotted it
    where proposals are allotted.
    """
    entry = one_entry(key, proposal_key, viewer)
    if entry is None or not taking_part(viewer, entry.evaluation):
        return None
    place = place_of(viewer, entry.evaluation)
    return entry if place is not None and place.scores(entry) else None


def _place(viewer: Any) -> Any:
    return and_(Evaluator.evaluation_id == Entry.evaluation_id, Evaluator.user_id == (viewer.id or 0))


def _stood_back_from_by(viewer: Any) -> ColumnElement[bool]:
    """The viewer has a conflict with the entry."""
    said = and_(Declaration.evaluator_id == Evaluator.id, Declaration.entry_id == Entry.id)
    return exists().where(_place(viewer), said, Declaration.kind != ConflictKind.NONE)


def _declared_all(viewer: Any) -> ColumnElement[bool]:
    """The viewer evaluates, and has declared of every proposal."""
    return exists().where(_place(viewer), Evaluator.answer == Answer.ACCEPTED, Evaluator.declared_at.is_not(None))


def entries_of(evaluation: Evaluation) -> Select[Any]:
    """The proposals of the evaluation, in the order of their receipt, for `db.page_of`."""
    mine = _entries().where(Entry.evaluation_id == evaluation.id)
    return mine.join(Entry.proposal).order_by(Proposal.received_at, Proposal.id)


def all_entries(evaluation: Evaluation) -> list[Entry]:
    """All proposals of the evaluation (at most `moving.MOST`), in the order of their receipt."""
    return list(db.session.scalars(entries_of(evaluation)))


def proposals_to_evaluate(need: Need, call: Call) -> list[Proposal]:
    """The proposals that an evaluation of that call begins with, in the order of their receipt."""
    found = select(Proposal).where(_came_through(need, call, READY))
    found = found.options(joinedload(Proposal.organization), _partners())
    return list(db.session.scalars(found.order_by(Proposal.received_at, Proposal.id)))


def how_many_came_through(need: Need, call: Call, steps: tuple[ProposalStep, ...]) -> int:
    """How many proposals came in through that call and stand at these steps."""
    return db.session.scalar(select(func.count(Proposal.id)).where(_came_through(need, call, steps))) or 0


def _came_through(need: Need, call: Call, steps: tuple[ProposalStep, ...]) -> ColumnElement[bool]:
    """None of a sealed call that is still open: the section does not know of those."""
    of_its_kind = Proposal.kind == ProposalKind.SOLUTION if call is Call.TRIALS else true()
    return and_(Proposal.need_id == need.id, Proposal.step.in_(steps), of_its_kind, ~behind_the_seal())
