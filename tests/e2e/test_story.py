"""A section has a problem, a company an answer; they meet, and sit at one table: in a browser, with real letters."""

import re
from datetime import timedelta

import pytest

from hack import clock
from hack.jobs import tick
from tests.cast import PASSWORD

pytestmark = pytest.mark.e2e


def link_in(letter, address):
    """The path of the link in a letter."""
    return re.search(rf"{re.escape(address)}(/\S+)", letter)[1]


def test_a_need_and_a_seed_meet_and_a_working_group_sits_down(site, screen_of):
    michi, mori, ume = screen_of(site.cast.michi), screen_of(site.cast.mori), screen_of()
    today = clock.today()

    # The officer writes the need down and asks the secretariat, who agrees; the officer opens the call.
    michi.visit("/needs/new").press("下書きを保存する", 題名="除雪車がいまどこにいるのか分からない")
    need_page = michi.path
    michi.follow("書き換える").press(
        "保存する",
        分野="道路・河川・下水道",
        参画パターン="2 実装に向けた技術実証",
        背景="雪の日は、市民から除雪の予定を尋ねる電話が一日に三百件かかる。",
        いまの仕事の流れと量="除雪車の運転手に電話で場所を聞き、紙の地図に書き写して答えている。",
        困っていること="除雪車の位置が分からず、除雪の予定を尋ねる市民に答えられない。",
        期待する姿="除雪車の位置と作業の進み具合を地図で見て、市民にも公開したい。",
        問い合わせ先="道路局企画課",
    )
    michi.follow("事務局に確認を頼む").press("確認を頼む")
    assert "除雪車" not in screen_of().visit("/needs/").words
    mori.visit(link_in(site.letter_to("mori@city.example", "確認"), site.address)).press("公開準備へ進める")
    michi.visit(need_page).follow("アイデアの募集を始める").press(
        "募集を始める",
        何を募集しますか="アイデアの募集を始める",
        募集の始まり=today.isoformat(),
        募集の終わり=(today + timedelta(days=40)).isoformat(),
    )
    assert "アイデア募集中" in michi.shoot("1-need").words
    assert "除雪車がいまどこにいるのか分からない" in screen_of().visit("/").words

    # A company applies, is verified, and accepts the invitation in its letter.
    ume.visit("/apply").press(
        "申請する",
        **{
            "団体名": "梅測位株式会社",
            "団体名(カナ)": "ウメソクイカブシキガイシャ",
            "種別": "企業",
            "市内・市外": "市内",
            "担当者のお名前": "梅田 位",
            "担当者のメールアドレス": "umeda@ume.example",
            "利用規約に同意します": "はい",
        },
    )
    mori.visit(link_in(site.letter_to("mori@city.example", "参加"), site.address)).press("参加を認める")
    ume.visit(link_in(site.letter_to("umeda@ume.example", "招待"), site.address)).shoot("2-invitation")
    ume.press(
        "登録する",
        **{"新しいパスワード": PASSWORD, "新しいパスワード(確認)": PASSWORD, "利用規約に同意します": "はい"},
    )
    ume.page.get_by_role("button", name="サインアウト").click()
    ume.page.get_by_role("heading", name="サインアウトしました").wait_for()
    ume.visit("/sign-in").press("サインインする", メールアドレス="umeda@ume.example", パスワード=PASSWORD)
    assert "梅田 位さんのページ" in ume.shoot("3-home").words

    # It lists a seed, and both sides are told that they belong together, and why.
    ume.follow("シーズを登録する").press(
        "下書きを保存する",
        名称="除雪車の位置をリアルタイムで地図に示すサービス",
        一文の要約="除雪車に付けた端末の位置情報を集め、作業の進み具合を地図で公開します。",
        分野="道路・河川・下水道",
        解ける課題="除雪の予定を尋ねる市民からの電話を減らし、除雪車の場所を職員が画面で確かめられます。",
        使っている技術="GPS、地図",
        成熟度="実績あり",
    )
    seed_page = ume.path
    ume.follow("書き換える").press("保存して公開する")
    tick(site.app)
    for screen, page, other in (
        (ume, seed_page, "除雪車がいまどこにいるのか分からない"),
        (michi, need_page, "除雪車の位置をリアルタイムで"),
    ):
        screen.visit(f"{page}/suggestions").reload_until(other)
        assert {"除雪車", "位置", "地図"} <= set(screen.main.locator("mark").all_inner_texts())
    michi.shoot("4-suggestions").follow("言葉の場所を見て判断する").shoot("5-reasons").press(
        "判断を記録する", この組み合わせは合いそうですか="合いそう"
    )

    # The company proposes; the secretariat has it reviewed and opens the working group.
    ume.visit(need_page).follow("このニーズに提案する").press(
        "下書きを保存する",
        提案名="位置情報による除雪の見える化",
        要約="除雪車に小さな端末を載せ、位置と作業の状態を地図に示す。",
        使う技術="GPS端末と地図サービス",
        ニーズのどこに効くか="予定を尋ねる電話の半分を減らせると見込む。",
    )
    proposal_page = ume.path
    ume.follow("提案する").answer("所管課が読む内容を確かめました", "はい")
    assert "受付の控え" in ume.press("提案する").shoot("6-receipt").words
    site.letter_to("umeda@ume.example", "受け付けました")
    assert screen_of(site.cast.riku).page.goto(proposal_page).status == 404
    mori.visit(proposal_page).press("形式の確認を始める").press("所管課の評価へ送る").shoot("7-proposal")
    mori.visit(f"{need_page}/proposals").follow("ワーキンググループを開く").press(
        "ワーキンググループを開く",
        グループの名前="除雪の見える化ワーキング",
        目的="除雪車の位置の集め方と、市民への示し方を決める。",
        定員="8",
        招く提案="位置情報による除雪の見える化",
    )
    group_page = mori.path

    # They meet, and the minutes are kept.
    mori.follow("会議を開く").press(
        "会議を開く",
        会議の名前="第1回",
        日付=(today + timedelta(days=50)).isoformat(),
        始まり="14:00",
        場所="市役所 共創スペース",
        議題の補足="課題の確認",
    )
    site.letter_to("umeda@ume.example", "会議のお知らせ")
    ume.visit(group_page).follow("第1回")
    michi.visit(ume.path).follow("議事録を書く").press(
        "保存する", 議事録="端末は十台から試す。", 決まったこと="梅測位が見積もりを出す。"
    )
    assert "端末は十台から試す。" in ume.visit(ume.path).shoot("8-minutes").words

    # The board and every timeline tell it.
    assert "除雪の見える化ワーキング" in mori.visit("/desk").shoot("9-board").words
    assert "梅測位が見積もりを出す。" in mori.visit(group_page).shoot("10-group").words
    assert "アイデアの募集を始める" in mori.visit(need_page).words
    assert "ワーキングに招く" in ume.visit(proposal_page).words
    assert "梅測位株式会社" in screen_of().visit("/organizations").words
    assert all(site.office.encrypted)
    assert [michi.complaints, mori.complaints, ume.complaints] == [[], [], []]
