"""Who prepares papers, calls sittings and writes down what was ruled; and who reads it."""

from hack import policy
from hack.accounts.rules import coordinator, staff
from hack.deliberations.models import Paper
from hack.intake.rules import of_a_section_concerned, of_the_holding_section
from hack.policy import Rule


def of_its_case(rule: Rule) -> Rule:
    """The same truth, asked of a paper."""

    def holds(user: object, paper: Paper) -> bool:
        return rule(user, paper.case)

    return Rule(holds, f"{rule.name} of its case")


concerned = of_its_case(of_a_section_concerned)
in_hand = Rule(
    lambda user, condition: of_the_holding_section(user, condition.tabling.paper.case), "has the case of it in hand"
)

RULES = policy.state(
    {
        "paper.list": staff,
        "paper.read": coordinator | of_a_section_concerned,
        "paper.read_tabled": coordinator | concerned,
        "paper.prepare": coordinator,
        "paper.edit": coordinator,
        "paper.table": coordinator,
        "paper.replace": coordinator,
        "paper.rule": coordinator,
        "ruling.correct": coordinator,
        "condition.meet": coordinator | in_hand,
        "sitting.list": coordinator,
        "sitting.read": coordinator,
        "sitting.call": coordinator,
        "sitting.edit": coordinator,
        "sitting.call_off": coordinator,
        "body.list": coordinator,
        "body.enter": coordinator,
        "body.edit": coordinator,
    }
)
