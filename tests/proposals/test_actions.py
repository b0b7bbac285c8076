"""What can be done with proposals."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.errors import Incomplete, NotAllowed, Overtaken, RuleBroken
from hack.outbox import EventRecord
from hack.passages import passages_of
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import (
    draft_proposal,
    edit_proposal,
    move_proposal,
    submit_proposal,
    take_back_proposal,
)
from hack.proposals.models import ProposalKind
from hack.proposals.queries import one_proposal
from hack.proposals.texts import digest_of
from tests.cast import a_need, a_proposal, a_seed
from tests.proposals.words import IDEA, SOLUTION, a_draft, everybody, handed_in


def _events(proposal):
    records = db.session.scalars(
        select(EventRecord).where(EventRecord.thing == f"proposal:{proposal.id}").order_by(EventRecord.id)
    )
    return [(record.name, record.facts.get("end"), record.by_id) for record in records]


def _in_turn(proposal, *deeds):
    for by, name, reason in deeds:
        with db.transaction():
            move_proposal(proposal, name, by=by, reason=reason)


def test_a_draft_belongs_to_its_organisation_and_has_no_number(cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.sora)

    with db.transaction():
        proposal = draft_proposal(need=need, by=cast.umi, kind=ProposalKind.IDEA, seed=seed, title="計測")

    assert (proposal.step, proposal.organization, proposal.proposer, proposal.need, proposal.seed) == (
        ProposalStep.DRAFT,
        cast.minato,
        cast.umi,
        need,
        seed,
    )
    assert (proposal.number, proposal.received_at, proposal.digest) == (None, None, "")
    assert _events(proposal) == [("ProposalDrafted", None, cast.umi.id)]


def test_a_rivals_seed_is_nobody_elses_to_draw_from(cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.riku)

    with pytest.raises(RuleBroken, match="自分の団体のシーズ") as refusal, db.transaction():
        draft_proposal(need=need, by=cast.umi, kind=ProposalKind.IDEA, seed=seed, title="計測")

    assert refusal.value.field == "seed"


def test_only_people_of_an_organisation_propose(cast):
    need = a_need(by=cast.michi)

    with pytest.raises(NotAllowed), db.transaction():
        draft_proposal(need=need, by=cast.mori, kind=ProposalKind.IDEA, title="計測")


@pytest.mark.parametrize("name", ["step", "number", "organization_id"])
def test_nobody_writes_what_is_not_asked(cast, name):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    with pytest.raises(TypeError), db.transaction():
        edit_proposal(proposal, by=cast.umi, seen=proposal.version, **{name: "x"})


def test_the_text_of_a_draft_is_changed_by_the_whole_organisation(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    with db.transaction():
        edit_proposal(proposal, by=cast.sora, seen=proposal.version, kind=ProposalKind.SOLUTION, plan="2か所で試す")

    assert (proposal.kind, proposal.plan, proposal.summary) == (ProposalKind.SOLUTION, "2か所で試す", IDEA["summary"])
    assert _events(proposal)[-1] == ("ProposalChanged", None, cast.sora.id)


def test_the_second_of_two_who_write_is_told_so_and_the_first_ones_words_stay(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    seen = proposal.version
    with db.transaction():
        edit_proposal(proposal, by=cast.umi, seen=seen, summary="海野の要約")

    with pytest.raises(Overtaken), db.transaction():
        edit_proposal(proposal, by=cast.sora, seen=seen, summary="空閑の要約")

    assert proposal.summary == "海野の要約"


def test_saving_the_same_words_twice_changes_nothing(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    seen = proposal.version
    for _ in range(2):
        with db.transaction():
            edit_proposal(proposal, by=cast.umi, seen=seen, summary="新しい要約")

    assert [name for name, *_ in _events(proposal)] == ["ProposalDrafted", "ProposalChanged"]


def test_what_is_being_checked_is_not_rewritten(cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    _in_turn(proposal, (cast.mori, "screen", ""))

    with pytest.raises(Overtaken, match="書き換えられません"), db.transaction():
        edit_proposal(proposal, by=cast.umi, seen=proposal.version, summary="あとから")

    assert proposal.summary == IDEA["summary"]


@pytest.mark.parametrize("somebody", ["riku", "mori", "michi", "kan"])
def test_nobody_else_writes_an_organisations_draft(cast, somebody):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    with pytest.raises(NotAllowed), db.transaction():
        edit_proposal(proposal, by=getattr(cast, somebody), seen=proposal.version, summary="書き換え")


def test_handing_in_gives_number_time_and_seal_and_leaves_a_passage(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    sealed = digest_of(proposal)

    with db.transaction():
        submit_proposal(proposal, by=cast.sora, seen=proposal.version)

    assert (proposal.step, proposal.number, proposal.received_at, proposal.digest) == (
        ProposalStep.RECEIVED,
        "R8-0001",
        clock.now(),
        sealed,
    )
    assert [(p.start, p.end, p.by_id) for p in passages_of(proposal)] == [("draft", "received", cast.sora.id)]
    assert _events(proposal)[-1] == ("ProposalMoved", "received", cast.sora.id)


def test_everything_that_is_missing_is_said_at_once(cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        proposal = draft_proposal(need=need, by=cast.umi, kind=ProposalKind.IDEA, title="名前だけ")

    with pytest.raises(Incomplete) as refusal, db.transaction():
        submit_proposal(proposal, by=cast.umi)

    assert set(refusal.value.missing) == {"summary", "technology", "effect"}
    assert (proposal.step, proposal.number) == (ProposalStep.DRAFT, None)


@pytest.mark.parametrize(
    ("before_the_end", "received"),
    [(timedelta(seconds=1), True), (timedelta(0), False), (-timedelta(seconds=1), False)],
)
def test_a_call_ends_at_24_oclock_in_japan_of_its_last_day(cast, before_the_end, received):
    need = a_need(by=cast.michi)
    proposal = a_draft(by=cast.umi, need=need)
    end = clock.end_of(need.closes_on)
    assert clock.in_japan(end).hour == 0

    with clock.stopped_at(end - before_the_end):
        if received:
            with db.transaction():
                submit_proposal(proposal, by=cast.umi)
        else:
            with pytest.raises(RuleBroken, match="2026年6月11日の24時に締め切られました"), db.transaction():
                submit_proposal(proposal, by=cast.umi)

    assert (proposal.step is ProposalStep.RECEIVED) is received
    assert proposal.summary == IDEA["summary"]


@pytest.mark.parametrize("step", [NeedStep.IDEAS_CLOSED, NeedStep.WORKING, NeedStep.EVALUATING, NeedStep.ON_HOLD])
def test_a_need_that_calls_for_nothing_takes_no_proposal(cast, step):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi, step=step))

    with pytest.raises(RuleBroken, match="いま提案を募集していません"), db.transaction():
        submit_proposal(proposal, by=cast.umi)

    assert proposal.step is ProposalStep.DRAFT


def test_a_call_for_trials_asks_for_a_solution(cast):
    need = a_need(by=cast.michi, step=NeedStep.TRIALS_OPEN)
    idea, solution = a_draft(by=cast.umi, need=need), a_draft(by=cast.umi, need=need, kind=ProposalKind.SOLUTION)

    with pytest.raises(RuleBroken, match="ソリューション"), db.transaction():
        submit_proposal(idea, by=cast.umi)
    with db.transaction():
        submit_proposal(solution, by=cast.umi)

    assert (idea.step, solution.step) == (ProposalStep.DRAFT, ProposalStep.RECEIVED)


def test_handing_in_twice_hands_in_once(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    seen = proposal.version
    for _ in range(2):
        with db.transaction():
            submit_proposal(proposal, by=cast.umi, seen=seen)

    assert (proposal.number, len(passages_of(proposal))) == ("R8-0001", 1)


def test_who_looked_at_older_words_does_not_hand_in_newer_ones_unread(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    seen = proposal.version
    with db.transaction():
        edit_proposal(proposal, by=cast.sora, seen=seen, summary="空閑が直した")

    with pytest.raises(Overtaken), db.transaction():
        submit_proposal(proposal, by=cast.umi, seen=seen)

    assert proposal.step is ProposalStep.DRAFT


def test_a_rival_hands_in_nobody_elses_draft(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    with pytest.raises(NotAllowed), db.transaction():
        submit_proposal(proposal, by=cast.riku)


def test_a_query_is_answered_after_the_call_has_ended_with_a_new_seal_and_the_old_number(cast):
    need = a_need(by=cast.michi)
    proposal = handed_in(by=cast.umi, need=need)
    first_seal, received_at = proposal.digest, proposal.received_at
    _in_turn(proposal, (cast.mori, "screen", ""), (cast.mori, "query", "精度の根拠を教えてください。"))

    with clock.stopped_at(clock.end_of(need.closes_on)):
        with db.transaction():
            edit_proposal(proposal, by=cast.umi, seen=proposal.version, references="3市で誤差4%でした。")
        with db.transaction():
            submit_proposal(proposal, by=cast.umi, seen=proposal.version, answer="実績の欄に書き足しました。")

    assert (proposal.step, proposal.number, proposal.received_at) == (ProposalStep.SCREENING, "R8-0001", received_at)
    assert proposal.digest == digest_of(proposal) != first_seal
    assert passages_of(proposal)[-1].reason == ("実績の欄に書き足しました。\n(本文を直し、第2版としました。)")


def test_a_query_is_not_answered_without_a_word(cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    _in_turn(proposal, (cast.mori, "screen", ""), (cast.mori, "query", "根拠を教えてください。"))

    with pytest.raises(RuleBroken, match="回答を入力") as refusal, db.transaction():
        submit_proposal(proposal, by=cast.umi, answer="  ")

    assert (refusal.value.field, proposal.step) == ("answer", ProposalStep.QUERIED)


@pytest.mark.parametrize("move", ["query", "decline", "refer"])
def test_a_refusal_and_a_query_say_why(cast, move):
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=ProposalStep.SCREENING)

    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        move_proposal(proposal, move, by=cast.mori)

    assert proposal.step is ProposalStep.SCREENING


@pytest.mark.parametrize(
    ("somebody", "move"),
    [("michi", "screen"), ("umi", "accept"), ("riku", "withdraw"), ("kaji", "decline"), ("kan", "screen")],
)
def test_nobody_makes_somebody_elses_move(cast, somebody, move):
    step = ProposalStep.SCREENING if move == "accept" else ProposalStep.RECEIVED
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi), step=step)

    with pytest.raises(NotAllowed), db.transaction():
        move_proposal(proposal, move, by=getattr(cast, somebody), reason="わけあって")

    assert proposal.step is step


def test_a_draft_is_not_moved_past_its_receipt(cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))

    with pytest.raises(RuleBroken, match="専用の画面"), db.transaction():
        move_proposal(proposal, "submit", by=cast.umi)


def test_a_coordinator_takes_a_wrong_move_back_and_it_stays_in_the_history(cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    _in_turn(proposal, (cast.mori, "decline", "取り違え"))

    with db.transaction():
        take_back_proposal(proposal, by=cast.mori, reason="別の提案と取り違えました。", seen=proposal.version)

    assert proposal.step is ProposalStep.RECEIVED
    assert [p.end for p in passages_of(proposal)] == ["received", "declined", "received"]


@pytest.mark.parametrize("somebody", ["umi", "michi", "riku", "ken"])
def test_only_coordinators_take_back(cast, somebody):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    _in_turn(proposal, (cast.mori, "screen", ""))

    with pytest.raises(NotAllowed), db.transaction():
        take_back_proposal(proposal, by=getattr(cast, somebody), reason="戻す")


def test_a_receipt_that_was_taken_back_keeps_its_number_for_the_next_time(cast):
    need = a_need(by=cast.michi)
    proposal, other = handed_in(by=cast.umi, need=need), handed_in(by=cast.riku, need=need)
    with db.transaction():
        take_back_proposal(proposal, by=cast.mori, reason="出し直しのため")
    assert proposal.step is ProposalStep.DRAFT

    with db.transaction():
        submit_proposal(proposal, by=cast.umi)

    assert (proposal.number, other.number) == ("R8-0001", "R8-0002")


def test_a_receipt_is_not_taken_back_when_it_could_not_be_handed_in_again(cast):
    need = a_need(by=cast.michi)
    proposal = handed_in(by=cast.umi, need=need)

    with (
        clock.stopped_at(clock.end_of(need.closes_on)),
        pytest.raises(RuleBroken, match="出し直せない"),
        db.transaction(),
    ):
        take_back_proposal(proposal, by=cast.mori, reason="出し直しのため")

    assert proposal.step is ProposalStep.RECEIVED


def test_a_solution_is_sealed_with_all_its_answers(cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi), kind=ProposalKind.SOLUTION)

    assert (proposal.plan, proposal.digest) == (SOLUTION["plan"], digest_of(proposal))


def test_what_was_written_after_a_receipt_was_taken_back_is_read_by_nobody_else_when_it_is_thrown_away(cast):
    proposal = handed_in(by=cast.umi, need=a_need(by=cast.michi))
    with db.transaction():
        take_back_proposal(proposal, by=cast.mori, reason="出し直しのため")
    with db.transaction():
        edit_proposal(proposal, by=cast.umi, seen=proposal.version, summary="まだだれにも見せない要約")
    with db.transaction():
        move_proposal(proposal, "withdraw", by=cast.umi, reason="やめます。")

    readers = {name for name, one in everybody(cast).items() if one_proposal(proposal.key, one)}
    assert readers == {"umi", "sora"}
