"""Which data requests and inquiries are to be seen, and by whom; and what of them everybody may read."""

from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, false, func, or_, select, true
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from hack import clock, db
from hack.asking.queries import waits
from hack.intake.models import Case
from hack.opendata.models import DataInquiry, DataRequest, DataSet
from hack.pipeline.datarequest import GOING_ON, DataRequestStep
from hack.pipeline.dataset import DataSetStep
from hack.pipeline.front import CaseStep
from hack.pipeline.inquiry import InquiryStep
from hack.roles import Role

AHEAD = timedelta(days=7)
"""How long before the planned day people are reminded of it."""


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """The organisation's own for its people; for officers those that their section was asked about, and that was not taken back or
    ended with the request; all for coordinators.
    """
    if viewer.role is Role.PROPOSER:
        return DataRequest.organization_id == viewer.organization_id
    if viewer.role is Role.OFFICER:
        kept = (DataInquiry.section_id == viewer.section_id, DataInquiry.step != InquiryStep.WITHDRAWN)
        return DataRequest.id.in_(select(DataInquiry.request_id).where(*kept))
    return true() if viewer.role is Role.COORDINATOR else false()


def inquiries_visible_to(viewer: Any) -> ColumnElement[bool]:
    """What their own section was asked for officers; everything for coordinators; nothing for anybody else."""
    if viewer.role is Role.OFFICER:
        return DataInquiry.section_id == viewer.section_id
    return true() if viewer.role is Role.COORDINATOR else false()


def one_datarequest(key: str, viewer: Any) -> DataRequest | None:
    """The request with that key, with what the sections were asked, if this person may see it."""
    return db.session.scalar(
        select(DataRequest)
        .where(DataRequest.key == key, visible_to(viewer))
        .options(
            joinedload(DataRequest.organization),
            joinedload(DataRequest.asker),
            joinedload(DataRequest.dataset).joinedload(DataSet.section),
            joinedload(DataRequest.case).selectinload(Case.sections),
            selectinload(DataRequest.asked).options(
                joinedload(DataInquiry.section), joinedload(DataInquiry.asked_by), joinedload(DataInquiry.answered_by)
            ),
        )
    )


def one_data_inquiry(key: str, viewer: Any) -> DataInquiry | None:
    """The inquiry with that key, with its request, if this person may see it."""
    return db.session.scalar(
        select(DataInquiry)
        .where(DataInquiry.key == key, inquiries_visible_to(viewer))
        .options(
            joinedload(DataInquiry.section),
            joinedload(DataInquiry.asked_by),
            joinedload(DataInquiry.answered_by),
            joinedload(DataInquiry.request).options(
                joinedload(DataRequest.organization), selectinload(DataRequest.asked)
            ),
        )
    )


def request_out_of(case: Case, viewer: Any) -> DataRequest | None:
    """The request that became of the case, if something did and this person may see it. One query where it did, else none."""
    if case.step is not CaseStep.TO_DATA:
        return None
    return db.session.scalar(select(DataRequest).where(DataRequest.case_id == case.id, visible_to(viewer)))


def listed_requests(
    viewer: Any, *, step: DataRequestStep | None = None, ended: bool = False, late: bool = False
) -> Select[Any]:
    """The requests that this person may see, for `db.page_of`: those under way, the next due first; or, ended, the last first.

    step: only those that stand there, whatever else is asked. late: only those whose last day is over.
    """
    listed = select(DataRequest).where(visible_to(viewer))
    if step is not None:
        listed = listed.where(DataRequest.step == step)
    else:
        going = DataRequest.step.in_(GOING_ON)
        listed = listed.where(~going if ended else going)
    if late:
        listed = listed.where(DataRequest.step.in_(GOING_ON), DataRequest.due_on < clock.today())
    listed = listed.options(joinedload(DataRequest.organization), joinedload(DataRequest.dataset))
    over = ended or (step is not None and step.ends)
    order = (DataRequest.step_since.desc(), DataRequest.id.desc()) if over else (DataRequest.due_on, DataRequest.id)
    return listed.order_by(*order)


def is_open() -> ColumnElement[bool]:
    """An inquiry that still waits for its answer."""
    return waits(DataInquiry)


def own_under_way(viewer: Any, most: int = 5) -> list[DataRequest]:
    """The newest requests of this person's organisation that are under way."""
    own = select(DataRequest).where(visible_to(viewer), DataRequest.step.in_(GOING_ON))
    return list(db.session.scalars(own.order_by(DataRequest.step_since.desc(), DataRequest.id.desc()).limit(most)))


def shown_answers(words: str | None = None) -> Select[Any]:
    """The questions and answers that everybody may read, the newest first; show wording, answer, step and data set only.

    words: parts of question or answer, all of which must be there.
    """
    shown = select(DataRequest).where(DataRequest.shown_at.is_not(None), DataRequest.open_to_all)
    for word in (words or "").split()[:10]:
        shown = shown.where(
            or_(
                DataRequest.wording.icontains(word, autoescape=True),
                DataRequest.answer.icontains(word, autoescape=True),
            )
        )
    shown = shown.options(joinedload(DataRequest.dataset))
    return shown.order_by(DataRequest.shown_at.desc(), DataRequest.id.desc())


class Totals(NamedTuple):
    """How many requests came, how many of them became data of the catalogue, and how many data sets it has."""

    came: int
    became: int
    datasets: int


def totals() -> Totals:
    """What everybody may know of all requests: totals alone. One query."""
    came = select(func.count(DataRequest.id)).scalar_subquery()
    became = select(func.count(DataRequest.id)).where(DataRequest.step == DataRequestStep.PUBLISHED).scalar_subquery()
    datasets = select(func.count(DataSet.id)).where(DataSet.step == DataSetStep.PUBLISHED).scalar_subquery()
    return Totals(*db.session.execute(select(came, became, datasets)).one())


def plans_due() -> list[DataRequest]:
    """The requests whose planned day is near or over, and of which people have not been reminded for that day."""
    near = select(DataRequest).where(
        DataRequest.step == DataRequestStep.PLANNED,
        DataRequest.planned_on <= clock.today() + AHEAD,
        or_(DataRequest.warned_for.is_(None), DataRequest.warned_for != DataRequest.planned_on),
    )
    return list(db.session.scalars(near.order_by(DataRequest.id)))


def open_inquiries(request: DataRequest) -> list[DataInquiry]:
    """The inquiries about the request that still wait for their answers."""
    return list(
        db.session.scalars(
            select(DataInquiry)
            .join(DataInquiry.request)
            .where(DataInquiry.request_id == request.id, is_open())
            .options(contains_eager(DataInquiry.request))
            .order_by(DataInquiry.id)
        )
    )
