"""What the page of an inquiry holds, wherever it is asked: how it stands, and what this person may do with it."""

from typing import Any

from flask_login import current_user

from hack.asking.models import Inquired
from hack.asking.rules import moves_open_to
from hack.forms import MoveForm
from hack.standing import standing_of


def shown(inquiry: Inquired, answering: Any, moving: MoveForm | None) -> dict[str, Any]:
    """What the template is given.

    answering: the form for the section's answer. moving: a form for taking the question back that was sent and refused.
    """
    moves = moves_open_to(current_user, inquiry)
    return {
        "inquiry": inquiry,
        "moves": [move for move in moves if not move.made_at],
        "answers": any(move.name == "answer" for move in moves),
        "answering": answering,
        "moving": moving or MoveForm(formdata=None, seen=inquiry.version),
        "standing": standing_of(inquiry),
    }
