"""Who may do what with consultations and their checks."""

from typing import Any

from hack import policy
from hack.accounts.rules import coordinator, of_the_section, officer, staff
from hack.consultations.models import Check, Consultation, need_of
from hack.files.rules import of_its_thing
from hack.needs.rules import of_an_owning_section
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.check import CheckStep
from hack.policy import Rule
from hack.roles import Part


@Rule
def in_charge(user: Any, case: Any) -> bool:
    """Works in a section that owns this need, or the need that this proposal answers: the side that asks.

    Everything else asks here (for lists: `queries.asked_for_by`).
    """
    return of_an_owning_section(user, need_of(case))


@Rule
def asking(user: Any, consultation: Consultation) -> bool:
    """Is on the side that asks."""
    return in_charge(user, consultation.case)


@Rule
def asked(user: Any, consultation: Consultation) -> bool:
    """Works in a section that was asked something, and from which that was not taken back."""
    kept = {check.section_id for check in consultation.checks if check.step is not CheckStep.WITHDRAWN}
    return user.section_id is not None and user.section_id in kept


def of_its_consultation(rule: Rule) -> Rule:
    """The same truth, asked of a check."""
    return Rule(lambda user, check: rule(user, check.consultation), f"{rule.name} of its consultation")


ask_for_it = (officer & in_charge) | coordinator
asking_side = of_its_consultation(asking) | coordinator
both_sides = of_the_section | asking_side
reads = asking | asked | coordinator
PARTS = {Part.ASKED: of_the_section, Part.ASKER: asking_side}

# Whose turn it is at the moment is asked of `moves_open_to`: somebody who was a moment too late is told so, not refused.
RULES = policy.state(
    {
        "consultation.index": staff,
        "consultation.list": ask_for_it,
        "consultation.create": ask_for_it,
        "consultation.read": reads,
        "consultation.read_file": of_its_thing(reads),
        "check.ask": asking | coordinator,
        "check.read": both_sides,
        "check.write": both_sides,
        "check.edit": asking_side,
        "check.move": both_sides,
        "check.take_back": coordinator,
        "check.hand_over": of_the_section | coordinator,
    }
)


def moves_open_to(user: Any, check: Check) -> list[Move]:
    """The moves of the check that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(check, user, PARTS)
