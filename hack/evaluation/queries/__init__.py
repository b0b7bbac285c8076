"""What is to be seen of evaluations, and by whom."""

from hack.evaluation.queries.entries import (
    NOT_READY,
    all_entries,
    entries_of,
    entry_to_score,
    one_entry,
    proposals_to_evaluate,
)
from hack.evaluation.queries.evaluators import (
    conflicts_in,
    entries_to_score,
    one_evaluator,
    reminders_due,
    sheet_of,
    sheets_of,
    undeclared_entries,
)
from hack.evaluation.queries.seeing import (
    asked_evaluations,
    asked_of,
    chairs_to_choose,
    corrections_of,
    current_evaluation,
    evaluations_of_need,
    led_by,
    led_evaluations,
    one_evaluation,
    releases_of,
    visible_to,
)

__all__ = [
    "NOT_READY",
    "all_entries",
    "asked_evaluations",
    "asked_of",
    "chairs_to_choose",
    "conflicts_in",
    "corrections_of",
    "current_evaluation",
    "entries_of",
    "entries_to_score",
    "entry_to_score",
    "evaluations_of_need",
    "led_by",
    "led_evaluations",
    "one_entry",
    "one_evaluation",
    "one_evaluator",
    "proposals_to_evaluate",
    "releases_of",
    "reminders_due",
    "sheet_of",
    "sheets_of",
    "undeclared_entries",
    "visible_to",
]
