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


CHECKED = (NeedStep.CHECKING, NeedStep.SHAPING)
"""Where a need stands while the secretariat checks it, and while it is shaped."""


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


@Rule
def of_an_owning_section(user: Any, need: Need) -> bool:
    """Works in a section that owns the need, leading or together with others."""
    return user.section_id is not None and need.owned_by(user.section_id)


@Rule
def ended(_user: Any, need: Need) -> bool:
    """Its path has ended."""
    return need.step.ends


PARTS = {Part.OFFICER: of_an_owning_section, Part.COORDINATOR: coordinator}
OF_THE_LEADER = frozenset({"withdraw"})
"""The moves that only the leading section and the secretariat make, not the sections that own the need with it."""
theirs = of_an_owning_section | coordinator
concerned = of_the_bureau | theirs | auditor
leads = of_the_section | coordinator
of_its_leader = Rule(lambda user, owner: leads(user, owner.need), "owner of a need that they lead")
on_their_need = Rule(lambda user, remark: theirs(user, remark.need), "remark on a need of theirs")

# Whose turn it is at the moment is not asked here but of `moves_open_to`: somebody who was a moment too late is told so.
RULES = policy.state(
    {
        "need.read": public | concerned | (officer & shared_inside),
        "need.read_notes": staff | auditor,
        "need.follow": concerned,
        "need.create": (officer & for_ones_own_section) | coordinator,
        "need.edit": theirs & editable,
        "need.write": theirs,
        "need.submit": of_an_owning_section,
        "need.publish": theirs,
        "need.change_call": theirs & called,
        "need.move": theirs,
        "need.take_back": coordinator,
        "owner.list": concerned,
        "owner.add": leads & ~ended,
        "owner.remove": of_its_leader,
        "remark.list": theirs,
        "remark.make": coordinator,
        "remark.read": on_their_need,
        "remark.answer": on_their_need,
        "remark.reopen": coordinator,
    }
)


def moves_open_to(user: Any, need: Need) -> list[Move]:
    """The moves this person may make now. Buttons, pages and actions all ask here."""
    moves = open_moves(need, user, PARTS)
    return moves if leads(user, need) else [move for move in moves if move.name not in OF_THE_LEADER]
