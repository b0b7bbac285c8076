"""What is to be seen of papers, sittings and bodies: by coordinators, and papers by the sections that their case concerns."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.deliberations.models import (
    Body,
    Paper,
    PaperReplacement,
    Ruling,
    RulingCondition,
    RulingCorrection,
    Sitting,
    SittingVersion,
    Tabling,
)
from hack.intake.hindrances import hinder
from hack.intake.models import Case, Inquiry
from hack.intake.queries import one_case
from hack.intake.queries import visible_to as cases_visible_to
from hack.labels import Labelled
from hack.pipeline.front import CaseStep
from hack.pipeline.inquiry import InquiryStep
from hack.roles import Role

INSIDE = (Role.COORDINATOR, Role.OFFICER)
FINAL = [ruling for ruling in Ruling if ruling.final]

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


class PaperState(Labelled):
    """How far a paper has come."""

    OPEN = "open", "方針待ち"
    RULED = "ruled", "方針が出たもの"


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """Papers: all for coordinators; for officers those about cases that concern their section; for nobody else any."""
    return Paper.case.has(cases_visible_to(viewer)) if viewer.role in INSIDE else false()


def case_to_prepare(key: str, viewer: Any) -> Case | None:
    """The case of that key, for staff who may see it: nobody else learns that there are papers."""
    return one_case(key, viewer) if viewer.role in INSIDE else None


def one_paper(key: str, viewer: Any) -> Paper | None:
    """The paper about the case of that key, with its places on agendas, if this person may see it."""
    items = selectinload(Paper.items)
    return db.session.scalar(
        _with_case(select(Paper).join(Paper.case).where(Case.key == key, visible_to(viewer))).options(
            joinedload(Paper.prepared_by),
            items.joinedload(Tabling.sitting).joinedload(Sitting.body),
            items.selectinload(Tabling.conditions).joinedload(RulingCondition.met_by),
            items.selectinload(Tabling.corrections).joinedload(RulingCorrection.by),
            items.selectinload(Tabling.replacements).joinedload(PaperReplacement.by),
        )
    )


def _with_case(statement: Select[Any]) -> Select[Any]:
    case = joinedload(Paper.case)
    return statement.options(case.joinedload(Case.organization), case.selectinload(Case.sections))


def one_item(key: str, item_key: str, viewer: Any) -> Paper | None:
    """The paper about the case of that key, if it has that place on an agenda and this person may see it."""
    paper = one_paper(key, viewer)
    return paper if paper is not None and any(item.key == item_key for item in paper.items) else None


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


def paper_about(case: Case) -> Paper | None:
    """The paper about this case, if one was prepared; whoever asks has seen to it that the viewer may see it."""
    return db.session.scalar(select(Paper).where(Paper.case_id == case.id))


def listed_papers(viewer: Any, *, state: PaperState | None = None) -> Select[Any]:
    """The papers that this person may see, for `db.page_of`, the last changed first.

    state: only those that wait for a ruling (RULED: about which something was ruled that stands); None: all.
    """
    ruled = exists().where(Tabling.paper_id == Paper.id, Tabling.ruling.in_(FINAL))
    found = _with_case(select(Paper).where(visible_to(viewer)))
    found = found.options(selectinload(Paper.items).joinedload(Tabling.sitting).joinedload(Sitting.body))
    if state is not None:
        waits = Paper.case.has(Case.step.in_((CaseStep.PREPARING, CaseStep.TABLED)))
        found = found.where(ruled if state is PaperState.RULED else waits)
    return found.order_by(Paper.changed_at.desc(), Paper.id.desc())


def answers_about(case: Case) -> list[Inquiry]:
    """What the sections answered that were asked about the case, in the order of the answers; at most fifty."""
    answered = select(Inquiry).where(Inquiry.case_id == case.id, Inquiry.step == InquiryStep.ANSWERED)
    ordered = answered.options(joinedload(Inquiry.section)).order_by(Inquiry.answered_at, Inquiry.id)
    return list(db.session.scalars(ordered.limit(50)))


def listed_sittings(viewer: Any) -> Select[Any]:
    """The sittings, for coordinators, the last day first."""
    found = select(Sitting).where(_coordinates(viewer))
    found = found.options(joinedload(Sitting.body), selectinload(Sitting.agenda))
    return found.order_by(Sitting.held_on.desc(), Sitting.id.desc())


def one_sitting(key: str, viewer: Any) -> Sitting | None:
    """The sitting of that key, with its agenda; for coordinators."""
    agenda = selectinload(Sitting.agenda)
    item = agenda.joinedload(Tabling.paper).joinedload(Paper.case)
    return db.session.scalar(
        select(Sitting)
        .where(Sitting.key == key, _coordinates(viewer))
        .options(joinedload(Sitting.body), item.joinedload(Case.organization), item.selectinload(Case.sections))
        .options(agenda.selectinload(Tabling.conditions))
    )


def versions_of(sitting: Sitting) -> list[SittingVersion]:
    """What was said of the sitting before, the last change first; at most fifty."""
    mine = select(SittingVersion).where(SittingVersion.sitting_id == sitting.id).options(joinedload(SittingVersion.by))
    return list(db.session.scalars(mine.order_by(SittingVersion.id.desc()).limit(50)))


def one_place(key: str, item_key: str, viewer: Any) -> Sitting | None:
    """The sitting of that key, if it has that place on its agenda; for coordinators."""
    sitting = one_sitting(key, viewer)
    return sitting if sitting is not None and any(item.key == item_key for item in sitting.agenda) else None


def sittings_to_come() -> list[Sitting]:
    """The sittings of today and later, the next first; at most a hundred."""
    coming = (
        select(Sitting)
        .where(Sitting.held_on >= clock.today(), Sitting.called_off_at.is_(None))
        .options(joinedload(Sitting.body))
    )
    return list(db.session.scalars(coming.order_by(Sitting.held_on, Sitting.id).limit(100)))


def listed_bodies(viewer: Any) -> Select[Any]:
    """The bodies, for coordinators, the newest first."""
    return select(Body).where(_coordinates(viewer)).order_by(Body.since_month.desc(), Body.id.desc())


def one_body(key: str, viewer: Any) -> Body | None:
    """The body of that key; for coordinators."""
    return db.session.scalar(select(Body).where(Body.key == key, _coordinates(viewer)))


def body_on(day: date) -> Body | None:
    """The body that cases are laid before on that day: of those of its month the one that came last."""
    month = f"{day:%Y-%m}"
    there = select(Body).where(Body.since_month <= month, or_(Body.until_month == "", Body.until_month >= month))
    return db.session.scalar(there.order_by(Body.since_month.desc(), Body.id.desc()).limit(1))


def _coordinates(viewer: Any) -> ColumnElement[bool]:
    return true() if viewer.role is Role.COORDINATOR else false()


def drawn_from(case: Case) -> dict[str, str]:
    """What a paper about the case says before anybody writes: drawn from the case, its conditions, and what sections answered."""
    return {
        "title": case.title,
        "summary": case.text,
        "conditions": "\n".join(f"{ground.condition.label}: {ground.evidence}" for ground in case.grounds),
        "replies": "\n\n".join(f"{inquiry.section.full_name}: {inquiry.answer}" for inquiry in answers_about(case)),
    }
