"""Which ruling is in force about a case, what stands in its way, and what was ruled on condition."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import db
from hack.deliberations.models import (
    Paper,
    Ruling,
    RulingCondition,
    Tabling,
)
from hack.deliberations.queries.papers import FINAL, visible_to
from hack.intake.hindrances import hinder
from hack.intake.models import Case
from hack.pipeline.front import CaseStep

GOING_ON = ("coordinate", "hand_over", "to_need", "agree", "start")
"""The moves by which a case goes on; what ends it, and what lays it before the body anew, is not among them."""
GOING_WELL = ("agree", "start")
"""The moves that what was ruled on conditions waits for."""
STOPPED = (
    "付議の方針は「進めない」です。このままでは、調整・協定・引継ぎ・ニーズ化には進めません。"
    "理由を伝えて「実現せずとする」か、「{}」で付議し直してください。"
)
UNMET = (
    "付議の方針は「条件付きで進める」です。確かめていない条件が{}件あるため、協定等や実施には進めません。"
    "「この案件の付議書」のページで、条件を満たしたことを記してください。"
)


def one_condition(key: str, condition_key: str, viewer: Any) -> RulingCondition | None:
    """The condition of that key on which something was ruled about the case of the other key, if this person may see its paper."""
    case = joinedload(RulingCondition.tabling).joinedload(Tabling.paper).joinedload(Paper.case)
    return db.session.scalar(
        select(RulingCondition)
        .join(RulingCondition.tabling)
        .join(Tabling.paper)
        .join(Paper.case)
        .where(Case.key == key, RulingCondition.key == condition_key, visible_to(viewer))
        .options(case.selectinload(Case.sections))
    )


def ruling_in_force(case: Case) -> Tabling | None:
    """The newest place on an agenda on which the body settled how to go on with the case, with its conditions; None if it never did."""
    settled = select(Tabling).join(Tabling.paper).where(Paper.case_id == case.id, Tabling.ruling.in_(FINAL))
    newest = settled.order_by(Tabling.id.desc()).limit(1)
    return db.session.scalars(newest.options(joinedload(Tabling.conditions))).unique().first()


@hinder
def ruling_in_the_way(case: Case) -> dict[str, str]:
    """What the body's ruling keeps from being done with a case: all that goes on where it says no; to end well before its conditions are met."""
    if case.step not in (CaseStep.CHECKING, CaseStep.DECIDED, CaseStep.COORDINATING):
        return {}
    item = ruling_in_force(case)
    if item is None:
        return {}
    if item.ruling is Ruling.STOP:
        anew = next(move.label for move in case.path.moves_from(case.step) if move.made_at == "deliberations.prepare")
        return dict.fromkeys(GOING_ON, STOPPED.format(anew))
    count = len(item.open_conditions)
    return dict.fromkeys(GOING_WELL, UNMET.format(count)) if count else {}
