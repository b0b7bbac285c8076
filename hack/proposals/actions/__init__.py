"""What can be done with proposals. Every deed belongs inside the caller's transaction."""

from hack.proposals.actions.files import add_proposal_file, leave_out_file
from hack.proposals.actions.handing_in import check_call, number_proposal, submit_proposal
from hack.proposals.actions.moves import (
    announce_step,
    end_with_need,
    move_proposal,
    return_with_need,
    take_back_proposal,
)
from hack.proposals.actions.partners import (
    accept_part,
    decline_part,
    invite_partner,
    leave_proposal,
    remove_partner,
)
from hack.proposals.actions.texts import copy_proposal, discard_changes, draft_proposal, edit_proposal

__all__ = [
    "accept_part",
    "add_proposal_file",
    "announce_step",
    "check_call",
    "copy_proposal",
    "decline_part",
    "discard_changes",
    "draft_proposal",
    "edit_proposal",
    "end_with_need",
    "invite_partner",
    "leave_out_file",
    "leave_proposal",
    "move_proposal",
    "number_proposal",
    "remove_partner",
    "return_with_need",
    "submit_proposal",
    "take_back_proposal",
]
