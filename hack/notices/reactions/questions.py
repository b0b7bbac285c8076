"""What is written about questions on a call."""

from hack.events import QuestionAsked, QuestionMoved
from hack.notices.letters import questions
from hack.notices.reactions.keeping import written
from hack.outbox import Deed
from hack.pipeline.question import QuestionStep
from hack.questions.models import Question


def write_about_question(event: QuestionAsked) -> Deed | None:
    """The need's owners are told that somebody asks about its call."""
    return written(Question, event.question_id, questions.question_asked)


def write_about_answer(event: QuestionMoved) -> Deed | None:
    """The asker is told of the answer; nobody of a question that was withdrawn."""
    if event.end == QuestionStep.WITHDRAWN.value:
        return None
    return written(Question, event.question_id, questions.question_answered)
