"""The pages of seeds, as people see and use them."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.seeds.models import Seed, Visibility
from tests.cast import a_seed
from tests.needs.looking import fresh, refusal

DRAFT = {"published_at": None, "confirmed_at": None}


def the_seed(title):
    db.session.rollback()
    return db.session.query(Seed).filter_by(title=title).one()


def test_everybody_reads_a_public_seed(browser_of, cast):
    seed = a_seed(by=cast.umi, wish="夜間に確かめたい。", trial_certified=True)

    for person in (None, cast.riku, cast.michi):
        page = browser_of(person).visit("/seeds/").follow(seed.title)
        assert (page.status, page.heading) == (200, seed.title)
        assert [h.get_text() for h in page.page.find("section", id="text").find_all("h3")] == [
            "解ける課題", "市で実証したいこと", "使っている技術", "必要なデータ・環境",
        ]  # fmt: skip
        assert "トライアル発注認定" in page.main
        assert page.page.find(id="deeds") is None
        assert page.links["港計測株式会社"] == f"/organizations/{cast.minato.key}"


@pytest.mark.parametrize(
    "facts",
    [DRAFT, {"visibility": Visibility.CITY}, {"archived_at": clock.now()}],
    ids=["draft", "city", "archived"],
)
def test_what_is_not_for_everybody_is_not_there_for_others(browser_of, cast, facts):
    seed = a_seed(by=cast.umi, title="外に出ない名称", **facts)

    for person in (None, cast.riku, cast.kan):
        browser = browser_of(person)
        assert refusal(browser, f"/seeds/{seed.key}") == refusal(browser, "/seeds/222222222222")
        assert browser.visit(f"/seeds/{seed.key}").status == 404
        assert "外に出ない名称" not in browser.visit("/seeds/").words
        assert "外に出ない名称" not in browser.visit("/seeds/?of=港計測").words
    assert browser_of(cast.sora).visit(f"/seeds/{seed.key}").heading == "外に出ない名称"


def test_a_name_is_enough_for_a_draft_and_publishing_asks_for_the_rest(browser_of, cast):
    page = browser_of(cast.umi).visit("/seeds/").follow("シーズを登録する").press("下書きを保存する", 名称="波の観測")
    assert (page.status, page.heading, the_seed("波の観測").listed) == (200, "波の観測", False)

    page.press("カタログに公開する")
    assert page.status == 422
    assert [e.get_text() for e in page.page.select(".summary a")] == [
        "一文の要約: 一文の要約を入力してください。",
        "分野: 分野を選んでください。",
        "解ける課題: 解ける課題を入力してください。",
        "使っている技術: 使っている技術を入力してください。",
        "成熟度: 成熟度を選んでください。",
    ]
    page.press("保存して公開する", 一文の要約="波を測ります。", 分野="disaster", 成熟度="idea")
    assert (page.status, the_seed("波の観測").summary) == (422, "波を測ります。")
    page.press("保存して公開する", 解ける課題="高波に早く気づけます。", 使っている技術="レーダー")

    assert "シーズを公開しました。" in page.words
    assert the_seed("波の観測").public
    assert "波の観測" in browser_of(None).visit("/seeds/?field=disaster&readiness=idea&q=波").words


def test_a_seed_for_the_city_alone_says_so(browser_of, cast):
    page = browser_of(cast.umi).visit("/seeds/new").press("下書きを保存する", 名称="波の観測", 公開範囲="city")

    assert the_seed("波の観測").visibility is Visibility.CITY
    assert "市の職員のみ" in page.main


def test_an_own_list_shows_drafts_stale_and_archived_ones_to_the_own_people(browser_of, cast):
    a_seed(by=cast.umi, title="古い", confirmed_at=clock.now() - timedelta(days=400))
    a_seed(by=cast.umi, title="下書きの名称", **DRAFT)
    a_seed(by=cast.umi, title="しまった名称", archived_at=clock.now())
    a_seed(by=cast.riku, title="よその名称")

    page = browser_of(cast.sora).visit("/seeds/").follow("自分の団体のシーズ")

    cards = {
        c.select_one(".card__title").get_text(): [li.get_text() for li in c.select(".tags li")][0]
        for c in page.page.select(".card")
    }
    assert cards == {"古い": "公開中", "下書きの名称": "下書き", "しまった名称": "保管中"}
    assert "1年以上確かめていないシーズがあります。" in page.main
    assert browser_of(cast.michi).visit("/seeds/mine").status == 403


def test_a_stale_seed_is_marked_until_its_people_say_that_it_holds(browser_of, cast):
    seed = a_seed(by=cast.umi, confirmed_at=clock.now() - timedelta(days=400))
    assert "要更新" in browser_of(None).visit("/seeds/").main
    assert "1年以上確かめられていない" in browser_of(None).visit(f"/seeds/{seed.key}").main

    page = browser_of(cast.sora).visit(f"/seeds/{seed.key}").press("いまも変わりありません")

    assert page.status == 200
    assert "要更新" not in browser_of(None).visit("/seeds/").main


def test_a_seed_is_put_away_and_brought_back(browser_of, cast):
    seed = a_seed(by=cast.umi)

    page = browser_of(cast.umi).visit(f"/seeds/{seed.key}").press("保管する")
    assert browser_of(None).visit(f"/seeds/{seed.key}").status == 404
    page.press("元に戻す")

    assert page.status == 200
    assert browser_of(None).visit(f"/seeds/{seed.key}").status == 200


def test_of_two_who_write_at_once_nothing_is_lost(browser_of, cast):
    seed = a_seed(by=cast.umi, wish="もとの望み")
    first, second = (browser_of(person).visit(f"/seeds/{seed.key}/edit") for person in (cast.umi, cast.sora))
    first.press("保存する", 制約="先の文")

    second.press("保存する", 制約="後の文", 成熟度="idea")

    assert (second.status, second.questions["limits"]) == (422, "後の文")
    shown = {
        box["aria-label"]: box.find_all("p")[-1].get_text() for box in second.page.select(".panel--notice[role=group]")
    }
    assert shown == {"制約: ほかの人が保存した内容": "先の文", "成熟度: ほかの人が保存した内容": "実績あり"}
    assert fresh(seed).limits == "先の文"
    second.press("保存する", 制約="先の文と後の文")
    assert (second.status, fresh(seed).limits) == (200, "先の文と後の文")


def test_what_is_typed_is_kept_when_a_colleague_put_the_seed_away_meanwhile(browser_of, cast):
    seed = a_seed(by=cast.umi)
    typing = browser_of(cast.sora).visit(f"/seeds/{seed.key}/edit")
    browser_of(cast.umi).visit(f"/seeds/{seed.key}").press("保管する")

    typing.press("保存する", 制約="書きかけ")
    typing.press("保存する")

    assert (typing.status, typing.questions["limits"]) == (422, "書きかけ")
    assert "このシーズは保管されています。" in typing.words


def test_the_second_of_two_who_press_at_once_is_told(browser_of, cast):
    seed = a_seed(by=cast.umi, **DRAFT)
    first, second = (browser_of(person).visit(f"/seeds/{seed.key}") for person in (cast.umi, cast.sora))
    first.press("カタログに公開する")

    second.press("保管する")

    assert (second.status, "ほかの人が先に進めたか" in second.words, fresh(seed).listed) == (422, True, True)


def test_blanking_what_the_catalogue_needs_is_refused_at_the_question(browser_of, cast):
    seed = a_seed(by=cast.umi)

    page = browser_of(cast.umi).visit(f"/seeds/{seed.key}/edit").press("保存する", 一文の要約="", 制約="書き足した文")

    assert page.status == 422
    assert "一文の要約を入力してください。" in page.page.find(id="summary-error").get_text()
    assert page.questions["limits"] == "書き足した文"
    assert "ほかの人が保存した内容" not in page.words
    assert fresh(seed).limits == ""


def test_a_form_sent_twice_makes_one_seed(browser_of, cast):
    browser = browser_of(cast.umi).visit("/seeds/new")
    sent = browser.questions | {"title": "二度押し", "organization_id": str(cast.oka.id)}

    places = [browser.client.post("/seeds/new", data=sent).headers["Location"] for _ in range(2)]

    assert places == [f"/seeds/{the_seed('二度押し').key}"] * 2
    assert the_seed("二度押し").organization is cast.minato


def test_rubbish_in_the_address_shows_the_catalogue_all_the_same(browser_of, cast):
    a_seed(by=cast.umi, title="波の観測")

    for rubbish in (
        "page=0",
        "page=-3",
        "page=999",
        "page=x",
        "page=" + "9" * 5000,
        "field=x",
    ):
        page = browser_of(None).visit(f"/seeds/?{rubbish}")
        assert (page.status, "波の観測" in page.main, "エラー" in page.main) == (200, True, False), rubbish


def test_no_deed_is_done_for_those_who_may_not(browser_of, cast):
    seed = a_seed(by=cast.umi)
    before = seed.version

    for person in (cast.riku, cast.mori, cast.michi, cast.ken, cast.kan):
        browser = browser_of(person).visit("/seeds/")
        token = browser.page.find("input", {"name": "csrf_token"})["value"]
        for page in ("edit", "publish", "confirm", "archive", "restore"):
            sent = {"csrf_token": token, "seen": before, "title": "x"}
            assert browser.client.post(f"/seeds/{seed.key}/{page}", data=sent).status_code == 403, (person.name, page)
    assert (fresh(seed).title, seed.version) == ("画像認識による交通量計測", before)
