"""What can be done with data requests and data sets. Every deed belongs inside the caller's transaction."""

from hack.opendata.actions.asking import agree_to_show, ask_for_data, edit_request
from hack.opendata.actions.deciding import (
    Outcome,
    change_plan,
    decide,
    remind_of_plan,
    show_answer,
)
from hack.opendata.actions.inquiring import answer_inquiry, ask_sections, withdraw_inquiry
from hack.opendata.actions.moving import move_request, take_back_request
from hack.opendata.actions.needs import offer_dataset, take_out_dataset
from hack.opendata.actions.sets import TO_PUBLISH, File, draft_dataset, edit_dataset, missing_in, move_dataset
from hack.opendata.actions.taking_over import take_over_case

__all__ = [
    "File",
    "Outcome",
    "TO_PUBLISH",
    "agree_to_show",
    "answer_inquiry",
    "ask_for_data",
    "ask_sections",
    "change_plan",
    "decide",
    "draft_dataset",
    "edit_dataset",
    "edit_request",
    "missing_in",
    "move_dataset",
    "move_request",
    "offer_dataset",
    "remind_of_plan",
    "show_answer",
    "take_back_request",
    "take_out_dataset",
    "take_over_case",
    "withdraw_inquiry",
]
