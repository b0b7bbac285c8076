"""What the tests of questions say and look at."""

from typing import Any

from hack import db
from hack.questions.actions import answer_alone, ask, publish_answer
from hack.questions.models import Question

ASKED = "港計測の独自カメラを信号柱に付けられますか。"
WORDING = "カメラを信号柱に付けられますか。"
ANSWER = "はい。道路局が調整します。"


def a_question(need: Any, *, by: Any, asked: str = ASKED) -> Question:
    """A question of `by`'s organisation about `need`, that waits for its answer."""
    with db.transaction():
        return ask(need, by=by, asked=asked)


def answered(question: Question, *, by: Any, wording: str = WORDING, answer: str = ANSWER) -> Question:
    """The question, answered for everybody."""
    with db.transaction():
        publish_answer(question, by=by, wording=wording, answer=answer)
    return question


def answered_alone(question: Question, *, by: Any, reason: str = "担当からお電話します。") -> Question:
    """The question, answered for the asker alone."""
    with db.transaction():
        answer_alone(question, "answer_alone", by=by, reason=reason)
    return question
