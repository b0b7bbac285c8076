"""Words in questions on a call."""

from hack import db
from hack.needs.models import Need
from hack.questions.actions import answer_alone, ask, correct_answer, publish_answer, withdraw_question
from tests.whole.canaries.words import COMPANY, SECTION, Canaries
from tests.whole.town import Town


def plant_questions(canaries: Canaries, town: Town, need: Need) -> None:
    """Umi's questions: one that waits, one withdrawn, one answered for her alone, and one for everybody that was corrected."""
    cast, word = town.cast, canaries.word
    inside = COMPANY | SECTION | {"mori"}
    questions = []
    for name in ("waiting", "withdrawn", "alone", "published"):
        with db.transaction():
            question = ask(need, by=cast.umi, asked=word(f"{name}question", inside))
        questions.append(canaries.at("one_question", question))
    _, withdrawn, alone, published = questions
    with db.transaction():
        withdraw_question(withdrawn, by=cast.umi, reason=word("questionreason", inside))
        answer_alone(alone, "decline", by=cast.michi, reason=word("alonereason", inside))
        publish_answer(published, by=cast.michi, wording="灯台の質問", answer=word("answerbefore", SECTION | {"mori"}))
    with db.transaction():
        correct_answer(
            published, by=cast.michi, wording="灯台の質問", answer="正しい回答", note="直しました", seen=None
        )
