"""What is to be seen of proposals, by those who make them, by those who read them, and by everybody."""

from hack.proposals.queries.alike import alike_to
from hack.proposals.queries.announcements import Announced, announced_proposals
from hack.proposals.queries.files import (
    files_being_written,
    files_differ,
    files_handed_in,
    files_left_out,
    files_of_version,
    files_to_hand_in,
    files_told,
    frozen_and_removed,
    one_proposal_file,
    one_proposal_file_once,
)
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
    "files_being_written",
    "files_differ",
    "files_handed_in",
    "files_left_out",
    "files_of_version",
    "files_to_hand_in",
    "files_told",
    "frozen_and_removed",
    "how_many_invitations",
    "invitations_to",
    "listed_proposals",
    "made_by",
    "needs_answered_by",
    "needs_to_answer",
    "one_invitation_to_propose",
    "one_partner",
    "one_proposal",
    "one_proposal_file",
    "one_proposal_file_once",
    "organizations_to_invite",
    "own_proposals",
    "proposals_to_invite",
    "received_proposal",
    "seeds_to_draw_from",
    "versions_of",
    "visible_to",
]
