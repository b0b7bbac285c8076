"""What the search does when something happens elsewhere: the paper concerned is laid into the index as it is now.

An index that is missing is no fault here: it is rebuilt from the database, with everything in it.
"""

from typing import Any

from sqlalchemy import or_, select

from hack import db
from hack.proposals.models import Proposal, ProposalPartner
from hack.search.index import IndexMissing
from hack.search.library import index
from hack.search.papers import AT_ONCE, NOUNS, papers_of
from hack.seeds.models import Seed
from hack.workgroups.models import Member, Workgroup


def index_need(event: Any) -> None:
    """A need changed or moved on; its working groups look for members only as long as everybody may read it, and its proposals
    are the section's to find once a sealed call is over.
    """
    _lay("need", event.need_id)
    _lay("proposal", *db.session.scalars(select(Proposal.id).where(Proposal.need_id == event.need_id)))
    _lay("workgroup", *db.session.scalars(select(Workgroup.id).where(Workgroup.need_id == event.need_id)))


def index_proposals_of_need(event: Any) -> None:
    """Another section reads what is proposed for a need, or one does no more."""
    _lay("proposal", *db.session.scalars(select(Proposal.id).where(Proposal.need_id == event.need_id)))


def index_seed(event: Any) -> None:
    """A seed was listed, changed or archived."""
    _lay("seed", event.seed_id)


def index_proposal(event: Any) -> None:
    """A proposal changed or moved on."""
    _lay("proposal", event.proposal_id)


def index_workgroup(event: Any) -> None:
    """A working group was opened, changed or moved on."""
    _lay("workgroup", event.workgroup_id)


def index_workgroup_of_member(event: Any) -> None:
    """Somebody joined or left a working group."""
    workgroup_id = db.session.scalar(select(Member.workgroup_id).where(Member.id == event.member_id))
    if workgroup_id is not None:
        _lay("workgroup", workgroup_id)


def index_seeds_of_organization(event: Any) -> None:
    """An organisation came, went, was suspended or has another name."""
    _lay("seed", *db.session.scalars(select(Seed.id).where(Seed.organization_id == event.organization_id)))


def index_proposals_of_organization(event: Any) -> None:
    """An organisation has another name."""
    with_it = select(ProposalPartner.proposal_id).where(ProposalPartner.organization_id == event.organization_id)
    theirs = or_(Proposal.organization_id == event.organization_id, Proposal.id.in_(with_it))
    _lay("proposal", *db.session.scalars(select(Proposal.id).where(theirs)))


def _lay(name: str, *numbers: int) -> None:
    for start in range(0, len(numbers), AT_ONCE):
        try:
            index().put(papers_of(NOUNS[name], numbers[start : start + AT_ONCE]))
        except IndexMissing:
            return
