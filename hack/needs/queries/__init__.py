"""Which needs, owners and remarks are to be seen, and by whom."""

from hack.needs.queries.owners import one_owner_once, own_sections, sections_to_bring_in
from hack.needs.queries.remarks import one_remark, open_remarks, remarks_on
from hack.needs.queries.seeing import (
    FOR_EVERYBODY,
    OPEN,
    PUBLIC,
    bureaus_with_needs,
    call_open,
    calls_due,
    changes_of_call,
    listed_needs,
    one_need,
    open_needs,
    owned_by,
    visible_to,
)

__all__ = [
    "FOR_EVERYBODY",
    "OPEN",
    "PUBLIC",
    "bureaus_with_needs",
    "call_open",
    "calls_due",
    "changes_of_call",
    "listed_needs",
    "one_need",
    "one_owner_once",
    "one_remark",
    "open_needs",
    "open_remarks",
    "own_sections",
    "owned_by",
    "remarks_on",
    "sections_to_bring_in",
    "visible_to",
]
