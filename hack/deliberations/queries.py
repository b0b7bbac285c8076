"""What is to be seen of papers, sittings and bodies: by coordinators, and papers by the sections that their case concerns."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import clock, db
from hack.deliberations.models import Body, Paper, Ruling, Sitting, Tabling
from hack.intake.models import Case, Inquiry
from hack.intake.queries import one_case
from hack.intake.queries import visible_to as cases_visible_to
from hack.labels import Labelled
from hack.pipeline.front import CaseStep
from hack.pipeline.inquiry import InquiryStep
from hack.roles import Role

INSIDE = (Role.COORDINATOR, Role.OFFICER)
FINAL = [ruling for ruling in Ruling if ruling is not Ruling.TAKEN_HOME]


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
    return db.session.scalar(
        _with_case(select(Paper).join(Paper.case).where(Case.key == key, visible_to(viewer))).options(
            joinedload(Paper.prepared_by),
            selectinload(Paper.items).joinedload(Tabling.sitting).joinedload(Sitting.body),
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


def listed_sittings(viewer: Any) -> Select[Any]:
    """The sittings, for coordinators, the last day first."""
    found = select(Sitting).where(_coordinates(viewer))
    found = found.options(joinedload(Sitting.body), selectinload(Sitting.agenda))
    return found.order_by(Sitting.held_on.desc(), Sitting.id.desc())


def one_sitting(key: str, viewer: Any) -> Sitting | None:
    """The sitting of that key, with its agenda; for coordinators."""
    item = selectinload(Sitting.agenda).joinedload(Tabling.paper).joinedload(Paper.case)
    return db.session.scalar(
        select(Sitting)
        .where(Sitting.key == key, _coordinates(viewer))
        .options(joinedload(Sitting.body), item.joinedload(Case.organization))
    )


def one_place(key: str, item_key: str, viewer: Any) -> Sitting | None:
    """The sitting of that key, if it has that place on its agenda; for coordinators."""
    sitting = one_sitting(key, viewer)
    return sitting if sitting is not None and any(item.key == item_key for item in sitting.agenda) else None


def sittings_to_come() -> list[Sitting]:
    """The sittings of today and later, the next first; at most a hundred."""
    coming = select(Sitting).where(Sitting.held_on >= clock.today()).options(joinedload(Sitting.body))
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
