"""A ruling that was written down wrongly is put right: what stood there stays readable, and the case stands where the ruling leads."""

import pytest
from sqlalchemy import select

from hack import db
from hack.deliberations.actions import correct_ruling, meet_condition
from hack.deliberations.models import Ruling, RulingCorrection
from hack.deliberations.queries import one_paper
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.intake.actions import move_case
from hack.jobs import settle
from hack.notices.models import Letter
from hack.passages import passages_of
from hack.pipeline.front import CaseStep
from tests.deliberations.words import a_body, a_case, a_paper, a_sitting, ruled, tabled


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture
def case(cast):
    a_body(by=cast.mori)
    return a_case(cast)


def _ruled(cast, case, ruling, **how):
    a_paper(case, by=cast.mori)
    item = ruled(one_paper(case.key, cast.mori), ruling, by=cast.mori, **how)
    db.session.expire_all()
    return item


def _correct(case, ruling, by, *, said="正しい記録。", reason="書きまちがえた。", item=None, **how):
    paper = db.session.merge(one_paper(case.key, by)) if one_paper(case.key, by) else None
    with db.transaction():
        return correct_ruling(paper, item or paper.items[-1], ruling, by=by, said=said, reason=reason, **how)


def _moves(case):
    return [passage.move for passage in passages_of(case)][2:]


def test_other_words_move_nothing_and_the_old_ones_stay_readable(cast, case):
    item = _ruled(cast, case, Ruling.PROCEED)
    correction = _correct(case, Ruling.PROCEED, cast.mori)

    assert (item.ruling, item.said, case.step) == (Ruling.PROCEED, "正しい記録。", CaseStep.DECIDED)
    assert correction.before == {"ruling": "proceed", "said": "会議のとおり。", "conditions": []}
    assert (correction.reason, correction.by_id, _moves(case)) == ("書きまちがえた。", cast.mori.id, ["decide"])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [(Ruling.PROCEED, Ruling.STOP), (Ruling.STOP, Ruling.PROCEED), (Ruling.PROCEED, Ruling.CONDITIONAL)],
)
def test_another_ruling_of_the_body_leads_to_the_same_step(cast, case, wrong, right):
    item = _ruled(cast, case, wrong)
    conditions = ["広告を出さない。"] if right is Ruling.CONDITIONAL else []
    _correct(case, right, cast.mori, conditions=conditions)

    assert (item.ruling, case.step, _moves(case)) == (right, CaseStep.DECIDED, ["decide"])
    assert [one.words for one in item.conditions] == conditions


def test_what_was_taken_home_in_truth_goes_back_to_be_prepared(cast, case):
    item = _ruled(cast, case, Ruling.PROCEED)
    _correct(case, Ruling.TAKEN_HOME, cast.mori)

    assert (item.ruling, case.step) == (Ruling.TAKEN_HOME, CaseStep.PREPARING)
    assert _moves(case) == ["decide", "take_back", "take_home"]


def test_what_was_ruled_on_in_truth_is_decided(cast, case):
    item = _ruled(cast, case, Ruling.TAKEN_HOME)
    _correct(case, Ruling.STOP, cast.mori)

    assert (item.ruling, case.step) == (Ruling.STOP, CaseStep.DECIDED)
    assert _moves(case) == ["take_home", "take_back", "decide"]


@pytest.mark.parametrize(("right", "way"), [(Ruling.STOP, "これまでの経過"), (Ruling.TAKEN_HOME, "これまでの経過")])
def test_a_case_that_went_on_is_taken_back_first(cast, case, right, way):
    item = _ruled(cast, case, Ruling.PROCEED)
    with db.transaction():
        move_case(case, "coordinate", by=cast.mori)
    with pytest.raises(RuleBroken, match=way) as refused:
        _correct(case, right, cast.mori)

    assert refused.value.field == "ruling"
    assert (item.ruling, case.step, _moves(case)) == (Ruling.PROCEED, CaseStep.COORDINATING, ["decide", "coordinate"])
    _correct(case, Ruling.PROCEED, cast.mori)
    assert item.said == "正しい記録。"


def test_conditions_that_were_forgotten_are_added_while_the_case_is_worked_out(cast, case):
    item = _ruled(cast, case, Ruling.PROCEED)
    with db.transaction():
        move_case(case, "coordinate", by=cast.mori)
    _correct(case, Ruling.CONDITIONAL, cast.mori, conditions=["広告を出さない。"])

    assert (item.ruling, case.step) == (Ruling.CONDITIONAL, CaseStep.COORDINATING)


def test_conditions_that_stay_keep_what_shows_that_they_are_met(cast, case):
    item = _ruled(cast, case, Ruling.CONDITIONAL, conditions=["甲", "乙"])
    with db.transaction():
        meet_condition(item.conditions[1], by=cast.mori, how="協定書の第4条。")
    _correct(case, Ruling.CONDITIONAL, cast.mori, conditions=["丙", "乙"])

    db.session.expire_all()
    assert [(one.words, one.met_how) for one in item.conditions] == [("丙", ""), ("乙", "協定書の第4条。")]


def test_what_an_earlier_sitting_ruled_keeps_its_ruling_and_gets_its_words_right(cast, case):
    first = _ruled(cast, case, Ruling.TAKEN_HOME)
    tabled(one_paper(case.key, cast.mori), a_sitting(by=cast.mori), by=cast.mori)
    db.session.expire_all()
    with pytest.raises(RuleBroken, match="ほかの会議"):
        _correct(case, Ruling.PROCEED, cast.mori, item=first)
    _correct(case, Ruling.TAKEN_HOME, cast.mori, item=first)

    assert (first.said, case.step) == ("正しい記録。", CaseStep.TABLED)


def test_a_correction_owes_its_reason_and_changing_nothing_is_none(cast, case):
    item = _ruled(cast, case, Ruling.PROCEED)
    with pytest.raises(RuleBroken) as refused:
        _correct(case, Ruling.PROCEED, cast.mori, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Overtaken):
        _correct(case, Ruling.PROCEED, cast.mori, seen=item.version + 1)
    assert _correct(case, Ruling.PROCEED, cast.mori, said="会議のとおり。", reason="") is None
    assert db.session.scalars(select(RulingCorrection)).all() == []


def test_only_coordinators_put_a_ruling_right(cast, case):
    item = _ruled(cast, case, Ruling.PROCEED)
    paper = one_paper(case.key, cast.mori)
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed), db.transaction():
            correct_ruling(paper, item, Ruling.STOP, by=person, said="x", reason="x")


def test_a_ruling_without_its_day_is_not_written_by_a_correction(cast, case):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori), by=cast.mori)
    with pytest.raises(Overtaken):
        _correct(case, Ruling.PROCEED, cast.mori)


def _letters(app):
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_who_was_told_of_the_ruling_is_told_once_and_the_proposer_of_the_step_alone(app, cast, case):
    _ruled(cast, case, Ruling.PROCEED)
    before = _letters(app)
    _correct(case, Ruling.STOP, cast.mori)
    assert _letters(app)[len(before) :] == [("ruling_corrected", "michi@city.example")]

    before = _letters(app)
    _correct(case, Ruling.TAKEN_HOME, cast.mori, said="持ち帰って費用を確かめる。")
    told = _letters(app)[len(before) :]
    assert sorted(told) == [("case_moved", "umi@minato.example"), ("ruling_corrected", "michi@city.example")]
    reasons = {passage.reason for passage in passages_of(case)}
    assert reasons == {"", "方針の記録を訂正したため。"}


def test_the_page_puts_it_right_and_both_sides_of_the_counter_read_what_is_theirs(browser_of, cast, case):
    _ruled(cast, case, Ruling.STOP, said="費用に見合わない。")
    mori = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}").follow("方針の記録を訂正する")
    assert mori.questions["said"] == "費用に見合わない。"
    mori.press("訂正する", 方針="proceed", 内容と理由="進めることになった。")
    assert mori.status == 422 and "訂正する理由を入力してください。" in mori.main
    mori.press("訂正する", 訂正する理由="議事録と違っていた。")

    michi = browser_of(cast.michi).visit(mori.path)
    for page in (mori, michi):
        assert "進めることになった。" in page.main and "理由: 議事録と違っていた。" in page.main
        assert "費用に見合わない。" in page.main
    assert "方針の記録を訂正する" not in michi.main
    assert (
        browser_of(cast.michi).visit(f"{mori.path}/tabled/{one_paper(case.key, cast.mori).items[0].key}/correct").status
        == 403
    )
    umi = browser_of(cast.umi).visit(f"/front/cases/{case.key}")
    assert "議事録と違っていた。" not in umi.main and "方針決定" in umi.main
