"""Who answers what a section is asked, and who takes it back, where one answer is all that is awaited."""

from typing import Any

from hack.accounts.rules import coordinator, of_the_section
from hack.asking.models import Inquired
from hack.passages import open_moves
from hack.pipeline import Move
from hack.roles import Part

PARTS = {Part.OFFICER: of_the_section, Part.COORDINATOR: coordinator}


def moves_open_to(user: Any, inquiry: Inquired) -> list[Move]:
    """The moves of the inquiry that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(inquiry, user, PARTS)
