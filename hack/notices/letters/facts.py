"""What letters about different subjects are told alike, and whom they go to alike: public facts and a link alone."""

from typing import Any

from hack.accounts.models import Organization, User
from hack.needs.models import Need
from hack.notices.queries import coordinators, officers_of, people_of
from hack.notices.writing import path_to
from hack.proposals.models import Proposal


def organization_facts(organization: Organization, page: str = "") -> dict[str, Any]:
    """The link to the page of an organisation, or to another page."""
    path = path_to(page) if page else path_to("accounts.organization", key=organization.key)
    return {"about": ("organization", organization.key), "path": path}


def public_title(need: Need) -> str:
    """The title of a need while everybody may read it; otherwise nothing."""
    return need.title if need.public else ""


def need_facts(need: Need) -> dict[str, Any]:
    """The link to a need, its title while it is public, and the section that leads."""
    page = path_to("needs.show", key=need.key)
    return {"about": ("need", need.key), "path": page, "need": public_title(need), "section": need.section.full_name}


def proposal_facts(proposal: Proposal) -> dict[str, Any]:
    """The link to a proposal, its number, and the need that it answers; nothing of its text."""
    page = path_to("proposals.show", key=proposal.key)
    told = {"need": public_title(proposal.need), "number": proposal.number or ""}
    return {"about": ("proposal", proposal.key), "path": page, **told}


def city_side(proposal: Proposal) -> list[User]:
    """The asking sections' officers, save while the call is sealed, and the coordinators."""
    officers = [] if proposal.behind_the_seal else officers_of(*proposal.need.sections)
    return once_each([*officers, *coordinators()])


def proposing_side(proposal: Proposal) -> list[User]:
    """The proposer, and for each partner the one who accepted; for whoever has left, the organisation's people."""
    people = still_of(proposal.proposer, proposal.organization_id)
    for partner in proposal.partners:
        if partner.taking_part and partner.accepted_by and partner.organization_id:
            people += still_of(partner.accepted_by, partner.organization_id)
    return once_each(people)


def still_of(person: User, organization_id: int) -> list[User]:
    """The person, while in use and of that organisation; else all of its people, so that somebody learns of it."""
    there = person.active and person.organization_id == organization_id
    return [person] if there else people_of(organization_id)


def once_each(people: list[User]) -> list[User]:
    """These people in this order, nobody twice."""
    return list(dict.fromkeys(people))
