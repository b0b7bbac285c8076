"""Letters about questions on a call."""

from typing import Any

from hack.notices.letters.facts import owners_of, public_title, still_of
from hack.notices.writing import Draft, path_to, to_each
from hack.questions.models import Question


def question_asked(question: Question) -> list[Draft]:
    """To the need's owners: somebody asks about its call; what is asked, and by whom, stands on the page."""
    return to_each(owners_of(question.need), "question_asked", **_question(question))


def question_answered(question: Question) -> list[Draft]:
    """To the asker, or to the organisation where the asker has left it: the question has its answer, for everybody or for the
    asker alone; it stands on the page.
    """
    asker = still_of(question.asker, question.organization_id)
    return to_each(asker, "question_answered", **_question(question), published=question.published)


def _question(question: Question) -> dict[str, Any]:
    page = path_to("questions.show", key=question.key)
    return {"about": ("question", question.key), "path": page, "need": public_title(question.need)}
