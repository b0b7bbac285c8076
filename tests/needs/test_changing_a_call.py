"""The days of a call are changed for everybody to see, never to the loss of those who prepare an answer."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.errors import Incomplete, NotAllowed, RuleBroken
from hack.jobs import settle
from hack.needs.actions import change_call
from hack.needs.queries import changes_of_call
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from tests.cast import a_need, a_proposal
from tests.needs.looking import do, in_days

S = NeedStep


def _day(days):
    return clock.today() + timedelta(days=days)


def test_a_call_is_made_longer_and_everybody_reads_since_when_and_why(browser_of, cast):
    need = a_need(by=cast.michi, closes_on=_day(30))

    page = browser_of(cast.michi).visit(f"/needs/{need.key}").follow("日程を変える")
    page.press("日程を変える", 募集の終わり=in_days(40), 変更の理由="説明会を加えたため。")

    db.session.rollback()
    assert (page.status, need.closes_on) == (200, _day(40))
    seen = browser_of(None).visit(f"/needs/{need.key}").main
    assert "募集の終わり: 2026年6月11日(木) → 2026年6月21日(日)。" in seen
    assert "理由: 説明会を加えたため。" in seen


def test_who_prepares_an_answer_is_told_and_nobody_else_outside(app, cast):
    need = a_need(by=cast.michi, closes_on=_day(30))
    a_proposal(by=cast.umi, need=need, step=ProposalStep.DRAFT)
    a_proposal(by=cast.riku, need=need, step=ProposalStep.WITHDRAWN)

    do(change_call, need, by=cast.mori, seen=need.version, closes_on=_day(31), reason="延ばすため")
    settle(app)

    told = [letter.address for letter in db.session.query(Letter) if letter.occasion == "call_changed"]
    assert sorted(told) == ["michi@city.example", "umi@minato.example"]


@pytest.mark.parametrize(
    ("step", "days", "wrong"),
    [
        (S.IDEAS_OPEN, {"closes_on": 29}, {"closes_on"}),
        (S.IDEAS_OPEN, {"closes_on": 30, "questions_until": 31}, {"questions_until"}),
        (S.IDEAS_OPEN, {"opens_on": 1}, {"opens_on"}),
        (S.IDEAS_OPEN, {"closes_on": 31, "briefing_on": 3}, set()),
        (S.TRIALS_COMING, {"opens_on": 3}, set()),
        (S.TRIALS_COMING, {"opens_on": 31}, {"closes_on"}),
        (S.TRIALS_COMING, {"opens_on": -1}, {"opens_on"}),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_question(cast, step, days, wrong):
    opens = _day(2) if step is S.TRIALS_COMING else _day(-10)
    need = a_need(by=cast.michi, step=step, opens_on=opens, closes_on=_day(30))

    try:
        do(change_call, need, by=cast.michi, seen=None, reason="そのため", **{n: _day(d) for n, d in days.items()})
        said = set()
    except Incomplete as refused:
        said = set(refused.missing)

    assert said == wrong
    assert bool(changes_of_call(need)) is not bool(wrong)


def test_a_reason_is_owed_and_no_change_is_no_notice(cast):
    need = a_need(by=cast.michi, closes_on=_day(30))

    with pytest.raises(RuleBroken, match="理由"):
        do(change_call, need, by=cast.michi, seen=None, closes_on=_day(40), reason=" ")

    assert do(change_call, need, by=cast.michi, seen=None, closes_on=_day(30), reason="念のため") is None
    assert changes_of_call(need) == []


@pytest.mark.parametrize("person", ["kaji", "midori", "umi", "kan", "ken"])
def test_nobody_else_changes_a_call(cast, person):
    need = a_need(by=cast.michi)

    with pytest.raises(NotAllowed):
        do(change_call, need, by=getattr(cast, person), seen=None, closes_on=_day(40), reason="そのため")


def test_a_need_without_a_call_has_no_days_to_change(browser_of, cast):
    need = a_need(by=cast.michi, step=S.WORKING)

    page = browser_of(cast.michi)

    assert "日程を変える" not in page.visit(f"/needs/{need.key}").links
    assert page.visit(f"/needs/{need.key}/call").status == 403
