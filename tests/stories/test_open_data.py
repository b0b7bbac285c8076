"""Umi asks for data that two sections may hold; it is promised, published as a data set, and answered for everybody without her name."""

import json
from datetime import timedelta

from sqlalchemy import select

from hack import clock, db
from hack.opendata.models import DataInquiry, DataRequest, DataSet
from hack.pipeline.datarequest import DataRequestStep
from hack.working_days import working_day_after
from tests.cast import a_need

TITLE = "交差点ごとの交通量"
SECRET = "港計測の新型カメラの較正に使います。"
REMARK = "過去10年分を持っています。紙の年があり、入力に2か月かかります。"


def test_a_request_ends_as_a_data_set_of_the_catalogue(app, cast, browser_of, new_letters):
    mori, michi, midori = (browser_of(one) for one in (cast.mori, cast.michi, cast.midori))
    umi, sora, riku, visitor = browser_of(cast.umi), browser_of(cast.sora), browser_of(cast.riku), browser_of(None)

    # Nothing like it is in the catalogue; so Umi asks, and has a number.
    umi.visit("/opendata/").follow("データを依頼する")
    umi.press("似たものを見る", どんなデータか=TITLE, ほしい項目と範囲="交差点ごとの12時間の台数。", 使いみち=SECRET)
    assert "見つかりませんでした" in umi.main
    umi.press("依頼する", ほしい形式="csv", 団体の名前を出さずに="y")
    assert umi.heading == TITLE and "D-2026-0001" in umi.main
    page = f"/opendata/requests/{_only(DataRequest).key}"
    assert new_letters() == [("datarequest_arrived", "mori"), ("datarequest_received", "umi")]
    assert sora.visit(page).status == 200
    assert [one.visit(page).status for one in (riku, michi, midori, visitor)] == [404] * 4

    # The desk asks two sections until a working day; each sees what it is asked.
    mori.visit("/desk").follow(TITLE).follow("所管課に照会する")
    due = working_day_after(clock.today(), 10)
    mori.press("照会する", 照会する課=str(cast.roads.id), **{"照会する課(2つめ)": str(cast.resources.id)})
    assert mori.path == page and "所管課に照会中" in mori.main
    assert sorted(new_letters()) == [("datainquiry_made", "michi"), ("datainquiry_made", "midori")]
    assert {one.due_on for one in db.session.scalars(select(DataInquiry))} == {due}
    michi.visit("/home").follow(TITLE).press("回答する", 課の考え="later", 回答の内容=REMARK)
    assert new_letters() == [] and "所管課に照会中" in michi.main
    midori.visit("/home").follow(TITLE)
    midori.press("回答する", 課の考え="not_here", 回答の内容="道路局の仕事です。")
    assert new_letters() == [("datarequest_answered", "mori")]

    # What sections remark stays inside; Umi is promised a day, with words of the desk.
    day = clock.today() + timedelta(days=60)
    mori.visit(page).follow("公開する予定と答える")
    assert REMARK in mori.main
    mori.press("答える", 公開する予定の日=day.isoformat(), 伝える内容="紙の記録の入力を終えてから公開します。")
    assert new_letters() == [("datarequest_decided", "umi")]
    umi.visit(page)
    assert "紙の記録の入力を終えてから公開します。" in umi.main and "公開予定" in umi.main
    assert REMARK not in umi.words and "道路局の仕事です。" not in umi.words

    # A data set is begun from the request; it belongs to the section that holds the data, which publishes it.
    mori.visit(page).follow("この依頼からデータセットを作る").press("下書きを保存する")
    dataset = _only(DataSet)
    address = f"/opendata/sets/{dataset.key}"
    assert (dataset.title, dataset.section_id) == (TITLE, cast.roads.id)
    assert [one.visit(address).status for one in (umi, visitor, midori)] == [404, 404, 404]
    michi.visit(address).press("カタログに公開する")
    assert michi.status == 422 and "配布するファイルかAPIのアドレスを一つ以上入力してください。" in michi.main
    michi.visit(f"{address}/edit").press(
        "保存する", データの説明="台数です。", 分野="roads", データを最後に更新した日="2026-05-01", キーワード="交通量、交差点",
        **{"配布1: 形式": "csv", "配布1: アドレス": "https://data.example.jp/traffic.csv", "配布1: 大きさ": "1.2MB"},
    )  # fmt: skip
    michi.press("カタログに公開する")
    assert "公開中" in michi.main, michi.main

    # The request is answered with it, and the catalogue tells everybody: people and machines.
    mori.visit(address).follow("公開したと答える").press("答える", 伝える内容="公開しました。")
    assert _only(DataRequest).step is DataRequestStep.PUBLISHED
    assert new_letters() == [("datarequest_decided", "umi")]
    umi.visit(page).follow(TITLE)
    assert umi.path == address
    visitor.visit("/opendata/")
    assert TITLE in visitor.main and "届いた依頼 3 件未満 データになった依頼 3 件未満" in visitor.main
    assert "届いた依頼 1 件 データになった依頼 1 件" in michi.visit("/opendata/").main
    told = json.loads(visitor.client.get("/opendata/catalogue.json").get_data(as_text=True))
    assert [one["dct:title"] for one in told["dcat:dataset"]] == [TITLE]

    # Umi agreed that question and answer are shown: without her organisation's name, and only in the desk's words.
    mori.visit(page).follow("質問と回答を公開する").press(
        "公開する", 公開する質問文="交差点ごとの交通量はありますか。", 公開する回答="2026年5月に公開しました。"
    )
    assert new_letters() == [("datarequest_shown", "umi")]
    visitor.visit("/opendata/answers")
    assert "交差点ごとの交通量はありますか。" in visitor.main
    assert not any(words in visitor.words for words in ("港計測", SECRET, "D-2026-0001"))

    # Somebody who wants the same is shown it before asking; and a need names it as data that can be used.
    riku.visit("/opendata/requests/new").press("似たものを見る", どんなデータか="交差点の交通量の台数")
    assert TITLE in riku.main and "交差点ごとの交通量はありますか。" in riku.main
    need = a_need(by=cast.michi)
    michi.visit(f"/needs/{need.key}/data").press("加える", データセット=dataset.key, 何に使えるか="交差点を選ぶとき")
    assert "交差点を選ぶとき" in visitor.visit(f"/needs/{need.key}").follow("使えるデータ").main

    # Umi takes her word back, and the answer is gone at once.
    umi.visit(page).press("決める", 質問と回答の公開="no")
    assert "交差点ごとの交通量はありますか。" not in visitor.visit("/opendata/answers").main


def _only(kind):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()
