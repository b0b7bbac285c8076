"""What is to be seen of the front, and by whom."""

from hack.intake.queries.files import one_case_file, one_case_file_once
from hack.intake.queries.listing import (
    cases_to_merge_into,
    counts_by_step,
    listed_cases,
    merged_into,
    own_cases,
)
from hack.intake.queries.seeing import concerns, one_case, visible_to
from hack.intake.queries.themes import listed_themes, one_theme, open_themes, themes_visible_to
from hack.intake.queries.within import (
    case_behind,
    dialogues_of,
    entries_of,
    inquiries_about,
    inquiries_visible_to,
    one_inquiry,
    one_slot,
    slots_of,
)

__all__ = [
    "case_behind",
    "cases_to_merge_into",
    "concerns",
    "counts_by_step",
    "dialogues_of",
    "entries_of",
    "inquiries_about",
    "inquiries_visible_to",
    "listed_cases",
    "listed_themes",
    "merged_into",
    "one_case",
    "one_case_file",
    "one_case_file_once",
    "one_inquiry",
    "one_slot",
    "one_theme",
    "open_themes",
    "own_cases",
    "slots_of",
    "themes_visible_to",
    "visible_to",
]
