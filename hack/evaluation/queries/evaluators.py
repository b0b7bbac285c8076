"""What each of those who evaluate has declared, has written down, and still owes."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hack import clock, db
from hack.evaluation.choices import Answer, ConflictKind
from hack.evaluation.models import Allotment, Declaration, Entry, Evaluation, Evaluator, Sheet
from hack.evaluation.queries.entries import entries_of
from hack.evaluation.queries.seeing import ASKED, led_by
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal

ENDED = [step for step in ProposalStep if step.ends]
REMIND_BEFORE = timedelta(days=2)


def one_evaluator(key: str, place_key: str, viewer: Any) -> Evaluator | None:
    """The place of somebody who was asked, for those who lead the evaluation."""
    return db.session.scalar(
        select(Evaluator)
        .join(Evaluator.evaluation)
        .where(Evaluation.key == key, Evaluator.key == place_key, led_by(viewer))
        .options(contains_eager(Evaluator.evaluation).joinedload(Evaluation.need), joinedload(Evaluator.user))
    )


def entries_to_score(place: Evaluator) -> Select[Any]:
    """The proposals that this evaluator scores, in the order of their receipt: all without a conflict, or those allotted of them."""
    barred = [one.entry_id for one in place.declarations if one.kind.bars]
    found = entries_of(place.evaluation).where(Entry.id.not_in(barred))
    if not place.evaluation.allotted:
        return found
    return found.where(Entry.id.in_(select(Allotment.entry_id).where(Allotment.evaluator_id == place.id)))


def begun_pairs(evaluation: Evaluation) -> set[tuple[int, int]]:
    """Which of those who take part have begun a sheet about which proposals that go on, by the row numbers of both."""
    found = select(Sheet.evaluator_id, Sheet.entry_id).join(Sheet.evaluator).join(Sheet.entry).join(Entry.proposal)
    found = found.where(Evaluator.answer == Answer.ACCEPTED, Proposal.step.not_in(ENDED))
    return {(one, two) for one, two in db.session.execute(found.where(Evaluator.evaluation_id == evaluation.id))}


def allotted_pairs(evaluation: Evaluation) -> set[tuple[int, int]]:
    """Which evaluators were given which proposals to score, by the row numbers of both; nothing where everybody scores all."""
    found = select(Allotment.evaluator_id, Allotment.entry_id).join(Allotment.evaluator)
    return {(one, two) for one, two in db.session.execute(found.where(Evaluator.evaluation_id == evaluation.id))}


def has_a_share() -> ColumnElement[bool]:
    """The evaluator has proposals to score: all, or those allotted where proposals are allotted."""
    mine = exists().where(Allotment.evaluator_id == Evaluator.id)
    return or_(Evaluator.evaluation.has(Evaluation.allotted.is_(False)), mine)


def numbers_of_nobody(evaluation: Evaluation) -> list[str]:
    """The receipt numbers of proposals that go on and that nobody who takes part was given; nothing where everybody scores all."""
    if not evaluation.allotted:
        return []
    given = exists().where(
        Allotment.entry_id == Entry.id, Allotment.evaluator_id == Evaluator.id, Evaluator.answer == Answer.ACCEPTED
    )
    found = select(Proposal.number).join(Entry, Entry.proposal_id == Proposal.id)
    found = found.where(Entry.evaluation_id == evaluation.id, Proposal.step.not_in(ENDED), ~given)
    return [number or "" for number in db.session.scalars(found.order_by(Proposal.received_at, Proposal.id))]


def undeclared_entries(place: Evaluator, most: int = 20) -> list[Entry]:
    """The next proposals of which the evaluator has not said yet how they stand to them."""
    said = select(Declaration.entry_id).where(Declaration.evaluator_id == place.id)
    return list(db.session.scalars(entries_of(place.evaluation).where(Entry.id.not_in(said)).limit(most)))


def conflicts_in(evaluation: Evaluation) -> list[Declaration]:
    """Who of the evaluators stands back from which proposal, and why, in the order of the evaluators; at most 200."""
    found = select(Declaration).join(Declaration.evaluator).where(Evaluator.evaluation_id == evaluation.id)
    found = found.where(Declaration.kind != ConflictKind.NONE).order_by(Evaluator.id, Declaration.id).limit(200)
    loaded = contains_eager(Declaration.evaluator).joinedload(Evaluator.user)
    return list(db.session.scalars(found.options(loaded, joinedload(Declaration.entry).joinedload(Entry.proposal))))


def sheet_of(place: Evaluator, entry: Entry) -> Sheet | None:
    """What this evaluator has written down of that proposal."""
    mine = select(Sheet).where(Sheet.evaluator_id == place.id, Sheet.entry_id == entry.id)
    return db.session.scalar(mine.options(selectinload(Sheet.scores)))


def sheets_of(place: Evaluator, entries: list[Entry]) -> dict[int, Sheet]:
    """What this evaluator has written down of these proposals, by the row number of the entry."""
    mine = select(Sheet).where(Sheet.evaluator_id == place.id, Sheet.entry_id.in_([entry.id for entry in entries]))
    return {sheet.entry_id: sheet for sheet in db.session.scalars(mine.options(selectinload(Sheet.scores)))}


def reminders_due() -> list[Evaluator]:
    """Who was asked, has a share to score, has not handed in, and was not reminded yet, from two days before the last day until it is over; at most 200."""
    last = clock.today() + REMIND_BEFORE
    found = select(Evaluator).join(Evaluator.evaluation).where(
        Evaluation.step == EvaluationStep.SCORING, Evaluation.due_on.between(clock.today(), last),
        Evaluator.answer.in_(ASKED), has_a_share(), Evaluator.handed_in_at.is_(None), Evaluator.reminded_at.is_(None),
    )  # fmt: skip
    return list(db.session.scalars(found.order_by(Evaluator.id).limit(200)))
