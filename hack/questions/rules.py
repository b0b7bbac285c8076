"""Who asks about a call, who answers, and who reads it."""

from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, coordinator, of_the_organization
from hack.needs.rules import of_an_owning_section, public
from hack.passages import open_moves
from hack.pipeline import Move
from hack.policy import Rule
from hack.questions.models import Question
from hack.roles import Part


@Rule
def of_the_needs_section(user: Any, question: Question) -> bool:
    """Works in a section that owns the need that is asked about."""
    return of_an_owning_section(user, question.need)


city_side = of_the_needs_section | coordinator
PARTS = {Part.PROPOSER: of_the_organization, Part.OFFICER: of_the_needs_section, Part.COORDINATOR: coordinator}

# Whether questions are still taken, and whether one still waits for its answer, is asked by the deeds: somebody who was a
# moment too late is told so, and keeps what was typed.
RULES = policy.state(
    {
        "answer.list": public,
        "question.ask": active_proposer & public,
        "question.read": of_the_organization | city_side,
        "question.answer": city_side,
        "question.correct": city_side,
        "question.move": of_the_organization,
    }
)


def moves_open_to(user: Any, question: Question) -> list[Move]:
    """The moves of the question that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(question, user, PARTS)
