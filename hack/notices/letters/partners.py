"""Letters about making a proposal together."""

from hack.notices.letters.facts import city_side, once_each, organization_facts, proposal_facts, public_title, still_of
from hack.notices.queries import people_at, people_of
from hack.notices.writing import Draft, path_to, to_each
from hack.proposals.models import Ending, ProposalPartner


def partner_invited(partner: ProposalPartner) -> list[Draft]:
    """To the invited organisation's people, or to the person at the invited address: who invites them, to which need.

    To nobody where nobody has the address.
    """
    people = people_at(partner.address) if partner.address else people_of(partner.organization_id or 0)
    page = path_to("proposals.invitation", key=partner.key)
    told = {"need": public_title(partner.proposal.need), "inviter": partner.proposal.organization.name}
    others = [one for one in people if one.organization_id != partner.proposal.organization_id]
    return to_each(others, "partner_invited", about=("proposal_partner", partner.key), path=page, **told)


def partner_answered(partner: ProposalPartner) -> list[Draft]:
    """To the one who invited: accepted or declined; by whom stands on the page."""
    accepted = partner.accepted_at is not None
    people = still_of(partner.invited_by, partner.proposal.organization_id)
    return to_each(people, "partner_answered", **proposal_facts(partner.proposal), accepted=accepted)


def partner_left(partner: ProposalPartner) -> list[Draft]:
    """To the one who invited and the proposer, and to the city once it was handed in: a partner has left; why stands on the page."""
    proposal = partner.proposal
    city = city_side(proposal) if partner.ending is Ending.WITHDRAWN else []
    house = [partner.invited_by, proposal.proposer]
    leading = [one for person in house for one in still_of(person, proposal.organization_id)]
    people = once_each([*leading, *city])
    return to_each(people, "partner_left", **proposal_facts(proposal))


def partner_removed(partner: ProposalPartner) -> list[Draft]:
    """To the people of a partner, or of an invited organisation: it belongs to the proposal no more."""
    organization = partner.organization
    if organization is None:
        return []
    told = {"need": public_title(partner.proposal.need), "inviter": partner.proposal.organization.name}
    return to_each(
        people_of(organization.id), "partner_removed", **organization_facts(organization, "proposals.mine"), **told
    )
