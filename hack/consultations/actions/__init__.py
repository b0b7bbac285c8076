"""What can be done with consultations and their checks. Every deed belongs inside the caller's transaction."""

from hack.consultations.actions.asking import Ask, ask_check, edit_check, open_consultation
from hack.consultations.actions.checking import (
    end_with_case,
    hand_over,
    move_check,
    return_with_case,
    take_back_check,
    write_entry,
)

__all__ = [
    "Ask",
    "ask_check",
    "edit_check",
    "end_with_case",
    "hand_over",
    "move_check",
    "open_consultation",
    "return_with_case",
    "take_back_check",
    "write_entry",
]
