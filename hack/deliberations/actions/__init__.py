"""What can be done with bodies, sittings and papers. Every deed belongs inside the caller's transaction."""

from hack.deliberations.actions.papers import edit_paper, prepare_paper, rule_on_paper, table_paper
from hack.deliberations.actions.sittings import call_sitting, edit_body, edit_sitting, enter_body, move_up

__all__ = [
    "call_sitting",
    "edit_body",
    "edit_paper",
    "edit_sitting",
    "enter_body",
    "move_up",
    "prepare_paper",
    "rule_on_paper",
    "table_paper",
]
