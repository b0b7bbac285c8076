"""What happens to rounds when people, proposals and groups change meanwhile."""

from threading import Lock

import pytest
from sqlalchemy import select

from hack import db
from hack.errors import RuleBroken
from hack.evaluation.actions import answer_invitation, hand_in
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import allotted_pairs, numbers_of_nobody, reminders_due
from hack.evaluation.rules import place_of
from hack.home.errands import ERRANDS
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.round import RoundStep
from hack.rounds.actions import (
    make_round,
    place_people,
    release_round,
    set_capacity,
    take_back_round,
    work_out_anew,
)
from hack.rounds.models import Round
from hack.rounds.sheet import sheet_of
from hack.workgroups.actions import add_member
from tests.cast import a_need
from tests.evaluation.words import a_sheet, an_evaluator
from tests.rounds.words import a_round, another_coordinator, three_evaluators, who_has
from tests.together import together
from tests.workgroups.words import a_workgroup


def _do(deed, *things, **how):
    with db.transaction():
        return deed(*things, **how)


def _carrier(round_, person):
    return next(one for one in round_.carriers if one.user_id == person.id)


def _matter(round_, title):
    return next(one for one in round_.matters if one.title == title)


def _released(evaluation, by, **how):
    round_ = a_round(evaluation, by=by, **how)
    _do(release_round, round_, by=by, seen=round_.version)
    return round_


def _to_score(person):
    return db.session.execute(ERRANDS["scores"].rows(person)).all()


def _withdrawn(*entries):
    with db.transaction():
        for entry in entries:
            entry.proposal.step = ProposalStep.WITHDRAWN


def test_a_sheet_about_a_proposal_that_was_withdrawn_holds_up_no_release(cast):
    evaluation, entries = three_evaluators(cast)
    has = who_has(_released(evaluation, cast.mori, wanted=1))
    begun = next(one for one in entries if has[one.proposal.title] == {"道野 歩"})
    a_sheet(place_of(cast.michi, evaluation), begun, 3, 3, None)
    _withdrawn(begun)

    second = _released(evaluation, cast.mori, wanted=1)
    assert second.step is RoundStep.RELEASED and begun.proposal.title not in who_has(second)
    assert begun.id not in {entry_id for _, entry_id in allotted_pairs(evaluation)}


def test_where_all_proposals_were_withdrawn_nothing_is_released(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    _withdrawn(*entries)

    with pytest.raises(RuleBroken, match="残っていない"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)
    assert (round_.step, evaluation.allotted) == (RoundStep.DRAFT, False)


def test_what_the_secretariat_says_against_somebody_counts_more_than_what_was_released(cast):
    evaluation, _ = three_evaluators(cast)
    _released(evaluation, cast.mori, wanted=1)
    second = a_round(evaluation, by=cast.mori, wanted=1)
    river, kaji = _matter(second, "河川の土砂を測る"), _carrier(second, cast.kaji)
    assert who_has(second)[river.title] == {"梶 渡"}

    _do(place_people, river, people=[], wishes={kaji.key: 0}, by=cast.mori, seen=second.version)
    _do(work_out_anew, second, by=cast.mori, seen=second.version)
    assert "梶 渡" not in who_has(second)[river.title]


def test_a_conflict_is_not_hidden_by_what_the_secretariat_said(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1, capacity=7)
    kaji, matter = _carrier(round_, cast.kaji), _matter(round_, entries[1].proposal.title)
    there = [one.carrier.key for one in matter.placings]
    _do(place_people, matter, people=there, wishes={kaji.key: 0}, by=cast.mori, seen=round_.version)
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)

    with pytest.raises(RuleBroken, match="利害関係がある"):
        _do(place_people, matter, people=[kaji.key], wishes={}, by=cast.mori, seen=round_.version)


def test_what_somebody_has_handed_in_stays_theirs_and_they_get_nothing_new(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    scored = [one for one in entries if one is not entries[1]]
    for entry in scored:
        a_sheet(place_of(cast.kaji, evaluation), entry, 3, 3, 3)
    _do(hand_in, evaluation, by=cast.kaji)

    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert [title for title, people in who_has(round_).items() if "梶 渡" in people] == [
        one.proposal.title for one in scored
    ]
    assert all(one.value is not None for row in sheet_of(round_).rows for one in row.held)
    _do(release_round, round_, by=cast.mori, seen=round_.version)


def test_who_put_somebody_by_hand_who_hands_in_meanwhile_works_it_out_anew(cast):
    evaluation, entries = three_evaluators(cast)
    for entry in entries[2:]:
        a_sheet(place_of(cast.midori, evaluation), entry, 3, 3, 3)
    with db.transaction():
        evaluation.allotted = True  # the first two are not hers
    round_ = a_round(evaluation, by=cast.mori, wanted=1, capacity=7)
    matter, midori = _matter(round_, entries[0].proposal.title), _carrier(round_, cast.midori)
    _do(place_people, matter, people=[midori.key], wishes={}, by=cast.mori, seen=round_.version)
    with db.transaction():
        place_of(cast.midori, evaluation).handed_in_at = evaluation.opened_at

    with pytest.raises(RuleBroken, match="緑川 樹さんは評価を提出した"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert "緑川 樹" not in who_has(round_)[matter.title]
    _do(release_round, round_, by=cast.mori, seen=round_.version)


def test_nobody_whose_account_is_stopped_is_given_anything(cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    with db.transaction():
        cast.kaji.active = False

    with pytest.raises(RuleBroken, match="梶 渡さんは利用を停止されている"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert "梶 渡" not in set.union(*who_has(round_).values())


def test_nobody_waits_for_an_evaluator_who_was_given_nothing(cast):
    evaluation, entries = three_evaluators(cast)
    an_evaluator(evaluation, cast.mori, *entries)
    db.session.expire_all()
    round_ = a_round(evaluation, by=cast.mori, wanted=1, capacity=7)
    _do(set_capacity, _carrier(round_, cast.mori), capacity=0, by=cast.mori, seen=round_.version)
    assert len(_to_score(cast.mori)) == 1
    _do(release_round, round_, by=cast.mori, seen=round_.version)
    with db.transaction():
        evaluation.due_on = evaluation.opened_at.date()
    has = who_has(round_)

    assert _to_score(cast.mori) == []
    assert {one.user.name for one in reminders_due()} == set.union(*has.values())
    for person in (cast.michi, cast.kaji, cast.midori):
        for entry in entries:
            if person.name in has[entry.proposal.title]:
                a_sheet(place_of(person, evaluation), entry, 3, 3, 3)
        _do(hand_in, evaluation, by=person)
    assert evaluation.step is EvaluationStep.JOINT


def test_a_proposal_whose_evaluator_has_left_is_not_closed_unscored(browser_of, cast):
    evaluation, entries = three_evaluators(cast)
    has = who_has(_released(evaluation, cast.mori, wanted=1))
    [left] = [one for one in entries if has[one.proposal.title] == {"梶 渡"}]
    _do(answer_invitation, evaluation, by=cast.kaji, accepts=False, why="異動。")
    for person in (cast.michi, cast.midori):
        for entry in entries:
            if person.name in has[entry.proposal.title]:
                a_sheet(place_of(person, evaluation), entry, 3, 3, 3)
    _do(hand_in, evaluation, by=cast.midori)
    assert numbers_of_nobody(evaluation) == [left.proposal.number]
    page = browser_of(cast.mori).visit(f"/evaluation/{evaluation.key}")
    assert f"評価する人がいなくなった提案があります: {left.proposal.number}。" in page.main

    second = _released(evaluation, cast.mori, wanted=1, capacity=7)
    assert who_has(second)[left.proposal.title] == {"道野 歩"} and numbers_of_nobody(evaluation) == []
    a_sheet(place_of(cast.michi, evaluation), left, 3, 3, 3)
    _do(hand_in, evaluation, by=cast.michi)
    assert evaluation.step is EvaluationStep.JOINT


def test_the_last_to_hand_in_closes_nothing_while_a_proposal_is_nobodys(cast):
    evaluation, entries = three_evaluators(cast)
    has = who_has(_released(evaluation, cast.mori, wanted=1))
    _do(answer_invitation, evaluation, by=cast.kaji, accepts=False, why="異動。")
    for person in (cast.michi, cast.midori):
        for entry in entries:
            if person.name in has[entry.proposal.title]:
                a_sheet(place_of(person, evaluation), entry, 3, 3, 3)
        _do(hand_in, evaluation, by=person)
    assert evaluation.step is EvaluationStep.SCORING


def test_a_coordinator_with_a_conflict_since_the_draft_does_not_get_the_group(cast):
    mona = another_coordinator()
    evaluation, entries = three_evaluators(cast)
    an_evaluator(evaluation, mona, *entries, but=entries[0])
    group = a_workgroup(by=cast.michi, need=a_need(by=cast.michi, title="河川を見張る"), title="河川のワーキング")
    db.session.expire_all()
    round_ = a_round(None, by=cast.mori, capacity=5, evenly=True)
    _do(place_people, round_.matters[0], people=[_carrier(round_, mona).key], wishes={}, by=cast.mori, seen=None)
    _do(add_member, group, cast.umi, by=cast.mori)

    with pytest.raises(RuleBroken, match="門名 花さんには「河川のワーキング」を任せられません"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert who_has(round_) == {"河川のワーキング": {"森 結"}}


def test_a_round_that_is_taken_back_while_another_is_made_never_leaves_two_drafts(cast):
    evaluation, _ = three_evaluators(cast)
    key = _released(evaluation, cast.mori).key
    number, first, lock = evaluation.id, [True], Lock()

    def deed():
        with lock:
            takes_back = first.pop() if first else False
        found = db.session.scalar(select(Round).where(Round.key == key))
        mori = found.made_by
        if takes_back:
            take_back_round(found, by=mori, reason="早すぎた。", seen=None)
        else:
            make_round(evaluation=db.session.get_one(Evaluation, number), wanted=2, capacity=6, by=mori)

    assert together(2, deed) == ["RuleBroken", "done"]


def test_who_left_meanwhile_is_no_choice_any_more_and_the_page_says_so(browser_of, cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    page = browser_of(cast.mori).visit(f"/rounds/{round_.key}/matters/{round_.matters[0].key}")
    kaji = _carrier(round_, cast.kaji).key
    _do(answer_invitation, evaluation, by=cast.kaji, accepts=False, why="異動。")
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    page.press("保存する", 担当する人=[kaji])

    assert page.status == 422 and "もう選べないものが含まれています" in page.main
