"""What is to be seen of evaluations, and by whom."""

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from hack import clock, db
from hack.accounts.models import User
from hack.evaluation.choices import Answer, Call, ConflictKind
from hack.evaluation.models import (
    CriteriaCorrection,
    Declaration,
    Entry,
    Evaluation,
    Evaluator,
    Release,
    Sheet,
)
from hack.evaluation.rules import leads
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalKind, ProposalPartner
from hack.proposals.queries import behind_the_seal
from hack.roles import Role

ASKED = (Answer.INVITED, Answer.ACCEPTED)
REMIND_BEFORE = timedelta(days=2)
READY = (ProposalStep.REVIEW, ProposalStep.INTERVIEW)
"""Where proposals stand that an evaluation begins with."""
NOT_READY = (ProposalStep.RECEIVED, ProposalStep.SCREENING, ProposalStep.QUERIED)


def led_by(viewer: Any) -> ColumnElement[bool]:
    """The evaluations that this person's section, or the secretariat, leads."""
    if viewer.role is Role.COORDINATOR:
        return true()
    return Evaluation.need.has(owned_by(viewer)) if viewer.role is Role.OFFICER else false()


def asked_of(viewer: Any) -> ColumnElement[bool]:
    """The evaluations that this person was asked to take part in, and has not declined."""
    if viewer.role not in (Role.OFFICER, Role.COORDINATOR):
        return false()
    mine = select(Evaluator.evaluation_id).where(Evaluator.user_id == viewer.id, Evaluator.answer.in_(ASKED))
    return Evaluation.id.in_(mine)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """The asking section, the coordinators, and those who were asked to evaluate; nobody else at all."""
    return or_(led_by(viewer), asked_of(viewer))


def _with_people(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Evaluation.need).joinedload(Need.section),
        joinedload(Evaluation.opened_by),
        joinedload(Evaluation.chair),
        selectinload(Evaluation.criteria),
        selectinload(Evaluation.evaluators).joinedload(Evaluator.user).joinedload(User.section),
    )


def one_evaluation(key: str, viewer: Any) -> Evaluation | None:
    """The evaluation with that key, with its need, criteria and evaluators, if this person may see it."""
    return db.session.scalar(_with_people(select(Evaluation).where(Evaluation.key == key, visible_to(viewer))))


def one_evaluator(key: str, place_key: str, viewer: Any) -> Evaluator | None:
    """The place of somebody who was asked, for those who lead the evaluation."""
    return db.session.scalar(
        select(Evaluator)
        .join(Evaluator.evaluation)
        .where(Evaluation.key == key, Evaluator.key == place_key, led_by(viewer))
        .options(contains_eager(Evaluator.evaluation).joinedload(Evaluation.need), joinedload(Evaluator.user))
    )


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
    """The proposal in that evaluation, for those who evaluate it: who accepted, declared of all, and has no conflict with it."""
    entry = one_entry(key, proposal_key, viewer)
    places = [] if entry is None else [one for one in entry.evaluation.evaluators if one.user_id == viewer.id]
    taken = any(one.answer is Answer.ACCEPTED and one.declared_at is not None for one in places)
    return entry if taken else None


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
    """All proposals of the evaluation (at most `setting_up.MOST`), in the order of their receipt."""
    return list(db.session.scalars(entries_of(evaluation)))


def entries_to_score(place: Evaluator) -> Select[Any]:
    """The proposals that this evaluator scores: all without a conflict, in the order of their receipt."""
    barred = [one.entry_id for one in place.declarations if one.kind.bars]
    return entries_of(place.evaluation).where(Entry.id.not_in(barred))


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


def proposals_to_evaluate(need: Need, call: Call, steps: tuple[ProposalStep, ...] = READY) -> list[Proposal]:
    """The proposals that came in through that call and stand at these steps, in the order of their receipt, at most 101.

    None of a sealed call that is still open: the section does not know of those.
    """
    found = select(Proposal).where(Proposal.need_id == need.id, Proposal.step.in_(steps), ~behind_the_seal())
    if call is Call.TRIALS:
        found = found.where(Proposal.kind == ProposalKind.SOLUTION)
    found = found.options(joinedload(Proposal.organization), _partners())
    return list(db.session.scalars(found.order_by(Proposal.received_at, Proposal.id).limit(101)))


def sheet_of(place: Evaluator, entry: Entry) -> Sheet | None:
    """What this evaluator has written down of that proposal."""
    mine = select(Sheet).where(Sheet.evaluator_id == place.id, Sheet.entry_id == entry.id)
    return db.session.scalar(mine.options(selectinload(Sheet.scores)))


def sheets_of(place: Evaluator, entries: list[Entry]) -> dict[int, Sheet]:
    """What this evaluator has written down of these proposals, by the row number of the entry."""
    mine = select(Sheet).where(Sheet.evaluator_id == place.id, Sheet.entry_id.in_([entry.id for entry in entries]))
    return {sheet.entry_id: sheet for sheet in db.session.scalars(mine.options(selectinload(Sheet.scores)))}


def evaluations_of_need(need: Need) -> list[Evaluation]:
    """The evaluations of the need's calls, newest first, at most 20."""
    found = select(Evaluation).where(Evaluation.need_id == need.id).order_by(Evaluation.id.desc()).limit(20)
    with_all = (joinedload(Evaluation.need), selectinload(Evaluation.criteria), joinedload(Evaluation.chair))
    return list(db.session.scalars(found.options(*with_all)))


def corrections_of(evaluations: list[Evaluation]) -> dict[int, list[CriteriaCorrection]]:
    """What was corrected of the criteria, newest first, by the row number of the evaluation."""
    numbers = [one.id for one in evaluations]
    told: dict[int, list[CriteriaCorrection]] = {number: [] for number in numbers}
    found = (
        select(CriteriaCorrection)
        .where(CriteriaCorrection.evaluation_id.in_(numbers))
        .order_by(CriteriaCorrection.id.desc())
        .limit(50)
    )
    for correction in db.session.scalars(found):
        told[correction.evaluation_id].append(correction)
    return told


def current_evaluation(need: Need, call: Call) -> Evaluation | None:
    """The evaluation of that call that was not cancelled, if there is one."""
    found = select(Evaluation).where(Evaluation.need_id == need.id, Evaluation.call == call)
    return db.session.scalar(found.where(Evaluation.step != EvaluationStep.CANCELLED))


def led_evaluations(viewer: Any) -> Select[Any]:
    """The evaluations that the person's section, or the secretariat, leads: those under way first, last moved first."""
    return _listed(led_by(viewer)).options(selectinload(Evaluation.evaluators))


def asked_evaluations(viewer: Any) -> Select[Any]:
    """The evaluations that the person was asked to take part in: those under way first, what is due next at the top."""
    return _listed(asked_of(viewer)).options(
        selectinload(Evaluation.evaluators.and_(Evaluator.user_id == (viewer.id or 0)))
    )


def _listed(which: ColumnElement[bool]) -> Select[Any]:
    over = Evaluation.step.in_([step for step in EvaluationStep if step.ends])
    found = select(Evaluation).where(which).options(joinedload(Evaluation.need).joinedload(Need.section))
    return found.order_by(over, func.coalesce(Evaluation.due_on, clock.today()), Evaluation.id.desc())


def handed_in(evaluation: Evaluation) -> tuple[int, int]:
    """How many of those who take part have handed in, and how many take part."""
    return sum(one.handed_in_at is not None for one in evaluation.taking_part), len(evaluation.taking_part)


def releases_of(evaluation: Evaluation) -> list[Release]:
    """When the decisions were told, and undone, newest first, at most 20."""
    mine = select(Release).where(Release.evaluation_id == evaluation.id).order_by(Release.id.desc()).limit(20)
    return list(db.session.scalars(mine.options(joinedload(Release.by), joinedload(Release.undone_by))))


def chairs_to_choose(evaluation: Evaluation) -> list[User]:
    """Who can lead the evaluation: the asking section's officers and the coordinators, by name, at most 200."""
    inside = or_(User.section_id.in_([one.id for one in evaluation.need.sections]), User.role == Role.COORDINATOR)
    found = select(User).where(User.active, or_(inside, User.id == evaluation.chair_id))
    return list(db.session.scalars(found.order_by(User.role, User.name, User.id).limit(200)))


def reminders_due() -> list[Evaluator]:
    """Who was asked, has not handed in, and was not reminded yet, two days before the last day or later."""
    last = clock.today() + REMIND_BEFORE
    found = select(Evaluator).join(Evaluator.evaluation).where(
        Evaluation.step == EvaluationStep.SCORING, Evaluation.due_on.between(clock.today(), last),
        Evaluator.answer.in_(ASKED), Evaluator.handed_in_at.is_(None), Evaluator.reminded_at.is_(None),
    )  # fmt: skip
    return list(db.session.scalars(found.order_by(Evaluator.id).limit(200)))
