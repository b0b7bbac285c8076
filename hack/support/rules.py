"""Who asks for support, who gives it, and who follows it."""

from typing import Any

from hack import policy
from hack.accounts.rules import auditor, coordinator, of_the_section, officer, staff
from hack.needs.rules import of_an_owning_section
from hack.passages import open_moves
from hack.pipeline import Move
from hack.policy import Rule
from hack.roles import Part
from hack.support.models import Support


@Rule
def took_it(user: Any, support: Support) -> bool:
    """Is the coordinator who took it on."""
    return user.id is not None and support.taken_by_id == user.id


PARTS = {Part.OFFICER: of_the_section, Part.COORDINATOR: coordinator}

RULES = policy.state(
    {
        "support.list": staff | auditor,
        "support.ask": officer,
        "support.ask_about": officer & of_an_owning_section,
        "support.list_of_need": of_an_owning_section | coordinator | auditor,
        "support.read": of_the_section | coordinator | auditor,
        "support.edit": of_the_section,
        "support.move": of_the_section | coordinator,
        "support.take_back": coordinator,
        "support.enter": coordinator,
        "support.finish": coordinator,
        "support.take_over": coordinator,
    }
)


def moves_open_to(user: Any, support: Support) -> list[Move]:
    """The moves that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(support, user, PARTS)
