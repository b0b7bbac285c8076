"""What is to be seen of data requests and data sets, and by whom."""

from hack.opendata.queries.alike import Alike, alike
from hack.opendata.queries.requests import (
    AHEAD,
    Totals,
    inquiries_overdue,
    listed_requests,
    one_datarequest,
    one_inquiry,
    open_inquiries,
    own_under_way,
    plans_due,
    shown_answers,
    totals,
    waiting_for,
)
from hack.opendata.queries.requests import visible_to as requests_visible_to
from hack.opendata.queries.sets import (
    answers_with,
    catalogue,
    inside_sets,
    need_with_data,
    needs_with,
    offered_for,
    one_dataset,
    one_offered,
    requests_for,
    sections_in_catalogue,
    sets_to_choose,
    versions_of,
)
from hack.opendata.queries.sets import visible_to as sets_visible_to

__all__ = [
    "AHEAD",
    "Alike",
    "Totals",
    "alike",
    "answers_with",
    "catalogue",
    "inquiries_overdue",
    "inside_sets",
    "listed_requests",
    "need_with_data",
    "needs_with",
    "offered_for",
    "one_datarequest",
    "one_dataset",
    "one_inquiry",
    "one_offered",
    "open_inquiries",
    "own_under_way",
    "plans_due",
    "requests_for",
    "requests_visible_to",
    "sections_in_catalogue",
    "sets_to_choose",
    "sets_visible_to",
    "shown_answers",
    "totals",
    "versions_of",
    "waiting_for",
]
