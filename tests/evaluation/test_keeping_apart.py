"""Who has a conflict, and who decides alone: what the evaluation keeps people from at the proposal's own page too."""

import pytest

from hack import clock, db
from hack.accounts.models import User
from hack.errors import RuleBroken
from hack.evaluation.actions import change_evaluation, hand_in, move_evaluation, release_decisions, undo_release
from hack.evaluation.choices import Call, ConflictKind, Decision
from hack.evaluation.forms import DeclarationForm
from hack.evaluation.models import Declaration, Evaluation
from hack.evaluation.queries import proposals_to_evaluate
from hack.evaluation.rules import known_conflict
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.policy import can
from hack.proposals.actions import move_proposal
from hack.proposals.models import ProposalKind, ProposalPartner
from hack.proposals.rules import moves_open_to
from tests.cast import a_need, a_proposal
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, kept
from tests.together import together

S = EvaluationStep


def _do(deed, *things, **how):
    with db.transaction():
        return deed(*things, **how)


def _names(person, proposal):
    return [move.name for move in moves_open_to(person, proposal)]


def _with_partner(cast, proposal, organization):
    return kept(
        ProposalPartner(
            proposal_id=proposal.id, organization_id=organization.id, part="分析", invited_by_id=cast.umi.id,
            accepted_at=clock.now(), accepted_by_id=cast.riku.id,
        )
    )  # fmt: skip


@pytest.mark.parametrize("step", [S.SCORING, S.JOINT, S.DECIDING])
def test_nobody_decides_alone_while_a_proposal_is_evaluated(browser_of, cast, step):
    proposal = an_entry(an_evaluation(by=cast.michi, step=step), by=cast.umi).proposal

    assert _names(cast.michi, proposal) == ["interview"]
    with pytest.raises(RuleBroken, match="評価中"):
        _do(move_proposal, proposal, "choose", by=cast.michi)
    assert "別の人が公表します" in browser_of(cast.michi).visit(f"/proposals/{proposal.key}").words
    assert "withdraw" in _names(cast.umi, proposal)


@pytest.mark.parametrize("step", [S.PREPARING, S.CANCELLED, S.RELEASED])
def test_before_and_after_an_evaluation_the_section_goes_on_by_itself(cast, step):
    proposal = an_entry(an_evaluation(by=cast.michi, step=step), by=cast.umi).proposal

    assert _names(cast.michi, proposal) == ["interview", "invite", "choose", "decline"]


@pytest.mark.parametrize("step", [S.SCORING, S.RELEASED, S.CANCELLED])
def test_who_declared_a_conflict_neither_moves_nor_announces_nor_takes_back(browser_of, cast, step):
    evaluation = an_evaluation(by=cast.michi, step=step)
    entry, other = an_entry(evaluation, by=cast.umi), an_entry(evaluation, by=cast.riku)
    for person in (cast.michi, cast.mori):
        an_evaluator(evaluation, person, entry, other, but=entry)

    for person in (cast.michi, cast.mori):
        assert _names(person, entry.proposal) == []
        assert _names(person, other.proposal) != []
        with pytest.raises(RuleBroken, match="利害関係"):
            _do(move_proposal, entry.proposal, "interview", by=person)
        for deed in ("proposal.announce", "proposal.take_back"):
            assert not can(person, deed, entry.proposal)
    assert "利害関係があるため" in browser_of(cast.mori).visit(f"/proposals/{entry.key}").words


def test_a_release_is_not_undone_by_somebody_with_a_conflict(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.DECIDING)
    entry = an_entry(evaluation, by=cast.umi)
    decided(entry, Decision.CHOOSE, by=cast.mori)
    an_evaluator(evaluation, cast.mori, entry, but=entry)
    _do(release_decisions, evaluation, by=cast.michi)

    with pytest.raises(RuleBroken, match="利害関係"):
        _do(undo_release, evaluation, by=cast.mori, reason="間違い。")
    assert (entry.proposal.step, evaluation.step) == (ProposalStep.CANDIDATE, S.RELEASED)


def test_evaluators_declare_towards_partners_too_and_known_ones_are_found(app, cast):
    entry = an_entry(an_evaluation(by=cast.michi, step=S.SCORING), by=cast.umi)
    _with_partner(cast, entry.proposal, cast.oka)
    with db.transaction():
        cast.oka.applicant_email = cast.kaji.email.upper()

    assert (known_conflict(cast.kaji, entry.proposal), known_conflict(cast.midori, entry.proposal)) == (True, False)
    with app.test_request_context():
        form = DeclarationForm.about([entry], formdata=None)
        assert (
            form[f"kind_{entry.key}"].label.text == f"港計測株式会社、丘データ合同会社({entry.proposal.number})との関係"
        )


def test_the_evaluation_of_ideas_learns_nothing_of_a_sealed_call_for_trials(cast):
    need = a_need(by=cast.michi, step=NeedStep.TRIALS_OPEN, sealed=True)
    idea = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW)
    for step in (ProposalStep.REVIEW, ProposalStep.RECEIVED):
        a_proposal(by=cast.riku, need=need, kind=ProposalKind.SOLUTION, step=step)

    evaluation = an_evaluation(by=cast.michi, need=need)
    assert proposals_to_evaluate(need, Call.IDEAS) == [idea]
    an_evaluator(evaluation, cast.kaji)
    _do(move_evaluation, evaluation, "begin", by=cast.michi)
    assert evaluation.step is S.SCORING


def test_of_those_who_hand_in_last_at_the_same_moment_one_closes(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    people = [cast.kaji, cast.midori, cast.mori]
    for person in people:
        a_sheet(an_evaluator(evaluation, person, entry), entry, 3, 3, 3)
    number, numbers = evaluation.id, [person.id for person in people]

    def finish():
        person = db.session.get_one(User, numbers.pop())
        hand_in(db.session.get_one(Evaluation, number), by=person)

    assert together(3, finish) == ["done"] * 3
    assert db.session.get_one(Evaluation, number).step is S.JOINT


@pytest.mark.parametrize("step", [S.JOINT, S.DECIDING])
def test_nobody_becomes_the_chair_by_oneself_to_read_the_names(cast, step):
    evaluation = an_evaluation(by=cast.michi, step=step)
    same = {"due_on": evaluation.due_on, "seen": None}

    with pytest.raises(RuleBroken, match="自分を座長に"):
        _do(change_evaluation, evaluation, by=cast.mori, chair=cast.mori.id, **same)
    _do(change_evaluation, evaluation, by=cast.michi, chair=cast.mori.id, **same)
    assert evaluation.chair_id == cast.mori.id


def test_those_who_lead_read_who_stands_back_and_why(browser_of, cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    place = an_evaluator(evaluation, cast.kaji)
    kept(Declaration(evaluator_id=place.id, entry_id=entry.id, kind=ConflictKind.WORKED, words="委託で一緒でした。"))

    assert "委託で一緒でした。" in browser_of(cast.michi).visit(f"/evaluation/{evaluation.key}").main
