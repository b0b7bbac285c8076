"""Lists of cases."""

from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.accounts.models import Organization
from hack.intake.models import Case, CaseKind, Concerned, Counter
from hack.intake.queries.seeing import visible_to
from hack.pipeline.front import CaseStep

GOING_ON = [step for step in CaseStep if not step.ends]


def listed_cases(
    viewer: Any,
    *,
    step: CaseStep | None = None,
    ended: bool = False,
    kind: CaseKind | None = None,
    counter: Counter | None = None,
    section_id: int | None = None,
    late: bool = False,
    own: bool = False,
    words: str | None = None,
) -> Select[Any]:
    """The cases that this person may see, narrowed; those whose last day comes first stand first, then the newest.

    step: those at it; without one those going on, or with `ended` all that have ended. section_id: those that concern that
    section or that it has in hand. late: those whose last day is over. own: those that this coordinator looks after.
    words: a part of the number, the title or the organisation's name.
    """
    found = select(Case).where(visible_to(viewer))
    if step is not None:
        found = found.where(Case.step == step)
    else:
        found = found.where(Case.step.not_in(GOING_ON) if ended else Case.step.in_(GOING_ON))
    for column, wanted in ((Case.kind, kind), (Case.counter, counter)):
        if wanted is not None:
            found = found.where(column == wanted)
    if section_id is not None:
        those = select(Concerned.case_id).where(Concerned.section_id == section_id)
        found = found.where(or_(Case.section_id == section_id, Case.id.in_(those)))
    if late:
        found = found.where(Case.due_on < clock.today())
    if own:
        found = found.where(Case.taken_by_id == viewer.id)
    if words:
        names = Organization.name.icontains(words, autoescape=True)
        said = or_(Case.number.icontains(words, autoescape=True), Case.title.icontains(words, autoescape=True))
        found = found.where(or_(said, Case.organization.has(names)))
    return _with_names(found).order_by(Case.due_on.is_(None), Case.due_on, Case.received_at.desc(), Case.id.desc())


def own_cases(viewer: Any) -> Select[Any]:
    """The cases of this person's organisation, those going on first, then the newest."""
    mine = select(Case).where(visible_to(viewer), Case.organization_id == viewer.organization_id)
    return _with_names(mine).order_by(Case.step.not_in(GOING_ON), Case.received_at.desc(), Case.id.desc())


def cases_to_merge_into(case: Case, viewer: Any, words: str, most: int = 20) -> list[Case]:
    """The other cases going on whose number, title or organisation has these words, the newest first."""
    found = listed_cases(viewer, words=words).where(Case.id != case.id).order_by(None)
    return list(db.session.scalars(found.order_by(Case.received_at.desc(), Case.id.desc()).limit(most)))


def merged_into(case: Case, viewer: Any) -> list[Case]:
    """The cases for which this one stands too, as far as this person may see them; the first hundred."""
    those = select(Case).where(Case.into_id == case.id, visible_to(viewer)).order_by(Case.id).limit(100)
    return list(db.session.scalars(_with_names(those)))


def counts_by_step(viewer: Any) -> dict[CaseStep, int]:
    """How many of the cases that this person may see stand at each step that is no end; every such step is there."""
    counted = select(Case.step, func.count()).where(and_(visible_to(viewer), Case.step.in_(GOING_ON)))
    found: dict[CaseStep, int] = dict(db.session.execute(counted.group_by(Case.step)).all())
    return {step: found.get(step, 0) for step in GOING_ON}


def _with_names(statement: Select[Any]) -> Select[Any]:
    return statement.options(joinedload(Case.organization), joinedload(Case.taken_by), joinedload(Case.section))
