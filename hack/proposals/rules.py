"""Who may do what with proposals."""

from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, coordinator, of_the_organization, proposer, staff
from hack.needs.rules import of_an_owning_section
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.proposal import ProposalStep
from hack.policy import Rule
from hack.proposals.models import Proposal
from hack.roles import Part


@Rule
def handed_in(_user: Any, proposal: Proposal) -> bool:
    """The proposal was received, and is not a draft again."""
    return proposal.received_at is not None and proposal.step is not ProposalStep.DRAFT


@Rule
def of_the_asking_section(user: Any, proposal: Proposal) -> bool:
    """Works in a section whose need the proposal answers."""
    return of_an_owning_section(user, proposal.need)


@Rule
def answerable(_user: Any, need: Any) -> bool:
    """Everybody reads the need, and its path has not ended: a proposal may be prepared, whether or not its call is open."""
    return need.public and not need.step.ends


@Rule
def editable(_user: Any, proposal: Proposal) -> bool:
    """The proposal stands at a step at which its organisation may change the text."""
    return proposal.step.editable


@Rule
def awaits_handing_in(user: Any, proposal: Proposal) -> bool:
    """The proposal is this person's to hand in, or to hand in again after a query."""
    return any(move.made_at == "proposals.submit" for move in moves_open_to(user, proposal))


asked_section = of_the_asking_section & handed_in
secretariat = coordinator & handed_in
may_hand_in = of_the_organization & (awaits_handing_in | handed_in)
"""Handing in what is handed in already is no offence: it does nothing."""
theirs = of_the_organization | asked_section | secretariat
PARTS = {Part.PROPOSER: of_the_organization, Part.OFFICER: asked_section, Part.COORDINATOR: secretariat}

# Whose turn it is at the moment is asked of `moves_open_to`: somebody who was a moment too late is told so, not refused.
RULES = policy.state(
    {
        "proposal.index": proposer | staff,
        "proposal.list_own": proposer,
        "proposal.list": of_an_owning_section | coordinator,
        "proposal.create": active_proposer & answerable,
        "proposal.read": theirs,
        "proposal.read_confidential": of_the_organization | secretariat,
        "proposal.edit": of_the_organization & editable,
        "proposal.write": of_the_organization,
        "proposal.submit": may_hand_in,
        "proposal.move": theirs,
        "proposal.take_back": secretariat,
    }
)


def moves_open_to(user: Any, proposal: Proposal) -> list[Move]:
    """The moves of the proposal that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(proposal, user, PARTS)
