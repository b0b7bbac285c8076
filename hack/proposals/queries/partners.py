"""Who can be invited to make a proposal together, and what waits for an answer."""

from typing import Any

from sqlalchemy import Select, and_, false, func, or_, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import Organization
from hack.needs.models import Need
from hack.pipeline.member import MemberStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.proposals.queries.seeing import visible_to
from hack.roles import Role


def organizations_to_invite(viewer: Any) -> list[Organization]:
    """The other active organisations, by name; the first thousand."""
    others = select(Organization).where(
        Organization.step == MemberStep.ACTIVE, Organization.id != viewer.organization_id
    )
    return list(db.session.scalars(others.order_by(Organization.name, Organization.id).limit(1000)))


def _invitations(viewer: Any) -> Select[Any]:
    """What this person is invited to: by the name of the person's organisation, or by the person's address."""
    to_us = or_(
        ProposalPartner.organization_id == viewer.organization_id,
        and_(ProposalPartner.address != "", ProposalPartner.address == getattr(viewer, "email", "")),
    )
    waiting = and_(ProposalPartner.accepted_at.is_(None), ProposalPartner.ended_at.is_(None))
    in_draft = ProposalPartner.proposal.has(Proposal.step == ProposalStep.DRAFT)
    theirs = and_(waiting, to_us, in_draft) if viewer.role is Role.PROPOSER else false()
    return (
        select(ProposalPartner)
        .where(theirs)
        .options(
            joinedload(ProposalPartner.proposal).joinedload(Proposal.need).joinedload(Need.section),
            joinedload(ProposalPartner.proposal).joinedload(Proposal.organization),
            joinedload(ProposalPartner.invited_by),
        )
    )


def invitations_to(viewer: Any) -> Select[Any]:
    """The invitations to proposals that wait for an answer of this person's organisation, newest first."""
    return _invitations(viewer).order_by(ProposalPartner.id.desc())


def how_many_invitations(viewer: Any) -> int:
    """How many invitations wait for an answer of this person's organisation."""
    return db.session.scalar(select(func.count()).select_from(_invitations(viewer).subquery())) or 0


def one_invitation_to_propose(key: str, viewer: Any) -> ProposalPartner | None:
    """The invitation with that key, if it waits for this person's answer."""
    return db.session.scalar(_invitations(viewer).where(ProposalPartner.key == key))


def one_partner(key: str, partner_key: str, viewer: Any) -> ProposalPartner | None:
    """The live part of an organisation in a proposal, or the invitation to it, if this person may see the proposal."""
    mine = (
        select(ProposalPartner)
        .join(ProposalPartner.proposal)
        .where(Proposal.key == key, visible_to(viewer))
        .where(ProposalPartner.key == partner_key, ProposalPartner.ended_at.is_(None))
        .options(joinedload(ProposalPartner.organization))
    )
    return db.session.scalar(mine)
