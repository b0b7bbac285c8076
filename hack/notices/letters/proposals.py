"""Letters about proposals: from the receipt to the announcement."""

from typing import Any

from hack.needs.models import Need
from hack.notices.letters.facts import city_side, need_facts, owners_of, proposal_facts, proposing_side
from hack.notices.queries import coordinators, handed_in_for
from hack.notices.writing import Draft, path_to, to_each
from hack.proposals.models import Proposal


def proposal_received(proposal: Proposal) -> list[Draft]:
    """To those who propose: the receipt, with its number."""
    return to_each(proposing_side(proposal), "proposal_received", **proposal_facts(proposal))


def proposal_arrived(proposal: Proposal) -> list[Draft]:
    """To the need's owners (of a sealed call only once it is over) and the coordinators: a proposal came in."""
    return to_each(city_side(proposal), "proposal_arrived", **proposal_facts(proposal))


def proposal_queried(proposal: Proposal) -> list[Draft]:
    """To those who propose: the secretariat asks something; what it is stands on the page."""
    return to_each(proposing_side(proposal), "proposal_queried", **proposal_facts(proposal))


def proposal_answered(proposal: Proposal) -> list[Draft]:
    """To the coordinators: the proposer has answered what they asked."""
    return to_each(coordinators(), "proposal_answered", **proposal_facts(proposal))


def proposal_moved(proposal: Proposal) -> list[Draft]:
    """To those who propose: the step that it stands at now; a refusal is said kindly, and why stands on the page."""
    refused = proposal.step.ends and not proposal.step.hoped
    facts: dict[str, Any] = {"step": proposal.step.label, "refused": refused, "hoped": proposal.step.hoped}
    return to_each(proposing_side(proposal), "proposal_moved", **proposal_facts(proposal), **facts)


def proposal_withdrawn(proposal: Proposal) -> list[Draft]:
    """To the need's owners (of a sealed call only once it is over) and the coordinators: the proposer has withdrawn it."""
    return to_each(city_side(proposal), "proposal_withdrawn", **proposal_facts(proposal))


def proposal_renewed(proposal: Proposal) -> list[Draft]:
    """To those who propose: the changed text took the place of the one before."""
    return to_each(proposing_side(proposal), "proposal_renewed", **proposal_facts(proposal))


def proposals_opened(need: Need) -> list[Draft]:
    """To the need's owners: the sealed call is over, and so many proposals are theirs to read. To nobody where there are none."""
    count = handed_in_for(need.id)
    told: dict[str, Any] = need_facts(need) | {"path": path_to("proposals.of_need", key=need.key)}
    return to_each(owners_of(need), "proposals_opened", **told, count=count) if count else []


def proposal_announced(proposal: Proposal) -> list[Draft]:
    """To those who propose: the city has told the public, or will; since when stands on the page."""
    return to_each(proposing_side(proposal), "proposal_announced", **proposal_facts(proposal))
