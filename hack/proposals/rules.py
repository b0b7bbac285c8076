"""Who may do what with proposals."""

from collections.abc import Callable
from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, coordinator, of_the_organization, proposer, staff
from hack.files.rules import of_its_thing
from hack.needs.rules import of_an_owning_section
from hack.passages import open_moves
from hack.pipeline import Move
from hack.pipeline.proposal import ProposalStep
from hack.policy import Rule
from hack.proposals.models import Proposal, ProposalFile, ProposalPartner, Readers
from hack.roles import Part


@Rule
def of_a_partner(user: Any, proposal: Proposal) -> bool:
    """Takes part for an organisation that has accepted to make the proposal together with the one that leads it."""
    mine = user.organization_id
    return mine is not None and any(p.organization_id == mine and p.taking_part for p in proposal.partners)


@Rule
def in_draft(_user: Any, proposal: Proposal) -> bool:
    """The proposal is not handed in, and goes on."""
    return proposal.step is ProposalStep.DRAFT


@Rule
def out_of_the_seal(_user: Any, proposal: Proposal) -> bool:
    """The section may know of the proposal: the call that it was handed in for is not sealed, or is over."""
    return not proposal.behind_the_seal


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
    """Those who propose may change the text now."""
    return proposal.changeable


@Rule
def being_rewritten(_user: Any, proposal: Proposal) -> bool:
    """Something was changed since the proposal was handed in, and is not handed in yet."""
    return proposal.unfinished is not None


@Rule
def invited_to_it(user: Any, partner: ProposalPartner) -> bool:
    """The invitation is for this person's organisation, or for this person."""
    mine = user.organization_id is not None and user.organization_id == partner.organization_id
    return partner.invited and (mine or (bool(partner.address) and partner.address == user.email))


@Rule
def part_of_the_own_organization(user: Any, partner: ProposalPartner) -> bool:
    """Takes part for the organisation whose part in the proposal it is."""
    return user.organization_id is not None and user.organization_id == partner.organization_id and partner.taking_part


@Rule
def leads_the_proposal(user: Any, partner: ProposalPartner) -> bool:
    """Takes part for the organisation that leads the proposal."""
    return of_the_organization(user, partner.proposal)


@Rule
def before_handing_in(_user: Any, partner: ProposalPartner) -> bool:
    """The proposal is still a draft."""
    return partner.proposal.step is ProposalStep.DRAFT


@Rule
def was_handed_in(_user: Any, hung: ProposalFile) -> bool:
    """The file was handed in with some version."""
    return hung.frozen


@Rule
def with_the_last_for_the_section(_user: Any, hung: ProposalFile) -> bool:
    """The version that was handed in last has the file, and has it for the section."""
    return hung.frozen and hung.last_version is None and hung.readers is Readers.SECTION


@Rule
def awaits_handing_in(user: Any, proposal: Proposal) -> bool:
    """The proposal is this person's to hand in, or to hand in again after a query."""
    return any(move.made_at == "proposals.submit" for move in moves_open_to(user, proposal))


WITHHOLDING: list[Callable[[Any, Proposal], dict[str, str]]] = []


def withhold(what: Callable[[Any, Proposal], dict[str, str]]) -> None:
    """Have a later chapter keep people of the city from deeds with a proposal: `what` says for somebody which ones, by their
    names (moves, "announce", "take_back"), and why in words for the person.
    """
    WITHHOLDING.append(what)


def withheld_from(user: Any, proposal: Proposal) -> dict[str, str]:
    """What this person is kept from doing with the proposal, by the deed's name, and why."""
    return {name: why for what in WITHHOLDING for name, why in what(user, proposal).items()}


def open_to_do(deed: str) -> Rule:
    """The person is not kept from that deed."""
    return Rule(lambda user, proposal: deed not in withheld_from(user, proposal), f"not_kept_from_{deed}")


told_inside = handed_in & out_of_the_seal
"""People of the city outside the secretariat may be told of the proposal now."""
asked_section = of_the_asking_section & told_inside
secretariat = coordinator & handed_in
proposing = of_the_organization | of_a_partner
may_hand_in = of_the_organization & (awaits_handing_in | handed_in)
"""Handing in what is handed in already is no offence: it does nothing."""
PARTS = {Part.PROPOSER: of_the_organization, Part.OFFICER: asked_section, Part.COORDINATOR: secretariat}

# Whose turn it is at the moment is asked of `moves_open_to`: somebody who was a moment too late is told so, not refused.
RULES = policy.state(
    {
        "proposal.index": proposer | staff,
        "proposal.list_own": proposer,
        "proposal.list": of_an_owning_section | coordinator,
        "proposal.create": active_proposer & answerable,
        "proposal.copy": of_the_organization & active_proposer,
        "proposal.read": proposing | asked_section | secretariat,
        "proposal.read_confidential": proposing | secretariat,
        "proposal.read_unfinished": proposing,
        "proposal.compare": asked_section | secretariat,
        "proposal.edit": proposing & editable,
        "proposal.write": proposing,
        "proposal.discard": proposing & being_rewritten,
        "proposal.read_files": proposing,
        "proposal.add_file": proposing,
        "proposal.read_file": of_its_thing(proposing)
        | (of_its_thing(secretariat) & was_handed_in)
        | (of_its_thing(asked_section) & with_the_last_for_the_section),
        "proposal.remove_file": of_its_thing(proposing),
        "proposal.submit": may_hand_in,
        "proposal.move": of_the_organization | asked_section | secretariat,
        "proposal.announce": (asked_section | secretariat) & open_to_do("announce"),
        "proposal.take_back": secretariat & open_to_do("take_back"),
        "proposal.invite": of_the_organization & active_proposer & in_draft,
        "partner.list": proposer,
        "partner.answer": active_proposer & invited_to_it & before_handing_in,
        "partner.remove": leads_the_proposal & before_handing_in,
        "partner.leave": part_of_the_own_organization,
    }
)


def moves_open_to(user: Any, proposal: Proposal) -> list[Move]:
    """The moves of the proposal that this person may make now. Buttons, guard and action all ask here."""
    moves = moves_of_ones_part(user, proposal)
    withheld = withheld_from(user, proposal) if moves else {}
    return [move for move in moves if move.name not in withheld]


def moves_of_ones_part(user: Any, proposal: Proposal) -> list[Move]:
    """The moves of the proposal that are this person's, those that the person is kept from among them."""
    return open_moves(proposal, user, PARTS)
