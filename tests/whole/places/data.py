"""What organisations ask for, what sections were asked, and data sets in every state."""

from datetime import date

from hack import db
from hack.needs.models import Need
from hack.opendata.actions import answer_inquiry, ask_for_data, ask_sections, offer_dataset
from hack.opendata.models import DataInquiry, DataRequest, DataSet, DataSetForNeed
from hack.opendata.words import Says
from hack.pipeline.datarequest import DataRequestStep
from hack.pipeline.dataset import DataSetStep
from tests.opendata.words import WISH, a_dataset, due_day
from tests.whole.town import Town


def enter_datasets(town: Town) -> dict[str, DataSet]:
    """Data sets of Michi's section: a draft, one in the catalogue, one that left it."""
    states = {
        "a draft": DataSetStep.DRAFT,
        "in the catalogue": DataSetStep.PUBLISHED,
        "out of the catalogue": DataSetStep.WITHDRAWN,
    }
    return {says: a_dataset(town.cast, step=step) for says, step in states.items()}


def enter_requests(town: Town, dataset: DataSet) -> tuple[dict[str, DataRequest], dict[str, DataInquiry]]:
    """Umi's requests, and what Michi's and Midori's sections were asked about them."""
    cast = town.cast
    says = ("received", "Michi's section is asked", "promised for a day", "published, and shown to everybody")
    with db.transaction():
        received, asked, planned, published = (ask_for_data(by=cast.umi, **WISH) for _ in says)
        asks = {"by": cast.mori, "question": "ありますか。", "due_on": due_day()}
        (waiting,) = ask_sections(asked, sections=[cast.roads], **asks)
        (answered,) = ask_sections(planned, sections=[cast.resources], **asks)
        answer_inquiry(answered, by=cast.midori, says=Says.LATER, remark="来年なら。")
    with db.transaction():
        planned.step, planned.planned_on, planned.told = DataRequestStep.PLANNED, date(2026, 12, 1), "来年"
        published.step, published.dataset_id, published.told = DataRequestStep.PUBLISHED, dataset.id, "出しました。"
        published.due_on, published.open_to_all, published.shown_at = None, True, published.asked_at
        published.wording, published.answer = "ありますか。", "あります。"
    requests = dict(zip(says, (received, asked, planned, published), strict=True))
    return requests, {"waits for Michi's section": waiting, "answered by Midori's section": answered}


def offer(town: Town, need: Need, dataset: DataSet) -> DataSetForNeed:
    """That the data set can be used for the need."""
    with db.transaction():
        return offer_dataset(need, dataset, by=town.cast.mori, note="選ぶとき")
