"""What nobody learns before the close, and what everybody learns once it is announced."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import RuleBroken
from hack.needs.actions import move_need
from hack.notices.models import Letter
from hack.outbox import deliver
from hack.passages import passages_of
from hack.pipeline.proposal import ProposalStep
from hack.policy import can
from hack.proposals.actions import announce_step, move_proposal
from hack.proposals.models import Proposal, Readers
from hack.proposals.queries import announced_proposals, visible_to
from hack.search.papers import proposal_paper, readers_of
from tests.cast import a_need, a_proposal
from tests.proposals.words import handed_in


def _seen_by(person):
    return list(db.session.scalars(select(Proposal).where(visible_to(person))))


def _letters():
    return [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))]


def test_of_a_sealed_call_officers_learn_nothing_before_its_close_and_everything_after(app, browser_of, cast):
    need = a_need(by=cast.michi, sealed=True)
    proposal = handed_in(by=cast.umi, need=need, title="封をした提案")
    with app.app_context():
        deliver()

    assert (_seen_by(cast.michi), _seen_by(cast.mori), _seen_by(cast.umi)) == ([], [proposal], [proposal])
    assert not can(cast.michi, "proposal.read", proposal)
    assert not readers_of(cast.michi) & proposal_paper(proposal).readers
    assert "封をした提案" not in browser_of(cast.michi).visit(f"/needs/{need.key}/proposals").main
    assert browser_of(cast.michi).visit(f"/proposals/{proposal.key}").status == 404
    assert {address for _, address in _letters()} == {"umi@minato.example", "mori@city.example"}

    with db.transaction():
        move_need(need, "close_ideas_early", by=cast.mori, reason="十分に集まったため。")
    with app.app_context():
        deliver()

    assert _seen_by(cast.michi) == [proposal] and can(cast.michi, "proposal.read", proposal)
    assert readers_of(cast.michi) & proposal_paper(proposal).readers
    assert ("proposals_opened", "michi@city.example") in _letters()


def test_the_seal_ends_with_the_last_day_even_before_the_clock_has_closed_the_call(cast):
    need = a_need(by=cast.michi, sealed=True)
    proposal = handed_in(by=cast.umi, need=need)

    with clock.stopped_at(clock.end_of(need.closes_on)):
        assert _seen_by(cast.michi) == [proposal] and can(cast.michi, "proposal.read", proposal)


def _chosen(cast, **dates):
    proposal = handed_in(
        by=cast.umi,
        need=a_need(by=cast.michi),
        references="市の実績あり",
        effect="手間を半分に",
        levels={"effect": Readers.PUBLIC},
    )
    with db.transaction():
        for name in ("screen", "accept"):
            move_proposal(proposal, name, by=cast.mori)
        move_proposal(proposal, "choose", by=cast.michi, **dates)
    return proposal


def test_the_public_learns_of_a_candidate_from_the_day_of_its_announcement_on(browser_of, cast):
    proposal = _chosen(cast)
    page = f"/needs/{proposal.need.key}"
    assert "公表された提案" not in browser_of(None).visit(page).main

    chosen = passages_of(proposal)[-1]
    with db.transaction():
        announce_step(proposal, by=cast.michi, passage=chosen.id, announced_on=clock.today() + timedelta(days=1))
    assert announced_proposals(proposal.need) == []

    with clock.stopped_at(clock.now() + timedelta(days=1)):
        told = browser_of(None).visit(page).page.find(id="announced").get_text(" ")
    assert all(words in told for words in ("港計測株式会社", proposal.title, "手間を半分に", "候補者"))
    assert "市の実績あり" not in told and proposal.summary not in told


def test_the_public_reads_the_step_that_was_announced_and_not_the_one_that_was_not(cast):
    proposal = _chosen(cast, announced_on=clock.today())
    with db.transaction():
        move_proposal(proposal, "negotiate", by=cast.michi)
    assert [one.step for one in announced_proposals(proposal.need)] == [ProposalStep.CANDIDATE]

    with db.transaction():
        move_proposal(proposal, "break_off", by=cast.michi, reason="費用が合わないため。", announced_on=clock.today())

    assert [one.step for one in announced_proposals(proposal.need)] == [ProposalStep.BROKEN_OFF]


def test_a_refusal_alone_is_told_to_nobody_outside(cast):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=ProposalStep.REVIEW)
    with db.transaction():
        move_proposal(proposal, "decline", by=cast.michi, reason="似た方法を試したため。", announced_on=clock.today())

    assert announced_proposals(proposal.need) == []


@pytest.mark.parametrize(
    ("field", "happened", "announced"), [("happened_on", 1, None), ("happened_on", -1, None), ("announced_on", 0, -1)]
)
def test_days_that_cannot_be_are_refused_at_their_question(cast, field, happened, announced):
    proposal = _chosen(cast)
    today = clock.today()
    dates = {"happened_on": today + timedelta(days=happened)}
    if announced is not None:
        dates["announced_on"] = today + timedelta(days=announced)

    with pytest.raises(RuleBroken) as refusal, db.transaction():
        move_proposal(proposal, "negotiate", by=cast.michi, **dates)

    assert refusal.value.field == field


def test_both_days_are_asked_and_shown_on_the_page(browser_of, cast):
    proposal = _chosen(cast)
    page = browser_of(cast.michi).visit(f"/proposals/{proposal.key}")
    page.press("協議を始める")
    assert page.status == 200 and "公表した日: まだ" in page.page.find(id="history").get_text(" ")

    page.press("公表日を記す", 公表した日=clock.today().isoformat())

    assert page.status == 200
    assert f"公表した日: {clock.today().year}年" in page.page.find(id="history").get_text(" ")
