"""What is written about proposals, and about making them together."""

from hack.events import (
    PartnerAccepted,
    PartnerDeclined,
    PartnerInvited,
    PartnerLeft,
    ProposalAnnounced,
    ProposalMoved,
    ProposalRenewed,
)
from hack.notices.letters import partners, proposals
from hack.notices.reactions.keeping import Write, written
from hack.outbox import Deed
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Ending, Proposal, ProposalPartner

PROPOSAL: dict[str, tuple[Write, ...]] = {
    "submit": (proposals.proposal_received, proposals.proposal_arrived),
    "screen": (),
    "query": (proposals.proposal_queried,),
    "answer": (proposals.proposal_answered,),
    "withdraw": (proposals.proposal_withdrawn,),
}
"""Which letters a move brings about; of every move not named here the proposer is told."""


def write_about_proposal(event: ProposalMoved) -> Deed | None:
    """The proposer is told of every step; the city of what comes in, is answered or withdrawn; nobody of a draft thrown away.

    What is part of a larger deed is told by that.
    """
    if event.within or (event.start == ProposalStep.DRAFT.value and event.move == "withdraw"):
        return None
    return written(Proposal, event.proposal_id, *PROPOSAL.get(event.move, (proposals.proposal_moved,)))


def write_about_renewal(event: ProposalRenewed) -> Deed | None:
    """Those who propose get the receipt of the changed text."""
    return written(Proposal, event.proposal_id, proposals.proposal_renewed)


def write_about_announcement(event: ProposalAnnounced) -> Deed | None:
    """Those who propose are told that the public learns of their proposal."""
    return written(Proposal, event.proposal_id, proposals.proposal_announced)


def write_to_partner(event: PartnerInvited) -> Deed | None:
    """The invited are told who invites them."""
    return written(ProposalPartner, event.partner_id, partners.partner_invited)


def write_about_partner(event: PartnerAccepted | PartnerDeclined) -> Deed | None:
    """The one who invited is told of the answer."""
    return written(ProposalPartner, event.partner_id, partners.partner_answered)


def write_about_leaving(event: PartnerLeft) -> Deed | None:
    """Who was taken out is told, or those are who stay, and the section where the proposal was handed in."""
    removed = event.ending == Ending.REMOVED.value
    return written(ProposalPartner, event.partner_id, partners.partner_removed if removed else partners.partner_left)
