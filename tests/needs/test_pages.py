"""The pages of needs, as people see and use them."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.needs.actions import edit_need, move_need
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from tests.cast import a_need

S = NeedStep
INSIDE = "予算はまだ取れていない"


def fresh(thing):
    """The thing as it stands in the database now."""
    db.session.rollback()
    db.session.refresh(thing)
    return thing


def refusal(browser, path):
    """What somebody learns who is told that there is no such page: everything but the request's number."""
    browser.visit(path)
    number = browser.response.headers["X-Request-Id"]
    return browser.status, browser.main.replace(number, ""), set(browser.response.headers.keys())


def the_need(title):
    db.session.rollback()
    return db.session.query(Need).filter_by(title=title).one()


def do(deed, *args, **how):
    with db.transaction():
        return deed(*args, **how)


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


# Reading -------------------------------------------------------------------------------------------------------------


def test_everybody_reads_a_public_need_in_order_and_nobody_outside_its_notes(browser_of, cast):
    need = a_need(by=cast.michi, notes=INSIDE, under_way="聞き取りを終えた", tried="簡易な計測器を借りた。")
    headings = [
        "背景",
        "いまの仕事の流れと量",
        "困っていること",
        "期待する姿",
        "これまでに試したこと",
        "実証の場所",
        "市が提供できるもの",
        "評価の観点",
    ]

    for person in (None, cast.umi, cast.riku, cast.kan):
        page = browser_of(person).visit(f"/needs/{need.key}")
        assert (page.status, page.heading) == (200, need.title)
        assert [h.get_text() for h in page.page.find("section", id="text").find_all("h3")] == headings
        assert INSIDE not in page.response.text
        assert "聞き取りを終えた" not in page.response.text
        assert cast.michi.name not in page.main
        assert page.page.find(id="passages") is None
    for person in (cast.michi, cast.kaji, cast.midori, cast.mori, cast.ken):
        assert INSIDE in browser_of(person).visit(f"/needs/{need.key}").main


@pytest.mark.parametrize(
    "facts",
    [{"step": S.DRAFT}, {"step": S.READY}, {"step": S.WITHDRAWN}, {"step": S.IDEAS_OPEN, "internal": True}],
    ids=lambda facts: facts["step"].value,
)
def test_what_is_not_public_is_not_there_for_outsiders(browser_of, cast, facts):
    need = a_need(by=cast.michi, title="外に出ない題名", **facts)

    for person in (None, cast.umi, cast.kan):
        browser = browser_of(person)
        assert refusal(browser, f"/needs/{need.key}") == refusal(browser, "/needs/222222222222")
        assert "外に出ない題名" not in browser.visit("/needs/").words
        assert browser.visit(f"/needs/{need.key}").status == 404
    assert browser_of(cast.michi).visit(f"/needs/{need.key}").heading == "外に出ない題名"


@pytest.mark.parametrize(
    ("opens", "closes", "words"),
    [
        (-10, 30, "あと30日(2026年6月11日(木)の24時まで)"),
        (-10, 1, "明日の24時まで"),
        (-10, 0, "今日の24時まで"),
        (-10, -1, "募集期間は終わりました"),
        (3, 30, "2026年5月15日(金)から"),
    ],
)
def test_the_days_left_are_said_in_words(browser_of, cast, opens, closes, words):
    day = clock.today()
    need = a_need(by=cast.michi, opens_on=day + timedelta(days=opens), closes_on=day + timedelta(days=closes))

    assert words in browser_of(None).visit(f"/needs/{need.key}").main
    assert words in browser_of(None).visit("/needs/").main


def test_the_concerned_see_whose_turn_it_is_since_when_and_what_happened(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING, step_since=clock.now() - timedelta(days=6))
    do(move_need, need, "return", by=cast.mori, reason="件数を書いてください。")
    do(edit_need, need, by=cast.michi, seen=need.version, present="年50か所。")

    page = browser_of(cast.kaji).visit(f"/needs/{need.key}")

    assert "所管課の番です: もう一度確認を頼む" in page.main
    assert "深掘りに戻す: 事務局確認 → 課題深掘り(伴走)" in page.main
    assert "件数を書いてください。" in page.main
    assert "目安の日数を過ぎています" not in page.main
    with clock.stopped_at(clock.now() + timedelta(days=15)):
        assert "目安の日数を過ぎています" in browser_of(cast.kaji).visit(f"/needs/{need.key}").main


def test_what_companies_will_read_is_shown_beforehand(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY, notes=INSIDE)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("企業・大学等が読む内容を確かめる")

    assert need.problem in page.main
    assert INSIDE not in page.main
    assert browser_of(cast.midori).visit(page.path).status == 404


def test_what_people_wrote_is_text_and_never_markup(browser_of, cast):
    need = a_need(
        by=cast.michi, title="<b>題</b>", background="<script>alert(1)</script>", source_url="https://a.example/?<x>"
    )

    page = browser_of(None).visit(f"/needs/{need.key}")

    assert page.heading == "<b>題</b>"
    assert "<script>alert(1)</script>" in page.main
    assert "<script>alert" not in page.response.text


# Writing -------------------------------------------------------------------------------------------------------------


def test_a_title_is_enough_for_a_draft_and_the_form_asks_for_the_rest_when_it_is_handed_in(browser_of, cast):
    page = (
        browser_of(cast.michi)
        .visit("/needs/")
        .follow("ニーズを書く")
        .press("下書きを保存する", 題名="橋の点検を楽にしたい")
    )
    assert (page.status, page.heading) == (200, "橋の点検を楽にしたい")

    page.follow("書き換える").press("保存して、事務局に確認を頼む", 背景="古い橋が増えた。")

    assert page.status == 422
    assert [e.get_text() for e in page.page.select(".summary a")] == [
        "分野: 分野を選んでください。",
        "いまの仕事の流れと量: いまの仕事の流れと量を入力してください。",
        "困っていること: 困っていることを入力してください。",
        "期待する姿: 期待する姿を入力してください。",
    ]
    assert the_need("橋の点検を楽にしたい").background == "古い橋が増えた。"

    page.press(
        "保存して、事務局に確認を頼む",
        分野="roads",
        いまの仕事の流れと量="年に300橋。",
        困っていること="人手",
        期待する姿="半分に",
    )

    assert page.status == 200
    assert "事務局に確認を頼みました。" in page.words
    assert the_need("橋の点検を楽にしたい").step is S.CHECKING


def test_handing_in_from_its_page_leads_to_the_questions_that_are_missing(browser_of, cast):
    need = a_need(by=cast.michi, step=S.DRAFT, hoped="")

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("事務局に確認を頼む")
    assert page.links["期待する姿を入力してください。"] == f"/needs/{need.key}/edit?ask=submit#hoped"
    page.press("確認を頼む")

    assert page.status == 422
    assert "期待する姿: 期待する姿を入力してください。" in page.words
    page.press("保存して、事務局に確認を頼む", 期待する姿="半分の手間で。")
    assert fresh(need).step is S.CHECKING


def test_an_officer_is_not_asked_for_the_section_and_a_coordinator_is(browser_of, cast):
    assert "section" not in browser_of(cast.michi).visit("/needs/new").questions

    page = browser_of(cast.mori).visit("/needs/new").press("下書きを保存する", 題名="収集車の経路")
    assert (page.status, "所管課を選んでください。" in page.words) == (422, True)
    page.press("下書きを保存する", 所管課=str(cast.resources.id))

    assert the_need("収集車の経路").section is cast.resources


def test_a_section_that_is_not_ones_own_cannot_be_sneaked_in(browser_of, cast):
    browser = browser_of(cast.michi).visit("/needs/new")
    sent = browser.questions | {"title": "忍び込み", "section": str(cast.resources.id), "step": "ready"}

    browser.client.post("/needs/new", data=sent)

    assert (the_need("忍び込み").section, the_need("忍び込み").step) == (cast.roads, S.DRAFT)


def test_a_form_sent_twice_makes_one_need(browser_of, cast):
    browser = browser_of(cast.michi).visit("/needs/new")
    sent = browser.questions | {"title": "二度押し"}

    places = [browser.client.post("/needs/new", data=sent).headers["Location"] for _ in range(2)]

    assert places == [f"/needs/{the_need('二度押し').key}"] * 2


@pytest.mark.parametrize(
    ("question", "answer", "says"),
    [
        ("題名", "", "題名を入力してください。"),
        ("題名", "あ" * 81, "80字以内で入力してください。"),
        ("背景", "あ" * 2001, "2000字以内で入力してください。"),
        ("背景", "a\x00b", "使えない文字"),
        ("参考になるページ", "javascript:alert(1)", "http:// または https://"),
        ("分野", "no such field", ""),
    ],
)
def test_an_answer_that_cannot_be_is_refused_with_everything_kept(browser_of, cast, question, answer, says):
    page = browser_of(cast.michi).visit("/needs/new")

    page.press("下書きを保存する", **({"題名": "橋", "困っていること": "残るはずの文"} | {question: answer}))

    assert page.status == 422
    assert says in page.words
    assert page.questions["problem"] == "残るはずの文"
    assert db.session.query(Need).count() == 0


def test_of_two_who_write_at_once_nothing_is_lost(browser_of, cast):
    need = a_need(by=cast.michi, step=S.DRAFT, problem="もとの文", hoped="もとの望み")
    first, second = (browser_of(person).visit(f"/needs/{need.key}/edit") for person in (cast.mori, cast.michi))
    first.press("保存する", 困っていること="事務局の文")

    second.press("保存する", 困っていること="課の文", 期待する姿="課の望み")

    assert second.status == 422
    assert (second.questions["problem"], second.questions["hoped"]) == ("課の文", "課の望み")
    shown = {
        box["aria-label"]: box.find_all("p")[-1].get_text() for box in second.page.select(".panel--notice[role=group]")
    }
    assert shown == {
        "困っていること: ほかの人が保存した内容": "事務局の文",
        "期待する姿: ほかの人が保存した内容": "もとの望み",
    }
    assert (fresh(need).problem, need.hoped) == ("事務局の文", "もとの望み")

    second.press("保存する", 困っていること="事務局の文と課の文")

    assert second.status == 200
    assert (fresh(need).problem, need.hoped) == ("事務局の文と課の文", "課の望み")


def test_what_is_typed_is_kept_when_the_need_was_handed_in_meanwhile(browser_of, cast):
    need = a_need(by=cast.michi, step=S.DRAFT)
    typing = browser_of(cast.mori).visit(f"/needs/{need.key}/edit")
    browser_of(cast.michi).visit(f"/needs/{need.key}/submit").press("確認を頼む")

    typing.press("保存する", 困っていること="書きかけ")

    assert (typing.status, typing.questions["problem"]) == (422, "書きかけ")
    typing.press("保存する")
    assert "いまの段階(事務局確認)では、内容を書き換えられません。" in typing.words
    assert typing.questions["problem"] == "書きかけ"


# Calls and moves -----------------------------------------------------------------------------------------------------


def test_an_officer_opens_a_call_for_ideas(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("アイデアの募集を始める")
    assert (page.questions["move"], page.questions["opens_on"]) == (["open_ideas"], in_days(0))
    page.press("募集を始める", 募集の終わり=in_days(30))

    assert (page.status, page.heading) == (200, need.title)
    assert "「アイデア募集中」になりました。" in page.words
    assert "あと30日" in browser_of(None).visit(f"/needs/{need.key}").main


def test_a_short_call_is_asked_about_and_not_forbidden(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish?move=open_ideas")
    assert "short_is_fine" not in page.response.text

    page.press("募集を始める", 募集の終わり=in_days(6))

    assert page.status == 422
    assert "募集期間が7日と短めです(目安は20日以上)。" in page.words
    assert fresh(need).step is S.READY
    page.press("募集を始める", 短い期間のままで募集する="y")
    assert fresh(need).step is S.IDEAS_OPEN


def test_what_is_missing_for_trials_is_asked_at_its_question_with_the_days_kept(browser_of, cast):
    need = a_need(by=cast.michi, step=S.WORKING, criteria="", place="")

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("実証提案の募集へ進む")
    page.press("募集を始める", 募集の終わり=in_days(40), 実証の場所="市内2交差点")

    assert page.status == 422
    assert "評価の観点: 評価の観点を入力してください。" in page.words
    assert (page.questions["closes_on"], page.questions["place"]) == (in_days(40), "市内2交差点")
    page.press("募集を始める", 評価の観点="正しさ")
    assert (fresh(need).step, need.place, need.criteria) == (S.TRIALS_OPEN, "市内2交差点", "正しさ")


def test_text_that_is_missing_for_a_call_is_named_with_the_way_to_write_it(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY, contact="")

    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish?move=open_ideas")
    page.press("募集を始める", 募集の終わり=in_days(30))
    assert page.status == 422
    page.follow("問い合わせ先を入力してください。")

    assert "問い合わせ先: 問い合わせ先を入力してください。" in page.words
    page.press("保存する", 問い合わせ先="企画課").visit(f"/needs/{need.key}/publish?move=open_ideas")
    page.press("募集を始める", 募集の終わり=in_days(30))
    assert fresh(need).step is S.IDEAS_OPEN


def test_an_internal_call_says_who_will_see_it(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY, internal=True)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish?move=open_ideas")
    assert "見えるのは市の職員だけ" in page.words
    page.press("募集を始める", 募集の終わり=in_days(30))

    assert browser_of(cast.midori).visit(f"/needs/{need.key}").status == 200
    assert browser_of(cast.umi).visit(f"/needs/{need.key}").status == 404


def test_a_call_is_not_offered_where_it_is_not_time(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)

    page = browser_of(cast.michi).visit(f"/needs/{need.key}/publish")

    assert (page.path, "いまは募集を始める段階ではありません。" in page.words) == (f"/needs/{need.key}", True)


def test_of_two_who_open_a_call_at_once_the_second_is_told(browser_of, cast):
    need = a_need(by=cast.michi, step=S.READY)
    first, second = (
        browser_of(person).visit(f"/needs/{need.key}/publish?move=open_ideas") for person in (cast.mori, cast.michi)
    )
    first.press("募集を始める", 募集の終わり=in_days(30))

    second.press("募集を始める", 募集の終わり=in_days(60))

    assert (second.status, "ほかの人が先に進めたか" in second.words) == (422, True)
    assert second.questions["closes_on"] == in_days(60)
    assert fresh(need).closes_on.isoformat() == in_days(30)


def test_the_second_of_two_who_press_at_once_is_told_and_keeps_the_reason(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    first, second = (browser_of(person).visit(f"/needs/{need.key}") for person in (cast.mori, cast.mori))
    first.press("公開準備へ進める")
    assert fresh(need).step is S.READY

    second.press("深掘りに戻す", 理由="件数を書いてください。")

    assert (second.status, "ほかの人が先に進めたか" in second.words) == (422, True)
    assert second.page.find(id="reason").get_text().strip() == "件数を書いてください。"
    assert fresh(need).step is S.READY


def test_the_last_to_press_at_the_end_of_the_path_is_told_too(browser_of, cast):
    need = a_need(by=cast.michi, step=S.VERIFIED)
    first, second = (browser_of(person).visit(f"/needs/{need.key}") for person in (cast.mori, cast.michi))
    first.press("実装する")

    second.press("実装する")

    assert (second.status, "ほかの人が先に進めたか" in second.words, fresh(need).step) == (422, True, S.ADOPTED)


def test_a_reason_that_is_owed_is_asked_at_its_question(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)

    page = browser_of(cast.mori).visit(f"/needs/{need.key}").press("深掘りに戻す")

    assert page.status == 422
    assert "理由を入力してください。" in page.page.find(id="reason-error").get_text()


def test_a_coordinator_takes_back_and_others_are_not_offered_it(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING)
    page = browser_of(cast.mori).visit(f"/needs/{need.key}").press("公開準備へ進める")
    assert "取り消す" not in browser_of(cast.michi).visit(f"/needs/{need.key}").buttons

    page.press("取り消す", 取り消す理由="押し間違い")

    assert "取り消して「事務局確認」に戻しました。" in page.words
    assert fresh(need).step is S.CHECKING
    assert "取り消し済み" in page.main


def test_each_page_is_closed_to_those_who_may_not(browser_of, cast):
    need = a_need(by=cast.michi)
    draft = a_need(by=cast.michi, step=S.DRAFT)

    def statuses(person, key, pages=("edit", "submit", "publish")):
        browser = browser_of(person)
        return [browser.client.get(f"/needs/{key}/{page}").status_code for page in pages]

    assert statuses(cast.umi, need.key) == [403, 403, 403]
    assert statuses(cast.midori, need.key) == [403, 403, 403]
    assert statuses(None, need.key) == [302, 302, 302]
    assert statuses(cast.kaji, draft.key) == [403, 403, 403]
    assert statuses(cast.umi, draft.key) == [404, 404, 404]
    assert statuses(cast.mori, draft.key) == [200, 403, 302]
    assert statuses(cast.michi, draft.key) == [200, 200, 302]
    assert browser_of(cast.umi).client.get("/needs/new").status_code == 403


def test_no_deed_is_done_for_those_who_may_not(browser_of, cast):
    need = a_need(by=cast.michi)
    before = need.version

    for person in (cast.umi, cast.midori, cast.kaji, cast.ken, cast.kan):
        browser = browser_of(person).visit("/needs/")
        token = browser.page.find("input", {"name": "csrf_token"})["value"]
        for page in ("edit", "submit", "publish", "moves", "take-back"):
            sent = {"csrf_token": token, "seen": before, "name": "withdraw", "reason": "x", "title": "x"}
            assert browser.client.post(f"/needs/{need.key}/{page}", data=sent).status_code == 403, (person.name, page)
    assert (fresh(need).step, need.version) == (S.IDEAS_OPEN, before)
