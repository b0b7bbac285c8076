"""Which labs are being handed over, who sees that, and for whom it waits."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import Organization
from hack.livinglabs.models import HandoverSide, HandoverState, LabHandover, LivingLab
from hack.pipeline.member import MemberStep
from hack.roles import Role


def handovers_visible_to(viewer: Any) -> ColumnElement[bool]:
    """All for coordinators and auditors; the own organisation's for its people: no other learns who says that a lab is its own."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    return LabHandover.organization_id == viewer.organization_id if viewer.role is Role.PROPOSER else false()


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(
        joinedload(LabHandover.livinglab), joinedload(LabHandover.organization), joinedload(LabHandover.by)
    )


def one_handover(key: str, viewer: Any) -> LabHandover | None:
    """The handing over with that key, if this person may see it."""
    return db.session.scalar(
        _with_names(select(LabHandover).where(LabHandover.key == key, handovers_visible_to(viewer)))
    )


def handovers_of(lab: LivingLab, viewer: Any) -> Select[Any]:
    """How the lab was to be handed over, as far as this person may see it, newest first, for `db.page_of`."""
    mine = select(LabHandover).where(LabHandover.livinglab_id == lab.id, handovers_visible_to(viewer))
    return _with_names(mine).order_by(LabHandover.id.desc())


def newest_handovers(lab: LivingLab, viewer: Any, most: int) -> list[LabHandover]:
    """The newest of those, at most so many. One query."""
    return list(db.session.scalars(handovers_of(lab, viewer).limit(most)))


def accepted_handover(lab: LivingLab) -> LabHandover | None:
    """How the lab came to those who run it, for everybody who sees the lab; None where nobody handed it over."""
    taken = select(LabHandover).where(LabHandover.livinglab_id == lab.id, LabHandover.state == HandoverState.ACCEPTED)
    return db.session.scalar(taken.options(joinedload(LabHandover.organization)))


def handovers_waiting_for(viewer: Any) -> ColumnElement[bool]:
    """Those that this person answers: what was offered to the own organisation; for a coordinator what organisations say."""
    waiting = LabHandover.state == HandoverState.OPEN
    if viewer.role is Role.COORDINATOR:
        return and_(waiting, LabHandover.side == HandoverSide.CLAIM)
    if viewer.role is Role.PROPOSER:
        mine = LabHandover.organization_id == viewer.organization_id
        return and_(waiting, LabHandover.side == HandoverSide.OFFER, mine)
    return false()


def organizations_to_offer() -> list[Organization]:
    """The organisations that take part, to whom a lab may be offered, by reading and name."""
    active = select(Organization).where(Organization.step == MemberStep.ACTIVE)
    return list(db.session.scalars(active.order_by(Organization.kana, Organization.name, Organization.id)))
