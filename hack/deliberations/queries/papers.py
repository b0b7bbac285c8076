"""What is to be seen of papers, by whom, and what a paper is drawn from."""

from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, select
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.deliberations.models import (
    Paper,
    PaperReplacement,
    Ruling,
    RulingCondition,
    RulingCorrection,
    Sitting,
    Tabling,
)
from hack.intake.models import Case, Inquiry
from hack.intake.queries import one_case
from hack.intake.queries import visible_to as cases_visible_to
from hack.labels import Labelled
from hack.pipeline.front import CaseStep
from hack.pipeline.inquiry import InquiryStep
from hack.roles import Role

INSIDE = (Role.COORDINATOR, Role.OFFICER)
FINAL = [ruling for ruling in Ruling if ruling.final]


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


def drawn_from(case: Case) -> dict[str, str]:
    """What a paper about the case says before anybody writes: drawn from the case, its conditions, and what sections answered."""
    return {
        "title": case.title,
        "summary": case.text,
        "conditions": "\n".join(f"{ground.condition.label}: {ground.evidence}" for ground in case.grounds),
        "replies": "\n\n".join(f"{inquiry.section.full_name}: {inquiry.answer}" for inquiry in answers_about(case)),
    }
