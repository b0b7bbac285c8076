"""A need that has ended takes the proposals along that still waited for an answer, and brings them back if that was a mistake."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.jobs import settle, tick
from hack.needs.actions import move_need, take_back_need
from hack.notices.models import Letter
from hack.passages import last_passage
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from tests.cast import a_need, a_proposal

S = ProposalStep


@pytest.fixture
def answered(app, cast):
    """A need that is evaluated, with proposals at several steps."""
    need = a_need(by=cast.michi, step=NeedStep.EVALUATING)
    steps = (S.REVIEW, S.DRAFT, S.WITHDRAWN, S.TRIAL)
    return need, {step: a_proposal(by=cast.umi, need=need, step=step) for step in steps}


def _steps(proposals):
    db.session.expire_all()
    return [proposal.step for proposal in proposals.values()]


def test_a_call_that_the_clock_closes_leaves_its_proposals_as_they_are(app, cast, caplog):
    need = a_need(by=cast.michi, step=NeedStep.TRIALS_OPEN, closes_on=clock.today() - timedelta(days=1))
    proposal = a_proposal(by=cast.umi, need=need)
    db.session.rollback()

    tick(app)

    db.session.rollback()
    assert (need.step, proposal.step) == (NeedStep.EVALUATING, S.RECEIVED)
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


def test_proposals_that_wait_end_with_the_need_and_its_reason(app, cast, answered):
    need, proposals = answered

    with db.transaction():
        move_need(need, "withdraw", by=cast.michi, reason="事業を見直すため")
    settle(app)

    assert _steps(proposals) == [S.DECLINED, S.DRAFT, S.WITHDRAWN, S.TRIAL]
    passage = last_passage(proposals[S.REVIEW])
    assert (passage.by.name, passage.reason) == ("道野 歩", "ニーズが「取下げ」となったため。\n事業を見直すため")
    letters = [letter for letter in db.session.query(Letter) if letter.occasion == "proposal_moved"]
    assert [letter.address for letter in letters] == ["umi@minato.example"]


def test_a_need_that_goes_on_after_all_brings_them_back(app, cast, answered):
    need, proposals = answered
    with db.transaction():
        move_need(need, "award_nobody", by=cast.mori, reason="求める精度に届かないため")
    settle(app)

    with db.transaction():
        take_back_need(need, by=cast.mori, reason="別の案件と取り違えた")
    settle(app)

    assert _steps(proposals) == [S.REVIEW, S.DRAFT, S.WITHDRAWN, S.TRIAL]


def test_what_was_declined_on_its_own_stays_so(app, cast, answered):
    need, proposals = answered
    declined = a_proposal(by=cast.riku, need=need, step=S.DECLINED)
    with db.transaction():
        move_need(need, "withdraw", by=cast.michi, reason="事業を見直すため")
    settle(app)

    with db.transaction():
        take_back_need(need, by=cast.mori, reason="取り違えた")
    settle(app)

    assert (_steps(proposals)[0], declined.step) == (S.REVIEW, S.DECLINED)


def test_a_solution_in_use_ends_nobodys_proposal(app, cast):
    need = a_need(by=cast.michi, step=NeedStep.VERIFIED)
    waiting = a_proposal(by=cast.umi, need=need, step=S.INTERVIEW)

    with db.transaction():
        move_need(need, "adopt", by=cast.michi)
    settle(app)

    assert _steps({S.INTERVIEW: waiting}) == [S.INTERVIEW]
