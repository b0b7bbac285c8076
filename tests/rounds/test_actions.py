"""Rounds from the draft to their release and back."""

import pytest
from sqlalchemy import select

from hack import db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions import answer_invitation, hand_in
from hack.evaluation.queries import all_entries, allotted_pairs, entries_to_score
from hack.evaluation.rules import place_of
from hack.events import AllotmentWithdrawn, EntriesAllotted, MemberJoined, RoundMade, RoundMoved
from hack.outbox import EventRecord
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.round import RoundStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.policy import can
from hack.rounds.actions import (
    make_round,
    move_round,
    place_people,
    release_round,
    set_capacity,
    take_back_round,
    work_out_anew,
)
from hack.rounds.queries import groups_without_secretariat, listed_rounds, one_round
from hack.rounds.sheet import sheet_of
from hack.workgroups.actions import add_member, remove_member
from hack.workgroups.models import Duty
from hack.workgroups.rules import membership
from tests.cast import a_need
from tests.evaluation.words import a_sheet, an_entry, an_evaluator
from tests.rounds.words import a_round, another_coordinator, seven_entries, three_evaluators, who_has
from tests.workgroups.words import a_workgroup


def _do(deed, *things, **how):
    with db.transaction():
        return deed(*things, **how)


def _named(*events):
    names = {one.__name__ for one in events}
    found = select(EventRecord.name).where(EventRecord.name.in_(names)).order_by(EventRecord.id)
    return list(db.session.scalars(found))


def _carrier(round_, person):
    return next(one for one in round_.carriers if one.user_id == person.id)


def _matter(round_, title):
    return next(one for one in round_.matters if one.title == title)


def _own(evaluation, person):
    return [one.proposal.title for one in db.session.scalars(entries_to_score(place_of(person, evaluation)))]


def test_a_draft_gives_each_proposal_its_evaluators_without_conflicts_and_tells_why(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    sheet = sheet_of(round_)

    assert [len(row.held) for row in sheet.rows] == [2] * 7 and sheet.empty == 0
    assert "梶 渡" not in who_has(round_)[entries[1].proposal.title]
    assert "梶 渡" in who_has(round_)["河川の土砂を測る"] and "緑川 樹" in who_has(round_)["ごみの組成を調べる"]
    assert all(load.count <= 6 for load in sheet.loads)
    because = {one.placing.carrier.user.name: one.because for one in sheet.rows[4].held}
    assert any("土砂" in words for words in because["梶 渡"]) and "所管課と同じ局の職員" in because["梶 渡"]
    assert allotted_pairs(evaluation) == set() and not evaluation.allotted
    assert _named(RoundMade, EntriesAllotted) == ["RoundMade"]


def test_who_has_not_declared_is_not_in_it_until_it_is_worked_out_anew(cast):
    evaluation, entries = seven_entries(cast)
    an_evaluator(evaluation, cast.michi, *entries)
    an_evaluator(evaluation, cast.kaji)
    db.session.expire_all()
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    assert [one.user.name for one in round_.carriers] == ["道野 歩"]

    with db.transaction():
        place_of(cast.kaji, evaluation).declared_at = evaluation.opened_at
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert [one.user.name for one in round_.carriers] == ["道野 歩", "梶 渡"]
    assert "梶 渡" in set.union(*who_has(round_).values())


def test_it_says_why_places_stay_empty(cast):
    evaluation, entries = three_evaluators(cast)
    sheet = sheet_of(a_round(evaluation, by=cast.mori, wanted=3, capacity=4))

    assert sheet.empty == 21 - 12 and all(row.held for row in sheet.rows)
    assert "2人しか" in sheet.rows[1].why_empty
    assert {row.why_empty for row in sheet.rows if row.empty and row is not sheet.rows[1]} == {
        "任せられる人が、みな上限まで持っています。"
    }


def test_without_a_clue_it_stops_and_evenly_it_goes_on(cast):
    evaluation, _ = seven_entries(cast)
    an_evaluator(evaluation, cast.mori, *all_entries(evaluation))
    db.session.expire_all()

    with pytest.raises(RuleBroken, match="手がかり"):
        a_round(evaluation, by=cast.mori, wanted=1, capacity=10)
    round_ = a_round(evaluation, by=cast.mori, wanted=1, capacity=10, evenly=True)
    assert sheet_of(round_).empty == 0


def test_an_evaluation_has_one_draft_and_only_while_each_one_scores(cast):
    evaluation, _ = three_evaluators(cast)
    a_round(evaluation, by=cast.mori)
    with pytest.raises(RuleBroken, match="すでに案"):
        a_round(evaluation, by=cast.mori)

    with db.transaction():
        evaluation.step = EvaluationStep.JOINT
    round_ = db.session.scalars(listed_rounds(cast.mori)).one()
    with pytest.raises(Overtaken, match="合議"):
        _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    with pytest.raises(Overtaken, match="合議"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)


def test_by_hand_neither_a_conflict_nor_a_limit_is_passed_over(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1, capacity=3)
    kaji, michi = _carrier(round_, cast.kaji), _carrier(round_, cast.michi)
    matter = _matter(round_, entries[1].proposal.title)

    with pytest.raises(RuleBroken, match="梶 渡さんには任せられません"):
        _do(place_people, matter, people=[kaji.key], wishes={}, by=cast.mori, seen=round_.version)
    _do(set_capacity, michi, capacity=sheet_of(round_).loads[0].count, by=cast.mori, seen=round_.version)
    other = next(one for one in round_.matters if michi.id not in [held.carrier_id for held in one.placings])
    with pytest.raises(RuleBroken, match="上限の"):
        _do(place_people, other, people=[michi.key], wishes={}, by=cast.mori, seen=round_.version)
    with pytest.raises(RuleBroken, match="先に案件から外す"):
        _do(set_capacity, michi, capacity=0, by=cast.mori, seen=round_.version)


def test_what_is_put_by_hand_stays_and_what_is_thought_of_people_counts_anew(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    midori, michi = _carrier(round_, cast.midori), _carrier(round_, cast.michi)
    river, count = _matter(round_, "河川の土砂を測る"), _matter(round_, "交差点の交通量を数える")
    assert who_has(round_)["河川の土砂を測る"] == {"梶 渡"}

    _do(place_people, river, people=[midori.key], wishes={}, by=cast.mori, seen=round_.version)
    _do(place_people, count, people=[], wishes={michi.key: 0, midori.key: 3}, by=cast.mori, seen=round_.version)
    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)

    assert who_has(round_)["河川の土砂を測る"] == {"緑川 樹"}
    assert who_has(round_)["交差点の交通量を数える"] == {"緑川 樹"}
    with pytest.raises(RuleBroken, match="任せない"):
        _do(place_people, count, people=[michi.key], wishes={michi.key: 0}, by=cast.mori, seen=round_.version)


def test_released_each_one_scores_the_own_share_and_no_more(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    _do(release_round, round_, by=cast.mori, seen=round_.version)
    has = who_has(round_)

    assert round_.step is RoundStep.RELEASED and evaluation.allotted
    for person in (cast.michi, cast.kaji, cast.midori):
        assert _own(evaluation, person) == [title for title, people in has.items() if person.name in people]
        for entry in entries:
            assert can(person, "sheet.write", entry) is (person.name in has[entry.proposal.title])
    assert _named(EntriesAllotted, RoundMoved) == ["EntriesAllotted", "RoundMoved"]


def test_who_has_scored_the_own_share_hands_in(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    _do(release_round, round_, by=cast.mori, seen=round_.version)
    for entry in entries:
        if cast.kaji.name in who_has(round_)[entry.proposal.title]:
            a_sheet(place_of(cast.kaji, evaluation), entry, 3, 3, 3)

    _do(hand_in, evaluation, by=cast.kaji)
    assert place_of(cast.kaji, evaluation).handed_in_at is not None


def test_taken_back_before_anybody_has_begun_and_not_after(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    _do(release_round, round_, by=cast.mori, seen=round_.version)
    _do(take_back_round, round_, by=cast.mori, reason="早すぎた。", seen=round_.version)

    assert round_.step is RoundStep.DRAFT and not evaluation.allotted and allotted_pairs(evaluation) == set()
    assert len(_own(evaluation, cast.michi)) == 7
    assert _named(AllotmentWithdrawn) == ["AllotmentWithdrawn"]

    _do(release_round, round_, by=cast.mori, seen=round_.version)
    entry = next(one for one in entries if cast.michi.name in who_has(round_)[one.proposal.title])
    a_sheet(place_of(cast.michi, evaluation), entry, 3, None, None)
    with pytest.raises(RuleBroken, match="書き始められているため"):
        _do(take_back_round, round_, by=cast.mori, reason="早すぎた。", seen=round_.version)
    assert (round_.step, evaluation.allotted) == (RoundStep.RELEASED, True)


def test_when_somebody_declines_a_new_round_fills_the_places_and_leaves_the_others(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    _do(release_round, round_, by=cast.mori, seen=round_.version)
    before = who_has(round_)
    mine = next(one for one in entries if before[one.proposal.title] == {"梶 渡"})
    theirs = next(one for one in entries if before[one.proposal.title] == {"道野 歩"})
    a_sheet(place_of(cast.michi, evaluation), theirs, 3, 3, None)
    _do(answer_invitation, evaluation, by=cast.kaji, accepts=False, why="異動。")

    second = a_round(evaluation, by=cast.mori, wanted=1, capacity=7)
    _do(release_round, second, by=cast.mori, seen=second.version)
    after = who_has(second)
    assert after[mine.proposal.title] in ({"道野 歩"}, {"緑川 樹"})
    assert {title: people for title, people in after.items() if before[title] != {"梶 渡"}} == {
        title: people for title, people in before.items() if people != {"梶 渡"}
    }
    assert (round_.step, second.step) == (RoundStep.REPLACED, RoundStep.RELEASED)


def test_a_release_that_came_too_late_for_a_sheet_or_a_conflict_changes_nothing(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori, wanted=1)
    has = who_has(round_)
    entry = next(one for one in entries if "道野 歩" not in has[one.proposal.title])
    a_sheet(place_of(cast.michi, evaluation), entry, 3, 3, None)
    with pytest.raises(RuleBroken, match="書き始められた評価票"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)
    assert (round_.step, evaluation.allotted) == (RoundStep.DRAFT, False)

    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert "道野 歩" in who_has(round_)[entry.proposal.title]
    _do(release_round, round_, by=cast.mori, seen=round_.version)


def test_a_proposal_that_is_nobodys_is_not_released(cast):
    evaluation, _ = seven_entries(cast)
    entries = all_entries(evaluation)
    for person in (cast.kaji, cast.midori):
        an_evaluator(evaluation, person, *entries, but=entries[0])
    db.session.expire_all()
    round_ = a_round(evaluation, by=cast.mori, wanted=1, capacity=10)

    with pytest.raises(RuleBroken, match="だれにも割り当てられていない"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)


def test_who_changes_what_somebody_else_changed_meanwhile_is_told(cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    seen = round_.version
    _do(set_capacity, round_.carriers[0], capacity=9, by=cast.mori, seen=seen)

    for deed in (work_out_anew, release_round):
        with pytest.raises(Overtaken):
            _do(deed, round_, by=cast.mori, seen=seen)


def test_a_draft_is_given_up_and_another_one_made(cast):
    evaluation, _ = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    _do(move_round, round_, "discard", by=cast.mori, reason="人が足りない。")

    assert round_.step is RoundStep.DISCARDED
    with pytest.raises(Overtaken, match="破棄"):
        _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    a_round(evaluation, by=cast.mori)


def test_only_coordinators_without_a_conflict_see_and_make_rounds(cast):
    evaluation, entries = three_evaluators(cast)
    round_ = a_round(evaluation, by=cast.mori)
    mona = another_coordinator()
    assert one_round(round_.key, mona) is round_
    an_evaluator(evaluation, mona, *entries, but=entries[0])
    db.session.expire_all()

    assert one_round(round_.key, mona) is None
    for person in (cast.michi, cast.kaji, cast.umi, cast.kan, cast.ken):
        assert one_round(round_.key, person) is None
        assert db.session.scalars(listed_rounds(person)).all() == []
        with pytest.raises(NotAllowed):
            _do(make_round, evaluation=evaluation, wanted=1, capacity=3, by=person)
    _do(move_round, round_, "discard", by=cast.mori, reason="替わる。")
    with pytest.raises(RuleBroken, match="利害関係"):
        a_round(evaluation, by=mona)


def _groups(cast, *titles):
    groups = []
    for title in titles:
        need = a_need(by=cast.michi, title=title)
        groups.append(a_workgroup(by=cast.michi, need=need, title=f"{title}のワーキング"))
        _do(add_member, groups[-1], cast.umi, by=cast.mori)
    db.session.expire_all()
    return groups


def test_groups_without_a_coordinator_get_one_each_by_the_deed_of_their_chapter(cast):
    mona = another_coordinator()
    groups = _groups(cast, "河川を見張る", "ごみを分ける", "除雪を知らせる")
    assert groups_without_secretariat() == groups
    round_ = a_round(None, by=cast.mori, capacity=2, evenly=True)
    assert sorted(load.count for load in sheet_of(round_).loads) == [1, 2]

    _do(release_round, round_, by=cast.mori, seen=round_.version)
    for group in groups:
        [name] = who_has(round_)[group.title]
        place = membership({mona.name: mona, cast.mori.name: cast.mori}[name], group)
        assert place.duty is Duty.SECRETARY
    assert groups_without_secretariat() == [] and _named(MemberJoined) == ["MemberJoined"] * (3 + 3)

    _do(take_back_round, round_, by=cast.mori, reason="担当を見直す。", seen=round_.version)
    assert groups_without_secretariat() == groups and round_.step is RoundStep.DRAFT


def test_who_knows_the_need_already_is_nearer(cast):
    mona = another_coordinator()
    first, second = _groups(cast, "河川を見張る", "ごみを分ける")
    before = a_workgroup(by=mona, need=second.need, people=())
    _do(remove_member, membership(mona, before), by=mona, reason="終わった。") if membership(mona, before) else None
    with db.transaction():
        before.step, before.report = WorkgroupStep.INFORMED, "終わった。"
    db.session.expire_all()
    round_ = a_round(None, by=cast.mori, capacity=3)

    assert who_has(round_)[second.title] == {"門名 花"}
    assert first.title in who_has(round_)


def test_a_group_that_has_got_its_coordinator_meanwhile_is_not_given_a_second(cast):
    mona = another_coordinator()
    groups = _groups(cast, "河川を見張る", "ごみを分ける")
    round_ = a_round(None, by=cast.mori, capacity=5, evenly=True)
    _do(add_member, groups[0], mona, by=cast.mori)
    with pytest.raises(Overtaken, match="計算し直して"):
        _do(release_round, round_, by=cast.mori, seen=round_.version)
    assert round_.step is RoundStep.DRAFT

    _do(work_out_anew, round_, by=cast.mori, seen=round_.version)
    assert [one.title for one in round_.matters] == [groups[1].title]
    _do(release_round, round_, by=cast.mori, seen=round_.version)


def test_a_conflict_towards_a_member_organisation_keeps_a_coordinator_from_the_group(cast):
    mona = another_coordinator()
    evaluation, entries = three_evaluators(cast)
    an_evaluator(evaluation, mona, *entries, but=entries[0])
    entry = an_entry(evaluation, by=cast.umi)
    assert entry.proposal.organization_id == cast.minato.id
    [group] = _groups(cast, "河川を見張る")
    round_ = a_round(None, by=cast.mori, capacity=5, evenly=True)

    assert who_has(round_)[group.title] == {"森 結"}
