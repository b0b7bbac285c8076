"""A need written one question at a time, as people do it at the screen."""

import pytest
from sqlalchemy import select

from hack import db
from hack.advice.questions import QUESTIONS
from hack.needs.actions import edit_need
from hack.needs.models import CostShare, Need, Personal
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from tests.cast import a_need


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _only():
    db.session.rollback()
    return db.session.scalars(select(Need)).one()


def _a_draft(cast, **facts):
    empty = dict.fromkeys(("background", "present", "problem", "hoped", "place", "offered"), "")
    return a_need(by=cast.michi, **({"step": NeedStep.DRAFT, "cost_share": None} | empty | facts))


def _at(need, question):
    return f"/advice/needs/{need.key}/{question}"


def test_a_need_is_written_question_by_question(browser_of, cast):
    page = browser_of(cast.michi).visit("/needs/new").follow("一問ずつ書く")
    page.press("下書きを作って、最初の質問へ", ひとことで言うと="交差点の交通量を測りたい")
    answers = [f"{question.short}の答え" for question in QUESTIONS[:-1]]

    for number, (question, answer) in enumerate(zip(QUESTIONS[:-1], answers, strict=True), 1):
        assert f"{number} / {len(QUESTIONS)} {question.asks}" in page.heading
        page.press("保存して次の質問へ", **{question.asks: answer})
    page.press("保存して読み返す", 個人情報="none", 費用負担="talks")

    need = _only()
    assert page.path == f"/advice/needs/{need.key}"
    assert need.problem == "困りごとの答え\n【困っている人】困っている人の答え\n【起きている場所】起きている場所の答え"
    assert need.present == "仕事の流れの答え\n【頻度・件数】頻度・件数の答え\n【1回の時間・人数】時間・人数の答え"
    assert [need.background, need.tried, need.hoped, need.place, need.offered] == answers[6:]
    assert (need.personal, need.cost_share) == (Personal.NONE, CostShare.TALKS)
    assert (need.title, need.section_id, need.step) == ("交差点の交通量を測りたい", cast.roads.id, NeedStep.DRAFT)


def test_going_through_twice_changes_nothing(browser_of, cast):
    need = _a_draft(
        cast, problem="前文\n【困っている人】職員4人", present="【頻度・件数】50か所\nまた20か所", hoped="半分"
    )
    key, told, version = need.key, (need.problem, need.present, need.hoped), need.version
    page = browser_of(cast.michi).visit(f"/advice/needs/{key}/trouble")

    for _ in QUESTIONS[:-1]:
        page.press("保存して次の質問へ")
    page.press("保存して読み返す")

    need = _only()
    assert (need.problem, need.present, need.hoped) == told
    assert need.version == version
    assert "NeedChanged" not in db.session.scalars(select(EventRecord.name)).all()


def test_a_coordinator_says_for_which_section(browser_of, cast):
    page = browser_of(cast.mori).visit("/advice/new").press("下書きを作って", ひとことで言うと="川を見たい")
    assert (page.status, "所管課を選んでください。" in page.main) == (422, True)

    page.press("下書きを作って", 所管課=str(cast.rivers.id))

    assert (_only().section_id, page.path.endswith("/trouble")) == (cast.rivers.id, True)


def test_a_draft_begun_twice_is_one(browser_of, cast):
    browser = browser_of(cast.michi).visit("/advice/new")
    sent = browser.questions | {"title": "交通量"}

    answers = [browser.client.post("/advice/new", data=sent).location for _ in range(2)]

    assert answers == [_at(_only(), "trouble")] * 2


def test_a_question_is_passed_over_and_one_goes_back(browser_of, cast):
    need = _a_draft(cast)
    page = browser_of(cast.michi).visit(_at(need, "who")).follow("答えずに次の質問へ")
    assert page.path == _at(need, "where")

    assert page.follow("前の質問").path == _at(need, "who")
    assert _only().problem == ""


def test_what_was_answered_is_kept_where_one_stops(browser_of, cast):
    need = _a_draft(cast)
    page = browser_of(cast.michi).visit(_at(need, "volume")).press("ここまでで保存", どのくらい="年に50か所")

    assert page.path == f"/advice/needs/{need.key}"
    assert "ここまでの答えを保存しました。" in page.words
    assert _only().present == "【頻度・件数】年に50か所"


def test_of_two_who_answer_at_once_both_answers_are_shown_and_none_is_lost(browser_of, cast):
    need = _a_draft(cast, present="委託先が数える。")
    slow = browser_of(cast.michi).visit(_at(need, "volume"))
    with db.transaction():
        edit_need(
            need, by=cast.michi, seen=None, present="委託先が数える。\n【頻度・件数】年に60か所", hoped="半分にする"
        )

    slow.press("保存して次の質問へ", どのくらい="年に50か所")
    assert slow.status == 422
    assert "年に60か所" in slow.main and slow.questions["answer"] == "年に50か所"

    slow.press("保存して次の質問へ")
    assert (_only().present, _only().hoped) == ("委託先が数える。\n【頻度・件数】年に50か所", "半分にする")


def test_a_conflict_at_what_is_chosen_shows_the_other_choice(browser_of, cast):
    need = _a_draft(cast)
    slow = browser_of(cast.michi).visit(_at(need, "conditions"))
    with db.transaction():
        edit_need(need, by=cast.michi, seen=None, personal=Personal.SOME)

    slow.press("保存して読み返す", 個人情報="none")

    assert (slow.status, "扱う" in slow.main) == (422, True)
    assert _only().personal is Personal.SOME


def test_a_field_that_would_grow_too_long_is_refused_and_the_answer_stays(browser_of, cast):
    need = _a_draft(cast, present="あ" * 1990)
    page = browser_of(cast.michi).visit(_at(need, "volume")).press("保存して次の質問へ", どのくらい="年に50か所です")

    assert page.status == 422
    assert "同じ欄のほかの答えと合わせて2000字までです。" in page.main
    assert page.questions["answer"] == "年に50か所です"


def test_somebody_who_was_a_moment_too_late_keeps_what_was_typed(browser_of, cast):
    need = _a_draft(cast)
    page = browser_of(cast.michi).visit(_at(need, "hoped"))
    with db.transaction():
        db.session.get(Need, need.id).step = NeedStep.CHECKING

    page.press("保存して次の質問へ", どうなればよいですか="半分にする")

    assert page.status == 422
    assert page.questions["answer"] == "半分にする"


def test_a_vague_answer_is_asked_about_when_one_comes_back_to_it(browser_of, cast):
    need = _a_draft(cast, hoped="業務を効率化したい。")
    page = browser_of(cast.michi).visit(_at(need, "hoped"))

    assert "何にかかっている時間を、どのくらい減らしたいですか。" in page.main


def test_who_may_not_write_the_need_is_not_asked(browser_of, cast):
    need = _a_draft(cast)
    called = a_need(by=cast.michi)

    def answered(person, path):
        return browser_of(person).client.get(path).status_code

    assert answered(cast.kaji, _at(need, "who")) == 403
    assert answered(cast.midori, _at(need, "who")) == 404
    assert answered(cast.umi, _at(called, "who")) == 403
    assert answered(cast.michi, _at(called, "who")) == 403
    assert answered(cast.michi, _at(need, "nonsense")) == 404
    assert answered(cast.mori, _at(need, "who")) == 200
