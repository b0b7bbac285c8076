"""What can be done with an evaluation, and what cannot."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions import (
    answer_invitation,
    clear_decision,
    conclude,
    declare,
    hand_in,
    invite_evaluator,
    move_evaluation,
    open_evaluation,
    prepare_decision,
    release_decisions,
    save_sheet,
    undo_release,
    withdraw_invitation,
    write_criteria,
)
from hack.evaluation.actions.scoring import Found
from hack.evaluation.actions.setting_up import Asked
from hack.evaluation.choices import Answer, Call, ConflictKind, Decision, Door, Refusal, Result
from hack.evaluation.models import Declaration, Evaluation, Evaluator
from hack.evaluation.queries import one_entry, reminders_due
from hack.evaluation.together import rows_of
from hack.passages import passages_of
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import move_proposal
from tests.cast import a_need, a_proposal
from tests.evaluation.words import a_sheet, an_entry, an_evaluation, an_evaluator, decided, handed_in

TWO = [Asked("適合", "", 60), Asked("費用", "", 40)]
REFUSED = {"refusal": Refusal.COST, "told_words": "費用が見込みを超えるため。", "door": Door.FRONT}
S = EvaluationStep


def _do(deed, *things, **how):
    with db.transaction():
        return deed(*things, **how)


@pytest.mark.parametrize(
    ("criteria", "says"),
    [
        (TWO[:1], "2つから10個まで"),
        ([Asked(str(number), "", 10) for number in range(11)], "いま11個"),
        ([Asked("適合", "", 60), Asked("費用", "", 41)], "いま101"),
        ([Asked("適合", "", 100), Asked("費用", "", 0)], "合計を100"),
    ],
)
def test_criteria_are_two_to_ten_and_their_weights_come_to_a_hundred(cast, criteria, says):
    need = a_need(by=cast.michi, step=NeedStep.READY)

    with pytest.raises(RuleBroken, match=says):
        _do(open_evaluation, need=need, call=Call.IDEAS, criteria=criteria, by=cast.michi)


def test_a_call_has_one_evaluation_and_a_second_after_the_first_was_cancelled(cast):
    need = a_need(by=cast.michi, step=NeedStep.READY)
    first = _do(open_evaluation, need=need, call=Call.IDEAS, criteria=TWO, by=cast.michi)
    with pytest.raises(RuleBroken, match="すでに評価があります"):
        _do(open_evaluation, need=need, call=Call.IDEAS, criteria=TWO, by=cast.mori)

    _do(move_evaluation, first, "cancel", by=cast.michi, reason="やり直すため。")
    _do(open_evaluation, need=need, call=Call.IDEAS, criteria=TWO, by=cast.mori)

    assert [one.afterwards for one in db.session.scalars(select(Evaluation))] == [False, False]


def test_criteria_set_after_the_call_began_are_marked_and_stand(cast):
    need = a_need(by=cast.michi)
    evaluation = _do(open_evaluation, need=need, call=Call.IDEAS, criteria=TWO, by=cast.michi)

    assert evaluation.afterwards
    with pytest.raises(Overtaken, match="募集が始まったため"):
        _do(write_criteria, evaluation, by=cast.michi, criteria=TWO[::-1], seen=None)


def test_another_sections_officer_sets_nothing_up(cast):
    with pytest.raises(NotAllowed):
        _do(open_evaluation, need=a_need(by=cast.michi), call=Call.IDEAS, criteria=TWO, by=cast.kaji)


def test_only_officers_and_coordinators_evaluate_and_each_is_asked_once(cast):
    evaluation = an_evaluation(by=cast.michi)
    for somebody in (cast.umi, cast.kan, cast.ken):
        with pytest.raises(RuleBroken, match="職員とコーディネーターだけ"):
            _do(invite_evaluator, evaluation, somebody, by=cast.michi)

    for somebody in (cast.kaji, cast.kaji, cast.mori):
        _do(invite_evaluator, evaluation, somebody, by=cast.michi)

    assert [one.user_id for one in db.session.scalars(select(Evaluator).order_by(Evaluator.id))] == [
        cast.kaji.id,
        cast.mori.id,
    ]


def test_who_declines_says_why_and_can_be_asked_again(cast):
    evaluation = an_evaluation(by=cast.michi)
    _do(invite_evaluator, evaluation, cast.kaji, by=cast.michi)
    with pytest.raises(RuleBroken, match="辞退する理由"):
        _do(answer_invitation, evaluation, by=cast.kaji, accepts=False)

    _do(answer_invitation, evaluation, by=cast.kaji, accepts=False, why="時間がないため。")
    with pytest.raises(NotAllowed):
        _do(answer_invitation, evaluation, by=cast.kaji, accepts=True)
    place = _do(invite_evaluator, evaluation, cast.kaji, by=cast.michi)

    assert (place.answer, place.why) == (Answer.INVITED, "")


def test_who_was_taken_off_sees_nothing_and_who_handed_in_stays(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    kaji, midori = (an_evaluator(evaluation, one, entry) for one in (cast.kaji, cast.midori))
    handed_in(midori)

    _do(withdraw_invitation, kaji, by=cast.michi)
    with pytest.raises(Overtaken):
        _do(withdraw_invitation, midori, by=cast.michi)

    assert one_entry(evaluation.key, entry.key, cast.kaji) is None


def test_it_begins_when_the_call_is_over_and_all_is_there(cast):
    need = a_need(by=cast.michi)
    evaluation = an_evaluation(by=cast.michi, need=need, due_on=None)

    with pytest.raises(RuleBroken, match="募集が終わってから.*期限.*評価者が1人もいません"):
        _do(move_evaluation, evaluation, "begin", by=cast.michi)


def test_it_does_not_begin_before_every_proposal_is_screened(cast):
    evaluation = an_evaluation(by=cast.michi)
    an_evaluator(evaluation, cast.kaji)
    a_proposal(by=cast.umi, need=evaluation.need, step=ProposalStep.SCREENING)

    with pytest.raises(RuleBroken, match="形式の確認が済んでいない提案が1件.*「評価中」の提案がありません"):
        _do(move_evaluation, evaluation, "begin", by=cast.michi)


def test_a_conflict_that_the_platform_knows_is_found_and_cannot_be_declared_away(cast):
    with db.transaction():
        cast.minato.applicant_email = "Kaji@city.example"
    evaluation = an_evaluation(by=cast.michi)
    a_proposal(by=cast.umi, need=evaluation.need, step=ProposalStep.REVIEW)
    rivals = a_proposal(by=cast.riku, need=evaluation.need, step=ProposalStep.REVIEW)
    an_evaluator(evaluation, cast.kaji)

    _do(move_evaluation, evaluation, "begin", by=cast.michi)
    said = {proposal.key: (ConflictKind.NONE, "") for proposal in (rivals, evaluation.need and rivals)}
    _do(declare, evaluation, by=cast.kaji, said=said)

    kinds = db.session.scalars(select(Declaration.kind).order_by(Declaration.entry_id)).all()
    assert kinds == [ConflictKind.KNOWN, ConflictKind.NONE]


def test_a_conflict_that_the_platform_learns_of_late_keeps_nobody_from_handing_in(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    mine, rivals = an_entry(evaluation, by=cast.umi), an_entry(evaluation, by=cast.riku)
    place = an_evaluator(evaluation, cast.kaji, mine, rivals)
    _do(save_sheet, mine, by=cast.kaji, found=Found(abstains=True, why="専門外のため"), seen=0)
    with db.transaction():
        cast.oka.applicant_email = cast.kaji.email

    _do(hand_in, evaluation, by=cast.kaji)

    assert place.handed_in_at == clock.now()


def test_nothing_is_scored_before_all_is_declared_nor_with_a_conflict(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    mine, rivals = an_entry(evaluation, by=cast.umi), an_entry(evaluation, by=cast.riku)
    an_evaluator(evaluation, cast.kaji)
    an_evaluator(evaluation, cast.midori, mine, rivals, but=rivals)

    for person, entry in ((cast.kaji, mine), (cast.midori, rivals), (cast.michi, mine)):
        with pytest.raises(NotAllowed):
            _do(save_sheet, entry, by=person, found=Found(), seen=0)
    with pytest.raises(RuleBroken, match="利害関係の内容"):
        _do(declare, evaluation, by=cast.kaji, said={mine.key: (ConflictKind.RELATIVE, " ")})


def _found(evaluation, *points, **more):
    numbers = [criterion.id for criterion in evaluation.criteria]
    return Found(points=dict(zip(numbers, points, strict=False)), comments=dict.fromkeys(numbers, ""), **more)


def test_a_sheet_saved_in_two_windows_loses_nothing(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    an_evaluator(evaluation, cast.kaji, entry)
    first = _do(save_sheet, entry, by=cast.kaji, found=_found(evaluation, 3, 3, 3), seen=0)

    assert _do(save_sheet, entry, by=cast.kaji, found=_found(evaluation, 3, 3, 3), seen=0) is first
    with pytest.raises(Overtaken, match="別の画面"):
        _do(save_sheet, entry, by=cast.kaji, found=_found(evaluation, 1, 1, 1), seen=0)


@pytest.mark.parametrize(
    ("points", "more", "says"),
    [
        ((3, None, 3), {}, "「実現性」の点がありません。"),
        ((3, 0, 3), {}, "「実現性」の0点にはコメントが必要です。"),
        ((5, 3, 3), {}, "「課題との適合」の5点にはコメントが必要です。"),
        ((), {"abstains": True}, "評価しない理由がありません。"),
    ],
)
def test_what_is_not_complete_is_kept_but_not_handed_in(cast, points, more, says):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    an_evaluator(evaluation, cast.kaji, entry)
    _do(save_sheet, entry, by=cast.kaji, found=_found(evaluation, *points, **more), seen=0)

    with pytest.raises(RuleBroken, match=says):
        _do(hand_in, evaluation, by=cast.kaji)


def test_the_scores_close_by_themselves_once_all_have_handed_in(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING)
    entry = an_entry(evaluation, by=cast.umi)
    for person in (cast.kaji, cast.midori):
        a_sheet(an_evaluator(evaluation, person, entry), entry, 3, 3, 3)

    _do(hand_in, evaluation, by=cast.kaji)
    assert evaluation.step is S.SCORING
    _do(hand_in, evaluation, by=cast.midori)

    assert evaluation.step is S.JOINT
    assert [(one.move, one.by_id) for one in passages_of(evaluation)] == [("complete", None)]
    with pytest.raises(NotAllowed):
        _do(save_sheet, entry, by=cast.michi, found=Found(), seen=0)
    with pytest.raises(Overtaken):
        _do(save_sheet, entry, by=cast.kaji, found=Found(), seen=1)


def test_abstentions_drafts_and_those_who_stand_back_count_for_nothing(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.JOINT)
    mine, rivals = an_entry(evaluation, by=cast.umi), an_entry(evaluation, by=cast.riku)
    kaji = an_evaluator(evaluation, cast.kaji, mine, rivals)
    midori = an_evaluator(evaluation, cast.midori, mine, rivals, but=rivals)
    mori = an_evaluator(evaluation, cast.mori, mine, rivals)
    a_sheet(kaji, mine, 5, 5, 5), a_sheet(kaji, rivals, abstains=True, why="専門外")
    a_sheet(midori, mine, 3, 3, 3), a_sheet(midori, rivals, 0, 0, 0)
    a_sheet(mori, mine, 0, 0, 0)
    handed_in(kaji, midori)

    rows = rows_of(evaluation, [rivals, mine])

    assert [(row.entry, row.totals and (row.totals.median, row.totals.spread, row.totals.count), row.abstained) for row in rows] == [
        (mine, (80.0, 40.0, 2), 0), (rivals, None, 1)
    ]  # fmt: skip


def test_a_refusal_without_reason_words_or_door_is_not_prepared(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.DECIDING)
    entry = an_entry(evaluation, by=cast.umi)

    with pytest.raises(Incomplete) as incomplete:
        _do(prepare_decision, entry, by=cast.michi, decision=Decision.DECLINE)
    assert set(incomplete.value.missing) == {"refusal", "told_words", "door"}

    _do(prepare_decision, entry, by=cast.michi, decision=Decision.DECLINE, **REFUSED)
    assert (entry.decision, entry.door, entry.prepared_by_id) == (Decision.DECLINE, Door.FRONT, cast.michi.id)
    _do(clear_decision, entry, by=cast.michi, seen=entry.version)
    assert (entry.decision, entry.refusal, entry.told_words) == (None, None, "")


def test_who_has_a_conflict_neither_concludes_nor_decides_nor_releases(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.JOINT)
    entry = an_entry(evaluation, by=cast.umi)
    an_evaluator(evaluation, cast.michi, entry, but=entry)
    with pytest.raises(NotAllowed):
        _do(conclude, entry, by=cast.michi, result=Result.NOT, words="x", seen=None)

    deciding = an_evaluation(by=cast.michi, step=S.DECIDING)
    other = an_entry(deciding, by=cast.umi)
    an_evaluator(deciding, cast.mori, other, but=other)
    decided(other, Decision.CHOOSE, by=cast.michi)
    with pytest.raises(NotAllowed):
        _do(prepare_decision, other, by=cast.mori, decision=Decision.CHOOSE)
    with pytest.raises(RuleBroken, match="利害関係があるため"):
        _do(release_decisions, deciding, by=cast.mori)


@pytest.fixture
def ready(cast):
    """An evaluation with two decisions that Michi has prepared."""
    evaluation = an_evaluation(by=cast.michi, step=S.DECIDING)
    entries = [an_entry(evaluation, by=cast.umi), an_entry(evaluation, by=cast.riku)]
    decided(entries[0], Decision.CHOOSE, by=cast.michi)
    decided(entries[1], Decision.DECLINE, by=cast.michi)
    return evaluation, entries


def test_all_go_on_together_through_a_second_person(cast, ready):
    evaluation, entries = ready
    with pytest.raises(RuleBroken, match="準備した人は公表できません"):
        _do(release_decisions, evaluation, by=cast.michi)
    with pytest.raises(NotAllowed):
        _do(release_decisions, evaluation, by=cast.kaji)

    _do(release_decisions, evaluation, by=cast.mori)

    assert [one.proposal.step for one in entries] == [ProposalStep.CANDIDATE, ProposalStep.DECLINED]
    assert passages_of(entries[1].proposal)[-1].reason.startswith(
        "【理由】課題との適合\nそのため。\n【別の窓口】共創フロント"
    )
    with pytest.raises(Overtaken):
        _do(release_decisions, evaluation, by=cast.mori)


def test_if_one_has_moved_meanwhile_none_goes_on_and_it_is_said_which(cast, ready):
    evaluation, (first, second) = ready
    _do(move_proposal, second.proposal, "withdraw", by=cast.riku, reason="都合により。")

    with pytest.raises(RuleBroken, match=f"{second.proposal.number}.*「辞退」になりました"):
        _do(release_decisions, evaluation, by=cast.mori)
    assert first.proposal.step is ProposalStep.REVIEW and evaluation.step is S.DECIDING

    _do(clear_decision, second, by=cast.michi, seen=second.version)
    _do(release_decisions, evaluation, by=cast.mori)
    assert first.proposal.step is ProposalStep.CANDIDATE


def test_what_was_changed_after_somebody_looked_is_not_released(cast, ready):
    evaluation, (_, second) = ready
    seen = evaluation.version
    _do(prepare_decision, second, by=cast.michi, decision=Decision.INVITE, seen=second.version)

    with pytest.raises(Overtaken):
        _do(release_decisions, evaluation, by=cast.mori, seen=seen)


def test_an_officer_does_not_release_a_referral(cast, ready):
    evaluation, (_, second) = ready
    with db.transaction():
        second.decision = Decision.REFER
        second.prepared_by_id = cast.mori.id
        ready[1][0].prepared_by_id = cast.mori.id

    with pytest.raises(RuleBroken, match="事務局の人が公表"):
        _do(release_decisions, evaluation, by=cast.michi)


def test_a_release_is_undone_for_all_or_for_none(cast, ready):
    evaluation, (first, second) = ready
    _do(release_decisions, evaluation, by=cast.mori)
    with pytest.raises(NotAllowed):
        _do(undo_release, evaluation, by=cast.michi, reason="間違い。")
    with pytest.raises(RuleBroken, match="理由"):
        _do(undo_release, evaluation, by=cast.mori, reason=" ")

    _do(undo_release, evaluation, by=cast.mori, reason="間違い。")
    assert [one.proposal.step for one in (first, second)] == [ProposalStep.REVIEW] * 2
    assert [one.move for one in passages_of(second.proposal)] == ["decline", "take_back"]

    _do(release_decisions, evaluation, by=cast.mori)
    _do(move_proposal, first.proposal, "negotiate", by=cast.michi)
    with pytest.raises(RuleBroken, match=f"{first.proposal.number}.*次の段階に進んでいる"):
        _do(undo_release, evaluation, by=cast.mori, reason="間違い。")
    assert second.proposal.step is ProposalStep.DECLINED and evaluation.step is S.RELEASED


def test_nobody_is_reminded_too_early_or_twice_or_for_nothing(cast):
    evaluation = an_evaluation(by=cast.michi, step=S.SCORING, due_on=clock.today() + timedelta(days=3))
    entry = an_entry(evaluation, by=cast.umi)
    kaji, midori = (an_evaluator(evaluation, one, entry) for one in (cast.kaji, cast.midori))
    handed_in(midori)

    assert reminders_due() == []
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        assert reminders_due() == [kaji]
