"""Sittings: moved to another day, called off, their agenda and minutes on paper, and nothing of them changed without a trace."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.deliberations.actions import (
    call_off_sitting,
    edit_sitting,
    move_up,
    replace_paper,
    rule_on_paper,
    table_paper,
)
from hack.deliberations.models import PaperReplacement, Ruling
from hack.deliberations.queries import one_paper, sittings_to_come, versions_of
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.intake.actions import move_case
from hack.jobs import settle
from hack.notices.models import Letter
from hack.pipeline.front import CaseStep
from hack.roles import Role
from tests.cast import a_person
from tests.deliberations.words import WORDS, a_body, a_case, a_paper, a_sitting, tabled


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture
def case(cast):
    a_body(by=cast.mori)
    return a_case(cast)


@pytest.fixture
def sitting(cast, case):
    """A sitting in a week, before which the case's paper lies."""
    sitting = a_sitting(by=cast.mori, begins=time(14, 0))
    tabled(a_paper(case, by=cast.mori), sitting, by=cast.mori)
    db.session.expire_all()
    return sitting


def _new_letters(app, before=()):
    settle(app)
    db.session.rollback()
    told = [(one.occasion, one.address, one.path) for one in db.session.scalars(select(Letter).order_by(Letter.id))]
    return told[len(before) :] if before else told


def _edit(sitting, by, **said):
    with db.transaction():
        edit_sitting(sitting, by=by, seen=None, **said)


def _call_off(sitting, by, reason="議長が出られない。"):
    with db.transaction():
        call_off_sitting(sitting, by=by, reason=reason)


def test_a_new_day_is_told_to_those_whose_papers_lie_before_it_and_to_the_other_coordinators(app, cast, case, sitting):
    other = a_person("田中", "tanaka@city.example", Role.COORDINATOR)
    with db.transaction():
        db.session.add(other)
    before = _new_letters(app)
    _edit(sitting, cast.mori, held_on=sitting.held_on + timedelta(days=7))

    assert sorted(_new_letters(app, before)) == [
        ("sitting_moved", "michi@city.example", f"/deliberations/cases/{case.key}"),
        ("sitting_moved", other.email, f"/deliberations/sittings/{sitting.key}"),
    ]


@pytest.mark.parametrize("said", [{"minutes": "話した。"}, {"present": "副市長"}, {"others": "報告"}])
def test_what_is_written_of_a_sitting_is_told_to_nobody(app, cast, sitting, said):
    before = _new_letters(app)
    _edit(sitting, cast.mori, **said)

    assert _new_letters(app, before) == []


def test_a_day_put_right_afterwards_is_told_to_nobody(app, cast, sitting):
    before = _new_letters(app)
    _edit(sitting, cast.mori, held_on=clock.today() - timedelta(days=1))

    assert _new_letters(app, before) == []


def test_a_sitting_that_is_called_off_gives_its_papers_back(app, cast, case, sitting):
    withdrawn = a_case(cast, title="取り下げる案件")
    tabled(a_paper(withdrawn, by=cast.mori), sitting, by=cast.mori)
    with db.transaction():
        move_case(withdrawn, "withdraw", by=cast.umi, reason="事情が変わった。")
    before = _new_letters(app)
    _call_off(sitting, cast.mori)

    assert (case.step, withdrawn.step) == (CaseStep.PREPARING, CaseStep.WITHDRAWN)
    assert [item.ruling for item in sitting.agenda] == [Ruling.NOT_HELD, None]
    assert sitting not in sittings_to_come()
    told = [one[:2] for one in _new_letters(app, before)]
    assert sorted(set(told)) == [("case_moved", "umi@minato.example"), ("sitting_called_off", "michi@city.example")]

    # It is laid before another sitting, as it is; before the one that was called off it cannot be.
    paper = one_paper(case.key, cast.mori)
    with pytest.raises(RuleBroken, match="中止"), db.transaction():
        table_paper(paper, sitting, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori), by=cast.mori)
    assert case.step is CaseStep.TABLED


def test_calling_off_owes_a_reason_is_done_once_and_by_coordinators(cast, sitting):
    with pytest.raises(RuleBroken) as refused:
        _call_off(sitting, cast.mori, reason=" ")
    assert refused.value.field == "reason"
    for person in (cast.michi, cast.umi, cast.ken):
        with pytest.raises(NotAllowed):
            _call_off(sitting, person)
    _call_off(sitting, cast.mori)
    with pytest.raises(Overtaken):
        _call_off(sitting, cast.mori)
    with pytest.raises(Overtaken):
        _edit(sitting, cast.mori, place="別の部屋")


def test_a_sitting_that_ruled_was_held(cast, case):
    sitting = a_sitting(by=cast.mori, held_on=clock.today())
    paper = a_paper(case, by=cast.mori)
    tabled(paper, sitting, by=cast.mori)
    with db.transaction():
        rule_on_paper(paper, Ruling.PROCEED, by=cast.mori, said="進める。")
    with pytest.raises(RuleBroken, match="方針が書かれた議題"):
        _call_off(sitting, cast.mori)


def test_what_was_said_of_a_sitting_before_is_kept(cast, sitting):
    _edit(sitting, cast.mori, minutes="はじめの記録。", place="市庁舎")
    _edit(sitting, cast.mori, minutes="直した記録。", begins=time(15, 30))
    _edit(sitting, cast.mori, minutes="直した記録。")

    assert [one.before for one in versions_of(sitting)] == [
        {"minutes": "はじめの記録。", "begins": "14:00:00"},
        {"minutes": ""},
    ]


def _replace(case, by, reason="数字を直した。", **words):
    paper = one_paper(case.key, by)
    with db.transaction():
        return replace_paper(paper, by=by, seen=paper.version, reason=reason, **WORDS | words)


def test_a_paper_is_replaced_until_its_sitting_begins_and_what_it_said_is_kept(cast, case, sitting):
    replacement = _replace(case, cast.mori, summary="直した概要。")
    item = one_paper(case.key, cast.mori).items[0]

    assert (item.tabled["summary"], replacement.before) == ("直した概要。", WORDS)
    assert case.step is CaseStep.TABLED
    with pytest.raises(RuleBroken, match="理由"):
        _replace(case, cast.mori, reason=" ", summary="また直した概要。")
    assert _replace(case, cast.mori, reason="", summary="直した概要。") is None


@pytest.mark.parametrize(("minutes", "frozen"), [(-1, False), (0, True), (60, True)])
def test_from_the_time_on_at_which_the_sitting_begins_its_papers_stay(cast, case, sitting, minutes, frozen):
    with clock.stopped_at(sitting.begins_at + timedelta(minutes=minutes)):
        assert one_paper(case.key, cast.mori).replaceable is not frozen
        if frozen:
            with pytest.raises(Overtaken):
                _replace(case, cast.mori, summary="あとから直した概要。")
            assert db.session.scalars(select(PaperReplacement)).all() == []


def test_the_order_of_the_agenda_is_for_coordinators(cast, sitting):
    with pytest.raises(NotAllowed), db.transaction():
        move_up(sitting, sitting.agenda[0], by=cast.michi)


# Pages ---------------------------------------------------------------------------------------------------------------


def test_a_secretary_calls_moves_prints_and_writes_the_minutes(browser_of, cast, case):
    mori = browser_of(cast.mori).visit("/deliberations/sittings/new")
    day = clock.today() + timedelta(days=3)
    mori.press("登録する", 会議の日=day.isoformat(), 始まる時刻="13:30", 場所="市庁舎", そのほかの議題="前回の報告")
    sitting = mori.path
    paper = a_paper(case, by=cast.mori)
    browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}/table").press(
        "付議する", どの会議=sitting.split("/")[-1]
    )
    mori.visit(sitting).follow("次第と付議書を印刷")
    assert "13:30" in mori.main and "前回の報告" in mori.main and WORDS["options"] in mori.main
    mori.visit(sitting).follow("日・場所・記録を書き直す").press(
        "保存する", 出席者="副市長(議長)\n道路局長", 議事の記録="話した。"
    )
    mori.follow("議事録を印刷")
    assert "副市長(議長)" in mori.main and "話した。" in mori.main and "まだ書かれていません" in mori.main
    assert paper.title in mori.main

    for page in (sitting, f"{sitting}/agenda", f"{sitting}/minutes"):
        assert browser_of(cast.michi).visit(page).status == 404


def test_calling_off_says_first_what_goes_back_and_the_page_says_it_afterwards(browser_of, cast, case, sitting):
    mori = browser_of(cast.mori).visit(f"/deliberations/sittings/{sitting.key}").follow("中止する")
    assert f"{case.number} {WORDS['title']}" in mori.main
    mori.press("会議を中止する", 中止する理由="議長が出られない。")
    assert "この会議は中止になりました。理由: 議長が出られない。" in mori.main
    assert "中止" in mori.visit("/deliberations/sittings").main
    michi = browser_of(cast.michi).visit(f"/deliberations/cases/{case.key}")
    assert "会議の中止" in michi.main and "付議準備" in michi.main
    assert mori.visit(f"/deliberations/cases/{case.key}").follow("付議する").status == 200


def test_a_paper_is_replaced_on_its_page_and_both_texts_are_read(browser_of, cast, case, sitting):
    mori = browser_of(cast.mori).visit(f"/deliberations/cases/{case.key}").follow("差し替える")
    mori.press("差し替える", 概要="直した概要。", 差し替える理由="数字を直した。")

    michi = browser_of(cast.michi).visit(mori.path)
    assert "直した概要。" in michi.main and WORDS["summary"] in michi.main and "数字を直した。" in michi.main
    assert "差し替える" not in [label for label in michi.links if label == "差し替える"]
