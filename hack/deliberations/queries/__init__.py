"""What is to be seen of papers, sittings and bodies: by coordinators, and papers by the sections that their case concerns."""

from hack.deliberations.queries.papers import (
    PaperState,
    case_to_prepare,
    drawn_from,
    listed_papers,
    one_item,
    one_paper,
    paper_about,
)
from hack.deliberations.queries.rulings import (
    one_condition,
    ruling_in_the_way,
)
from hack.deliberations.queries.sittings import (
    body_on,
    listed_bodies,
    listed_sittings,
    one_body,
    one_place,
    one_sitting,
    sittings_to_come,
    versions_of,
)

__all__ = [
    "PaperState",
    "body_on",
    "case_to_prepare",
    "drawn_from",
    "listed_bodies",
    "listed_papers",
    "listed_sittings",
    "one_body",
    "one_condition",
    "one_item",
    "one_paper",
    "one_place",
    "one_sitting",
    "paper_about",
    "ruling_in_the_way",
    "sittings_to_come",
    "versions_of",
]
