"""Which needs are to be seen, and by whom."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.accounts.models import Bureau, Section
from hack.needs.models import CallChange, CoOwner, Field, Need
from hack.needs.rules import SHARED_INSIDE
from hack.needs.stages import Stage
from hack.pipeline.need import COMING, NeedStep
from hack.roles import Role

PUBLIC = [step for step in NeedStep if step.public]
OPEN = [step for step in NeedStep if step.open]
FOR_EVERYBODY = and_(Need.step.in_(PUBLIC), Need.internal.is_(False))
"""The needs that everybody may read, signed in or not: what `Need.public` says of one."""


def call_open() -> ColumnElement[bool]:
    """A need takes proposals at this moment, by the server's clock: as `Need.takes_proposals`."""
    today = clock.today()
    return and_(Need.step.in_(OPEN), or_(Need.opens_on.is_(None), Need.opens_on <= today), Need.closes_on >= today)


def owned_by(viewer: Any) -> ColumnElement[bool]:
    """The needs that the viewer's section owns, leading or together with others; none where the viewer is of no section."""
    if viewer.section_id is None:
        return false()
    together = select(CoOwner.need_id).where(CoOwner.section_id == viewer.section_id)
    return or_(Need.section_id == viewer.section_id, Need.id.in_(together))


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Public needs for everybody; for officers those of their bureau, those that their section
    owns with others, and shared internal ones; all for coordinators and auditors."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    if viewer.role is Role.OFFICER:
        own = Need.section_id.in_(select(Section.id).where(Section.bureau_id == viewer.section.bureau_id))
        return or_(FOR_EVERYBODY, own, owned_by(viewer), and_(Need.internal.is_(True), Need.step.in_(SHARED_INSIDE)))
    return FOR_EVERYBODY


def one_need(key: str, viewer: Any) -> Need | None:
    """The need with this key, with its sections and author, if the viewer may see it."""
    return db.session.scalar(
        select(Need)
        .where(Need.key == key, visible_to(viewer))
        .options(joinedload(Need.section), joinedload(Need.author), selectinload(Need.co_owners))
    )


def listed_needs(
    viewer: Any,
    *,
    field: Field | None = None,
    step: NeedStep | None = None,
    stage: Stage | None = None,
    section: int | None = None,
    bureau: str | None = None,
    open_only: bool = False,
    words: str | None = None,
) -> Select[Need]:
    """The needs that the viewer may see, for `db.page_of`: open calls first (the one that closes next at the top), then those announced, then newest first.

    section: row number. bureau: name. open_only: only those that take proposals today. words: parts of the title, all of which must be in it.
    """
    listed = select(Need).where(visible_to(viewer)).options(joinedload(Need.section))
    if field is not None:
        listed = listed.where(Need.field == field)
    if step is not None:
        listed = listed.where(Need.step == step)
    if stage is not None:
        listed = listed.where(Need.step.in_(stage.steps))
    if section is not None:
        listed = listed.where(Need.section_id == section)
    if bureau is not None:
        its = select(Section.id).join(Section.bureau).where(Bureau.name == bureau)
        together = select(CoOwner.need_id).where(CoOwner.section_id.in_(its))
        listed = listed.where(or_(Need.section_id.in_(its), Need.id.in_(together)))
    if open_only:
        listed = listed.where(call_open())
    for word in (words or "").split()[:10]:
        listed = listed.where(Need.title.icontains(word, autoescape=True))
    is_open = Need.step.in_(OPEN)
    return listed.order_by(
        case((is_open, 0), (Need.step.in_(COMING), 1), else_=2),
        case((is_open, Need.closes_on)),
        func.coalesce(Need.published_at, Need.drafted_at).desc(),
        Need.id.desc(),
    )


def changes_of_call(need: Need) -> list[CallChange]:
    """What was changed of the need's call, newest first, at most 20."""
    mine = select(CallChange).where(CallChange.need_id == need.id).order_by(CallChange.id.desc())
    return list(db.session.scalars(mine.limit(20)))


def open_needs(viewer: Any) -> Select[Need]:
    """The needs that take proposals today, as `listed_needs` lists them."""
    return listed_needs(viewer, open_only=True)


def bureaus_with_needs(viewer: Any) -> list[Bureau]:
    """The bureaus that have a need (or a part in one) which the viewer may see, in the city's order."""
    leading = select(Section.bureau_id).join(Need, Need.section_id == Section.id).where(visible_to(viewer))
    together = select(Section.bureau_id).join(CoOwner).join(Need, CoOwner.need_id == Need.id).where(visible_to(viewer))
    owning = or_(Bureau.id.in_(leading), Bureau.id.in_(together))
    return list(db.session.scalars(select(Bureau).where(owning).order_by(Bureau.id)))


def calls_due() -> list[Need]:
    """The needs whose call is to open today (in Japan), or is open although its last day is over; the oldest first."""
    begun = and_(Need.step.in_(COMING), Need.opens_on <= clock.today())
    over = and_(Need.step.in_(OPEN), Need.closes_on < clock.today())
    return list(db.session.scalars(select(Need).where(or_(begun, over)).order_by(Need.closes_on, Need.id)))
