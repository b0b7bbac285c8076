"""What is to be seen of consultations and their checks, and by whom: staff alone."""

from hack.consultations.queries.checks import (
    NAMED,
    Side,
    checks_about,
    checks_visible_to,
    entries_of,
    listed_checks,
    one_check,
    turn_of,
    waiting_for,
)
from hack.consultations.queries.seeing import (
    listed_consultations,
    need_to_consult,
    officers_in,
    one_consultation,
    proposal_to_consult,
    sections_asked_last,
    visible_to,
)

__all__ = [
    "NAMED",
    "Side",
    "checks_about",
    "checks_visible_to",
    "entries_of",
    "listed_checks",
    "listed_consultations",
    "need_to_consult",
    "officers_in",
    "one_check",
    "one_consultation",
    "proposal_to_consult",
    "sections_asked_last",
    "turn_of",
    "visible_to",
    "waiting_for",
]
