"""Which proposals are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, not_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.needs.models import Need
from hack.needs.queries import call_open, owned_by
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalKind, ProposalPartner, ProposalVersion
from hack.roles import Role

HANDED_IN = and_(Proposal.received_at.is_not(None), Proposal.step != ProposalStep.DRAFT)
TAKING_PART = and_(ProposalPartner.accepted_at.is_not(None), ProposalPartner.ended_at.is_(None))


def made_by(viewer: Any) -> ColumnElement[bool]:
    """This person's organisation makes the proposal: it leads it, or has accepted to take part."""
    with_us = select(ProposalPartner.proposal_id).where(
        TAKING_PART, ProposalPartner.organization_id == viewer.organization_id
    )
    return or_(Proposal.organization_id == viewer.organization_id, Proposal.id.in_(with_us))


def behind_the_seal() -> ColumnElement[bool]:
    """As `Proposal.behind_the_seal`."""
    for_this_call = or_(Need.step == NeedStep.IDEAS_OPEN, Proposal.kind == ProposalKind.SOLUTION)
    return Proposal.need.has(and_(Need.sealed.is_(True), call_open(), for_this_call))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Those who make it always; once handed in, the coordinators, and the asking sections' officers, who learn of it only after
    the close where the call is sealed; nobody else at all.
    """
    if viewer.role is Role.PROPOSER:
        return made_by(viewer)
    if viewer.role is Role.OFFICER:
        section = Proposal.need.has(owned_by(viewer))
        return and_(HANDED_IN, section, not_(behind_the_seal()))
    if viewer.role is Role.COORDINATOR:
        return HANDED_IN
    return false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(Proposal.need).options(joinedload(Need.section), selectinload(Need.co_owners)),
        joinedload(Proposal.organization),
        joinedload(Proposal.proposer),
        joinedload(Proposal.seed),
        selectinload(Proposal.partners).joinedload(ProposalPartner.organization),
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
    """The proposals that this person's organisation makes, alone, leading or as a partner, drafts too; last changed first."""
    return listed_proposals(viewer).where(made_by(viewer))


def needs_answered_by(viewer: Any) -> Select[Any]:
    """The row numbers of the needs for which this person's organisation makes a proposal."""
    return select(Proposal.need_id).where(made_by(viewer))


def proposals_to_invite(need: Need, viewer: Any) -> list[Proposal]:
    """The proposals for `need` that a working group can be opened with, in the order of their receipt; the first hundred."""
    ready = (ProposalStep.REVIEW, ProposalStep.INTERVIEW, ProposalStep.INVITED)
    statement = listed_proposals(viewer, need=need).where(Proposal.step.in_(ready))
    return list(db.session.scalars(statement.order_by(None).order_by(Proposal.received_at, Proposal.id).limit(100)))


def versions_of(proposal: Proposal) -> list[ProposalVersion]:
    """Every version of the proposal that was handed in, the last first, at most a hundred."""
    mine = select(ProposalVersion).where(ProposalVersion.proposal_id == proposal.id)
    return list(
        db.session.scalars(
            mine.options(joinedload(ProposalVersion.by)).order_by(ProposalVersion.number.desc()).limit(100)
        )
    )
