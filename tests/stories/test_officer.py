"""Michi writes her first need question by question, improves it with the secretariat and another section, calls, and answers."""

from datetime import timedelta

from sqlalchemy import select

from hack import clock, db
from hack.advice.questions import QUESTIONS
from hack.needs.models import Need
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.stories.words import CRITERIA

TITLE = "除雪車がいまどこにいるのか分からない"


def test_from_the_first_question_to_an_answer_that_everybody_reads(app, cast, browser_of, new_letters):
    michi, mori, midori = (browser_of(one) for one in (cast.michi, cast.mori, cast.midori))
    umi, riku, visitor = browser_of(cast.umi), browser_of(cast.riku), browser_of(None)

    # One question at a time; what is written stands in the need, and nobody outside sees it.
    michi.visit("/needs/new").follow("一問ずつ書く").press("下書きを作って、最初の質問へ", ひとことで言うと=TITLE)
    for question in QUESTIONS[:-1]:
        michi.press("保存して次の質問へ", **{question.asks: f"{question.short}は、雪の日に一日三百件です。"})
    michi.press("保存して読み返す", 個人情報="none", 費用負担="talks")
    need = _only().key
    page = f"/needs/{need}"
    michi.visit(f"{page}/edit").press("保存", 分野="roads", 参画パターン="try", 問い合わせ先="道路局企画課")
    assert michi.status == 200, michi.main
    assert all(one.visit(page).status == 404 for one in (umi, riku, visitor, midori))
    assert new_letters() == []

    # The secretariat remarks on one answer and gives it back; the section answers and hands in again.
    michi.visit(f"{page}/submit").press("確認を頼む")
    assert new_letters() == [("need_submitted", "mori")]
    mori.visit(f"{page}/preview").follow("「いまの仕事の流れと量」に指摘を書く").press(
        "指摘を書く", 指摘="三百件は、いつの数ですか。"
    )
    mori.visit(page).press("深掘りに戻す", 理由="指摘を見てください。")
    assert new_letters() == [("need_returned", "michi")]
    michi.visit(page).follow("書き換える").press("保存", これまでに試したこと="電話を一人増やした。")
    michi.visit(f"{page}/edit").follow("答える・対応済みにする").press("答える", 答え="令和7年度の数です。")
    michi.press("対応済みにする")

    # Another section owns it too: it is told, reads the remarks, and writes; the bureau next door does not.
    michi.visit(f"{page}/owners").press("加える", 加える課=str(cast.resources.id))
    assert new_letters() == [("need_shared", "midori")]
    midori.visit(f"{page}/edit").press("保存", 期待する姿="雪の置き場の空きも、同じ地図で見たい。")
    assert (
        midori.status == 200 and "令和7年度の数です。" in midori.visit(f"{page}/remarks").follow("やりとりを開く").main
    )
    assert browser_of(cast.kaji).visit(f"{page}/remarks").status in (403, 404)
    michi.visit(f"{page}/submit").press("確認を頼む")
    mori.visit(page).press("公開準備へ進める")
    assert new_letters() == [("need_approved", "michi"), ("need_approved", "midori"), ("need_submitted", "mori")]

    # Criteria first, then the call with a last day for questions.
    michi.visit(f"/evaluation/needs/{need}/criteria").follow("評価の基準を定める").press("基準を定める", **CRITERIA)
    assert michi.status == 200, michi.main
    assert visitor.visit(f"/evaluation/needs/{need}/criteria").status == 404
    michi.visit(f"{page}/publish").press(
        "募集を始める",
        何を募集しますか="open_ideas",
        募集の始まり="2026-05-12",
        募集の終わり="2026-06-30",
        質問の締切="2026-06-15",
    )
    assert michi.status == 200, michi.main
    assert all(one.visit(page).status == 200 and TITLE in one.main for one in (umi, riku, visitor))
    assert "課題との適合" in visitor.visit(f"/evaluation/needs/{need}/criteria").main
    assert "令和7年度の数です。" not in visitor.visit(page).words
    assert new_letters() == [("need_published", "midori"), ("need_published", "mori")]

    # A company asks with its name in the words; everybody reads the answer, and nobody who asked.
    umi.visit(page).follow("質問と回答").follow("質問する").press("質問を送る", 質問="港計測の端末を積めますか。")
    assert new_letters() == [("question_asked", "michi"), ("question_asked", "midori")]
    assert "港計測の端末" not in riku.visit(f"{page}/questions").main + visitor.visit(f"{page}/questions").main
    question = umi.visit(f"{page}/questions").page.find("a", href=lambda to: to and to.startswith("/questions/"))[
        "href"
    ]
    michi.visit(f"{question}/answer").press(
        "回答する", 公開する質問文="民間の端末を積めますか。", 公開する回答="はい。十台まで積めます。"
    )
    assert michi.status == 200, michi.main
    for reader in (umi, riku, visitor):
        said = reader.visit(f"{page}/questions").main
        assert "民間の端末を積めますか。" in said and "はい。十台まで積めます。" in said
    assert "港計測" not in riku.main + visitor.main
    assert new_letters() == [("question_answered", "umi")]

    # After the last day for questions nobody asks any more, and proposals still come.
    with clock.stopped_at(clock.end_of(_only().questions_until) - timedelta(minutes=1)):
        late = browser_of(cast.riku).visit(f"{page}/questions/new")
    with clock.stopped_at(clock.end_of(_only().questions_until)):
        late.press("質問を送る", 質問="夜も走りますか。")
        assert (late.status, late.questions["asked"]) == (422, "夜も走りますか。")
        assert browser_of(cast.riku).visit(f"/proposals/new?need={need}").status == 200
    assert _only().step is NeedStep.IDEAS_OPEN


def test_a_need_of_last_year_begins_the_next_one(app, cast, browser_of):
    old = a_need(by=cast.michi, step=NeedStep.FINISHED, notes="庁内だけの話")

    page = browser_of(cast.midori).visit(f"/needs/{old.key}").follow("このニーズを写して新しく書く")

    assert (page.questions["title"], page.questions["problem"]) == (old.title, old.problem)
    assert "庁内だけの話" not in page.words


def _only() -> Need:
    db.session.rollback()
    return db.session.scalars(select(Need)).one()
