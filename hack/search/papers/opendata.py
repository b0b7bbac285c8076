"""Data sets of the catalogue, and the questions and answers about data that everybody may read, as they are searched."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func
from sqlalchemy.orm import joinedload, selectinload

from hack.opendata.models import DataRequest, DataSet
from hack.opendata.queries import sets_visible_to
from hack.search.index import Paper
from hack.search.papers.noun import Noun, bureau_of, section_named, value
from hack.search.papers.readers import AUDITOR, COORDINATOR, EVERYBODY, of_section

TITLE = 80
"""Letters of a question that stand for its title."""
ASKED_BY = 40
"""Letters of a question that its place in the list is found by."""


def dataset_paper(dataset: DataSet) -> Paper:
    """What the catalogue says of a data set."""
    inside = {COORDINATOR, AUDITOR, of_section(dataset.section_id)}
    told = (dataset.keywords, dataset.period)
    return Paper(
        "dataset",
        dataset.key,
        dataset.title,
        "\n".join(part for part in told if part),
        dataset.step_since,
        frozenset({EVERYBODY} if dataset.public else inside),
        facets={
            "field": value(dataset.field),
            "bureau": bureau_of(dataset.section),
            "format": tuple(format.value for format in dataset.formats),
        },
        summary=dataset.description,
        section=dataset.section.full_name,
    )


def answer_paper(request: DataRequest) -> Paper:
    """What everybody may read of a request; of one that is not shown, nothing, for nobody."""
    shown = request.shown and request.open_to_all
    return Paper(
        "dataanswer",
        request.key,
        request.wording[:TITLE] if shown else "",
        f"{request.wording[TITLE:]}\n{request.answer}".strip() if shown else "",
        (request.shown_at or request.asked_at) if shown else request.asked_at,
        frozenset({EVERYBODY} if shown else ()),
    )


def shown(viewer: Any) -> ColumnElement[bool]:
    """The questions and answers that everybody may read, whoever looks."""
    return and_(DataRequest.shown_at.is_not(None), DataRequest.open_to_all)


DATASET = Noun(
    name="dataset",
    label="データセット",
    thing=DataSet,
    load=(joinedload(DataSet.section), selectinload(DataSet.files)),
    paper=dataset_paper,
    visible_to=sets_visible_to,
    endpoint="opendata.show_set",
    changed_at=DataSet.step_since,
    told=(DataSet.description, DataSet.keywords, DataSet.period, section_named(DataSet.section_id)),
)
DATA_ANSWER = Noun(
    name="dataanswer",
    label="データの質問と回答",
    thing=DataRequest,
    load=(),
    paper=answer_paper,
    visible_to=shown,
    endpoint="opendata.answers",
    title=func.substr(DataRequest.wording, 1, TITLE),
    changed_at=DataRequest.shown_at,
    page_key=func.substr(DataRequest.wording, 1, ASKED_BY),
    page=lambda words: {"q": " ".join(words.split())},
    shows_step=False,
    told=(func.substr(DataRequest.wording, TITLE + 1), DataRequest.answer),
)
