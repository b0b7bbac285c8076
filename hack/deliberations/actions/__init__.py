"""What can be done with bodies, sittings and papers. Every deed belongs inside the caller's transaction."""

from hack.deliberations.actions.bodies import edit_body, enter_body
from hack.deliberations.actions.correcting import correct_ruling
from hack.deliberations.actions.papers import edit_paper, prepare_paper, replace_paper, table_paper
from hack.deliberations.actions.ruling import meet_condition, reopen_condition, rule_on_paper
from hack.deliberations.actions.sittings import call_off_sitting, call_sitting, edit_sitting, move_up

__all__ = [
    "call_off_sitting",
    "call_sitting",
    "correct_ruling",
    "edit_body",
    "edit_paper",
    "edit_sitting",
    "enter_body",
    "meet_condition",
    "move_up",
    "prepare_paper",
    "reopen_condition",
    "replace_paper",
    "rule_on_paper",
    "table_paper",
]
