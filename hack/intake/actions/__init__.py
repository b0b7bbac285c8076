"""What can be done with themes, cases and inquiries. Every deed belongs inside the caller's transaction."""

from hack.intake.actions.asking import answer_inquiry, ask_section, withdraw_inquiry
from hack.intake.actions.ending import (
    answer_case,
    decline_case,
    finish_case,
    hand_over,
    merge_case,
    turn_into_need,
    turn_into_seed,
)
from hack.intake.actions.files import add_case_file, remove_case_file
from hack.intake.actions.handing_in import hand_in
from hack.intake.actions.moves import move_case, take_back_case
from hack.intake.actions.sorting import concern, keep_grounds, sort_case
from hack.intake.actions.talking import (
    choose_date,
    keep_dialogue,
    offer_dates,
    refuse_dates,
    write_entry,
)
from hack.intake.actions.themes import draft_theme, edit_theme, publish_theme

__all__ = [
    "add_case_file",
    "answer_case",
    "answer_inquiry",
    "ask_section",
    "choose_date",
    "concern",
    "decline_case",
    "draft_theme",
    "edit_theme",
    "finish_case",
    "hand_in",
    "hand_over",
    "keep_dialogue",
    "keep_grounds",
    "merge_case",
    "move_case",
    "offer_dates",
    "publish_theme",
    "refuse_dates",
    "remove_case_file",
    "sort_case",
    "take_back_case",
    "turn_into_need",
    "turn_into_seed",
    "withdraw_inquiry",
    "write_entry",
]
