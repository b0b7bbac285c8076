"""What letters about different subjects are told alike, and whom they go to alike: public facts and a link alone."""

from typing import Any

from hack.accounts.models import Organization, Section, User
from hack.asking.models import Inquired
from hack.needs.models import Need
from hack.needs.rules import theirs
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


def owners_of(need: Need) -> list[User]:
    """Whose duty a need is: the officers of every section that owns it, and its author as long as the need is theirs too.

    Whatever there is to do or to know about a need goes to all of them, so that nothing waits for one person who is away: any
    of them may do it. An author who has gone to another section is told no more; a coordinator who wrote it for the section is.
    """
    author = [need.author] if need.author.active and theirs(need.author, need) else []
    return once_each([*author, *officers_of(*need.sections)])


def city_side(proposal: Proposal) -> list[User]:
    """The need's owners, save while the call is sealed, and the coordinators."""
    owners = [] if proposal.behind_the_seal else owners_of(proposal.need)
    return once_each([*owners, *coordinators()])


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


def still_in(person: User | None, section: Section) -> list[User]:
    """The person, while in use and of that section; else all of its people, so that somebody learns of it."""
    there = person is not None and person.active and person.section_id == section.id
    return [person] if person is not None and there else officers_of(section)


def desk_of(inquiry: Inquired) -> list[User]:
    """The coordinator who asked a section, or all of them where that person is one no more."""
    everybody = coordinators()
    return [inquiry.asked_by] if inquiry.asked_by in everybody else everybody


def once_each(people: list[User]) -> list[User]:
    """These people in this order, nobody twice."""
    return list(dict.fromkeys(people))
