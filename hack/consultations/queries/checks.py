"""Which checks are to be seen, and by whom; and whom they wait for."""

import enum
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, or_, select, true
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.consultations.models import Check, CheckEntry, CheckKind, Consultation
from hack.consultations.queries.seeing import asked_for_by, with_case
from hack.needs.models import Need
from hack.pipeline.check import OPEN, CheckStep
from hack.proposals.models import Proposal
from hack.roles import Role
from hack.standing import Turn, whose_turn

WITH_THE_ASKED = (CheckStep.REQUESTED, CheckStep.CHECKING)
NAMED = case(*((Check.kind == kind, kind.label) for kind in CheckKind if kind is not CheckKind.OTHER), else_=Check.name)
"""What is checked, as it is called: `Check.label`, for lists."""


class Side(enum.Enum):
    """On which side of a check somebody is."""

    ASKED = "asked"
    ASKING = "asking"


def checks_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Coordinators see all; officers those that their section asks for, or is asked; nobody else any."""
    if viewer.role is Role.COORDINATOR:
        return true()
    return or_(_of_side(viewer, Side.ASKED), _of_side(viewer, Side.ASKING)) if viewer.role is Role.OFFICER else false()


def _of_side(viewer: Any, side: Side) -> ColumnElement[bool]:
    if side is Side.ASKED:
        return Check.section_id == viewer.section_id
    return Check.consultation.has(asked_for_by(viewer))


def one_check(key: str, viewer: Any) -> Check | None:
    """The check with that key, with its consultation, if this person may see it."""
    return db.session.scalar(
        select(Check)
        .where(Check.key == key, checks_visible_to(viewer))
        .options(joinedload(Check.section), joinedload(Check.owner), joinedload(Check.asked_by))
        .options(*with_case(Check.consultation))
    )


def entries_of(check: Check) -> Select[Any]:
    """What was written about the check, newest first."""
    return (
        select(CheckEntry)
        .where(CheckEntry.check_id == check.id)
        .options(joinedload(CheckEntry.by))
        .order_by(CheckEntry.id.desc())
    )


def listed_checks(
    viewer: Any, *, side: Side | None = None, ended: bool = False, kind: CheckKind | None = None, late: bool = False
) -> Select[Any]:
    """The checks that this person may see: those under way, the next due first; or those that have ended, the last first.

    side: only what this person's section is asked, or asks for. late: only those whose last day is over.
    """
    at = Check.step.not_in(OPEN) if ended else Check.step.in_(OPEN)
    listed = select(Check).where(checks_visible_to(viewer), at)
    listed = listed.options(
        joinedload(Check.consultation).joinedload(Consultation.need).joinedload(Need.section),
        joinedload(Check.section),
        joinedload(Check.owner),
    )
    if side is not None:
        listed = listed.where(_of_side(viewer, side))
    if kind is not None:
        listed = listed.where(Check.kind == kind)
    if late:
        listed = listed.where(Check.step.in_(OPEN), Check.due_on < clock.today())
    return listed.order_by(*((Check.step_since.desc(), Check.id.desc()) if ended else (Check.due_on, Check.id)))


def waiting_for(viewer: Any) -> ColumnElement[bool]:
    """The checks that wait for this officer's section: to look at, or to answer a question about; for coordinators all."""
    if viewer.role is not Role.OFFICER:
        return checks_visible_to(viewer)
    to_look_at = and_(_of_side(viewer, Side.ASKED), Check.step.in_(WITH_THE_ASKED))
    return or_(to_look_at, and_(_of_side(viewer, Side.ASKING), Check.step == CheckStep.QUERIED))


def turn_of(check: Check) -> Turn | None:
    """Whose turn it is, since when; late once the check's own last day is over. None where it has ended."""
    turn = whose_turn(check)
    return turn and replace(turn, late=check.late)


def checks_about(about: Need | Proposal, steps: Iterable[CheckStep] = OPEN) -> list[Check]:
    """The checks at these steps in consultations about just this need, or this proposal."""
    if isinstance(about, Proposal):
        mine = Consultation.proposal_id == about.id
    else:
        mine = and_(Consultation.need_id == about.id, Consultation.proposal_id.is_(None))
    found = select(Check).join(Check.consultation).where(mine, Check.step.in_(list(steps)))
    return list(db.session.scalars(found.order_by(Check.id)))
