"""Which evaluations are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import User
from hack.evaluation.choices import Answer, Call
from hack.evaluation.models import CriteriaCorrection, Evaluation, Evaluator, Release
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.pipeline.evaluation import EvaluationStep
from hack.roles import Role

ASKED = (Answer.INVITED, Answer.ACCEPTED)


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


def evaluations_of_need(need: Need) -> list[Evaluation]:
    """The evaluations of the need's calls, newest first, at most 20."""
    found = select(Evaluation).where(Evaluation.need_id == need.id).order_by(Evaluation.id.desc()).limit(20)
    with_all = (joinedload(Evaluation.need), selectinload(Evaluation.criteria))
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
    """The evaluations that the person's section, or the secretariat, leads: those under way first, what is due next at the top."""
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


def releases_of(evaluation: Evaluation) -> list[Release]:
    """When the decisions were told, and undone, newest first, at most 20."""
    mine = select(Release).where(Release.evaluation_id == evaluation.id).order_by(Release.id.desc()).limit(20)
    return list(db.session.scalars(mine.options(joinedload(Release.by), joinedload(Release.undone_by))))


def chairs_to_choose(evaluation: Evaluation) -> list[User]:
    """Who can lead the evaluation: the officers of the sections that own the need, the coordinators, and who leads it now; at most 200."""
    inside = or_(User.section_id.in_([one.id for one in evaluation.need.sections]), User.role == Role.COORDINATOR)
    found = select(User).where(User.active, or_(inside, User.id == evaluation.chair_id))
    return list(db.session.scalars(found.order_by(User.role, User.name, User.id).limit(200)))
