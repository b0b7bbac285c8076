"""What can be done with needs: with what they say, along their path, and with their calls."""

from hack.needs.actions.calls import change_call, publish_need, turn_call
from hack.needs.actions.moves import move_need, start_working, take_back_need
from hack.needs.actions.texts import draft_need, edit_need, submit_need

__all__ = [
    "change_call",
    "draft_need",
    "edit_need",
    "move_need",
    "publish_need",
    "start_working",
    "submit_need",
    "take_back_need",
    "turn_call",
]
