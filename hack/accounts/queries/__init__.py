"""Which organisations, people, sign-ins and links there are to be seen, and by whom."""

from hack.accounts.queries.links import invited_until, one_invitation, open_invitations, still_good, ticket_behind
from hack.accounts.queries.organizations import (
    listed_organizations,
    one_organization,
    same_application,
    sections_to_choose,
    visible_to,
)
from hack.accounts.queries.people import one_person, people_around, people_of, people_visible_to, person_at
from hack.accounts.queries.sign_ins import digest_of, one_sign_in, sign_ins_of, signed_in_by, span_of

__all__ = [
    "digest_of",
    "invited_until",
    "listed_organizations",
    "one_invitation",
    "one_organization",
    "one_person",
    "one_sign_in",
    "open_invitations",
    "people_around",
    "people_of",
    "people_visible_to",
    "person_at",
    "same_application",
    "sections_to_choose",
    "sign_ins_of",
    "signed_in_by",
    "span_of",
    "still_good",
    "ticket_behind",
    "visible_to",
]
