"""A section says what it looks at, people judge alone and then together, and the answers go out at once; once, by mistake."""

from datetime import date

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.evaluation.models import Evaluation
from hack.jobs import settle, tick
from hack.needs.actions import move_need
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalKind
from tests.cast import a_need, a_proposal
from tests.conftest import NOON

CRITERIA = {
    "基準1の名前": "課題との適合", "基準1で見ること": "困りごとのどこに効くか", "基準1の重み": "50",
    "基準2の名前": "実現性", "基準2で見ること": "体制と時期", "基準2の重み": "30",
    "基準3の名前": "費用", "基準3の重み": "20",
}  # fmt: skip


def _letters(app, occasion):
    settle(app)
    db.session.rollback()
    found = select(Letter).where(Letter.occasion == occasion).order_by(Letter.id)
    return [(one.address, one.subject) for one in db.session.scalars(found)]


@pytest.fixture
def need(cast):
    return a_need(by=cast.michi, step=NeedStep.READY, title="除雪車の位置を知りたい")


def test_proposals_are_judged_alone_then_together_and_all_are_told_at_once(app, cast, browser_of, need):
    michi, mori, kaji, midori = (browser_of(one) for one in (cast.michi, cast.mori, cast.kaji, cast.midori))
    visitor, umi = browser_of(None), browser_of(cast.umi)
    page = f"/evaluation/needs/{need.key}/criteria"

    # The criteria are written before the call, and nobody outside reads them yet.
    michi.visit(page).follow("評価の基準を定める").press("基準を定める", **(CRITERIA | {"基準3の重み": "10"}))
    assert michi.status == 422 and "重みの合計を100にしてください(いま90)。" in michi.main
    michi.press("基準を定める", **CRITERIA)
    assert michi.status == 200, michi.main
    home = michi.path
    michi.visit(f"{home}/criteria").press("保存する", 基準3の名前="費用の見込み")
    assert visitor.visit(page).status == 404
    michi.visit(f"/needs/{need.key}/publish").press(
        "募集を始める", 何を募集しますか="open_trials", 募集の始まり="2026-05-12", 募集の終わり="2026-06-30"
    )
    assert "費用の見込み" in visitor.visit(f"/needs/{need.key}").follow("評価の基準").main

    # Once it is open only words can be corrected, and everybody reads why.
    michi.visit(f"{home}/criteria").press(
        "訂正する", 基準1で見ること="困りごとのどこにどれだけ効くか", 訂正の理由="説明会で尋ねられたため。"
    )
    assert "説明会で尋ねられたため。" in visitor.visit(page).main and "どこにどれだけ効くか" in visitor.main

    # Two companies propose, the call is over, the secretariat hands both on.
    mine, rivals = (
        a_proposal(by=one, need=need, kind=ProposalKind.SOLUTION, title=title, step=ProposalStep.REVIEW, number=number,
                   confidential="ひみつの仕入れ先")
        for one, title, number in ((cast.umi, "位置の見える化", "R8-0001"), (cast.riku, "除雪の予測", "R8-0002"))
    )  # fmt: skip
    with db.transaction():
        move_need(need, "close_trials_early", by=cast.mori, reason="応募がそろったため。")

    # Evaluators are asked; one of them has a conflict with one proposal.
    for email in ("kaji@city.example", "midori@city.example", "umi@minato.example"):
        michi.visit(home).press("評価者に招く", 評価者のメールアドレス=email)
    assert michi.status == 422 and "利用中の職員とコーディネーターだけ" in michi.main
    assert _letters(app, "evaluator_invited") == [
        (address, "評価者のお願い: 除雪車の位置を知りたい") for address in ("kaji@city.example", "midori@city.example")
    ]
    michi.visit(home).press("個別評価を始める")
    assert michi.status == 422 and "期限(今日以後の日)を決めてください。" in michi.main
    for one in (kaji, midori):
        one.visit("/evaluation/").follow("除雪車の位置を知りたい").press("引き受ける")
    michi.visit(f"{home}/edit").press("保存する", 個別評価の期限="2026-06-20")
    michi.visit(home).press("個別評価を始める")
    assert "個別評価」に進めました" in michi.main
    sheet = f"{home}/proposals/{mine.key}"
    assert kaji.visit(sheet).status == 404
    kaji.visit(f"{home}/mine").press(
        "申告する",
        **{
            "港計測株式会社(R8-0001)との関係": "none",
            "丘データ合同会社(R8-0002)との関係": "worked",
            "丘データ合同会社(R8-0002)との関係の内容": "令和6年度の事業で一緒に働いた。",
        },
    )
    midori.visit(f"{home}/mine").press(
        "申告する", **{"港計測株式会社(R8-0001)との関係": "none", "丘データ合同会社(R8-0002)との関係": "none"}
    )
    assert kaji.visit(f"{home}/proposals/{rivals.key}").status == 404
    assert kaji.visit(f"/proposals/{mine.key}").status == 404
    assert "位置の見える化" in kaji.visit(sheet).main and "ひみつの仕入れ先" not in kaji.main

    # Each on their own: a five and a nought need a word.
    first = {"1 課題との適合(重み50)": "5", "2 実現性(重み30)": "3", "3 費用の見込み(重み20)": "4"}
    kaji.press("下書きを保存する", **first)
    kaji.press("評価を提出する")
    assert kaji.status == 422 and "「課題との適合」の5点にはコメントが必要です。" in kaji.main
    kaji.visit(sheet).press("下書きを保存する", **{"1 課題との適合のコメント": "かじのひとこと。"})
    kaji.press("評価を提出する")
    assert "提出済み" in kaji.main
    for key, answers in (
        (mine.key, {"1 課題との適合(重み50)": "3", "2 実現性(重み30)": "3", "3 費用の見込み(重み20)": "2"}),
        (rivals.key, {"この提案は評価しない": "y", "評価しない理由": "専門でないため。"}),
    ):
        midori.visit(f"{home}/proposals/{key}").press("下書きを保存する", **answers)
    assert "かじのひとこと。" not in michi.visit(home).main and michi.visit(f"{home}/joint").status == 403
    assert kaji.visit(f"{home}/joint").status == 403
    with clock.stopped_at(NOON.replace(month=6, day=18)):
        tick(app)
        tick(app)
    assert _letters(app, "evaluator_reminded") == [
        ("midori@city.example", "評価の期限が近づいています(2026年6月20日(土)): 除雪車の位置を知りたい")
    ]
    midori.visit(f"{home}/mine").press("評価を提出する")

    # All have handed in: the scores lie open to those who confer, by name to the chair alone.
    assert "82.0点" not in michi.visit(f"{home}/joint").main and "70.0点" in michi.main and "幅 28.0・2人" in michi.main
    assert "梶 渡" in michi.visit(f"{home}/joint/{mine.key}").main
    assert "かじのひとこと。" in midori.visit(f"{home}/joint/{mine.key}").main and "梶 渡" not in midori.main
    assert (
        kaji.visit(f"{home}/joint/{rivals.key}").status == 404 and "除雪の予測" not in kaji.visit(f"{home}/joint").main
    )
    for person in (cast.umi, cast.riku, cast.kan, cast.ken):
        assert browser_of(person).visit(f"{home}/joint").status == 404
    for key, result in ((mine.key, "recommended"), (rivals.key, "not")):
        michi.visit(f"{home}/joint/{key}").press("結果を保存する", 合議の結果=result, 結果の理由="よく話し合った。")
    michi.visit(home).press("決定の準備に進む")

    # Michi prepares; a refusal owes its reason and another door. She cannot release what she prepared.
    michi.visit(f"{home}/decisions/{mine.key}").press(
        "決定を準備する", 決定="choose", 提案者に伝える言葉="ぜひご一緒に。"
    )
    michi.visit(f"{home}/decisions/{rivals.key}").press("決定を準備する", 決定="decline")
    assert michi.status == 422 and "理由の区分を選んでください。" in michi.main
    michi.press(
        "決定を準備する",
        お断りする理由の区分="feasibility",
        提案者に伝える言葉="降雪の記録が足りません。",
        案内する別の窓口="front",
    )
    assert michi.status == 200, michi.main
    michi.visit(f"{home}/release").press("決定を公表する", 確かめました="y")
    assert michi.status == 422 and "決定を準備した人は公表できません。" in michi.main
    mori.visit(f"{home}/release")
    assert "件名: ご提案についてのお知らせ(R8-0002)" in mori.main and "「共創フロント」をご案内します。" in mori.main
    mori.press("決定を公表する", 確かめました="y")
    assert mori.status == 200, mori.main

    # All are told at once, each once; the reason stands on the page behind the link.
    assert _letters(app, "decision_told") == [
        ("umi@minato.example", "ご提案(R8-0001)は「候補者」となりました"),
        ("riku@oka.example", "ご提案についてのお知らせ(R8-0002)"),
    ]
    assert _letters(app, "proposal_moved") == []
    riku = browser_of(cast.riku).visit(f"/proposals/{rivals.key}")
    assert "【理由】実現性 降雪の記録が足りません。 【別の窓口】共創フロント" in riku.main
    assert "かじのひとこと。" not in umi.visit(f"/proposals/{mine.key}").main and "ぜひご一緒に。" in umi.main

    # It was a mistake: a coordinator undoes it, and those who were told are told.
    assert michi.visit(f"{home}/release").buttons == []
    mori.visit(f"{home}/release").press("公表を取り消す", 公表を取り消す理由="宛先を確かめ直すため。")
    assert mori.status == 200, mori.main
    db.session.rollback()
    assert {one.step for one in db.session.scalars(select(Proposal))} == {ProposalStep.REVIEW}
    assert _letters(app, "decision_undone") == [
        (address, f"お知らせした評価の結果の訂正({number})")
        for address, number in (("umi@minato.example", "R8-0001"), ("riku@oka.example", "R8-0002"))
    ]
    assert "宛先を確かめ直すため。" in riku.visit(f"/proposals/{rivals.key}").main
    db.session.rollback()
    evaluation = db.session.scalars(select(Evaluation)).one()
    assert (evaluation.step.label, evaluation.due_on) == ("決定準備", date(2026, 6, 20))
