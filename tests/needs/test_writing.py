"""Writing a need down, changing it and handing it in, as people do it at the screen."""

import pytest

from hack import db
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.needs.looking import fresh, the_need

S = NeedStep


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
