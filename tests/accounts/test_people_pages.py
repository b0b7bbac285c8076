"""Organisations and people at the screen: who sees what, and what is noted of it."""

import pytest
from sqlalchemy import event, select

from hack import db
from hack.accounts.actions import edit_organization
from hack.outbox import EventRecord
from hack.pipeline.member import MemberStep
from tests.accounts.words import an_application
from tests.cast import a_seed, an_organization


def _viewed():
    db.session.rollback()
    rows = db.session.scalars(select(EventRecord).where(EventRecord.name == "ContactViewed"))
    return [(row.by_id, row.facts["user_id"]) for row in rows]


@pytest.mark.parametrize(("viewer", "noted"), [("umi", False), ("michi", True), ("mori", True)])
def test_contact_data_is_shown_to_those_who_need_it_and_noted(browser_of, cast, viewer, noted):
    viewer = getattr(cast, viewer)

    page = browser_of(viewer).visit(f"/people/{cast.sora.key}")

    assert "sora@minato.example" in page.main
    assert _viewed() == ([(viewer.id, cast.sora.id)] if noted else [])


def test_an_administrator_sees_the_person_but_not_the_contact_data(browser_of, cast):
    page = browser_of(cast.kan).visit(f"/people/{cast.sora.key}")

    assert page.heading == "空閑 晴"
    assert "sora@minato.example" not in page.main
    assert "停止する" in page.buttons
    assert _viewed() == []


@pytest.mark.parametrize("viewer", ["riku", "kita", "ken"])
def test_nobody_else_learns_that_there_is_such_a_person(browser_of, cast, viewer):
    browser = browser_of(getattr(cast, viewer))

    answers = [browser.visit(f"/people/{key}") for key in (cast.sora.key, "nosuchperson")]

    assert [answer.status for answer in answers] == [404, 404]


def test_who_is_refused_a_page_is_noted_with_what_was_missing(browser_of, cast):
    assert browser_of(cast.michi).visit("/invitations/new").status == 403

    db.session.rollback()
    row = db.session.scalars(select(EventRecord).where(EventRecord.name == "AccessDenied")).one()
    assert (row.by_id, row.facts["permission"], row.facts["endpoint"]) == (
        cast.michi.id,
        "person.invite",
        "accounts.invite",
    )


def test_a_visitor_gets_neither_people_nor_contact_data(browser_of, cast):
    assert browser_of().visit(f"/people/{cast.sora.key}").status == 404
    assert browser_of().visit("/people").heading == "サインイン"
    assert browser_of().visit(f"/organizations/{cast.minato.key}/people").heading == "サインイン"
    page = browser_of().visit(f"/organizations/{cast.minato.key}")
    assert page.heading == "港計測株式会社"
    assert "minato.example" not in page.words
    assert "経過" not in page.main


def test_a_competitor_sees_the_public_facts_alone(browser_of, cast):
    with db.transaction():
        edit_organization(
            cast.minato, by=cast.umi, seen=cast.minato.version, strengths="計測の技術", record="市との協定"
        )

    page = browser_of(cast.riku).visit(f"/organizations/{cast.minato.key}")

    assert "計測の技術" in page.main
    assert "市との協定" not in page.main
    assert page.buttons == []
    assert browser_of(cast.riku).visit(f"/organizations/{cast.minato.key}/people").status == 403
    assert browser_of(cast.riku).visit(f"/organizations/{cast.minato.key}/edit").status == 403
    assert "市との協定" in browser_of(cast.mori).visit(f"/organizations/{cast.minato.key}").main


def test_the_list_says_of_each_person_the_role_once_and_the_house_if_there_is_one(browser_of, cast):
    page = browser_of(cast.kan).visit("/people")
    cells = {
        row.th.get_text(strip=True): [td.get_text(strip=True) for td in row.find_all("td")]
        for row in page.page.select("tbody tr")
    }

    assert page.heading == "利用者"
    assert cells["管 理"] == ["管理者", "―", "―", "利用中"]
    assert cells["道野 歩"] == ["職員(所管課)", "道路局 企画課", "―", "利用中"]
    assert cells["海野 凪"] == ["企業・大学等", "港計測株式会社", "―", "利用中"]


def test_an_organization_says_each_fact_once_and_leads_to_its_seeds(browser_of, cast):
    a_seed(by=cast.umi, title="港のシーズ")
    a_seed(by=cast.riku, title="丘のシーズ")
    browser = browser_of().visit(f"/organizations/{cast.minato.key}")

    assert [browser.main.count(word) for word in ("企業", "市内・市外")] == [1, 1]
    browser.follow("この団体のシーズ")
    assert "港のシーズ" in browser.main and "丘のシーズ" not in browser.main


def test_somebody_is_taken_out_of_use_at_the_screen(browser_of, cast):
    sora, browser = browser_of(cast.sora), browser_of(cast.umi)
    assert sora.visit("/me").heading == "アカウント"

    browser.visit("/people").follow("空閑 晴").press("停止する")

    assert "アカウントを停止しました。" in browser.main
    assert sora.visit("/me").heading == "サインイン"
    browser.press("停止を解く")
    db.session.rollback()
    assert cast.sora.active


def test_a_coordinator_suspends_only_with_a_reason_and_sees_it_in_the_history(browser_of, cast):
    browser = browser_of(cast.mori).visit(f"/organizations/{cast.minato.key}")

    browser.press("停止する")
    assert (browser.status, "理由を入力してください。" in browser.main) == (422, True)
    browser.press("停止する", 理由="連絡が取れないため")
    assert "「停止」になりました。" in browser.main
    assert "連絡が取れないため" in browser.main
    browser.press("取り消す", 取り消す理由="連絡が取れました")

    db.session.rollback()
    assert cast.minato.step is MemberStep.ACTIVE
    assert "取り消し済み" in browser.main


def test_the_second_of_two_who_press_is_told_and_keeps_the_words(browser_of, cast):
    organization = an_application()
    first, second = (browser_of(cast.mori).visit(f"/organizations/{organization.key}") for _ in range(2))
    first.press("参加を認める")

    second.press("参加を見送る", 理由="活動の内容が違うため")

    assert second.status == 422
    assert "ほかの人が先に" in second.main
    db.session.rollback()
    assert organization.step is MemberStep.VERIFIED


def test_the_second_of_two_who_edit_sees_what_the_other_wrote_and_loses_nothing(browser_of, cast):
    first, second = (browser_of(who).visit(f"/organizations/{cast.minato.key}/edit") for who in (cast.umi, cast.sora))
    first.press("保存する", カナ="ミナトケイソク", 得意分野="計測")

    second.press("保存する", カナ="ミナトケイソク", 得意分野="画像")

    assert second.status == 422
    assert "ほかの人が保存した内容" in second.main
    assert "計測" in second.main
    assert second.questions["strengths"] == "画像"
    second.press("保存する")
    db.session.rollback()
    assert cast.minato.strengths == "画像"


def test_its_own_people_are_not_asked_for_what_was_verified(browser_of, cast):
    own = browser_of(cast.umi).visit(f"/organizations/{cast.minato.key}/edit")
    assert {"name", "kind", "in_city"} & own.questions.keys() == set()

    sent = own.questions | {"kana": "ミナト", "name": "乗っ取り株式会社"}
    own.client.post(f"/organizations/{cast.minato.key}/edit", data=sent)

    db.session.rollback()
    assert (cast.minato.name, cast.minato.kana) == ("港計測株式会社", "ミナト")
    coordinator = browser_of(cast.mori).visit(f"/organizations/{cast.minato.key}/edit")
    assert coordinator.questions["name"] == "港計測株式会社"
    assert coordinator.questions["in_city"] == ["yes"]


@pytest.mark.parametrize(
    "rubbish", ["page=0", "page=-3", "page=x", "page=999999999999999999999", "kind=x&in_city=y&step=z"]
)
def test_rubbish_in_an_address_of_the_list_does_no_harm(browser_of, cast, rubbish):
    assert browser_of(cast.mori).visit(f"/organizations?{rubbish}").status == 200


def test_it_is_said_where_nobody_knows_whether_an_organization_is_in_the_city(browser_of, cast):
    with db.transaction():
        cast.oka.in_city = None
    browser = browser_of(cast.mori).visit(f"/organizations/{cast.oka.key}")
    assert browser.main.count("市内外不明") == 1
    browser.visit("/organizations").press("絞り込む", 所在地="unknown")
    assert [name for name in ("港計測株式会社", "丘データ合同会社") if name in browser.main] == ["丘データ合同会社"]

    browser.visit(f"/organizations/{cast.oka.key}/edit").press("保存する", カナ="オカデータ")
    db.session.rollback()
    assert (cast.oka.kana, cast.oka.in_city) == ("オカデータ", None)
    browser.visit(f"/organizations/{cast.oka.key}/edit").press("保存する", 市外="no")
    db.session.rollback()
    assert cast.oka.in_city is False


def test_somebody_who_applies_has_to_say_whether_it_is_in_the_city(browser_of, stage):
    browser = browser_of().visit("/apply")
    assert "市内外不明" not in browser.main

    browser.press("申請する", 団体名="磯子ロボティクス株式会社")

    assert "市内か市外かを選んでください。" in browser.main


def test_the_list_is_narrowed_down_at_the_screen(browser_of, cast):
    browser = browser_of().visit("/organizations").press("絞り込む", 所在地="no")
    assert [name for name in ("港計測株式会社", "丘データ合同会社") if name in browser.main] == ["丘データ合同会社"]
    assert "段階" not in browser.main

    browser.visit("/organizations").press("絞り込む", 種別="university")
    assert "港北大学" in browser.main
    assert "港計測" not in browser.main


def test_long_lists_are_paged_and_no_page_asks_more_than_twelve_times(browser_of, cast):
    with db.transaction():
        db.session.add_all(an_organization(f"参加した会社{number:02}", kana=f"{number:02}") for number in range(40))
    browser, asked = browser_of(cast.mori), []
    engine = db.session.get_bind()
    pages = (
        "/organizations",
        "/organizations?page=3",
        f"/organizations/{cast.minato.key}",
        f"/organizations/{cast.minato.key}/people",
        f"/organizations/{cast.minato.key}/edit",
        "/people",
        f"/people/{cast.sora.key}",
        "/invitations",
        "/invitations/new",
        "/me",
        "/me/sign-ins",
    )

    def listen(*given):
        asked.append(given[2])

    event.listen(engine, "before_cursor_execute", listen)
    try:
        for page in pages:
            asked.clear()
            assert browser.visit(page).status == 200
            assert len(asked) <= 12, (page, asked)
    finally:
        event.remove(engine, "before_cursor_execute", listen)

    first, last = browser.visit("/organizations").main, browser.visit("/organizations?page=3").main
    assert "全 43 団体中 1〜20団体" in first
    assert "全 43 団体中 41〜43団体" in last


@pytest.mark.parametrize("viewer", [None, "umi", "michi", "mori", "kan", "ken"])
def test_every_page_can_be_looked_at_by_everybody_who_may(browser_of, cast, viewer):
    """Twice: whatever a look leaves behind does not trip the next."""
    browser = browser_of(getattr(cast, viewer) if viewer else None)
    for path in ("/apply", "/apply/thanks", "/terms", "/forgot", "/forgot/sent", "/signed-out", "/organizations") * 2:
        assert browser.visit(path).status == 200, path
    for path in ("/me", "/me/password", "/me/sign-ins"):
        assert browser.visit(path).path == (path if viewer else "/sign-in")
    may_list, may_invite = viewer in ("umi", "michi", "mori", "kan"), viewer in ("umi", "mori", "kan")
    refused = 403 if viewer else 200
    assert browser.visit("/people").status == (200 if may_list else refused)
    assert browser.visit("/invitations").status == (200 if may_invite else refused)
    assert browser.visit("/invitations/new").status == (200 if may_invite else refused)
