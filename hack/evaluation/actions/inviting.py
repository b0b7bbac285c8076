"""Asking people to evaluate, their answers, and reminding them."""

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions.holding import hold
from hack.evaluation.choices import Answer
from hack.evaluation.models import Evaluation, Evaluator
from hack.evaluation.rules import may_evaluate, place_of
from hack.events import EvaluatorAnswered, EvaluatorInvited, EvaluatorReminded, EvaluatorWithdrawn
from hack.pipeline.evaluation import EvaluationStep
from hack.policy import can

MOST = 20
BEFORE_THE_CLOSE = (EvaluationStep.PREPARING, EvaluationStep.SCORING)


def invite_evaluator(evaluation: Evaluation, user: User, *, by: User) -> Evaluator:
    """Ask an officer of any section, or a coordinator, to evaluate; who was asked already and has not declined stays.

    Raises NotAllowed, Overtaken (each one's own scores are closed), RuleBroken (not such a person, or too many). Records
    EvaluatorInvited.
    """
    hold(evaluation)
    if not can(by, "evaluator.invite", evaluation):
        raise NotAllowed("evaluator.invite")
    _refuse_late(evaluation)
    if not may_evaluate(user):
        raise RuleBroken("評価者になれるのは、利用中の職員とコーディネーターだけです。", "email")
    place = place_of(user, evaluation)
    if place is not None and place.asked:
        return place
    if sum(one.asked for one in evaluation.evaluators) >= MOST:
        raise RuleBroken(f"評価者は{MOST}人までです。", "email")

    if place is None:
        place = Evaluator(evaluation_id=evaluation.id, user_id=user.id)
        db.session.add(place)
    place.answer, place.answered_at, place.why = Answer.INVITED, None, ""
    place.invited_by_id, place.invited_at, place.reminded_at = by.id, clock.now(), None
    db.session.flush()
    db.session.expire(evaluation, ["evaluators"])
    outbox.record(EvaluatorInvited(place.id), by=by)
    return place


def answer_invitation(evaluation: Evaluation, *, by: User, accepts: bool, why: str = "") -> None:
    """Accept or decline to evaluate; who has accepted may still decline until the scores are handed in.

    Raises NotAllowed (not asked), Overtaken (closed, or handed in), RuleBroken (declined without a word). Records
    EvaluatorAnswered if the answer is new.
    """
    hold(evaluation)
    place = place_of(by, evaluation)
    if place is None or not can(by, "evaluation.take_part", evaluation):
        raise NotAllowed("evaluation.take_part")
    if accepts and place.answer is Answer.ACCEPTED:
        return
    _refuse_late(evaluation)
    if place.handed_in_at is not None:
        raise Overtaken("評価を提出したあとは、辞退できません。")
    if not accepts and not why.strip():
        raise RuleBroken("辞退する理由を入力してください。", "why")

    place.answer = Answer.ACCEPTED if accepts else Answer.DECLINED
    place.answered_at, place.why = clock.now(), "" if accepts else why.strip()
    db.session.flush()
    outbox.record(EvaluatorAnswered(place.id), by=by)


def withdraw_invitation(place: Evaluator, *, by: User) -> None:
    """Take somebody off the list who has not handed in. Raises NotAllowed, Overtaken (closed, or handed in). Records
    EvaluatorWithdrawn.
    """
    hold(place.evaluation)
    if not can(by, "evaluator.withdraw", place):
        raise NotAllowed("evaluator.withdraw")
    if not place.asked:
        return
    _refuse_late(place.evaluation)
    if place.handed_in_at is not None:
        raise Overtaken("この人は評価を提出したため、外せません。")

    place.answer = Answer.WITHDRAWN
    db.session.flush()
    outbox.record(EvaluatorWithdrawn(place.id), by=by)


def remind_evaluator(place: Evaluator) -> None:
    """Have an evaluator told, once, that the last day is near. Records EvaluatorReminded, by nobody: the clock did it."""
    reminded = db.session.execute(
        update(Evaluator)
        .where(Evaluator.id == place.id, Evaluator.reminded_at.is_(None), Evaluator.handed_in_at.is_(None))
        .values(reminded_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    if reminded.rowcount:  # type: ignore[attr-defined]
        db.session.expire(place)
        outbox.record(EvaluatorReminded(place.id), by=None)


def _refuse_late(evaluation: Evaluation) -> None:
    if evaluation.step not in BEFORE_THE_CLOSE:
        raise Overtaken(f"この評価は「{evaluation.step.label}」の段階です。個別評価は締め切られました。")
