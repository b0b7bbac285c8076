"""Which consultations are to be seen, and by whom; and what can be asked in them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.models import User
from hack.consultations.models import Check, CheckKind, Consultation
from hack.needs.models import Need
from hack.needs.queries import one_need, owned_by
from hack.pipeline.check import CheckStep
from hack.proposals.models import Proposal
from hack.proposals.queries import one_proposal
from hack.roles import Role


def asked_for_by(viewer: Any) -> ColumnElement[bool]:
    """The consultations for needs of the viewer's section, or for proposals that answer them: the rule `in_charge`, for lists."""
    return Consultation.need.has(owned_by(viewer))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Coordinators see all; officers those that their section asks for, or is asked something in that was not taken back; nobody
    else any.
    """
    if viewer.role is Role.COORDINATOR:
        return true()
    if viewer.role is Role.OFFICER:
        kept = (Check.section_id == viewer.section_id, Check.step != CheckStep.WITHDRAWN)
        mine = select(Check.consultation_id).where(*kept)
        return or_(asked_for_by(viewer), Consultation.id.in_(mine))
    return false()


def need_to_consult(key: str, viewer: Any) -> Need | None:
    """The need with that key, for staff who may see it: nobody else learns that there are consultations."""
    return one_need(key, viewer) if viewer.role in (Role.OFFICER, Role.COORDINATOR) else None


def proposal_to_consult(key: str, viewer: Any) -> Proposal | None:
    """The proposal with that key, for staff who may see it."""
    return one_proposal(key, viewer) if viewer.role in (Role.OFFICER, Role.COORDINATOR) else None


def with_case(consultation: Any = None) -> list[Any]:
    """The loading of what a consultation is about, from itself or from a check."""

    def load(way: Any) -> Any:
        return joinedload(way) if consultation is None else joinedload(consultation).joinedload(way)

    proposal = load(Consultation.proposal)
    return [
        load(Consultation.need).joinedload(Need.section),
        load(Consultation.need).joinedload(Need.author),
        proposal.joinedload(Proposal.organization),
        proposal.joinedload(Proposal.need).joinedload(Need.section),
    ]


def one_consultation(key: str, viewer: Any) -> Consultation | None:
    """The consultation with that key, with what it is about and its checks, if this person may see it."""
    checks = selectinload(Consultation.checks)
    return db.session.scalar(
        select(Consultation)
        .where(Consultation.key == key, visible_to(viewer))
        .options(*with_case(), joinedload(Consultation.opened_by))
        .options(checks.joinedload(Check.section), checks.joinedload(Check.owner))
    )


def listed_consultations(viewer: Any, about: Need | Proposal) -> Select[Any]:
    """The consultations about a proposal, or about a need and the proposals that answer it, the newest first."""
    mine = Consultation.proposal_id == about.id if isinstance(about, Proposal) else Consultation.need_id == about.id
    listed = select(Consultation).where(visible_to(viewer), mine).order_by(Consultation.id.desc())
    return listed.options(joinedload(Consultation.proposal), selectinload(Consultation.checks))


def sections_asked_last(need: Need) -> dict[CheckKind, int]:
    """The section that was last asked for each kind of check in consultations for the same section's needs."""
    newest = (
        select(func.max(Check.id))
        .join(Check.consultation)
        .where(Consultation.need.has(Need.section_id == need.section_id), Check.kind != CheckKind.OTHER)
        .group_by(Check.kind)
    )
    rows = db.session.execute(select(Check.kind, Check.section_id).where(Check.id.in_(newest)))
    return dict(rows.all())


def officers_in(section_id: int) -> list[User]:
    """The officers of a section who are in use, by name; the first hundred."""
    mine = select(User).where(User.section_id == section_id, User.active).order_by(User.name, User.id)
    return list(db.session.scalars(mine.limit(100)))
