"""Which labs are to be seen, and by whom; and how many there are."""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.livinglabs.models import Basis, LabCheck, LabKind, LabMilestone, LivingLab
from hack.pipeline.livinglab import LabStep
from hack.roles import Role
from hack.sites.models import Ward

PUBLIC = [step for step in LabStep if step.public]
GOING_ON = [step for step in PUBLIC if not step.ends]
REGISTERED = LivingLab.step.in_(PUBLIC)
MOST_CHECKS = 10


def run_by(viewer: Any) -> ColumnElement[bool]:
    """The labs that the viewer's organisation runs."""
    return and_(LivingLab.organization_id.is_not(None), LivingLab.organization_id == viewer.organization_id)


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Those in the register for everybody; besides, the own organisation's for its people, and all for coordinators and auditors."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    if viewer.role is Role.PROPOSER:
        return or_(REGISTERED, run_by(viewer))
    return REGISTERED


def one_lab(key: str, viewer: Any) -> LivingLab | None:
    """The lab with that key, if this person may see it."""
    chosen = select(LivingLab).where(LivingLab.key == key, visible_to(viewer))
    return db.session.scalar(chosen.options(joinedload(LivingLab.organization), joinedload(LivingLab.entered_by)))


def listed_labs(
    *,
    words: str | None = None,
    ward: Ward | None = None,
    kind: LabKind | None = None,
    basis: Basis | None = None,
    step: LabStep | None = None,
    field: bool | None = None,
) -> Select[Any]:
    """The labs in the register, for `db.page_of`, by ward in the city's order; those that are bound to none last.

    words: parts of name, theme or operator, all of which must be there. step: where they stand; None: all that have not ended.
    field: only those that offer themselves for trials, which the caller asks only for people who may know it.
    """
    listed = select(LivingLab).where(REGISTERED if step is not None else LivingLab.step.in_(GOING_ON))
    for column, wanted in (
        (LivingLab.ward, ward),
        (LivingLab.kind, kind),
        (LivingLab.basis, basis),
        (LivingLab.step, step),
    ):
        if wanted is not None:
            listed = listed.where(column == wanted)
    if field:
        listed = listed.where(LivingLab.field_words != "")
    for word in (words or "").split()[:10]:
        texts = (LivingLab.name, LivingLab.themes, LivingLab.operator)
        listed = listed.where(or_(*[text.icontains(word, autoescape=True) for text in texts]))
    place = case({one.value: number for number, one in enumerate(Ward)}, value=LivingLab.ward, else_=len(Ward))
    return listed.order_by(place, LivingLab.name, LivingLab.id)


def own_labs(viewer: Any) -> Select[Any]:
    """The labs of the viewer's organisation, wherever they stand, newest first."""
    return select(LivingLab).where(run_by(viewer)).order_by(LivingLab.id.desc())


def counts_by_ward() -> dict[Ward | None, int]:
    """How many labs are in the register and have not ended, by ward; every ward is there, and None for those bound to none."""
    counted = select(LivingLab.ward, func.count()).where(LivingLab.step.in_(GOING_ON)).group_by(LivingLab.ward)
    found: dict[Ward | None, int] = dict(db.session.execute(counted).all())
    return {ward: found.get(ward, 0) for ward in (*Ward, None)}


def checks_of(lab: LivingLab) -> list[LabCheck]:
    """How the lab was checked, newest first, at most MOST_CHECKS."""
    mine = select(LabCheck).where(LabCheck.livinglab_id == lab.id).options(joinedload(LabCheck.by))
    return list(db.session.scalars(mine.order_by(LabCheck.id.desc()).limit(MOST_CHECKS)))


def milestones_of(lab: LivingLab) -> Select[Any]:
    """What it took up and did, the newest first, for `db.page_of`."""
    mine = select(LabMilestone).where(LabMilestone.livinglab_id == lab.id)
    day = LabMilestone.happened_on
    return mine.order_by(LabMilestone.year.desc(), day.is_(None), day.desc(), LabMilestone.id.desc())


def one_milestone_once(key: str, milestone_key: str, viewer: Any) -> LabMilestone | None:
    """The milestone under `milestone_key` of the lab with that key, if this person may see the lab.

    Also if it was taken away meanwhile: who presses the button twice is told no wrong. It is a likeness, in no session: only its key
    and its lab are to be asked.
    """
    lab = one_lab(key, viewer)
    found = db.session.scalar(select(LabMilestone.livinglab_id).where(LabMilestone.key == milestone_key))
    if lab is None or found not in (None, lab.id):
        return None
    return LabMilestone(key=milestone_key, livinglab=lab)
