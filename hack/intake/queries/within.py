"""What belongs to a case: times for a dialogue, dialogues, what was written, what sections were asked."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import User
from hack.intake.models import Case, CaseEntry, Concerned, Dialogue, Inquiry, Slot
from hack.intake.queries.seeing import visible_to
from hack.needs.models import Need
from hack.pipeline.inquiry import InquiryStep
from hack.roles import Role
from hack.seeds.models import Seed


def slots_of(case: Case) -> list[Slot]:
    """The times that are offered now or were chosen, the first one first."""
    mine = select(Slot).where(Slot.case_id == case.id, Slot.dropped_at.is_(None))
    return list(db.session.scalars(mine.order_by(Slot.starts_at, Slot.id)))


def one_slot(key: str, slot_key: str, viewer: Any) -> Slot | None:
    """The time with that key, offered about the case with the other, if this person may see the case."""
    mine = select(Slot).join(Slot.case).where(Case.key == key, Slot.key == slot_key, visible_to(viewer))
    return db.session.scalar(mine.options(joinedload(Slot.case)))


def dialogues_of(case: Case) -> list[Dialogue]:
    """The dialogues about a case that were held, the last first; at most fifty."""
    mine = select(Dialogue).where(Dialogue.case_id == case.id).options(joinedload(Dialogue.by))
    return list(db.session.scalars(mine.order_by(Dialogue.held_on.desc(), Dialogue.id.desc()).limit(50)))


def entries_of(case: Case, viewer: Any) -> Select[Any]:
    """What was written about a case, the last first; to the proposer only what is not for the city alone."""
    mine = select(CaseEntry).where(CaseEntry.case_id == case.id)
    if viewer.role is Role.PROPOSER:
        mine = mine.where(CaseEntry.internal.is_(False))
    writer = joinedload(CaseEntry.by)
    names = writer.options(joinedload(User.organization), joinedload(User.section))
    return mine.options(names).order_by(CaseEntry.id.desc())


def inquiries_visible_to(viewer: Any) -> ColumnElement[bool]:
    """All for coordinators; for officers those to their section, and those about a case that they may see; none for anybody else."""
    if viewer.role is Role.COORDINATOR:
        return true()
    if viewer.role is Role.OFFICER:
        those = select(Concerned.case_id).where(Concerned.section_id == viewer.section_id)
        held = Inquiry.case.has(Case.section_id == viewer.section_id)
        return or_(Inquiry.section_id == viewer.section_id, Inquiry.case_id.in_(those), held)
    return false()


def inquiries_about(case: Case, viewer: Any) -> list[Inquiry]:
    """What sections were asked about a case, as far as this person may see it; open ones first, then the last asked; at most fifty."""
    mine = select(Inquiry).where(Inquiry.case_id == case.id, inquiries_visible_to(viewer))
    names = (joinedload(Inquiry.section), joinedload(Inquiry.asked_by), joinedload(Inquiry.answered_by))
    ordered = mine.options(*names).order_by(Inquiry.step != InquiryStep.ASKED, Inquiry.id.desc())
    return list(db.session.scalars(ordered.limit(50)))


def one_inquiry(key: str, viewer: Any) -> Inquiry | None:
    """The inquiry with that key, with its case, if this person may see it."""
    case = joinedload(Inquiry.case)
    return db.session.scalar(
        select(Inquiry)
        .where(Inquiry.key == key, inquiries_visible_to(viewer))
        .options(
            case.joinedload(Case.organization),
            case.selectinload(Case.sections),
            joinedload(Inquiry.section),
            joinedload(Inquiry.asked_by),
            joinedload(Inquiry.answered_by),
        )
    )


def case_behind(thing: Any, viewer: Any) -> Case | None:
    """The case that became this need or this seed, if this person may see it."""
    column = Case.need_id if isinstance(thing, Need) else Case.seed_id if isinstance(thing, Seed) else None
    if column is None or viewer.role not in (Role.PROPOSER, Role.OFFICER, Role.COORDINATOR):
        return None
    return db.session.scalar(select(Case).where(and_(column == thing.id, visible_to(viewer))))
