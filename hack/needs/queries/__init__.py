"""Which needs, owners and remarks are to be seen, and by whom."""

from hack.needs.queries.owners import one_owner_once, sections_to_bring_in
from hack.needs.queries.remarks import how_many_open, one_remark, open_remarks, remarks_on
from hack.needs.queries.seeing import (
    OPEN,
    PUBLIC,
    bureaus_with_needs,
    calls_due,
    changes_of_call,
    listed_needs,
    one_need,
    open_needs,
    owned_by,
    visible_to,
)

__all__ = [
    "OPEN",
    "PUBLIC",
    "bureaus_with_needs",
    "calls_due",
    "changes_of_call",
    "how_many_open",
    "listed_needs",
    "one_need",
    "one_owner_once",
    "one_remark",
    "open_needs",
    "open_remarks",
    "owned_by",
    "remarks_on",
    "sections_to_bring_in",
    "visible_to",
]
