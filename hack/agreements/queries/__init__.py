"""Which agreements are to be seen, and by whom; and of whose end people are to be told."""

from hack.agreements.queries.listing import (
    NO_YEAR,
    listed_agreements,
    organizations_called,
    outcomes_of,
    outcomes_of_listed,
    sections_of_agreements,
    years_of_agreements,
)
from hack.agreements.queries.seeing import (
    agreement_of,
    agreement_of_contact,
    agreement_with,
    case_of_agreement,
    kept_agreement,
    one_agreement,
    one_contact,
    one_outcome,
    visible_to,
)
from hack.agreements.queries.terms import (
    agreements_past_their_end,
    agreements_to_remind_of,
    beside,
    count_past_their_end,
    follower_of,
    near_their_end,
    owed_by,
    terms_of,
)

__all__ = [
    "NO_YEAR",
    "agreement_of",
    "agreement_of_contact",
    "agreement_with",
    "agreements_past_their_end",
    "agreements_to_remind_of",
    "beside",
    "case_of_agreement",
    "count_past_their_end",
    "follower_of",
    "kept_agreement",
    "listed_agreements",
    "near_their_end",
    "one_agreement",
    "one_contact",
    "one_outcome",
    "organizations_called",
    "outcomes_of",
    "outcomes_of_listed",
    "owed_by",
    "sections_of_agreements",
    "terms_of",
    "visible_to",
    "years_of_agreements",
]
