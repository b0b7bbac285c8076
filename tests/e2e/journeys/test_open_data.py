"""The open data desk: what a company asks for is found beside its form, asked of a section, promised, published, and read by everybody."""

import json
from datetime import date

import pytest

from hack import clock, db
from hack.working_days import working_day_after
from tests.cast import a_need
from tests.e2e.journeys.journey import in_days, is_missing
from tests.opendata.words import a_dataset

pytestmark = pytest.mark.e2e

TITLE = "橋ごとの通行量"
PRIVATE = "ひみつのかなりあ"


@pytest.fixture
def catalogue(site):
    """A data set that is like what is asked for, and a need. The need's address."""
    a_dataset(site.cast, title="交差点の通行量", keywords="通行量", updated_on=date(2026, 5, 1))
    need = f"/needs/{a_need(by=site.cast.michi).key}"
    db.session.rollback()
    return need


def test_a_wish_becomes_data_that_everybody_finds(site, screen_of, catalogue):
    umi, mori, michi = (screen_of(one) for one in (site.cast.umi, site.cast.mori, site.cast.michi))

    # While Umi writes, what is there already appears beside the form; it is not what she wants.
    umi.visit("/opendata/").follow("データを依頼する")
    umi.answer("どんなデータか(ひとことで)", TITLE)
    umi.page.locator("[data-beside-told]").get_by_role("link", name="交差点の通行量").wait_for()
    umi.shoot("data-1-beside").refused("依頼する", "使いみちを入力してください。")
    umi.press("依頼する", ほしい項目と範囲="橋の名前と台数。", 使いみち=PRIVATE, ほしい形式="CSV", **{
        "団体の名前を出さずに、質問と回答を公開してよい": "はい"
    })  # fmt: skip
    request = umi.shoot("data-2-request").path
    number = umi.main.locator(".kicker").first.inner_text().split()[-1]
    assert number.startswith("D-") and is_missing(screen_of(site.cast.riku), request)
    assert number in site.letter_to("umi@minato.example", "データの依頼を受け付けました")

    # The desk asks the section that may hold it; the section answers what only the city reads.
    mori.visit("/desk").follow(TITLE).follow("所管課に照会する")
    due = working_day_after(clock.today(), 5).isoformat()
    mori.press("照会する", 照会する課="道路局 企画課", 回答の期限=due)
    michi.visit("/home").follow(TITLE).shoot("data-3-inquiry")
    michi.press("回答する", 課の考え="準備すれば公開できる", 回答の内容=f"{PRIVATE}を除けば出せます。")
    mori.visit(request).follow("公開する予定と答える").shoot("data-4-decide")
    mori.press("答える", 公開する予定の日=in_days(60), 依頼した団体に伝える内容="2か月で公開します。")
    assert "2か月で公開します。" in umi.visit(request).words and "除けば" not in umi.words

    # The data set is begun from the request, made complete by the section, and put into the catalogue.
    mori.visit(request).follow("この依頼からデータセットを作る").press("下書きを保存する")
    dataset = mori.path
    assert is_missing(screen_of(), dataset)
    michi.visit(dataset).refused("カタログに公開する", "分野を選んでください。")
    michi.follow("書き換える").press("保存する", データセット名=TITLE, データの説明="橋の名前と台数です。",
        分野="道路・河川・下水道", データを最後に更新した日="2026-05-01",
        **{"配布1: 形式": "CSV", "配布1: アドレス": "https://data.example.jp/bridges.csv"},
    )  # fmt: skip
    michi.press("カタログに公開する").shoot("data-5-dataset")
    mori.visit(dataset).follow("公開したと答える").press("答える", 依頼した団体に伝える内容="公開しました。")
    assert "公開しました。" in umi.visit(request).shoot("data-6-answered").words

    # Everybody finds it: as a page, for machines, with a need, and with question and answer that name nobody.
    mori.visit(request).follow("質問と回答を公開する")
    mori.press("公開する", 公開する質問文="橋ごとの台数はありますか。", 公開する回答="公開しました。")
    michi.visit(f"{catalogue}/data").press("加える", データセット=TITLE, 何に使えるか="橋を選ぶとき")
    visitor = screen_of().visit("/opendata/").shoot("data-7-catalogue").follow(TITLE)
    assert "橋ごとの台数はありますか。" in visitor.words and "港計測" not in visitor.words
    assert "橋を選ぶとき" in visitor.visit(catalogue).follow("使えるデータ").shoot("data-8-need").words
    told = json.loads(visitor.page.request.get("/opendata/catalogue.json").text())
    assert TITLE in [one["dct:title"] for one in told["dcat:dataset"]] and PRIVATE not in json.dumps(told)
    assert [umi.complaints, mori.complaints, michi.complaints, visitor.complaints] == [[], [], [], []]
