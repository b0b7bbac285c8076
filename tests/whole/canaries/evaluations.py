"""Words in what evaluators write and what is decided."""

from sqlalchemy import select

from hack import db
from hack.evaluation.actions import release_decisions
from hack.evaluation.choices import Answer, Decision
from hack.evaluation.models import Declaration, Evaluator
from hack.pipeline.evaluation import EvaluationStep
from hack.proposals.models import Readers
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, handed_in, kept
from tests.rounds.words import a_round
from tests.whole.canaries.files import lay
from tests.whole.canaries.words import COMPANY, SECTION, Canaries
from tests.whole.town import Town


def plant_evaluations(canaries: Canaries, town: Town) -> None:
    """Of Umi's proposals one is scored, one conferred about, and one decided; Kaji evaluates, Midori stands back from each."""
    cast, word = town.cast, canaries.word
    leads, inside = SECTION | {"mori"}, SECTION | {"mori", "kaji"}
    for step, readers in (
        (EvaluationStep.SCORING, {"kaji"}),
        (EvaluationStep.JOINT, inside),
        (EvaluationStep.DECIDING, inside),
        (EvaluationStep.RELEASED, leads),
    ):
        evaluation = an_evaluation(by=cast.michi, step=step)
        told = step is EvaluationStep.RELEASED
        text = word(f"evaluated{step.value}", COMPANY | (leads if told else inside))
        entry = an_entry(
            evaluation, by=cast.umi, questions=text, confidential=word(f"kept{step.value}", COMPANY | {"mori"})
        )
        kaji = an_evaluator(evaluation, cast.kaji, entry)
        midori = an_evaluator(evaluation, cast.midori, entry, but=entry)
        with db.transaction():
            conflict = db.session.scalars(select(Declaration).where(Declaration.evaluator_id == midori.id)).one()
            conflict.words = word(f"conflict{step.value}", SECTION | {"mori"})
        kept(
            Evaluator(
                evaluation_id=evaluation.id, user_id=town.toki.id, invited_by_id=cast.michi.id,
                answer=Answer.DECLINED, why=word(f"notevaluating{step.value}", leads),
            )
        )  # fmt: skip
        a_sheet(kaji, entry, 3, 4, 2, comment=word(f"sheet{step.value}", readers))
        if step is not EvaluationStep.SCORING:
            handed_in(kaji)
        if step in (EvaluationStep.DECIDING, EvaluationStep.RELEASED):
            decided(entry, Decision.DECLINE, by=cast.michi)
            with db.transaction():
                entry.result_words = word(f"conferred{step.value}", leads if told else inside)
                entry.told_words = word(f"told{step.value}", leads | (COMPANY if told else set()))
        if told:
            with db.transaction():
                evaluation.step = EvaluationStep.DECIDING
            with db.transaction():
                release_decisions(evaluation, by=cast.mori)
        canaries.at("one_evaluation", evaluation)
        if step is EvaluationStep.SCORING:
            round_ = canaries.at("one_round", a_round(evaluation, by=cast.mori, wanted=1))
            canaries.at("one_matter", round_, matter_key=round_.matters[0].key)
            canaries.at("one_carrier", round_, carrier_key=round_.carriers[0].key)
        for finder in ("one_entry", "entry_to_score"):
            canaries.at(finder, evaluation, proposal_key=entry.key)
        canaries.at("one_proposal", entry.proposal)
        told_file = lay(canaries, entry.proposal, f"evaluated{step.value}", COMPANY | (leads if told else inside))
        kept_file = lay(canaries, entry.proposal, f"kept{step.value}", COMPANY | {"mori"}, readers=Readers.SECRETARIAT)
        for one in (told_file, kept_file):
            canaries.at("one_entry_file", evaluation, proposal_key=entry.key, file_key=one.key)
