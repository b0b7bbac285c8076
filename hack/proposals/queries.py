"""What is to be seen of proposals, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.needs.models import Need
from hack.needs.queries import owned_by
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal
from hack.roles import Role
from hack.seeds.models import Seed

HANDED_IN = and_(Proposal.received_at.is_not(None), Proposal.step != ProposalStep.DRAFT)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Its organisation always; once handed in, the asking sections' officers and the coordinators; nobody else at all."""
    if viewer.role is Role.PROPOSER:
        return Proposal.organization_id == viewer.organization_id
    if viewer.role is Role.OFFICER:
        return and_(HANDED_IN, Proposal.need.has(owned_by(viewer)))
    if viewer.role is Role.COORDINATOR:
        return HANDED_IN
    return false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Proposal.need).options(joinedload(Need.section), selectinload(Need.co_owners)),
        joinedload(Proposal.organization),
        joinedload(Proposal.proposer),
        joinedload(Proposal.seed),
    )


def one_proposal(key: str, viewer: Any) -> Proposal | None:
    """The proposal with that key, if this person may see it."""
    return db.session.scalar(_with_names(select(Proposal).where(Proposal.key == key, visible_to(viewer))))


def received_proposal(key: str, viewer: Any) -> Proposal | None:
    """The proposal with that key, if this person may see it and it was received: what has a receipt."""
    proposal = one_proposal(key, viewer)
    return proposal if proposal is not None and proposal.received_at is not None else None


def listed_proposals(viewer: Any, *, need: Need | None = None, step: ProposalStep | None = None) -> Select[Any]:
    """The proposals that this person may see, those for `need` and at `step` if given; last changed first."""
    statement = _with_names(select(Proposal).where(visible_to(viewer)))
    if need is not None:
        statement = statement.where(Proposal.need_id == need.id)
    if step is not None:
        statement = statement.where(Proposal.step == step)
    return statement.order_by(Proposal.step_since.desc(), Proposal.id.desc())


def own_proposals(viewer: Any) -> Select[Any]:
    """The proposals of this person's organisation, drafts too; last changed first."""
    return listed_proposals(viewer).where(Proposal.organization_id == viewer.organization_id)


def proposals_to_invite(need: Need, viewer: Any) -> list[Proposal]:
    """The proposals for `need` that a working group can be opened with, in the order of their receipt; the first hundred."""
    ready = (ProposalStep.REVIEW, ProposalStep.INTERVIEW, ProposalStep.INVITED)
    statement = listed_proposals(viewer, need=need).where(Proposal.step.in_(ready))
    return list(db.session.scalars(statement.order_by(None).order_by(Proposal.received_at, Proposal.id).limit(100)))


def seeds_to_draw_from(viewer: Any) -> list[Seed]:
    """The seeds of this person's organisation, drafts too but nothing archived; last changed first."""
    mine = select(Seed).where(Seed.organization_id == viewer.organization_id, Seed.archived_at.is_(None))
    return list(db.session.scalars(mine.order_by(Seed.changed_at.desc(), Seed.id.desc()).limit(200)))
