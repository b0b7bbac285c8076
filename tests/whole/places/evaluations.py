"""Evaluations at every step."""

from typing import Any

from hack import db
from hack.evaluation.choices import Answer, Decision
from hack.evaluation.models import Evaluation, Evaluator
from hack.pipeline.evaluation import EvaluationStep
from hack.rounds.actions import release_round
from hack.rounds.models import Round
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, handed_in, kept
from tests.rounds.words import a_round
from tests.whole.town import Town

EVALUATED = {
    "being prepared": EvaluationStep.PREPARING,
    "each one scores": EvaluationStep.SCORING,
    "all confer": EvaluationStep.JOINT,
    "decisions are prepared": EvaluationStep.DECIDING,
    "released": EvaluationStep.RELEASED,
}


def an_evaluated_call(town: Town, step: EvaluationStep) -> tuple[Evaluation, Any, Evaluator]:
    """An evaluation of Michi's with a proposal of Umi's; Kaji evaluates it, Midori stands back from it, Toki declined."""
    cast = town.cast
    evaluation = an_evaluation(by=cast.michi, step=step)
    entry = an_entry(evaluation, by=cast.umi)
    places = [
        an_evaluator(evaluation, cast.kaji, entry),
        an_evaluator(evaluation, cast.midori, entry, but=entry),
    ]
    kept(
        Evaluator(
            evaluation_id=evaluation.id, user_id=town.toki.id, invited_by_id=cast.michi.id, answer=Answer.DECLINED
        )
    )
    if step is not EvaluationStep.PREPARING:
        a_sheet(places[0], entry, 3, 4, 2)
    if step not in (EvaluationStep.PREPARING, EvaluationStep.SCORING):
        handed_in(*places)
    if step in (EvaluationStep.DECIDING, EvaluationStep.RELEASED):
        decided(entry, Decision.CHOOSE, by=cast.michi)
    return evaluation, entry, places[0]


def enter_rounds(town: Town) -> dict[str, Round]:
    """A draft of who evaluates the proposal, and one that was released."""
    rounds = {}
    for says in ("a draft", "released"):
        evaluation, _, _ = an_evaluated_call(town, EvaluationStep.SCORING)
        rounds[says] = a_round(evaluation, by=town.cast.mori, wanted=1)
    with db.transaction():
        released = rounds["released"]
        release_round(released, by=town.cast.mori, seen=released.version)
    return rounds
