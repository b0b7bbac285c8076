"""Requests for data by the hundred, what sections say about them, and a catalogue."""

from typing import Any

from hack import clock
from hack.accounts.models import User
from hack.needs.models import Field, Need
from hack.opendata.models import DataFile, DataInquiry, DataRequest, DataSet, DataSetForNeed, DataSetVersion
from hack.opendata.words import DataFormat, Licence, Rhythm
from hack.pipeline.datarequest import DataRequestStep
from hack.pipeline.dataset import DataSetStep
from hack.pipeline.inquiry import InquiryStep
from tests.cast import Cast
from tests.whole.crowd.rows import first_of, many


def ask_for_much(cast: Cast, officers: list[User], proposers: list[User], need: Need) -> None:
    """300 data sets with two files each, 300 requests about which sections were asked, and 40 data sets for one need."""
    now, today = clock.now(), clock.today()

    def a_set(n: int, by: User) -> dict[str, Any]:
        about = {"title": f"データ{n}", "description": "台数です。", "section_id": by.section_id, "author_id": by.id}
        said = {"field": list(Field)[n % 13], "rhythm": Rhythm.YEAR, "licence": Licence.CC_BY, "updated_on": today}
        step = (DataSetStep.PUBLISHED, DataSetStep.PUBLISHED, DataSetStep.DRAFT)[n % 3]
        return about | said | {"step": step, "published_at": now, "keywords": "交通量"}

    sets = many(DataSet, 300, [cast.michi, *officers], a_set)
    places = iter([1, 2] * 300)
    many(DataFile, 600, [one for one in sets for _ in range(2)], lambda n, one: {
        "dataset_id": one.id, "place": next(places), "format": DataFormat.CSV, "url": f"https://data.example.jp/{n}"
    })  # fmt: skip
    one = first_of(DataSet, DataSet.step == DataSetStep.PUBLISHED)
    many(DataSetVersion, 60, [cast.michi], lambda n, by: {
        "dataset_id": one.id, "number": n + 1, "by_id": by.id, "note": f"{n}版", "said": {"説明": "台数"}
    })  # fmt: skip
    out = [each for each in sets if each.step is DataSetStep.PUBLISHED]
    many(DataSetForNeed, 40, out, lambda _, each: {
        "need_id": need.id, "dataset_id": each.id, "by_id": cast.mori.id, "note": "使える"
    })  # fmt: skip
    steps = (DataRequestStep.RECEIVED, DataRequestStep.ASKED, DataRequestStep.PUBLISHED, DataRequestStep.WITHDRAWN)

    def a_request(n: int, by: User) -> dict[str, Any]:
        about = {"number": f"D-2025-{n:04d}", "organization_id": by.organization_id, "asker_id": by.id}
        said = {"title": f"ほしいデータ{n}", "wanted": "台数", "purpose": "研究", "step": steps[n % 4], "due_on": today}
        shown = {"open_to_all": True, "shown_at": now, "wording": f"質問{n}", "answer": "回答"}
        dataset_id = one.id if n % 2 else out[n % len(out)].id
        return about | said | {"dataset_id": dataset_id} | (shown if steps[n % 4].hoped else {})

    requests = many(DataRequest, 300, [cast.umi, *proposers], a_request)
    many(DataInquiry, 600, [each for each in requests for _ in range(2)], lambda n, each: {
        "request_id": each.id, "section_id": (cast.roads.id, officers[n % 40 + 1].section_id)[n % 2],
        "asked": "ありますか。", "due_on": today, "asked_by_id": cast.mori.id,
        "step": (InquiryStep.ASKED, InquiryStep.WITHDRAWN)[n % 2],
    })  # fmt: skip
