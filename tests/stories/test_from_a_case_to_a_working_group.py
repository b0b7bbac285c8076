"""A case of Umi's becomes a need of Michi's section; the need goes on, and a working group sits down. Umi follows it from her case."""

from sqlalchemy import select

from hack import db
from hack.intake.models import Case
from hack.pipeline.front import CaseStep
from hack.proposals.models import Proposal
from tests.intake.words import TYPED

TITLE = "橋の点検に人手をかけずに傷みを見つけたい"


def test_from_a_case_over_a_need_to_a_working_group(cast, browser_of, new_letters):
    umi, mori, michi = browser_of(cast.umi), browser_of(cast.mori), browser_of(cast.michi)
    riku, visitor = browser_of(cast.riku), browser_of(None)

    # The case says what many need: the coordinator makes it a need of the section, in words that name nobody.
    umi.visit("/front/new").press("出す", **TYPED, 社会課題="点検の人手が足りない。")
    page = "/front/cases/" + _only(Case).key
    number = _only(Case).number
    mori.visit(page).press("内容の確認を始める").follow("ニーズにする")
    assert mori.questions["problem"] == "点検の人手が足りない。"
    new_letters()
    mori.press("ニーズの下書きを作る", 所管課=str(cast.roads.id), ニーズの題名=TITLE)
    assert mori.status == 200, mori.main
    need = mori.path
    assert new_letters() == [("case_moved", "umi")]

    # Case and need lead to each other for the city; the proposer learns of the step, and of no draft.
    assert michi.visit(page).follow(TITLE).path == need
    assert michi.follow(number).path == page
    assert "ニーズ化" in umi.visit(page).main and TITLE not in umi.main
    assert (umi.visit(need).status, riku.visit(page).status) == (404, 404)

    # The section completes it and opens the call.
    michi.visit(need + "/edit").press(
        "保存",
        分野="roads",
        参画パターン="try",
        背景="市の橋は1700ある。",
        いまの仕事の流れと量="5年に一度、点検員が近くで見ている。",
        期待する姿="遠くからでも傷みに気づけるようにしたい。",
        問い合わせ先="道路局企画課",
    )
    michi.visit(need + "/submit").press("確認を頼む")
    mori.visit(need).press("公開準備へ進める")
    michi.visit(need + "/publish").press(
        "募集を始める", 何を募集しますか="open_ideas", 募集の始まり="2026-05-12", 募集の終わり="2026-06-30"
    )
    assert michi.status == 200, michi.main

    # From her case Umi comes to the need; others read the need, and nothing of where it came from.
    assert umi.visit(page).follow(TITLE).path == need
    assert number in umi.main
    for other in (riku, visitor):
        assert TITLE in other.visit(need).main
        assert number not in other.words and TYPED["件名"] not in other.words

    # She proposes like everybody else, and a working group sits down.
    umi.follow("このニーズに提案する").press(
        "下書きを保存",
        提案名="橋の音で傷みを見つける",
        要約="橋に小さな集音器を置き、音の変わり方から傷みを見つける。",
        使う技術="集音器と機械学習",
        ニーズのどこに効くか="近くで見る点検の回数を減らす。",
    )
    assert umi.status == 200, umi.main
    umi.visit(umi.path + "/submit").press("提案する", 確か="y")
    proposal = _only(Proposal)
    mori.visit("/proposals/" + proposal.key).press("形式の確認を始める").press("所管課の評価へ送る")
    mori.visit("/workgroups/new?need=" + need.split("/")[-1]).press(
        "ワーキンググループを開く",
        グループの名前="橋の音ワーキング",
        目的="試す橋を決める。",
        定員="8",
        招く提案=proposal.key,
    )
    assert mori.status == 200, mori.main
    group = mori.path

    # From her case over the need to the group: Umi sees where it ended. The rival does not.
    umi.visit(page).follow(TITLE).follow("ワーキング").follow("橋の音ワーキング")
    assert (umi.path, umi.status) == (group, 200)
    assert "海野 凪" in umi.main and "道野 歩" in umi.main
    assert _only(Case).step is CaseStep.TO_NEED
    assert "橋の音ワーキング" not in riku.visit(need + "/workgroups").main
    assert (riku.visit(group).status, riku.visit(page).status) == (404, 404)


def _only(kind):
    db.session.rollback()
    return db.session.scalars(select(kind)).one()
