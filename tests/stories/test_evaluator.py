"""Kaji judges twice: the ideas of the first call are behind, the solutions of the formal call come; each one alone, then together."""

import pytest
from sqlalchemy import select

from hack import db
from hack.evaluation.choices import Call
from hack.evaluation.models import Evaluation
from hack.needs.actions import move_need
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import ProposalKind
from tests.cast import a_need, a_proposal
from tests.evaluation.words import an_evaluation
from tests.stories.words import CRITERIA


@pytest.fixture
def need(cast):
    """A need whose ideas were judged and talked over, and whose formal call is about to begin."""
    need = a_need(by=cast.michi, step=NeedStep.WORKING, title="除雪車の位置を知りたい")
    an_evaluation(by=cast.michi, need=need, step=EvaluationStep.RELEASED)
    return need


def test_the_formal_call_is_judged_by_its_own_criteria_and_nobody_reads_the_others_first(
    app, cast, browser_of, new_letters, need
):
    michi, kaji, midori, mori = (browser_of(one) for one in (cast.michi, cast.kaji, cast.midori, cast.mori))
    new_letters()

    # The second call has criteria of its own beside those of the first.
    michi.visit(f"/evaluation/new?need={need.key}").press("基準を定める", 対象の募集="trials", **CRITERIA)
    assert michi.status == 200, michi.main
    home = michi.path
    michi.visit(f"/needs/{need.key}/publish").press(
        "募集を始める", 何を募集しますか="call_for_trials", 募集の始まり="2026-05-12", 募集の終わり="2026-06-30"
    )
    assert michi.status == 200, michi.main
    db.session.rollback()
    assert sorted(one.call.value for one in db.session.scalars(select(Evaluation))) == [
        Call.IDEAS.value,
        Call.TRIALS.value,
    ]

    # Two solutions come; one of them of a firm that Kaji has worked with.
    mine, rivals = (
        a_proposal(by=one, need=need, kind=ProposalKind.SOLUTION, title=title, number=number, step=ProposalStep.REVIEW)
        for one, title, number in ((cast.umi, "位置の見える化", "R8-0011"), (cast.riku, "除雪の予測", "R8-0012"))
    )
    with db.transaction():
        move_need(need, "close_trials_early", by=cast.mori, reason="そろったため。")
    for email in ("kaji@city.example", "midori@city.example"):
        michi.visit(home).press("評価者に招く", 評価者のメールアドレス=email)
    assert [one for one in new_letters() if one[0].startswith("evaluator")] == [
        ("evaluator_invited", "kaji"), ("evaluator_invited", "midori")
    ]  # fmt: skip
    for one in (kaji, midori):
        one.visit(home + "/mine").press("引き受ける")
    michi.visit(f"{home}/edit").press("保存する", 個別評価の期限="2026-06-20")
    michi.visit(home).press("個別評価を始める")
    assert michi.status == 200, michi.main
    kaji.visit(f"{home}/mine").press("申告する", **_declared("none", "worked"))
    midori.visit(f"{home}/mine").press("申告する", **_declared("none", "none"))
    assert kaji.visit(f"{home}/proposals/{rivals.key}").status == 404
    new_letters()

    # Alone: a draft first, then all at once; nobody else reads a word before everybody has handed in.
    points = {"1 課題との適合(重み60)": "4", "2 実現性(重み40)": "3", "1 課題との適合のコメント": "かじのひとこと。"}
    kaji.visit(f"{home}/proposals/{mine.key}").press("下書きを保存する", **points)
    kaji.press("評価を提出する")
    assert "提出済み" in kaji.main
    assert "かじのひとこと。" not in michi.visit(home).words + midori.visit(f"{home}/proposals/{mine.key}").words
    assert michi.visit(f"{home}/joint").status == kaji.visit(f"{home}/joint").status == 403
    for key in (mine.key, rivals.key):
        midori.visit(f"{home}/proposals/{key}").press("下書きを保存する", **points | {"1 課題との適合のコメント": ""})
    midori.visit(f"{home}/mine").press("評価を提出する")
    assert midori.status == 200, midori.main

    # Together: Kaji sees the one proposal and not the other; then Michi prepares and Mori, a second person, releases.
    assert "かじのひとこと。" in midori.visit(f"{home}/joint/{mine.key}").main
    assert (
        kaji.visit(f"{home}/joint/{rivals.key}").status == 404 and "除雪の予測" not in kaji.visit(f"{home}/joint").main
    )
    for key, result in ((mine.key, "recommended"), (rivals.key, "not")):
        michi.visit(f"{home}/joint/{key}").press("結果を保存する", 合議の結果=result, 結果の理由="話し合った。")
    michi.visit(home).press("決定の準備に進む")
    michi.visit(f"{home}/decisions/{mine.key}").press("決定を準備する", 決定="choose", 提案者に伝える言葉="ご一緒に。")
    michi.visit(f"{home}/decisions/{rivals.key}").press(
        "決定を準備する", 決定="decline", お断りする理由の区分="feasibility", 提案者に伝える言葉="記録が足りません。",
        案内する別の窓口="front",
    )  # fmt: skip
    assert [one for one in new_letters() if one[1] in ("umi", "riku")] == []
    mori.visit(f"{home}/release").press("決定を公表する", 確かめました="y")
    assert mori.status == 200, mori.main
    told = new_letters()
    assert [one for one in told if one[0] == "decision_told"] == [("decision_told", "riku"), ("decision_told", "umi")]
    for person, words in ((cast.umi, mine), (cast.riku, rivals)):
        page = browser_of(person).visit(f"/proposals/{words.key}")
        assert page.status == 200 and "かじのひとこと。" not in page.words and "梶 渡" not in page.words
        assert browser_of(person).visit(home).status == 404


def _declared(umis, rikus):
    said = {"港計測株式会社(R8-0011)との関係": umis, "丘データ合同会社(R8-0012)との関係": rikus}
    return said | ({"丘データ合同会社(R8-0012)との関係の内容": "令和6年度に一緒に働いた。"} if rikus != "none" else {})
