"""Words in what evaluators write and what is decided."""

from hack import db
from hack.evaluation.choices import Decision
from hack.pipeline.evaluation import EvaluationStep
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, handed_in
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
    ):
        evaluation = an_evaluation(by=cast.michi, step=step)
        text = word(f"evaluated{step.value}", COMPANY | inside)
        entry = an_entry(
            evaluation, by=cast.umi, questions=text, confidential=word(f"kept{step.value}", COMPANY | {"mori"})
        )
        kaji = an_evaluator(evaluation, cast.kaji, entry)
        an_evaluator(evaluation, cast.midori, entry, but=entry)
        a_sheet(kaji, entry, 3, 4, 2, comment=word(f"sheet{step.value}", readers))
        if step is not EvaluationStep.SCORING:
            handed_in(kaji)
        if step is EvaluationStep.DECIDING:
            decided(entry, Decision.DECLINE, by=cast.michi)
            with db.transaction():
                entry.result_words = word("conferred", inside)
                entry.told_words = word("toldlater", leads)
        canaries.at("one_evaluation", evaluation)
        for finder in ("one_entry", "entry_to_score"):
            canaries.at(finder, evaluation, proposal_key=entry.key)
        canaries.at("one_proposal", entry.proposal)
