"""A case at real screens becomes a need, and from the need a working group forms; its proposer finds the way there from the case."""

import pytest

from tests.e2e.journeys.journey import in_days, is_missing, path_in

pytestmark = pytest.mark.e2e

ASKED, NEEDED = "橋の点検を楽にしたい", "橋の点検に人手をかけずに傷みを見つけたい"
GROUP = "橋の音ワーキング"


@pytest.fixture
def page(site, screen_of):
    """The page of a case of Umi's that has come in."""
    umi = screen_of(site.cast.umi).visit("/front/").follow("相談")
    umi.answer("提案時の留意事項を読み、同意します", "はい")
    umi.press("出す", 件名=ASKED, 内容="どの課に相談すればよいか。", 社会課題と期待する効果="点検の人手が足りない。")
    return umi.path.removesuffix("/receipt")


def test_a_case_becomes_a_need_and_a_working_group_sits_down(site, screen_of, page):
    cast = site.cast
    umi, mori, michi = screen_of(cast.umi), screen_of(cast.mori), screen_of(cast.michi)
    riku = screen_of(cast.riku)

    # The coordinator makes it a need: what the case says is there already, and is refused without a section.
    mori.visit("/front/cases/").follow(ASKED).press("内容の確認を始める").follow("ニーズにする")
    number = mori.main.locator(".kicker").first.inner_text().split()[0]
    assert mori.main.get_by_label("困っていること").input_value() == "点検の人手が足りない。"
    mori.refused("ニーズの下書きを作る", "課を選んでください。", ニーズの題名=NEEDED).shoot("become-1-refused")
    mori.press("ニーズの下書きを作る", 所管課="道路局 企画課").shoot("become-2-need")
    need = mori.path
    assert path_in(site, site.letter_to("umi@minato.example", "「ニーズ化」になりました"), "/front/") == page

    # Case and need lead to each other; the proposer sees the step, and no draft.
    assert michi.visit(page).follow(NEEDED).path == need and michi.follow(number).path == page
    assert "ニーズ化" in umi.visit(page).shoot("become-3-case").words
    assert NEEDED not in umi.words and is_missing(umi, need) and is_missing(riku, page)

    # The section completes the need, and opens the call.
    michi.visit(need).follow("書き換える").press(
        "保存する",
        分野="道路・河川・下水道",
        参画パターン="2 実装に向けた技術実証",
        背景="市の橋は1700ある。",
        いまの仕事の流れと量="5年に一度、点検員が近くで見ている。",
        期待する姿="遠くからでも傷みに気づけるようにしたい。",
        問い合わせ先="道路局企画課",
    )
    michi.follow("事務局に確認を頼む").press("確認を頼む")
    mori.visit(need).press("公開準備へ進める")
    michi.visit(need).follow("アイデアの募集を始める").press(
        "募集を始める", 何を募集しますか="アイデアの募集を始める", 募集の始まり=in_days(0), 募集の終わり=in_days(40)
    )

    # From her case Umi comes to the need and proposes; a rival reads the need, and nothing of the case.
    assert umi.visit(page).shoot("become-4-public").follow(NEEDED).path == need and number in umi.words
    riku.visit(need)
    assert NEEDED in riku.words and number not in riku.words and ASKED not in riku.words
    umi.follow("このニーズに提案する").press(
        "下書きを保存する",
        提案名="橋の音で傷みを見つける",
        要約="橋に小さな集音器を置き、音の変わり方から傷みを見つける。",
        使う技術="集音器と機械学習",
        ニーズのどこに効くか="近くで見る点検の回数を減らす。",
    )
    proposal = umi.path
    umi.follow("提案する").press("提案する", 所管課が読む内容を確かめました="はい")

    # A working group sits down, and Umi sees from her case where it ended.
    mori.visit(proposal).press("形式の確認を始める").press("所管課の評価へ送る")
    mori.visit(f"{need}/proposals").follow("ワーキンググループを開く").press(
        "ワーキンググループを開く",
        グループの名前=GROUP,
        目的="試す橋を決める。",
        定員="8",
        招く提案="橋の音で傷みを見つける",
    )
    umi.visit(page).follow(NEEDED).follow("ワーキング").shoot("become-5-need").follow(GROUP).shoot("become-6-group")
    assert umi.path == mori.path and "試す橋を決める。" in umi.words
    assert GROUP not in riku.visit(f"{need}/workgroups").words and is_missing(riku, mori.path)
    assert [one.complaints for one in (umi, mori, michi)] == [[], [], []]
