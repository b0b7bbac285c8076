"""Who may do what with rounds: coordinators, as far as they see the round at all."""

from typing import Any

from hack import policy
from hack.accounts.rules import coordinator
from hack.passages import open_moves
from hack.pipeline import Move
from hack.roles import Part
from hack.rounds.models import Round

PARTS = {Part.COORDINATOR: coordinator}

# Whether the round is still a draft is asked by the deeds: somebody who was a moment too late is told so.
RULES = policy.state(
    {
        "round.index": coordinator,
        "round.create": coordinator,
        "round.read": coordinator,
        "round.edit": coordinator,
        "round.move": coordinator,
        "round.take_back": coordinator,
        "matter.edit": coordinator,
        "carrier.edit": coordinator,
    }
)


def moves_open_to(user: Any, round_: Round) -> list[Move]:
    """The moves of the round that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(round_, user, PARTS)
