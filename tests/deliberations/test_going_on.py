"""What the body ruled binds the case: after 進めない it does not go on, and what is ruled on conditions waits for them."""

import pytest

from hack import db
from hack.agreements.actions import conclude_agreement
from hack.deliberations.actions import meet_condition, prepare_paper, reopen_condition
from hack.deliberations.models import Ruling
from hack.deliberations.queries import one_paper
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.intake.actions import move_case
from hack.intake.hindrances import hindrances
from hack.pipeline.front import CaseStep
from tests.agreements.test_concluding import FACTS
from tests.deliberations.words import WORDS, a_body, a_case, a_paper, ruled


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture
def case(cast):
    a_body(by=cast.mori)
    return a_case(cast, section_id=cast.roads.id)


def _ruled(cast, case, ruling, conditions=()):
    item = ruled(a_paper(case, by=cast.mori), ruling, by=cast.mori, conditions=conditions)
    db.session.expire_all()
    return item


def _move(case, name, by, **how):
    with db.transaction():
        return move_case(case, name, by=by, **how)


def test_a_case_that_was_stopped_does_not_go_on(cast, case):
    _ruled(cast, case, Ruling.STOP)
    with pytest.raises(RuleBroken, match="進めない"):
        _move(case, "coordinate", cast.mori)
    with pytest.raises(RuleBroken, match="進めない"):
        _move(case, "hand_over", cast.mori, made_at="intake.hand_over")

    assert case.step is CaseStep.DECIDED
    assert set(hindrances(case)) == {"coordinate", "hand_over", "to_need", "agree", "start"}


def test_a_new_paper_leads_out_of_it(cast, case):
    _ruled(cast, case, Ruling.STOP)
    with db.transaction():
        prepare_paper(case, by=cast.mori, **WORDS | {"summary": "費用を半分にした案。"})
    assert case.step is CaseStep.PREPARING
    _move(case, "call_off", cast.mori, reason="先に課で話す。")
    with pytest.raises(RuleBroken, match="進めない"):
        _move(case, "coordinate", cast.mori)
    _ruled(cast, case, Ruling.PROCEED)
    _move(case, "coordinate", cast.mori)

    assert case.step is CaseStep.COORDINATING


def test_a_case_that_never_lay_before_the_body_goes_on(cast, case):
    _move(case, "coordinate", cast.mori)

    assert hindrances(case) == {}


def test_an_agreement_waits_for_the_conditions(cast, case):
    item = _ruled(cast, case, Ruling.CONDITIONAL, ["広告を出さない。", "費用は提案者が持つ。"])
    _move(case, "coordinate", cast.mori)
    for condition, by in zip(item.conditions, (cast.mori, cast.michi), strict=True):
        for deed in (
            lambda: conclude_agreement(case, by=cast.mori, **FACTS),
            lambda: move_case(case, "start", by=cast.mori),
        ):
            with pytest.raises(RuleBroken, match="条件"), db.transaction():
                deed()
        with db.transaction():
            meet_condition(condition, by=by, how="協定書の第4条。")
            meet_condition(condition, by=by, how="二度目の言葉。")
    assert {one.met_how for one in item.conditions} == {"協定書の第4条。"}
    with db.transaction():
        conclude_agreement(case, by=cast.mori, **FACTS)

    assert case.step is CaseStep.AGREED
    with pytest.raises(Overtaken), db.transaction():
        reopen_condition(item.conditions[0], by=cast.mori)


def test_conditions_are_ticked_off_by_coordinators_and_the_section_in_hand(cast, case):
    item = _ruled(cast, case, Ruling.CONDITIONAL, ["広告を出さない。"])
    for person in (cast.kaji, cast.umi, cast.ken, cast.kan):
        with pytest.raises(NotAllowed), db.transaction():
            meet_condition(item.conditions[0], by=person, how="見た。")
    with pytest.raises(RuleBroken) as refused, db.transaction():
        meet_condition(item.conditions[0], by=cast.michi, how=" ")
    assert refused.value.field == "how"


@pytest.mark.parametrize(
    ("ruling", "conditions"),
    [(Ruling.CONDITIONAL, []), (Ruling.PROCEED, ["広告を出さない。"]), (Ruling.CONDITIONAL, ["字" * 201])],
)
def test_conditions_belong_to_what_is_ruled_on_conditions(cast, case, ruling, conditions):
    with pytest.raises(RuleBroken) as refused:
        _ruled(cast, case, ruling, conditions)

    assert (refused.value.field, case.step) == ("conditions", CaseStep.TABLED)


# Pages ---------------------------------------------------------------------------------------------------------------


def test_the_case_says_why_it_does_not_go_on_where_the_button_was(browser_of, cast, case):
    _ruled(cast, case, Ruling.STOP)
    page = browser_of(cast.mori).visit(f"/front/cases/{case.key}")
    assert "付議の方針は「進めない」です。" in page.main
    assert "実現に向けて調整する" not in page.buttons
    assert "実現せずとする" in page.links
    page.follow("改めて付議を準備する").press("付議書を作る", 概要="費用を半分にした案。")
    assert (page.status, "付議準備" in page.main) == (200, True)

    for person in (cast.michi, cast.umi):
        assert "付議の方針は" not in browser_of(person).visit(f"/front/cases/{case.key}").main


def test_conditions_are_ticked_off_on_the_paper_and_the_agreement_says_what_is_left(browser_of, cast, case):
    item = _ruled(cast, case, Ruling.CONDITIONAL, ["広告を出さない。"])
    _move(case, "coordinate", cast.mori)
    page = browser_of(cast.mori).visit(f"/front/cases/{case.key}")
    assert "確かめていない条件が1件ある" in page.main and "協定等を結ぶ" not in page.links
    conclude = browser_of(cast.mori).visit(f"/agreements/cases/{case.key}/conclude")
    assert "確かめていない条件が1件ある" in conclude.main
    conclude.press("協定を登録して案件を進める", 種類="pact")
    assert conclude.status == 422 and case.step is CaseStep.COORDINATING

    michi = browser_of(cast.michi).visit(f"/deliberations/cases/{case.key}")
    michi.press("満たしたと記す")
    assert michi.status == 422 and "入力してください" in michi.main
    michi.press("満たしたと記す", 満たしたこと="協定書の第4条。")
    assert "満たしました" in michi.main and "協定書の第4条。" in michi.main
    michi.press("確認を取り消す")
    assert "まだ確かめていません" in michi.main
    michi.press("満たしたと記す", 満たしたこと="協定書の第5条。")
    conclude.visit(f"/front/cases/{case.key}").follow("協定等を結ぶ").press("協定を登録して案件を進める", 種類="pact")
    assert conclude.status == 200
    assert "満たしたと記す" not in browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}").buttons
    assert [one.met_how for one in item.conditions] == ["協定書の第5条。"]
    assert one_paper(case.key, cast.umi) is None
