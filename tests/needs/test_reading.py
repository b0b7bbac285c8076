"""The list of needs and the page of one, as different people see them."""

from datetime import timedelta

import pytest

from hack import clock
from hack.needs.actions import edit_need, move_need
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.needs.looking import do, refusal

S = NeedStep
INSIDE = "予算はまだ取れていない"


def test_everybody_reads_a_public_need_in_order_and_nobody_outside_its_notes(browser_of, cast):
    need = a_need(by=cast.michi, notes=INSIDE, under_way="聞き取りを終えた", tried="簡易な計測器を借りた。")
    do(move_need, need, "close_ideas_early", by=cast.mori, reason="庁内の事情による。")
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
        assert "庁内の事情による。" not in page.response.text
        assert cast.michi.name not in page.main
        assert page.page.find(id="passages") is None
    for person in (cast.michi, cast.kaji, cast.midori, cast.mori, cast.ken):
        assert INSIDE in browser_of(person).visit(f"/needs/{need.key}").main
    for person in (cast.michi, cast.kaji, cast.mori, cast.ken):
        assert "庁内の事情による。" in browser_of(person).visit(f"/needs/{need.key}").main


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
        (-10, 30, "2026年6月11日(木)24時まで(あと30日)"),
        (-10, 1, "明日の24時まで"),
        (-10, 0, "今日の24時まで"),
        (-10, -1, "募集期間は終わりました"),
    ],
)
def test_the_days_left_are_said_in_words(browser_of, cast, opens, closes, words):
    day = clock.today()
    need = a_need(by=cast.michi, opens_on=day + timedelta(days=opens), closes_on=day + timedelta(days=closes))

    assert words in browser_of(None).visit(f"/needs/{need.key}").main
    assert words in browser_of(None).visit("/needs/").main


def test_an_announced_call_says_when_it_begins_and_lets_drafts_be_written(browser_of, cast):
    first = clock.today() + timedelta(days=3)
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_COMING, opens_on=first)

    page = browser_of(cast.umi).visit(f"/needs/{need.key}")

    assert "2026年5月15日(金)に募集を始めます" in page.main
    assert "提案の下書きを始める" in page.links and "このニーズに提案する" not in page.links
    assert need.title not in browser_of(None).visit("/needs/?stage=open").main
    assert need.title in browser_of(None).visit("/needs/?stage=coming").main


def test_the_concerned_see_whose_turn_it_is_since_when_and_what_happened(browser_of, cast):
    need = a_need(by=cast.michi, step=S.CHECKING, step_since=clock.now() - timedelta(days=6))
    do(move_need, need, "return", by=cast.mori, reason="件数を書いてください。")
    do(edit_need, need, by=cast.michi, seen=need.version, present="年50か所。")

    page = browser_of(cast.kaji).visit(f"/needs/{need.key}")

    assert "所管課の番です: もう一度確認を頼む" in page.main
    assert "事務局確認 → 課題深掘り(伴走) 2026年5月12日(火) 12時00分 森 結 「深掘りに戻す」" in page.main
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
