"""Whom a letter concerns, which letters a person got, and what could not be delivered."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import Section, User
from hack.notices.models import Letter
from hack.outbox import Delivery
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.proposals.queries import HANDED_IN, TAKING_PART
from hack.roles import Role
from hack.workgroups.models import Member

NOT_DELIVERED = or_(Letter.died_at.is_not(None), and_(Letter.possibly_posted, Letter.posted_at.is_(None)))


def coordinators() -> list[User]:
    """The people of the secretariat."""
    return _people(User.role == Role.COORDINATOR)


def officers_of(*sections: Section) -> list[User]:
    """The people of these sections."""
    return _people(User.section_id.in_([section.id for section in sections]))


def people_of(organization_id: int) -> list[User]:
    """The people of an organisation."""
    return _people(User.organization_id == organization_id)


def members_of(workgroup_id: int) -> list[User]:
    """The people who are in a working group now."""
    now_in = select(Member.user_id).where(Member.workgroup_id == workgroup_id, Member.left_at.is_(None))
    return _people(User.id.in_(now_in))


def proposers_for(need_id: int) -> list[User]:
    """The people whose drafts or proposals answer a need, and have not ended, and those who joined them for a partner."""
    at_work = and_(Proposal.need_id == need_id, Proposal.step.in_([step for step in ProposalStep if not step.ends]))
    mine = select(Proposal.proposer_id).where(at_work)
    joined = select(ProposalPartner.accepted_by_id).join(ProposalPartner.proposal).where(at_work, TAKING_PART)
    return _people(or_(User.id.in_(mine), User.id.in_(joined)))


def people_at(address: str) -> list[User]:
    """The people of organisations who have this address: one, or nobody."""
    return _people(and_(User.email == address, User.role == Role.PROPOSER))


def handed_in_for(need_id: int) -> int:
    """How many proposals for a need are handed in, whoever may see them."""
    mine = select(func.count(Proposal.id)).where(Proposal.need_id == need_id, HANDED_IN)
    return db.session.scalar(mine.where(Proposal.step != ProposalStep.WITHDRAWN)) or 0


def _people(condition: Any) -> list[User]:
    return list(db.session.scalars(select(User).where(User.active, condition).order_by(User.id)))


def letters_to(viewer: Any) -> Select[Any]:
    """The letters written to this person and to nobody else, newest first; those held back are not among them."""
    return (
        select(Letter)
        .where(Letter.to_id == viewer.id, Letter.dropped_at.is_(None))
        .order_by(Letter.written_at.desc(), Letter.id.desc())
    )


def dead_letters() -> Select[Any]:
    """The letters that were given up, or of which nobody knows whether they arrived, newest first."""
    return select(Letter).where(NOT_DELIVERED).order_by(Letter.id.desc())


def dead_deliveries() -> Select[Any]:
    """The reactions that were given up, newest first."""
    return (
        select(Delivery)
        .where(Delivery.died_at.is_not(None))
        .options(joinedload(Delivery.event))
        .order_by(Delivery.id.desc())
    )


def one_dead_letter(key: str, viewer: Any) -> Letter | None:
    """The letter that was given up; for administrators only."""
    if viewer.role is not Role.ADMIN:
        return None
    return db.session.scalar(select(Letter).where(Letter.key == key, NOT_DELIVERED))


def one_dead_delivery(number: int | None) -> Delivery | None:
    """The reaction that was given up."""
    return db.session.scalar(select(Delivery).where(Delivery.id == number, Delivery.died_at.is_not(None)))
