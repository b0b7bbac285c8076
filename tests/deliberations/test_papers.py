"""Papers: prepared from a case, laid before a sitting of the body that is in force, ruled on; and never for the proposer."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.deliberations.actions import (
    call_sitting,
    edit_body,
    edit_paper,
    edit_sitting,
    move_up,
    prepare_paper,
    rule_on_paper,
    table_paper,
)
from hack.deliberations.models import Paper, Ruling, Sitting, Tabling
from hack.deliberations.queries import PaperState, body_on, drawn_from, listed_papers, one_paper
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.intake.actions import move_case
from hack.jobs import settle
from hack.notices.models import Letter
from hack.passages import passages_of
from hack.pipeline.front import CaseStep
from tests.deliberations.words import WORDS, a_body, a_case, a_paper, a_sitting, tabled


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


@pytest.fixture
def case(cast):
    return a_case(cast)


@pytest.fixture
def body(cast):
    return a_body(by=cast.mori)


def _rule(paper, ruling, by, said="会議のとおり。"):
    conditions = ["費用は提案者が持つ。"] if ruling is Ruling.CONDITIONAL else []
    with db.transaction():
        return rule_on_paper(paper, ruling, by=by, said=said, conditions=conditions)


def _moves(case):
    return [passage.move for passage in passages_of(case)]


def test_the_body_in_force_on_the_day_is_the_one_that_came_last(cast, body):
    older = a_body(by=cast.mori, name="オープンイノベーション推進本部", since_month="2017-04", until_month="2021-05")
    days = [date(2017, 3, 31), date(2017, 4, 1), date(2021, 4, 30), date(2021, 5, 1), date(2026, 5, 12)]

    assert [body_on(day) for day in days] == [None, older, older, body, body]
    assert a_sitting(by=cast.mori, held_on=date(2020, 6, 1)).body_id == older.id


def test_a_sitting_needs_a_body(cast):
    with pytest.raises(RuleBroken, match="付議先"):
        a_sitting(by=cast.mori)


def test_months_out_of_order_are_refused(cast, body):
    with pytest.raises(RuleBroken) as refused, db.transaction():
        edit_body(body, by=cast.mori, seen=None, until_month="2021-04")

    assert refused.value.field == "until_month"


def test_a_paper_is_drawn_from_the_case_its_conditions_and_what_sections_answered(cast, case):
    assert drawn_from(case) == {
        "title": "港の見守り",
        "summary": "港のカメラで混み具合を測ります。",
        "conditions": "先端技術: 画像認識を使う。",
        "replies": "",
    }


def test_from_the_case_to_what_was_ruled(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    item = tabled(paper, a_sitting(by=cast.mori, held_on=clock.today()), by=cast.mori)
    _rule(paper, Ruling.CONDITIONAL, cast.mori)

    assert case.step is CaseStep.DECIDED
    assert _moves(case) == ["prepare", "table", "decide"]
    assert (item.ruling, item.said, item.tabled) == (Ruling.CONDITIONAL, "会議のとおり。", WORDS)
    assert {passage.reason for passage in passages_of(case)} == {""}


def test_a_case_without_a_condition_is_not_prepared(cast):
    case = a_case(cast, grounds=False)
    with pytest.raises(RuleBroken, match="条件"):
        a_paper(case, by=cast.mori)

    assert case.step is CaseStep.CHECKING


@pytest.mark.parametrize("step", [CaseStep.TRIAGE, CaseStep.PREPARING, CaseStep.AGREED, CaseStep.WITHDRAWN])
def test_only_a_case_that_is_checked_is_prepared(cast, step):
    case = a_case(cast, step=step)
    with pytest.raises(Overtaken):
        a_paper(case, by=cast.mori)

    assert db.session.scalars(select(Paper)).all() == []


def test_only_coordinators_prepare_lay_before_and_rule(cast, case, body):
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            a_paper(case, by=person)
    paper, sitting = a_paper(case, by=cast.mori), a_sitting(by=cast.mori)
    for person in (cast.michi, cast.umi, cast.ken):
        with pytest.raises(NotAllowed):
            tabled(paper, sitting, by=person)
        with pytest.raises(NotAllowed):
            _rule(paper, Ruling.PROCEED, person)
        with pytest.raises(NotAllowed):
            a_sitting(by=person)


def test_what_lies_before_the_body_stays_as_it_is(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori), by=cast.mori)
    with pytest.raises(Overtaken), db.transaction():
        edit_paper(paper, by=cast.mori, seen=paper.version, summary="別の概要")


def test_a_paper_taken_home_is_put_right_and_laid_before_another_sitting(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    first, second = a_sitting(by=cast.mori), a_sitting(by=cast.mori)
    tabled(paper, first, by=cast.mori)
    _rule(paper, Ruling.TAKEN_HOME, cast.mori)
    assert case.step is CaseStep.PREPARING
    with db.transaction():
        edit_paper(paper, by=cast.mori, seen=paper.version, summary="直した概要")
    with pytest.raises(RuleBroken, match="すでに"):
        tabled(paper, first, by=cast.mori)
    assert case.step is CaseStep.PREPARING
    tabled(paper, second, by=cast.mori)

    assert [(item.ruling, item.tabled["summary"]) for item in one_paper(case.key, cast.mori).items] == [
        (Ruling.TAKEN_HOME, WORDS["summary"]),
        (None, "直した概要"),
    ]
    assert _moves(case) == ["prepare", "table", "take_home", "table"]


def test_nothing_is_ruled_before_the_day_but_that_it_is_taken_home(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori, held_on=clock.today() + timedelta(days=1)), by=cast.mori)
    for ruling in (Ruling.PROCEED, Ruling.CONDITIONAL, Ruling.STOP):
        with pytest.raises(RuleBroken) as refused:
            _rule(paper, ruling, cast.mori)
        assert (refused.value.field, case.step) == ("ruling", CaseStep.TABLED)
    _rule(paper, Ruling.TAKEN_HOME, cast.mori)

    assert case.step is CaseStep.PREPARING


def test_a_ruling_owes_its_words(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori, held_on=clock.today()), by=cast.mori)
    with pytest.raises(RuleBroken) as refused:
        _rule(paper, Ruling.STOP, cast.mori, said=" ")

    assert refused.value.field == "said"


def test_a_sitting_that_is_over_has_nothing_laid_before_it(cast, case, body):
    sitting = a_sitting(by=cast.mori, held_on=clock.today() - timedelta(days=1))
    paper = a_paper(case, by=cast.mori)
    with pytest.raises(RuleBroken, match="過ぎて"):
        tabled(paper, sitting, by=cast.mori)

    assert case.step is CaseStep.PREPARING


def test_a_sitting_has_thirty_papers_at_most(cast, body):
    sitting = a_sitting(by=cast.mori)
    papers = [a_paper(a_case(cast), by=cast.mori) for _ in range(31)]
    for paper in papers[:30]:
        tabled(paper, sitting, by=cast.mori)
    with pytest.raises(RuleBroken, match="30件"):
        tabled(papers[30], sitting, by=cast.mori)


def test_the_database_keeps_a_paper_from_lying_before_two_sittings(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    item = tabled(paper, a_sitting(by=cast.mori), by=cast.mori)
    other = a_sitting(by=cast.mori)
    with pytest.raises(IntegrityError), db.transaction():
        facts = {"place": 1, "tabled": {}, "tabled_by_id": cast.mori.id}
        db.session.add(Tabling(sitting_id=other.id, paper_id=item.paper_id, **facts))


def test_the_agenda_is_put_in_order(cast, body):
    sitting = a_sitting(by=cast.mori)
    for title in "甲乙丙":
        tabled(a_paper(a_case(cast), by=cast.mori, title=title), sitting, by=cast.mori)
    for at in (2, 0):
        with db.transaction():
            move_up(sitting, sitting.agenda[at], by=cast.mori)

    assert [item.tabled["title"] for item in sitting.agenda] == ["甲", "丙", "乙"]


def test_what_was_called_off_is_prepared_again_from_the_same_paper(cast, case):
    paper = a_paper(case, by=cast.mori)
    with db.transaction():
        move_case(case, "call_off", by=cast.mori, reason="先に課で話す。")
    with db.transaction():
        again = prepare_paper(case, by=cast.mori, **WORDS | {"asked": "改めて決めてほしいこと。"})

    assert (again.id, again.asked) == (paper.id, "改めて決めてほしいこと。")


def test_the_moves_of_papers_are_not_taken_back_alone(cast, case, body):
    a_paper(case, by=cast.mori)
    for name in ("prepare", "table", "decide", "take_home"):
        assert case.path.move(name).binding, name


def test_a_case_withdrawn_meanwhile_is_not_ruled_on(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori, held_on=clock.today()), by=cast.mori)
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="事情が変わった。")
    with pytest.raises(Overtaken):
        _rule(paper, Ruling.PROCEED, cast.mori)


def test_a_paper_whose_case_went_otherwise_waits_for_no_ruling(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori), by=cast.mori)
    waiting = listed_papers(cast.mori, state=PaperState.OPEN)
    assert list(db.session.scalars(waiting)) == [paper]
    with db.transaction():
        move_case(case, "withdraw", by=cast.umi, reason="事情が変わった。")

    assert list(db.session.scalars(waiting)) == []
    assert list(db.session.scalars(listed_papers(cast.mori))) == [paper]


def test_a_sitting_that_ruled_does_not_lie_ahead(cast, case, body):
    sitting = a_sitting(by=cast.mori, held_on=clock.today())
    paper = a_paper(case, by=cast.mori)
    tabled(paper, sitting, by=cast.mori)
    _rule(paper, Ruling.STOP, cast.mori)
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(RuleBroken, match="今日まで") as refused, db.transaction():
        edit_sitting(sitting, by=cast.mori, seen=None, held_on=tomorrow, place="", minutes="")
    assert refused.value.field == "held_on"
    with db.transaction():
        edit_sitting(sitting, by=cast.mori, seen=None, held_on=clock.today() - timedelta(days=1), place="", minutes="")


def test_papers_are_read_by_coordinators_and_the_sections_concerned_alone(cast, case, body):
    a_paper(case, by=cast.mori)
    readers = [one.name for one in cast.people if one_paper(case.key, one)]

    assert readers == [cast.mori.name, cast.michi.name]
    assert [one.name for one in cast.people if db.session.scalars(listed_papers(one)).all()] == readers


def test_the_sections_concerned_are_told_and_the_proposer_learns_the_step_alone(app, cast, case, body):
    paper = a_paper(case, by=cast.mori)
    tabled(paper, a_sitting(by=cast.mori, held_on=clock.today()), by=cast.mori)
    _rule(paper, Ruling.PROCEED, cast.mori)
    settle(app)
    db.session.rollback()
    letters = db.session.scalars(select(Letter).order_by(Letter.id)).all()

    papers = [(one.occasion, one.address) for one in letters if one.occasion.startswith("paper_")]
    assert papers == [("paper_tabled", "michi@city.example"), ("paper_ruled", "michi@city.example")]
    assert {one.occasion for one in letters if one.address.endswith("@minato.example")} <= {"case_moved"}


def test_a_sitting_is_moved_to_another_day_and_gets_its_minutes(cast, body):
    sitting = a_sitting(by=cast.mori)
    seen = sitting.version
    with db.transaction():
        edit_sitting(sitting, by=cast.mori, seen=seen, held_on=clock.today(), place="別の部屋", minutes="議論した。")
    with pytest.raises(Overtaken), db.transaction():
        edit_sitting(sitting, by=cast.mori, seen=seen, held_on=clock.today(), place="", minutes="")
    with pytest.raises(RuleBroken), db.transaction():
        edit_sitting(sitting, by=cast.mori, seen=None, held_on=date(2016, 1, 1), place="", minutes="")

    kept = db.session.get(Sitting, sitting.id)
    assert (kept.held_on, kept.place, kept.minutes) == (clock.today(), "別の部屋", "議論した。")


def test_two_sittings_may_be_on_one_day(cast, body):
    with db.transaction():
        for _ in range(2):
            call_sitting(by=cast.mori, held_on=clock.today())

    assert len(db.session.scalars(select(Sitting)).all()) == 2


def test_a_paper_seen_before_it_was_changed_is_not_laid_before_the_body(cast, case, body):
    paper = a_paper(case, by=cast.mori)
    seen = paper.version
    with db.transaction():
        edit_paper(paper, by=cast.mori, seen=seen, summary="直した概要")
    sitting = a_sitting(by=cast.mori)
    with pytest.raises(Overtaken), db.transaction():
        table_paper(paper, sitting, by=cast.mori, seen=seen)
