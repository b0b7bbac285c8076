"""Proposals, as they are searched."""

from typing import Any

from sqlalchemy import and_, case, or_
from sqlalchemy.orm import joinedload, selectinload

from hack.accounts.models import Organization
from hack.needs.models import Need
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalKind, ProposalPartner, Readers
from hack.proposals.models.proposal import SEARCHED, SEARCHED_OF_A_SOLUTION
from hack.proposals.queries import visible_to
from hack.search.index import Paper
from hack.search.papers.noun import Noun, joined
from hack.search.papers.readers import COORDINATOR, of_organization, owners


def proposal_paper(proposal: Proposal) -> Paper:
    """The text that the sections read; what only the secretariat may read is searched for nobody."""
    readers = {of_organization(house.id) for house in proposal.houses}
    if proposal.received_at is not None and proposal.step is not ProposalStep.DRAFT:
        readers |= {COORDINATOR} if proposal.behind_the_seal else {*owners(proposal.need), COORDINATOR}
    text = proposal.text.removeprefix(proposal.told).lstrip("\n")
    return Paper(
        "proposal",
        proposal.key,
        proposal.title,
        f"{text}\n{proposal.number or ''}",
        proposal.changed_at,
        frozenset(readers),
        facets={"kind": tuple(dict.fromkeys(house.kind.value for house in proposal.houses))},
        summary=proposal.told,
        organization="\n".join(house.name for house in proposal.houses),
    )


def _open_to_section(name: str) -> Any:
    """In SQL: the answer of that name, as `Proposal.text` has it."""
    kept = Proposal.levels[name].as_string() == Readers.SECRETARIAT.value
    if name not in SEARCHED:
        kept = or_(kept, Proposal.kind != ProposalKind.SOLUTION)
    return case((kept, ""), else_=getattr(Proposal, name))


_partners = and_(
    ProposalPartner.proposal_id == Proposal.id,
    ProposalPartner.organization_id == Organization.id,
    ProposalPartner.accepted_at.is_not(None),
    ProposalPartner.ended_at.is_(None),
)
PROPOSAL = Noun(
    name="proposal",
    label="提案",
    thing=Proposal,
    load=(
        joinedload(Proposal.need).selectinload(Need.co_owners),
        joinedload(Proposal.organization),
        selectinload(Proposal.partners).joinedload(ProposalPartner.organization),
    ),
    paper=proposal_paper,
    visible_to=visible_to,
    endpoint="proposals.show",
    for_everybody=False,
    told=(
        *(_open_to_section(name) for name in SEARCHED_OF_A_SOLUTION),
        Proposal.number,
        joined(Organization.name, Organization.id == Proposal.organization_id),
        joined(Organization.name, _partners),
    ),
)
