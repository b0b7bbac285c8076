"""What there is of proposals: the proposal itself, the organisations that make it together, its files, and every version handed in."""

from hack.proposals.models.files import ProposalFile
from hack.proposals.models.partners import Ending, ProposalPartner
from hack.proposals.models.proposal import Proposal, ProposalKind, Readers, level_of
from hack.proposals.models.versions import ProposalVersion

__all__ = [
    "Ending",
    "Proposal",
    "ProposalFile",
    "ProposalKind",
    "ProposalPartner",
    "ProposalVersion",
    "Readers",
    "level_of",
]
