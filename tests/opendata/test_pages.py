"""The pages of the open data desk, as people meet them at their screens."""

import csv
import io
import json
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.clockwork import turn
from hack.intake.actions import hand_in, move_case
from hack.intake.models import CaseKind
from hack.jobs import settle
from hack.notices.models import Letter
from hack.opendata.actions import move_dataset, take_back_request, withdraw_inquiry
from hack.opendata.models import DataRequest
from hack.opendata.words import Obstacle
from hack.pipeline.dataset import DataSetStep
from hack.pipeline.front import CaseStep
from tests.cast import a_need
from tests.opendata.words import a_dataset, a_request, answered, decided, due_day, inquired, shown


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _only():
    db.session.rollback()
    return db.session.scalars(select(DataRequest)).one()


def _letters(app):
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_a_form_without_answers_says_what_is_missing_and_keeps_what_was_typed(browser_of, cast):
    page = browser_of(cast.umi).visit("/opendata/requests/new").press("依頼する", 使いみち="較正")

    assert page.status == 422 and page.questions["purpose"] == "較正"
    assert [link.get_text() for link in page.page.select(".summary a")] == [
        "どんなデータか(ひとことで): どんなデータかを、ひとことで入力してください。",
        "ほしい項目と範囲: ほしい項目と範囲を入力してください。",
    ]


def test_a_request_sent_twice_is_one(browser_of, cast):
    browser = browser_of(cast.umi).visit("/opendata/requests/new")
    sent = browser.questions | {"title": "交通量", "wanted": "台数", "purpose": "較正"}

    places = [browser.client.post("/opendata/requests/new", data=sent).location for _ in range(2)]

    assert places == [f"/opendata/requests/{_only().key}"] * 2


def test_what_is_alike_is_shown_beside_the_form_and_nobody_elses_request_is(browser_of, cast):
    a_dataset(cast)
    a_request(by=cast.riku, title="丘の交通量")
    a_request(by=cast.sora, title="港の交通量")
    browser = browser_of(cast.umi).visit("/opendata/requests/new")
    sent = browser.questions | {"title": "交差点の交通量"}
    beside = browser.client.post("/opendata/requests/alike", data=sent, headers={"X-Beside": "1"}).get_data(
        as_text=True
    )

    assert "<html" not in beside and "交差点の交通量</a>" in beside and "港の交通量" in beside
    assert "丘の交通量" not in beside


def test_a_rewritten_request_keeps_the_words_of_both(browser_of, cast):
    request = a_request(by=cast.umi)
    umi, sora = (browser_of(one).visit(f"/opendata/requests/{request.key}/edit") for one in (cast.umi, cast.sora))
    umi.press("保存する", どんなデータか="海野の題")
    sora.press("保存する", どんなデータか="空閑の題")

    assert sora.status == 422 and "海野の題" in sora.main and sora.questions["title"] == "空閑の題"


def test_the_outcome_is_asked_what_belongs_to_it(browser_of, cast):
    request = answered(a_request(by=cast.umi), cast)
    page = browser_of(cast.mori).visit(f"/opendata/requests/{request.key}").follow("公開できないと答える")
    for chosen, says in (
        ("publish", "カタログに公開されているデータセットを選んでください。"),
        ("plan", "公開する予定の日を入力してください。"),
        ("refuse", "公開できない理由を選んでください。"),
    ):
        page.press("答える", 結果=chosen, 伝える内容="このとおりです。")
        assert page.status == 422 and says in page.main
    page.press("答える", 公開できない理由="personal")

    assert page.status == 200 and "理由の分類: 個人情報" in browser_of(cast.umi).visit(page.path).main


def test_a_promised_day_is_changed_with_words(app, browser_of, cast):
    request = answered(a_request(by=cast.umi), cast)
    decided(request, "plan", cast, planned_on=clock.today() + timedelta(days=20))
    page = browser_of(cast.mori).visit(f"/opendata/requests/{request.key}").follow("予定の日を変える")
    page.press("変える", 公開する予定の日="2026-05-12")
    assert page.status == 422
    page.press("変える", 公開する予定の日="2026-09-01", 伝える内容="入力に時間がかかります。")

    assert "2026年9月1日" in browser_of(cast.umi).visit(page.path).main
    assert _letters(app)[-1] == ("datarequest_replanned", "umi@minato.example")


def test_the_clock_tells_of_late_sections_and_promised_days(app, cast):
    inquired(a_request(by=cast.umi), cast)
    planned = answered(a_request(by=cast.riku), cast)
    decided(planned, "plan", cast, planned_on=due_day() + timedelta(days=3))
    before = len(_letters(app))
    with clock.stopped_at(clock.end_of(due_day())):
        for _ in range(2):
            turn()
        told = _letters(app)[before:]

    assert sorted(told) == [
        ("datainquiry_overdue", "michi@city.example"),
        ("datainquiry_overdue", "mori@city.example"),
        ("datarequest_due", "michi@city.example"),
        ("datarequest_due", "mori@city.example"),
    ]


def test_everybody_concerned_learns_that_a_request_was_withdrawn(app, browser_of, cast):
    request = a_request(by=cast.umi)
    inquired(request, cast)
    before = len(_letters(app))
    browser_of(cast.sora).visit(f"/opendata/requests/{request.key}").press("取り下げる", 理由="いらなくなった")

    assert sorted(_letters(app)[before:]) == [
        ("datainquiry_withdrawn", "michi@city.example"),
        ("datarequest_ended", "mori@city.example"),
        ("datarequest_ended", "umi@minato.example"),
    ]


def test_the_desk_takes_back_what_a_section_does_not_answer(app, browser_of, cast):
    request = a_request(by=cast.umi)
    (inquiry,) = inquired(request, cast)
    before = len(_letters(app))
    page = browser_of(cast.mori).visit(f"/opendata/requests/{request.key}").follow("この照会を開く")
    page.press("照会を取り下げる")
    assert page.status == 422 and "理由を入力してください。" in page.main
    page.press("照会を取り下げる", 理由="回答がないため。")

    assert page.path == f"/opendata/requests/{request.key}" and "受付" in page.main
    assert _letters(app)[before:] == [("datainquiry_withdrawn", "michi@city.example")]
    own = browser_of(cast.michi).visit(f"/opendata/inquiries/{inquiry.key}")
    assert "回答がないため。" in own.main and "回答する" not in own.buttons
    assert "回答がないため。" not in browser_of(cast.umi).visit(page.path).words


def test_a_section_from_which_the_inquiry_was_taken_back_reads_the_request_no_more(app, browser_of, cast):
    request = a_request(by=cast.umi)
    _, by_mistake = inquired(request, cast, cast.roads, cast.rivers)
    kaji = browser_of(cast.kaji)
    assert kaji.visit(f"/opendata/requests/{request.key}").status == 200
    with db.transaction():
        withdraw_inquiry(by_mistake, by=cast.mori, reason="課を間違えたため。")

    assert kaji.visit(f"/opendata/requests/{request.key}").status == 404
    page = kaji.visit(f"/opendata/inquiries/{by_mistake.key}")  # where the letter leads
    assert page.status == 200 and "課を間違えたため。" in page.main and "取り下げられました" in page.main
    assert request.title not in page.response.text and request.wanted not in page.response.text
    assert f"/opendata/requests/{request.key}" not in page.links.values()
    assert browser_of(cast.michi).visit(f"/opendata/requests/{request.key}").status == 200


def test_a_section_that_is_waited_for_again_is_told_so(app, browser_of, cast):
    request = a_request(by=cast.umi)
    inquired(request, cast)
    browser_of(cast.umi).visit(f"/opendata/requests/{request.key}").press("取り下げる", 理由="いらなくなった")
    before = len(_letters(app))
    browser_of(cast.mori).visit(f"/opendata/requests/{request.key}").press("取り消す", 取り消す理由="電話で")

    assert sorted(_letters(app)[before:]) == [
        ("datainquiry_made", "michi@city.example"),
        ("datarequest_returned", "umi@minato.example"),
    ]


def test_whoever_reads_an_answer_learns_that_its_data_is_gone(browser_of, cast):
    dataset = a_dataset(cast)
    request = decided(answered(a_request(by=cast.umi, open_to_all=True), cast), "publish", cast, dataset=dataset)
    shown(request, cast)
    pages = [(None, "/opendata/answers"), (cast.umi, f"/opendata/requests/{request.key}")]
    gone = "このデータの公開は、その後終わりました。"
    assert [gone in browser_of(one).visit(path).words for one, path in pages] == [False, False]

    with db.transaction():
        move_dataset(dataset, "withdraw", by=cast.michi, reason="誤りが見つかった")

    found = [browser_of(one).visit(path).words for one, path in pages]
    assert [(gone in words, dataset.title in words) for words in found] == [(True, False), (True, False)]


def test_a_promised_day_is_told_also_where_the_words_for_it_were_taken_back(browser_of, cast):
    request = decided(answered(a_request(by=cast.umi), cast), "plan", cast, planned_on=date(2026, 9, 1))
    decided(request, "refuse", cast, obstacle=Obstacle.COST)
    with db.transaction():
        take_back_request(request, by=cast.mori, reason="取り違え")

    assert "公開する予定の日: 2026年9月1日" in browser_of(cast.umi).visit(f"/opendata/requests/{request.key}").words


def test_a_draft_that_is_to_answer_a_request_is_named_to_those_who_see_it_alone(browser_of, cast):
    request = answered(a_request(by=cast.umi), cast)
    draft = {"section_id": cast.rivers.id, "step": DataSetStep.DRAFT, "title": "水位の下書き"}
    dataset = a_dataset(cast, **draft)
    with db.transaction():
        request.dataset_id = dataset.id
    named = {
        name: [
            dataset.title in browser_of(getattr(cast, name)).visit(path).words
            for path in ("/opendata/requests/", f"/opendata/requests/{request.key}")
        ]
        for name in ("umi", "michi", "mori")
    }

    assert named == {"umi": [False, False], "michi": [False, False], "mori": [True, True]}


def test_files_are_named_with_their_format(browser_of, cast):
    dataset = a_dataset(cast, step=DataSetStep.DRAFT, files=())
    page = browser_of(cast.michi).visit(f"/opendata/sets/{dataset.key}/edit")
    page.press("保存する", **{"配布1: アドレス": "http://data.example.jp/a", "配布2: 形式": "csv"})
    assert page.status == 422
    assert [link.get_text() for link in page.page.select(".summary a")] == [
        "配布1: 形式: 形式を選んでください。",
        "配布1: アドレス: https:// で始まるアドレスを入力してください。",
        "配布2: アドレス: アドレスを入力してください。",
    ]

    page.press("保存する", **{"配布1: 形式": "csv", "配布1: アドレス": "https://data.example.jp/a", "配布2: 形式": ""})
    assert page.status == 200 and "https://data.example.jp/a" in page.main


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://",
        "https:///a.csv",
        "https://data.example.jp/a b",
        "https://data\u202e.example.jp/a",
    ],
)
def test_an_address_that_leads_nowhere_or_looks_like_another_is_refused_and_kept(browser_of, cast, address):
    page = browser_of(cast.michi).visit("/opendata/sets/new")
    page.press("下書き", **{"データセット名": "交通量", "配布1: 形式": "csv", "配布1: アドレス": address})

    assert (page.status, page.questions["url_1"]) == (422, address)
    assert "https:// で始まるアドレスを入力してください。" in page.main


def test_the_catalogue_goes_out_for_machines_and_as_a_table(browser_of, cast):
    dataset = a_dataset(cast, title="=交通量")
    a_dataset(cast, title="まだ出していない", step=DataSetStep.DRAFT)
    page = f"https://hack.example/opendata/sets/{dataset.key}"
    client = browser_of(None).client
    answer = client.get("/opendata/catalogue.json")
    (told,) = json.loads(answer.get_data(as_text=True))["dcat:dataset"]
    rows = list(csv.reader(io.StringIO(client.get("/opendata/catalogue.csv").get_data(as_text=True).lstrip("\ufeff"))))

    assert answer.headers["Cache-Control"] == "public, max-age=300" and "Set-Cookie" not in answer.headers
    assert client.get("/opendata/catalogue.json", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    assert told == {
        "@id": told["@id"],
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.key,
        "dct:title": "=交通量",
        "dct:description": "市内の交差点で数えた台数です。",
        "dct:publisher": {"@type": "foaf:Organization", "foaf:name": "道路局 企画課"},
        "dcat:theme": "道路・河川・下水道",
        "dcat:keyword": ["交通量", "交差点"],
        "dct:issued": {"@type": "xsd:date", "@value": "2026-05-12"},
        "dct:modified": {"@type": "xsd:date", "@value": "2026-05-01"},
        "dct:accrualPeriodicity": {"@id": "http://publications.europa.eu/resource/authority/frequency/IRREG"},
        "dct:license": {"@id": "https://creativecommons.org/licenses/by/4.0/deed.ja"},
        "dcat:landingPage": {"@id": told["@id"]},
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": "CSV",
                "dcat:accessURL": {"@id": "https://data.example.jp/traffic.csv"},
                "dcat:mediaType": "text/csv",
                "dct:extent": "1.2MB",
                "dct:license": {"@id": "https://creativecommons.org/licenses/by/4.0/deed.ja"},
            }
        ],
    }
    assert told["@id"].endswith(page.removeprefix("https://hack.example"))
    assert [row[0] for row in rows] == ["データセット名", "'=交通量"]


def test_whoever_is_signed_in_gets_a_catalogue_that_nobody_between_keeps(browser_of, cast):
    answer = browser_of(cast.umi).client.get("/opendata/catalogue.json")

    assert answer.headers["Cache-Control"] == "no-store"


def test_public_answers_do_not_tell_who_asked(browser_of, cast):
    request = answered(a_request(by=cast.umi, open_to_all=True, title="港計測の較正用データ"), cast)
    decided(request, "refuse", cast, told="港計測様、出せません。", obstacle=Obstacle.COST)
    shown(request, cast, wording="較正に使えるデータはありますか。", answer="出せません。費用のためです。")
    page = browser_of(None).visit("/opendata/answers?q=較正")

    assert "較正に使えるデータはありますか。" in page.main
    assert not any(word in page.words for word in ("港計測", request.number, "海野"))


def test_a_case_of_the_front_becomes_a_request_with_its_text(app, browser_of, cast):
    with db.transaction():
        case = hand_in(
            by=cast.umi, kind=CaseKind.FREE, title="交通量の公開", body="交差点の台数がほしい。", issue="渋滞"
        )
        move_case(case, "triage", by=cast.mori)
    front = f"/front/cases/{case.key}"
    page = browser_of(cast.mori).visit(front).follow("オープンデータデスクへ送る")
    assert page.questions["wanted"] == "交差点の台数がほしい。" and page.questions["purpose"] == "渋滞"
    sent = page.about_to_press("データの依頼にする")[2]
    places = [page.client.post(f"{front}/data", data=sent).location for _ in range(2)]

    request = _only()
    assert places == [f"/opendata/requests/{request.key}"] * 2
    assert (request.organization_id, request.asker_id, request.open_to_all) == (cast.minato.id, cast.umi.id, False)
    assert request.case.step is CaseStep.TO_DATA
    assert browser_of(cast.umi).visit(front).follow(request.number).follow(request.case.number).path == front
    assert browser_of(cast.riku).visit(f"{front}/data").status == 404
    assert browser_of(cast.umi).visit(f"{front}/data").status == 403
    assert ("datarequest_received", "umi@minato.example") in _letters(app)


def test_a_case_that_went_elsewhere_meanwhile_is_not_taken_over(browser_of, cast):
    with db.transaction():
        case = hand_in(by=cast.umi, kind=CaseKind.FREE, title="交通量", body="ほしい。")
        move_case(case, "triage", by=cast.mori)
    page = browser_of(cast.mori).visit(f"/front/cases/{case.key}/data")
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="やめる")
    page.press("データの依頼にする")

    assert page.status == 422 and db.session.scalars(select(DataRequest)).all() == []


def test_the_front_has_a_door_to_the_desk(browser_of, cast):
    page = browser_of(cast.umi).visit("/front").follow("データの依頼")

    assert page.path.startswith("/opendata/")


def test_data_is_offered_on_the_page_of_a_need(browser_of, cast):
    need, dataset = a_need(by=cast.michi), a_dataset(cast)
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/data").press("加える", データセット=dataset.key)
    assert dataset.title in page.main
    visitor = browser_of(None).visit(f"/opendata/sets/{dataset.key}")
    assert need.title in visitor.main
    page.press("外す")

    assert "まだ挙げられていません" in page.main and need.title not in visitor.visit(visitor.path).main
