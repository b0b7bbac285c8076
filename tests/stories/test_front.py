"""Cases of the front: from the form through a dialogue into a section's hands; another becomes a need; and who never learns of either."""

from io import BytesIO

from sqlalchemy import select

from hack import db
from hack.intake.models import Case
from hack.pipeline.front import CaseStep
from tests.intake.words import TYPED


def test_a_free_proposal_from_the_form_through_a_dialogue_into_a_sections_hands(cast, browser_of, new_letters):
    umi, mori, michi = browser_of(cast.umi), browser_of(cast.mori), browser_of(cast.michi)
    riku, visitor = browser_of(cast.riku), browser_of(None)
    new_letters()

    # The form, the receipt and its letter; the city learns that something came in.
    umi.visit("/front/").follow("フリー提案").press("出す", **TYPED, 社会課題="点検の人手が足りない。")
    assert "F-2026-0001" in umi.heading + umi.words and umi.path.endswith("/receipt")
    assert new_letters() == [("case_arrived", "mori"), ("case_received", "umi")]
    page = "/front/cases/" + _one().key
    umi.press("ファイルを置く", ファイル=(BytesIO(b"%PDF-1.4 the sound of a bridge"), "橋の音.pdf"), 説明="測り方")
    assert "橋の音.pdf" in umi.main and new_letters() == []
    assert all(who.visit(page).status == 404 for who in (riku, visitor, michi))

    # The coordinator looks at it, says whom it concerns, and offers times; one is chosen.
    mori.visit(page).press("内容の確認を始める")
    mori.visit(page + "/sort").press("分類を保存する", 分野="roads", 関係する課=[str(cast.roads.id)])
    assert mori.status == 200, mori.main
    assert "橋の音から傷みを見つける。" in michi.visit(page).main and "橋の音.pdf" in michi.main
    mori.visit(page + "/dates").press(
        "候補日を示す", 候補1の日付="2026-05-20", 候補1の時刻="14:00", 候補2の日付="2026-05-21", 候補2の時刻="10:00"
    )
    assert mori.status == 200, mori.main
    assert ("case_dates", "umi") in new_letters()
    umi.visit(page).press("2026年5月21日")
    assert umi.status == 200, umi.main
    assert new_letters() == [("case_dates_answered", "mori")] and _one().step is CaseStep.DIALOGUE

    # The dialogue, with a part that only the city reads; the section is asked, and the proposer sees nothing of it.
    mori.visit(page + "/dialogues/new").press(
        "記録する", 対話した日="2026-05-12", 話したこと="一つの橋で試す。", 庁内だけのメモ="予算は未定。"
    )
    assert "一つの橋で試す。" in umi.visit(page).main and "予算は未定。" not in umi.main
    assert "予算は未定。" in michi.visit(page).main
    mori.visit(page).press("庁内で検討する")
    mori.visit(page + "/inquiries/new").press(
        "確認を頼む", 確認する課=str(cast.roads.id), 確認したいこと="どの橋がよいか。"
    )
    inquiry = mori.path
    assert ("inquiry_asked", "michi") in new_letters()
    michi.visit(inquiry).press("回答する", 回答="北の橋がよい。")
    assert michi.status == 200, michi.main
    assert new_letters() == [("inquiry_answered", "mori")]
    assert umi.visit(inquiry).status == 404 and "北の橋がよい。" not in umi.visit(page).words

    # Into the section's hands, and to its end with what came of it.
    mori.visit(page + "/hand-over").press("引き継ぐ", 所管課=str(cast.roads.id), 引継ぎ="北の橋で試します。")
    assert mori.status == 200, mori.main
    assert new_letters() == [("case_handed_over", "michi"), ("case_moved", "umi")]
    assert "橋の音を聞く" in michi.visit("/home").main
    michi.visit(page + "/finish").press("完了する", 提案者に伝えること="三か月試して、続けることにした。")
    assert michi.status == 200, michi.main
    assert "三か月試して、続けることにした。" in umi.visit(page).main
    assert _one().step is CaseStep.CLOSED


def test_a_case_that_says_what_many_need_becomes_a_need(cast, browser_of, new_letters):
    umi, mori, michi = browser_of(cast.umi), browser_of(cast.mori), browser_of(cast.michi)
    umi.visit("/front/new").press("出す", **TYPED)
    page = "/front/cases/" + _one().key
    mori.visit(page).press("内容の確認を始める")
    mori.visit(page + "/to-need").press(
        "ニーズの下書きを作る", 所管課=str(cast.roads.id), 困っていること="点検の人手が足りない。"
    )
    assert mori.status == 200, mori.main
    need = mori.path

    assert "橋の音を聞く" in michi.visit(need).main
    assert "F-2026-0001" in michi.words
    assert "ニーズ化" in umi.visit(page).main and umi.visit(need).status == 404
    assert "橋の音を聞く" in michi.visit(page).main
    assert browser_of(cast.riku).visit(page).status == 404


def _one() -> Case:
    db.session.rollback()
    return db.session.scalars(select(Case)).one()
