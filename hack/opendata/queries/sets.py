"""Which data sets are to be seen, and by whom: in the catalogue, inside, and with a need."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from hack import db
from hack.accounts.models import Section
from hack.needs.models import Field, Need
from hack.needs.queries import one_need
from hack.needs.queries import visible_to as needs_visible_to
from hack.opendata.models import DataFile, DataRequest, DataSet, DataSetForNeed, DataSetVersion
from hack.opendata.queries.requests import visible_to as requests_visible_to
from hack.opendata.words import DataFormat
from hack.pipeline.dataset import DataSetStep
from hack.roles import Role

IN_CATALOGUE = DataSet.step == DataSetStep.PUBLISHED


def visible_to(viewer: Any) -> ColumnElement[bool]:
    """What stands in the catalogue for everybody; besides, the own section's for officers; all for coordinators and auditors."""
    if viewer.role in (Role.COORDINATOR, Role.AUDITOR):
        return true()
    if viewer.role is Role.OFFICER:
        return or_(IN_CATALOGUE, DataSet.section_id == viewer.section_id)
    return IN_CATALOGUE


def one_dataset(key: str, viewer: Any) -> DataSet | None:
    """The data set with that key, with its section and files, if this person may see it."""
    return db.session.scalar(
        _with_files(select(DataSet).where(DataSet.key == key, visible_to(viewer))).options(joinedload(DataSet.author))
    )


def _with_files(statement: Select[Any]) -> Select[Any]:
    return statement.options(joinedload(DataSet.section), selectinload(DataSet.files))


def catalogue(
    *,
    section: int | None = None,
    field: Field | None = None,
    format: DataFormat | None = None,
    words: str | None = None,
) -> Select[Any]:
    """What stands in the catalogue, the newest first; the same for everybody.

    section: row number. words: parts of title, description or keywords, all of which must be there.
    """
    found = select(DataSet).where(IN_CATALOGUE)
    if section is not None:
        found = found.where(DataSet.section_id == section)
    if field is not None:
        found = found.where(DataSet.field == field)
    if format is not None:
        found = found.where(DataSet.id.in_(select(DataFile.dataset_id).where(DataFile.format == format)))
    for word in (words or "").split()[:10]:
        texts = (DataSet.title, DataSet.description, DataSet.keywords)
        found = found.where(or_(*[text.icontains(word, autoescape=True) for text in texts]))
    return _with_files(found).order_by(DataSet.published_at.desc(), DataSet.id.desc())


def inside_sets(viewer: Any, step: DataSetStep | None = None) -> Select[Any]:
    """The data sets of the officer's section, or all for those who see all; drafts first, then those last moved."""
    mine = select(DataSet).where(visible_to(viewer))
    if viewer.role is Role.OFFICER:
        mine = mine.where(DataSet.section_id == viewer.section_id)
    if step is not None:
        mine = mine.where(DataSet.step == step)
    return _with_files(mine).order_by(DataSet.step != DataSetStep.DRAFT, DataSet.step_since.desc(), DataSet.id.desc())


def sections_in_catalogue() -> list[Section]:
    """The sections of which something stands in the catalogue."""
    some = select(DataSet.section_id).where(IN_CATALOGUE)
    return list(db.session.scalars(select(Section).where(Section.id.in_(some)).order_by(Section.bureau_id, Section.id)))


def sets_to_choose(most: int = 300) -> list[DataSet]:
    """What stands in the catalogue, by title, to be chosen from."""
    return list(db.session.scalars(select(DataSet).where(IN_CATALOGUE).order_by(DataSet.title, DataSet.id).limit(most)))


def versions_of(dataset: DataSet) -> Select[Any]:
    """The versions of a data set, the newest first."""
    mine = select(DataSetVersion).where(DataSetVersion.dataset_id == dataset.id)
    return mine.order_by(DataSetVersion.number.desc())


def requests_for(dataset: DataSet, viewer: Any) -> list[DataRequest]:
    """The requests that this data set answers, or will answer, of those that this person may see; the newest hundred."""
    mine = select(DataRequest).where(DataRequest.dataset_id == dataset.id, requests_visible_to(viewer))
    return list(db.session.scalars(mine.order_by(DataRequest.id.desc()).limit(100)))


def answers_with(dataset: DataSet) -> list[DataRequest]:
    """The public questions and answers that led to this data set; show wording and answer only. The newest twenty."""
    shown = select(DataRequest).where(DataRequest.dataset_id == dataset.id, DataRequest.shown_at.is_not(None))
    return list(db.session.scalars(shown.where(DataRequest.open_to_all).order_by(DataRequest.id.desc()).limit(20)))


def need_with_data(key: str, viewer: Any) -> Need | None:
    """The need with that key, if this person may see it: what data is offered for."""
    return one_need(key, viewer)


def offered_for(need: Need) -> Select[Any]:
    """What of the catalogue can be used for the need, the newest first; what left the catalogue is left out."""
    offered = select(DataSetForNeed).join(DataSetForNeed.dataset).where(DataSetForNeed.need_id == need.id, IN_CATALOGUE)
    data = joinedload(DataSetForNeed.dataset)
    offered = offered.options(data.joinedload(DataSet.section), data.selectinload(DataSet.files))
    return offered.order_by(DataSetForNeed.id.desc())


def one_offered(key: str, offered_key: str, viewer: Any) -> DataSetForNeed | None:
    """What is offered for the need with that key under `offered_key`, if this person may see the need.

    Also if it was taken out meanwhile: who presses the button twice is told no wrong. It is then a likeness, in no session: only
    its key and its need are to be asked.
    """
    need = one_need(key, viewer)
    found = db.session.scalar(select(DataSetForNeed).where(DataSetForNeed.key == offered_key))
    if need is None or (found is not None and found.need_id != need.id):
        return None
    return DataSetForNeed(key=offered_key, need=need)


def needs_with(dataset: DataSet, viewer: Any) -> list[Need]:
    """The needs that this data set can be used for, of those that this person may see; the newest twenty."""
    offered = select(DataSetForNeed.need_id).where(DataSetForNeed.dataset_id == dataset.id)
    seen = select(Need).where(Need.id.in_(offered), needs_visible_to(viewer)).options(joinedload(Need.section))
    return list(db.session.scalars(seen.order_by(Need.id.desc()).limit(20)))
