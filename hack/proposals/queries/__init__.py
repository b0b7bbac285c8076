"""What is to be seen of proposals, by those who make them, by those who read them, and by everybody."""

from hack.proposals.queries.alike import alike_to
from hack.proposals.queries.announcements import Announced, announced_proposals
from hack.proposals.queries.partners import (
    how_many_invitations,
    invitations_to,
    one_invitation_to_propose,
    one_partner,
    organizations_to_invite,
)
from hack.proposals.queries.seeing import (
    HANDED_IN,
    TAKING_PART,
    behind_the_seal,
    listed_proposals,
    made_by,
    needs_answered_by,
    one_proposal,
    own_proposals,
    proposals_to_invite,
    received_proposal,
    versions_of,
    visible_to,
)
from hack.proposals.queries.writing import needs_to_answer, seeds_to_draw_from

__all__ = [
    "alike_to",
    "Announced",
    "HANDED_IN",
    "TAKING_PART",
    "announced_proposals",
    "behind_the_seal",
    "how_many_invitations",
    "invitations_to",
    "listed_proposals",
    "made_by",
    "needs_answered_by",
    "needs_to_answer",
    "one_invitation_to_propose",
    "one_partner",
    "one_proposal",
    "organizations_to_invite",
    "own_proposals",
    "proposals_to_invite",
    "received_proposal",
    "seeds_to_draw_from",
    "versions_of",
    "visible_to",
]
