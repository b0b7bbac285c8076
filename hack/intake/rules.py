"""Who may do what with themes, cases and what sections are asked about them."""

from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, coordinator, of_the_organization, of_the_section, proposer, staff
from hack.files.rules import of_its_thing
from hack.intake.models import Case, Theme
from hack.passages import open_moves
from hack.pipeline import Move
from hack.policy import Rule
from hack.roles import Part


@Rule
def public(_user: Any, theme: Theme) -> bool:
    """Was published: everybody reads it."""
    return theme.public


@Rule
def of_a_section_concerned(user: Any, case: Case) -> bool:
    """Works in a section that the case concerns, or that has it in hand."""
    return case.concerns(user.section_id)


@Rule
def of_the_holding_section(user: Any, case: Case) -> bool:
    """Works in the section that has the case in hand."""
    return user.section_id is not None and user.section_id == case.section_id


def of_its_case(rule: Rule) -> Rule:
    """The same truth, asked of an inquiry."""
    return Rule(lambda user, inquiry: rule(user, inquiry.case), f"{rule.name} of its case")


reads = of_the_organization | coordinator | of_a_section_concerned
PARTS = {
    Part.PROPOSER: of_the_organization,
    Part.OFFICER: of_the_holding_section,
    Part.COORDINATOR: coordinator,
}
inside = coordinator | of_a_section_concerned
theirs = of_the_section | coordinator

# Whose turn it is at the moment is asked of `moves_open_to`: somebody who was a moment too late is told so, not refused.
RULES = policy.state(
    {
        "theme.read": public | theirs,
        "theme.create": staff,
        "theme.edit": theirs,
        "theme.publish": theirs,
        "case.hand_in": active_proposer,
        "case.list_own": proposer,
        "case.list": staff,
        "case.export": coordinator,
        "case.read": reads,
        "case.read_files": reads,
        "case.add_file": of_the_organization,
        "case.read_file": of_its_thing(reads),
        "case.remove_file": of_its_thing(of_the_organization | coordinator),
        "case.read_inside": inside,
        "case.move": of_the_organization | coordinator,
        "case.take_back": coordinator,
        "case.sort": coordinator,
        "case.offer": coordinator,
        "case.choose": of_the_organization,
        "slot.choose": Rule(lambda user, slot: of_the_organization(user, slot.case), "of_the_organization of its case"),
        "case.keep_dialogue": coordinator,
        "case.keep_grounds": coordinator,
        "case.compare": coordinator,
        "case.merge": coordinator,
        "case.end": coordinator,
        "case.finish": coordinator | of_the_holding_section,
        "case.write": of_the_organization | coordinator | of_the_holding_section,
        "case.note": inside,
        "case.join_in": of_the_organization | inside,
        "inquiry.ask": coordinator,
        "inquiry.read": of_the_section | of_its_case(inside),
        "inquiry.answer": of_the_section,
        "inquiry.move": coordinator,
    }
)


def moves_open_to(user: Any, case: Case) -> list[Move]:
    """The moves of the case that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(case, user, PARTS)
