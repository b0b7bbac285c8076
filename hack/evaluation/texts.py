"""What an evaluator reads of a proposal: the one place through which its fields are read."""

from hack.proposals.models import Proposal
from hack.proposals.questions import read_by


def readable_text(proposal: Proposal) -> list[tuple[str, str]]:
    """(label, answer) of what the asking section may read of a proposal, and nothing that is for the secretariat alone."""
    return [(label, answer) for label, answer in read_by(proposal) if answer]
