"""What an evaluator reads of a proposal: the one place through which its fields and files are read."""

from hack.proposals.models import Proposal, ProposalFile
from hack.proposals.queries import files_handed_in
from hack.proposals.questions import read_by


def readable_text(proposal: Proposal) -> list[tuple[str, str]]:
    """(label, answer) of what the asking section may read of a proposal, and nothing that is for the secretariat alone."""
    return [(label, answer) for label, answer in read_by(proposal) if answer]


def readable_files(proposal: Proposal) -> list[ProposalFile]:
    """The files of the version that was handed in last which the asking section may read."""
    return files_handed_in(proposal)
