"""Requests for data and data sets, for the tests that are about them."""

from datetime import date
from typing import Any

from hack import clock, db
from hack.accounts.models import User
from hack.needs.models import Field
from hack.opendata.actions import File, Outcome, answer_inquiry, ask_for_data, ask_sections, decide, show_answer
from hack.opendata.models import DataFile, DataInquiry, DataRequest, DataSet
from hack.opendata.words import DataFormat, Says
from hack.pipeline.dataset import DataSetStep
from hack.working_days import working_day_after
from tests.cast import Cast

FILE = File(DataFormat.CSV, "https://data.example.jp/traffic.csv", "1.2MB")
WISH = {"title": "交差点ごとの交通量", "wanted": "12時間の台数。", "purpose": "機器の較正に使う。"}


def a_request(*, by: User, **facts: Any) -> DataRequest:
    """A request of `by`'s organisation that has just come."""
    with db.transaction():
        return ask_for_data(by=by, **(WISH | facts))


def due_day() -> date:
    return working_day_after(clock.today(), 10)


def inquired(request: DataRequest, cast: Cast, *sections: Any) -> list[DataInquiry]:
    """The request, about which Mori asks these sections, or else Michi's."""
    with db.transaction():
        return ask_sections(
            request, by=cast.mori, sections=sections or (cast.roads,), question="ありますか。", due_on=due_day()
        )


def answered(request: DataRequest, cast: Cast, *, says: Says = Says.CAN, remark: str = "あります。") -> DataRequest:
    """The request, about which Michi's section was asked and has answered."""
    (inquiry,) = inquired(request, cast)
    with db.transaction():
        answer_inquiry(inquiry, by=cast.michi, says=says, remark=remark)
    return request


def decided(request: DataRequest, move: str, cast: Cast, **facts: Any) -> DataRequest:
    """The request, answered by Mori."""
    with db.transaction():
        decide(request, Outcome(move, facts.pop("told", "このとおりです。"), **facts), by=cast.mori)
    return request


def shown(request: DataRequest, cast: Cast, wording: str = "ありますか。", answer: str = "あります。") -> DataRequest:
    """The request, with what everybody may read of it."""
    with db.transaction():
        show_answer(request, by=cast.mori, wording=wording, answer=answer, seen=request.version)
    return request


def a_dataset(cast: Cast, *, by: User | None = None, files: tuple[File, ...] = (FILE,), **facts: Any) -> DataSet:
    """A complete data set of Michi's section (or of `by`'s), in the catalogue unless said otherwise."""
    author = by or cast.michi
    facts = {
        "title": "交差点の交通量",
        "description": "市内の交差点で数えた台数です。",
        "field": Field.ROADS,
        "keywords": "交通量、交差点",
        "updated_on": date(2026, 5, 1),
        "section_id": author.section_id or cast.roads.id,
        "author_id": author.id,
        "step": DataSetStep.PUBLISHED,
    } | facts
    if facts["step"] is not DataSetStep.DRAFT:
        facts.setdefault("published_at", clock.now())
    dataset = DataSet(**facts)
    dataset.files = [DataFile(place=place, **file._asdict()) for place, file in enumerate(files, 1)]
    with db.transaction():
        db.session.add(dataset)
    return dataset
