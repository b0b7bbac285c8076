"""What is to be seen of consultations and their checks, and by whom: staff alone."""

import enum
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import User
from hack.consultations.models import Check, CheckEntry, CheckKind, Consultation
from hack.needs.models import Need
from hack.needs.queries import one_need, owned_by
from hack.pipeline.check import OPEN, CheckStep
from hack.proposals.models import Proposal
from hack.proposals.queries import one_proposal
from hack.roles import Role
from hack.standing import Turn, whose_turn

AHEAD = timedelta(days=2)
"""How long before its last day people are reminded of a check."""
WITH_THE_ASKED = (CheckStep.REQUESTED, CheckStep.CHECKING)


class Side(enum.Enum):
    """On which side of a check somebody is."""

    ASKED = "asked"
    ASKING = "asking"


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


def checks_visible_to(viewer: Any) -> ColumnElement[bool]:
    """Coordinators see all; officers those that their section asks for, or is asked; nobody else any."""
    if viewer.role is Role.COORDINATOR:
        return true()
    return or_(_of_side(viewer, Side.ASKED), _of_side(viewer, Side.ASKING)) if viewer.role is Role.OFFICER else false()


def _of_side(viewer: Any, side: Side) -> ColumnElement[bool]:
    if side is Side.ASKED:
        return Check.section_id == viewer.section_id
    return Check.consultation.has(asked_for_by(viewer))


def need_to_consult(key: str, viewer: Any) -> Need | None:
    """The need with that key, for staff who may see it: nobody else learns that there are consultations."""
    return one_need(key, viewer) if viewer.role in (Role.OFFICER, Role.COORDINATOR) else None


def proposal_to_consult(key: str, viewer: Any) -> Proposal | None:
    """The proposal with that key, for staff who may see it."""
    return one_proposal(key, viewer) if viewer.role in (Role.OFFICER, Role.COORDINATOR) else None


def _with_case(consultation: Any = None) -> list[Any]:
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
        .options(*_with_case(), joinedload(Consultation.opened_by))
        .options(checks.joinedload(Check.section), checks.joinedload(Check.owner))
    )


def one_check(key: str, viewer: Any) -> Check | None:
    """The check with that key, with its consultation, if this person may see it."""
    return db.session.scalar(
        select(Check)
        .where(Check.key == key, checks_visible_to(viewer))
        .options(joinedload(Check.section), joinedload(Check.owner), joinedload(Check.asked_by))
        .options(*_with_case(Check.consultation))
    )


def entries_of(check: Check) -> Select[Any]:
    """What was written about the check, newest first."""
    return (
        select(CheckEntry)
        .where(CheckEntry.check_id == check.id)
        .options(joinedload(CheckEntry.by))
        .order_by(CheckEntry.id.desc())
    )


def listed_consultations(viewer: Any, about: Need | Proposal) -> Select[Any]:
    """The consultations about a proposal, or about a need and the proposals that answer it, the newest first."""
    mine = Consultation.proposal_id == about.id if isinstance(about, Proposal) else Consultation.need_id == about.id
    listed = select(Consultation).where(visible_to(viewer), mine).order_by(Consultation.id.desc())
    return listed.options(joinedload(Consultation.proposal), selectinload(Consultation.checks))


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


def how_many_wait_for(viewer: Any) -> int:
    """How many checks wait for this officer's section."""
    return db.session.scalar(select(func.count(Check.id)).where(waiting_for(viewer))) or 0


def turn_of(check: Check) -> Turn | None:
    """Whose turn it is, since when; late once the check's own last day is over. None where it has ended."""
    turn = whose_turn(check)
    return turn and replace(turn, late=check.late)


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


def checks_to_remind_of() -> list[Check]:
    """The checks under way of whose last day people have not yet been told that it is near, or that it is over."""
    today = clock.today()
    near = and_(Check.due_on >= today, Check.due_on <= today + AHEAD, _not_yet(Check.warned_for))
    over = and_(Check.due_on < today, _not_yet(Check.chased_for))
    return list(db.session.scalars(select(Check).where(Check.step.in_(OPEN), or_(near, over)).order_by(Check.id)))


def _not_yet(column: Any) -> ColumnElement[bool]:
    return or_(column.is_(None), column != Check.due_on)


def checks_about(about: Need | Proposal, steps: Iterable[CheckStep] = OPEN) -> list[Check]:
    """The checks at these steps in consultations about just this need, or this proposal."""
    if isinstance(about, Proposal):
        mine = Consultation.proposal_id == about.id
    else:
        mine = and_(Consultation.need_id == about.id, Consultation.proposal_id.is_(None))
    found = select(Check).join(Check.consultation).where(mine, Check.step.in_(list(steps)))
    return list(db.session.scalars(found.order_by(Check.id)))


NAMED = case(*((Check.kind == kind, kind.label) for kind in CheckKind if kind is not CheckKind.OTHER), else_=Check.name)
"""What is checked, as it is called: `Check.label`, for lists."""
