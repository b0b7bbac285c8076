"""Who may do what with a need."""

from typing import Any

from hack import policy
from hack.accounts.models import Section
from hack.accounts.rules import auditor, coordinator, of_the_bureau, of_the_section, officer, staff
from hack.needs.models import Need
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.need import NeedStep
from hack.policy import Rule
from hack.roles import Part

SHARED_INSIDE = (NeedStep.READY, *(step for step in NeedStep if step.public))
"""Where an internal need stands when the whole city, and not its bureau alone, may read it."""


@Rule
def public(_user: Any, need: Need) -> bool:
    """Is there for everybody."""
    return need.public


@Rule
def shared_inside(_user: Any, need: Need) -> bool:
    """Stays inside the city, and has come so far that every officer may read it."""
    return need.internal and need.step in SHARED_INSIDE


@Rule
def editable(_user: Any, need: Need) -> bool:
    """Stands where its text may be changed."""
    return need.step.editable


@Rule
def called(_user: Any, need: Need) -> bool:
    """Its call is announced or open."""
    return need.step.open or need.coming


@Rule
def for_ones_own_section(user: Any, section: Section | None) -> bool:
    """Is to be of the officer's own section, if it is said yet of which."""
    return section is None or section.id == user.section_id


PARTS = {Part.OFFICER: of_the_section, Part.COORDINATOR: coordinator}
concerned = of_the_bureau | coordinator | auditor
theirs = of_the_section | coordinator

# Whose turn it is at the moment is not asked here but of `moves_open_to`: somebody who was a moment too late is told so.
RULES = policy.state(
    {
        "need.read": public | concerned | (officer & shared_inside),
        "need.read_notes": staff | auditor,
        "need.follow": concerned,
        "need.create": (officer & for_ones_own_section) | coordinator,
        "need.edit": theirs & editable,
        "need.write": theirs,
        "need.submit": of_the_section,
        "need.publish": theirs,
        "need.change_call": theirs & called,
        "need.move": theirs,
        "need.take_back": coordinator,
    }
)


def moves_open_to(user: Any, need: Need) -> list[Move]:
    """The moves this person may make now. Buttons, pages and actions all ask here."""
    return open_moves(need, user, PARTS)
