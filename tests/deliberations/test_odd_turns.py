"""What seldom happens, one thing on the other: nothing gets stuck, nothing is told that is not so, and nothing that was written is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from hack import clock, db
from hack.deliberations.actions import (
    call_off_sitting,
    correct_ruling,
    edit_paper,
    edit_sitting,
    meet_condition,
    prepare_paper,
    reopen_condition,
    rule_on_paper,
)
from hack.deliberations.models import Ruling, RulingCondition
from hack.deliberations.queries import one_paper
from hack.errors import Overtaken, RuleBroken
from hack.intake.actions import decline_case, move_case, take_back_case
from hack.intake.models import Refusal
from hack.jobs import settle
from hack.notices.models import Letter
from hack.notices.writing import render
from hack.pipeline.front import CaseStep
from hack.roles import Role
from tests.cast import a_person
from tests.deliberations.words import WORDS, a_body, a_case, a_paper, a_sitting, ruled, tabled


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture
def case(cast):
    a_body(by=cast.mori)
    return a_case(cast)


def _paper(case, cast):
    db.session.expire_all()
    return one_paper(case.key, cast.mori)


def _lies_before(case, cast, **said):
    """A sitting in a week, before which the case's paper lies."""
    sitting = a_sitting(by=cast.mori, **said)
    tabled(a_paper(case, by=cast.mori), sitting, by=cast.mori)
    return sitting


def _rule(case, cast, ruling, said="会議のとおり。"):
    with db.transaction():
        return rule_on_paper(_paper(case, cast), ruling, by=cast.mori, said=said)


def _correct(case, cast, ruling, conditions=()):
    paper = _paper(case, cast)
    with db.transaction():
        return correct_ruling(
            paper, paper.items[-1], ruling, by=cast.mori, said="正しい。", reason="違った。", conditions=conditions
        )


def _call_off(sitting, cast):
    db.session.expire_all()
    with db.transaction():
        call_off_sitting(sitting, by=cast.mori, reason="議長が出られない。")


def _move(case, cast, name, **how):
    with db.transaction():
        move_case(case, name, by=cast.mori, **how)


def _decline(case, cast):
    with db.transaction():
        decline_case(case, by=cast.mori, refused_for=Refusal.OTHER, reason="見送ります。")


def _take_back(case, cast):
    with db.transaction():
        take_back_case(case, by=cast.mori, reason="まちがい。")


def _told(app, before=0):
    settle(app)
    db.session.rollback()
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))][before:]


def _body(app, letter):
    with app.app_context():
        return render(letter.occasion, "body", **letter.facts, link=f"https://hack.example{letter.path}")


def test_a_sitting_that_was_called_off_rules_nothing_afterwards_either(cast, case):
    sitting = _lies_before(case, cast, held_on=clock.today())
    _rule(case, cast, Ruling.TAKEN_HOME, "数字を確かめる。")
    _call_off(sitting, cast)
    with pytest.raises(RuleBroken, match="中止") as refused:
        _correct(case, cast, Ruling.PROCEED)

    assert (refused.value.field, case.step) == ("ruling", CaseStep.PREPARING)


def test_a_case_that_comes_back_before_a_sitting_that_was_called_off_is_taken_home(cast, case):
    sitting = _lies_before(case, cast, held_on=clock.today())
    _decline(case, cast)
    _call_off(sitting, cast)
    _take_back(case, cast)

    assert case.step is CaseStep.TABLED and not _paper(case, cast).replaceable
    with pytest.raises(RuleBroken, match="中止"):
        _rule(case, cast, Ruling.PROCEED)
    _rule(case, cast, Ruling.TAKEN_HOME)
    tabled(_paper(case, cast), a_sitting(by=cast.mori), by=cast.mori)
    assert case.step is CaseStep.TABLED


def test_of_a_case_that_has_ended_nobody_is_told_that_its_sitting_moved_or_is_off(app, cast, case):
    sitting = _lies_before(case, cast)
    _decline(case, cast)
    before = len(_told(app))
    db.session.expire_all()
    with db.transaction():
        edit_sitting(sitting, by=cast.mori, seen=None, held_on=sitting.held_on + timedelta(days=1))
    _call_off(sitting, cast)

    assert [one for one in _told(app, before) if one[1] == "michi@city.example"] == []


def test_what_is_taken_off_before_the_day_is_not_told_as_what_the_body_ruled(app, cast, case):
    _lies_before(case, cast)
    _rule(case, cast, Ruling.TAKEN_HOME, "数字を確かめる。")
    _told(app)
    letter = db.session.scalars(select(Letter).where(Letter.occasion == "paper_ruled")).one()

    assert "議題から外しました" in letter.subject and "結果" not in letter.subject
    assert "議題から外れ、付議の準備に戻りました" in _body(app, letter)


def test_a_sitting_without_papers_that_is_called_off_asks_nobody_to_lay_any_before_another(app, cast, case):
    sitting = a_sitting(by=cast.mori)
    other = a_person("田中", "tanaka@city.example", Role.COORDINATOR)
    with db.transaction():
        db.session.add(other)
    _call_off(sitting, cast)
    _told(app)
    letter = db.session.scalars(select(Letter)).one()

    assert letter.address == "tanaka@city.example"
    assert "別の会議に付議してください" not in _body(app, letter)


def test_the_page_that_calls_off_names_what_goes_back_and_nothing_else(browser_of, cast, case):
    sitting = _lies_before(case, cast)
    other = a_case(cast, title="見送る案件")
    tabled(a_paper(other, by=cast.mori, title="見送る案件"), sitting, by=cast.mori)
    _decline(other, cast)
    mori = browser_of(cast.mori).visit(f"/deliberations/sittings/{sitting.key}/call-off")

    assert "次の1件は付議の準備に戻り" in mori.main and case.number in mori.main
    assert other.number not in mori.main


def test_a_paper_that_was_written_anew_does_not_pass_for_the_one_that_was_ruled_on(browser_of, cast, case):
    _lies_before(case, cast, held_on=clock.today())
    _rule(case, cast, Ruling.TAKEN_HOME)
    paper = _paper(case, cast)
    with db.transaction():
        edit_paper(paper, by=cast.mori, seen=paper.version, **WORDS | {"summary": "書き直した概要。"})
    _correct(case, cast, Ruling.PROCEED)

    michi = browser_of(cast.michi).visit(f"/deliberations/cases/{case.key}")
    assert "書き直した概要。" in michi.main
    michi.follow("このとき付議した文")
    assert WORDS["summary"] in michi.main


def test_what_was_taken_off_before_the_day_is_neither_handed_out_nor_in_the_minutes(browser_of, cast, case):
    sitting = _lies_before(case, cast)
    _rule(case, cast, Ruling.TAKEN_HOME, "数字を確かめる。")
    mori = browser_of(cast.mori).visit(f"/deliberations/sittings/{sitting.key}/agenda")
    assert WORDS["title"] not in mori.main
    mori.visit(f"/deliberations/sittings/{sitting.key}/minutes")
    assert WORDS["title"] not in mori.main
    mori.visit(f"/deliberations/sittings/{sitting.key}")
    assert WORDS["title"] in mori.main and "会議の前に議題から外しました" in mori.main


def test_what_was_taken_home_at_the_sitting_stays_on_its_agenda(browser_of, cast, case):
    sitting = _lies_before(case, cast, held_on=clock.today())
    _rule(case, cast, Ruling.TAKEN_HOME, "数字を確かめる。")
    for page in ("agenda", "minutes"):
        assert WORDS["title"] in browser_of(cast.mori).visit(f"/deliberations/sittings/{sitting.key}/{page}").main


def test_what_showed_that_a_condition_was_met_outlives_the_condition(browser_of, cast, case):
    item = ruled(a_paper(case, by=cast.mori), Ruling.CONDITIONAL, by=cast.mori, conditions=["甲", "乙"])
    with db.transaction():
        meet_condition(item.conditions[0], by=cast.mori, how="協定書の第4条。")
    correction = _correct(case, cast, Ruling.PROCEED)

    assert correction.before["met"] == {"甲": "協定書の第4条。"}
    assert "協定書の第4条。" in browser_of(cast.michi).visit(f"/deliberations/cases/{case.key}").main
    _correct(case, cast, Ruling.CONDITIONAL, ["甲", "乙"])
    assert [one.met_how for one in _paper(case, cast).items[-1].conditions] == ["", ""]


@pytest.mark.parametrize("step", [CaseStep.PREPARING, CaseStep.CHECKING])
def test_a_ruling_that_holds_a_case_by_mistake_is_put_right_wherever_the_case_waits(cast, case, step):
    ruled(a_paper(case, by=cast.mori), Ruling.STOP, by=cast.mori)
    with db.transaction():
        prepare_paper(case, by=cast.mori, **WORDS)
    if step is CaseStep.CHECKING:
        _move(case, cast, "call_off", reason="書きまちがいだった。")
    _correct(case, cast, Ruling.PROCEED)

    assert (_paper(case, cast).items[-1].ruling, case.step) == (Ruling.PROCEED, step)


@pytest.mark.parametrize(("step", "label"), [("checking", "付議を準備する"), ("decided", "改めて付議を準備する")])
def test_who_is_held_is_told_of_the_way_out_by_the_name_that_it_has_there(browser_of, cast, case, step, label):
    ruled(a_paper(case, by=cast.mori), Ruling.STOP, by=cast.mori)
    if step == "checking":
        with db.transaction():
            prepare_paper(case, by=cast.mori, **WORDS)
        _move(case, cast, "call_off", reason="やめる。")
    mori = browser_of(cast.mori).visit(f"/front/cases/{case.key}")

    assert f"か、「{label}」で付議し直してください。" in mori.main and label in mori.links


def test_nobody_is_sent_to_take_back_what_does_not_lead_there(cast, case):
    ruled(a_paper(case, by=cast.mori), Ruling.PROCEED, by=cast.mori)
    with db.transaction():
        prepare_paper(case, by=cast.mori, **WORDS)
    _move(case, cast, "call_off", reason="やめる。")
    _move(case, cast, "coordinate")
    with pytest.raises(RuleBroken) as refused:
        _correct(case, cast, Ruling.TAKEN_HOME)

    assert "これまでの経過" not in str(refused.value)


@pytest.mark.parametrize("deed", ["correct", "reopen"])
def test_who_has_the_case_before_them_is_told_when_something_comes_in_the_way(cast, case, deed):
    ruling = Ruling.PROCEED if deed == "correct" else Ruling.CONDITIONAL
    conditions = [] if deed == "correct" else ["甲"]
    item = ruled(a_paper(case, by=cast.mori), ruling, by=cast.mori, conditions=conditions)
    for condition in item.conditions:
        with db.transaction():
            meet_condition(condition, by=cast.mori, how="済み。")
    _move(case, cast, "coordinate")
    seen = case.version
    if deed == "correct":
        _correct(case, cast, Ruling.CONDITIONAL, ["甲"])
    else:
        with db.transaction():
            reopen_condition(item.conditions[0], by=cast.mori)
    with pytest.raises(Overtaken):
        _move(case, cast, "start", seen=seen)


def test_a_condition_that_a_correction_took_out_is_not_ticked(cast, case):
    item = ruled(a_paper(case, by=cast.mori), Ruling.CONDITIONAL, by=cast.mori, conditions=["甲"])
    condition = item.conditions[0]
    with pytest.raises(Overtaken), db.transaction():
        assert condition.met_at is None
        db.session.execute(delete(RulingCondition), execution_options={"synchronize_session": False})
        meet_condition(condition, by=cast.mori, how="済み。")
