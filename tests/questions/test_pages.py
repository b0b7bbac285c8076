"""Asking and answering at a screen."""

from datetime import timedelta

from sqlalchemy import func, select

from hack import clock, db
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from hack.questions.actions import correct_answer
from hack.questions.models import Question
from tests.cast import a_need
from tests.questions.words import ANSWER, ASKED, WORDING, a_question, answered, answered_alone


def _letters():
    db.session.rollback()
    rows = db.session.scalars(select(Letter).order_by(Letter.id))
    return [(one.occasion, one.address) for one in rows]


def test_a_question_asked_in_private_is_answered_for_everybody(browser_of, cast):
    need = a_need(by=cast.michi)
    umi = browser_of(cast.umi).visit(f"/needs/{need.key}").follow("質問と回答").follow("質問する")
    umi.press("質問を送る", 質問=ASKED)
    assert umi.heading == "募集への質問" and ASKED in umi.main and "回答待ち" in umi.main

    michi = browser_of(cast.michi).visit("/desk").follow(need.title)
    assert "港計測株式会社" in michi.main and michi.follow("回答する").questions["wording"] == ASKED
    michi.press("回答する", 公開する質問文=WORDING, 公開する回答=ANSWER)

    riku = browser_of(cast.riku).visit(f"/needs/{need.key}/questions")
    assert WORDING in riku.main and ANSWER in riku.main and "質問1 最新" in riku.main
    assert [word for word in ("港計測", "海野", "独自カメラ") if word in riku.words] == []
    assert ("question_asked", "michi@city.example") in _letters()
    assert ("question_answered", "umi@minato.example") in _letters()


def test_nobody_else_learns_that_somebody_asked(browser_of, cast):
    need = a_need(by=cast.michi)
    pages = {}
    for when in ("before", "after"):
        for person in (None, cast.riku, cast.kita, cast.midori, cast.kan):
            browser = browser_of(person)
            for path in (f"/needs/{need.key}", f"/needs/{need.key}/questions", "/search?q=信号柱"):
                pages.setdefault((person and person.name, path), []).append(browser.visit(path).main)
        if when == "before":
            withdrawn, alone = a_question(need, by=cast.umi), a_question(need, by=cast.umi)
            answered_alone(alone, by=cast.michi)

    assert all(first == second for first, second in pages.values())
    for question in (withdrawn, alone):
        assert browser_of(cast.riku).visit(f"/questions/{question.key}").status == 404


def test_fifty_identical_sendings_leave_one_question(browser_of, cast):
    need = a_need(by=cast.michi)
    umi = browser_of(cast.umi).visit(f"/needs/{need.key}/questions/new")
    sent = umi.questions | {"asked": ASKED}
    places = {umi.client.post(f"/needs/{need.key}/questions/new", data=sent).location for _ in range(50)}

    db.session.rollback()
    assert len(places) == 1
    assert db.session.scalar(select(func.count()).select_from(Question)) == 1


def test_after_the_last_day_the_form_says_so(browser_of, cast):
    need = a_need(by=cast.michi, questions_until=clock.today())
    end = clock.end_of(clock.today())
    with clock.stopped_at(end - timedelta(minutes=5)):
        umi = browser_of(cast.umi).visit(f"/needs/{need.key}/questions/new")
        assert "2026年5月12日(火)24時まで" in umi.main
    with clock.stopped_at(end):
        late = umi.press("質問を送る", 質問=ASKED)
        assert late.status == 422 and ASKED in late.main
        assert "質問の受付は2026年5月12日の24時に終わりました。" in late.main
        fresh = browser_of(cast.umi).visit(f"/needs/{need.key}/questions/new")
        assert fresh.buttons == [] and "終わりました" in fresh.main
        assert "質問する" not in browser_of(cast.umi).visit(f"/needs/{need.key}/questions").links
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(Question)) == 0


def test_an_empty_question_is_asked_for_at_its_field(browser_of, cast):
    need = a_need(by=cast.michi)
    page = browser_of(cast.umi).visit(f"/needs/{need.key}/questions/new").press("質問を送る")

    assert page.status == 422 and "質問を入力してください。" in page.main


def test_an_answer_for_the_asker_alone_is_read_by_the_asker_alone(browser_of, cast):
    need = a_need(by=cast.michi)
    question = a_question(need, by=cast.umi)
    page = browser_of(cast.michi).visit(f"/questions/{question.key}/answer")
    refused = page.press("回答する", 答え方="decline", 公開する回答="書きかけ")
    assert refused.status == 422 and "理由を入力してください。" in refused.main and "書きかけ" in refused.main
    refused.press("回答する", 答え方="decline", 質問者だけに伝えること="審査に関わるためです。")

    assert "審査に関わるためです。" in browser_of(cast.sora).visit(f"/questions/{question.key}").main
    assert "まだありません" in browser_of(cast.riku).visit(f"/needs/{need.key}/questions").main
    assert ("question_answered", "umi@minato.example") in _letters()


def test_a_correction_and_its_note_are_read_by_everybody_but_not_what_was_said_before(browser_of, cast):
    need = a_need(by=cast.michi)
    question = answered(a_question(need, by=cast.umi), by=cast.michi)
    page = browser_of(cast.michi).visit(f"/questions/{question.key}").follow("回答を訂正する")
    page.press("訂正を公開する", 公開する回答="いいえ。", 訂正の内容と理由="警察に確かめました。")
    assert ANSWER in page.main

    for person in (None, cast.riku, cast.umi):
        seen = browser_of(person).visit(f"/needs/{need.key}/questions")
        assert "いいえ。" in seen.main and "警察に確かめました。" in seen.main and "最新の訂正" in seen.main
        assert ANSWER not in seen.main
    assert ANSWER not in browser_of(cast.umi).visit(f"/questions/{question.key}").main


def test_what_was_published_or_corrected_last_is_marked(browser_of, cast):
    need = a_need(by=cast.michi)
    first, second = [answered(a_question(need, by=cast.umi), by=cast.michi) for _ in range(2)]
    assert "質問2 最新" in browser_of(None).visit(f"/needs/{need.key}/questions").main
    with clock.stopped_at(clock.now() + timedelta(minutes=1)), db.transaction():
        correct_answer(first, by=cast.michi, wording=WORDING, answer="いいえ。", note="直しました。", seen=None)
    page = browser_of(None).visit(f"/needs/{need.key}/questions")

    assert "質問1 最新の訂正" in page.main and "質問2 最新" not in page.main and second.number == 2


def test_two_who_correct_at_once_lose_no_text(browser_of, cast):
    question = answered(a_question(a_need(by=cast.michi), by=cast.umi), by=cast.michi)
    path = f"/questions/{question.key}/correct"
    first, second = browser_of(cast.michi).visit(path), browser_of(cast.mori).visit(path)
    first.press("訂正を公開する", 公開する回答="一番目の回答", 訂正の内容と理由="x")
    second.press("訂正を公開する", 公開する回答="二番目の回答", 訂正の内容と理由="y")

    assert second.status == 422
    assert "一番目の回答" in second.main and "二番目の回答" in second.main


def test_a_question_is_withdrawn_with_a_reason_and_told_to_nobody(browser_of, cast):
    question = a_question(a_need(by=cast.michi), by=cast.umi)
    page = browser_of(cast.umi).visit(f"/questions/{question.key}")
    assert page.press("質問を取り下げる").status == 422
    page.press("質問を取り下げる", 理由="資料で分かりました。")

    assert "取下げ" in page.main and "資料で分かりました。" in page.main
    assert "回答する" not in browser_of(cast.michi).visit(f"/questions/{question.key}").links
    assert [one for one in _letters() if one[0] == "question_answered"] == []


def test_answers_stay_where_the_call_is_over_and_are_paged(browser_of, cast):
    need = a_need(by=cast.michi)
    for number in range(21):
        answered(a_question(need, by=cast.umi), by=cast.michi, wording=f"{number + 1}番目の質問文")
    with db.transaction():
        need.step_since = clock.now() - timedelta(days=1)
    first = browser_of(None).visit(f"/needs/{need.key}/questions")
    second = browser_of(None).visit(f"/needs/{need.key}/questions?page=2")

    assert "全 21 件中" in first.main and "21番目" not in first.main
    assert "21番目の質問文" in second.main and "最新" in second.main


def test_a_need_that_is_not_public_has_no_answers_page(browser_of, cast):
    need = a_need(by=cast.michi, step=NeedStep.DRAFT)

    assert browser_of(cast.umi).visit(f"/needs/{need.key}/questions").status == 404
    assert browser_of(cast.michi).visit(f"/needs/{need.key}/questions").status == 403
