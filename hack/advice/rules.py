"""Who is helped with the writing of which need: whoever may write it."""

from hack import policy
from hack.needs.rules import editable, theirs
from hack.policy import Rule


def of_its_need(rule: Rule) -> Rule:
    """The same truth, asked of a question about a need."""
    return Rule(lambda user, asked: rule(user, asked.need), f"{rule.name} of its need")


RULES = policy.state(
    {
        "advice.read": theirs,
        "advice.ask": of_its_need(theirs & editable),
        "advice.answer": of_its_need(theirs),
    }
)
