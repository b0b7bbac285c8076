"""What can be done with working groups and their meetings."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.jobs import settle
from hack.matching.models import Verdict
from hack.needs.actions import move_need, submit_need
from hack.outbox import EventRecord
from hack.passages import last_passage, passages_of
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.workgroups.actions import (
    call_meeting,
    close_workgroup,
    edit_meeting,
    edit_workgroup,
    keep_minutes,
    move_workgroup,
    open_workgroup,
    take_back_workgroup,
)
from hack.workgroups.models import Side, Workgroup
from hack.workgroups.queries import resolutions_at
from tests.cast import a_need, a_proposal, a_seed
from tests.workgroups.words import TWO, WORDS, a_meeting, a_suggestion, a_workgroup, names_in


def _events(thing):
    return list(db.session.scalars(select(EventRecord.name).where(EventRecord.thing == thing).order_by(EventRecord.id)))


def test_opening_a_group_invites_the_proposals_and_starts_the_working_in_one_step(cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED)
    reviewed = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW)
    interviewed = a_proposal(by=cast.riku, need=need, step=ProposalStep.INTERVIEW)
    invited = a_proposal(by=cast.kita, need=need, step=ProposalStep.INVITED)

    with db.transaction():
        workgroup = open_workgroup(need=need, by=cast.mori, proposals=(reviewed, interviewed, invited), **WORDS)

    assert (workgroup.step, workgroup.taken, need.step) == (WorkgroupStep.FORMING, 5, NeedStep.WORKING)
    assert {p.step for p in (reviewed, interviewed, invited)} == {ProposalStep.INVITED}
    assert [(m.user, m.side, m.proposal) for m in workgroup.members] == [
        (cast.mori, Side.SECRETARIAT, None),
        (cast.michi, Side.CITY, None),
        (cast.umi, Side.PROPOSER, reviewed),
        (cast.riku, Side.PROPOSER, interviewed),
        (cast.kita, Side.PROPOSER, invited),
    ]
    assert _events(f"workgroup:{workgroup.id}") == ["WorkgroupOpened"]


def test_nothing_of_it_happens_if_one_part_cannot(cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED)
    ready = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW)
    early = a_proposal(by=cast.riku, need=need, step=ProposalStep.RECEIVED)

    with pytest.raises(RuleBroken, match="招ける段階ではありません"), db.transaction():
        open_workgroup(need=need, by=cast.mori, proposals=(ready, early), **WORDS)

    assert (ready.step, need.step) == (ProposalStep.REVIEW, NeedStep.IDEAS_CLOSED)
    assert db.session.scalar(select(func.count()).select_from(Workgroup)) == 0


def test_a_proposal_for_another_need_is_not_invited(cast):
    need, other = a_need(by=cast.michi), a_need(by=cast.midori)
    proposal = a_proposal(by=cast.umi, need=other, step=ProposalStep.REVIEW)

    with pytest.raises(RuleBroken), db.transaction():
        open_workgroup(need=need, by=cast.mori, proposals=(proposal,), **WORDS)


def test_of_a_need_that_the_secretariat_began_somebody_of_its_section_is_in_from_the_start(cast):
    need = a_need(by=cast.michi, author_id=cast.mori.id, step=NeedStep.DRAFT)
    with db.transaction():
        submit_need(need, by=cast.michi)
    with db.transaction():
        need.step = NeedStep.IDEAS_CLOSED

    assert names_in(a_workgroup(by=cast.mori, need=need)) == ["森 結", "道野 歩"]


def test_too_few_places_for_the_first_members_are_refused(cast):
    need = a_need(by=cast.michi)
    proposal = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW)

    with pytest.raises(RuleBroken, match="最初の構成員が3人") as refusal, db.transaction():
        open_workgroup(need=need, by=cast.mori, proposals=(proposal,), **(WORDS | {"capacity": 2}))

    assert (refusal.value.field, proposal.step) == ("capacity", ProposalStep.REVIEW)


def test_who_is_first_by_several_ways_is_in_once_and_who_has_gone_is_not(cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        cast.sora.active = False
    proposals = [
        a_proposal(by=person, need=need, step=ProposalStep.REVIEW) for person in (cast.umi, cast.umi, cast.sora)
    ]

    with db.transaction():
        workgroup = open_workgroup(need=need, by=cast.michi, proposals=proposals, guests=(cast.umi,), **WORDS)

    assert (names_in(workgroup), workgroup.taken) == ([cast.michi.name, cast.umi.name], 2)


def test_an_officer_opens_a_group_for_a_need_of_the_own_section_only(cast):
    own, other = a_need(by=cast.michi), a_need(by=cast.kaji)

    with db.transaction():
        open_workgroup(need=own, by=cast.michi, **WORDS)
    with pytest.raises(NotAllowed), db.transaction():
        open_workgroup(need=other, by=cast.michi, **WORDS)


@pytest.mark.parametrize("somebody", ["umi", "kaji", "kan", "ken"])
def test_nobody_else_opens_a_group(cast, somebody):
    need = a_need(by=cast.michi)

    with pytest.raises(NotAllowed), db.transaction():
        open_workgroup(need=need, by=getattr(cast, somebody), **WORDS)


def test_a_group_comes_of_a_suggestion_that_somebody_confirmed(cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)
    suggestion = a_suggestion(need, seed, fits=cast.michi)

    with db.transaction():
        workgroup = open_workgroup(need=need, by=cast.mori, suggestion=suggestion, guests=(seed.author,), **WORDS)

    assert workgroup.suggestion is suggestion
    assert names_in(workgroup) == [cast.mori.name, cast.michi.name, cast.umi.name]


@pytest.mark.parametrize("case", ["unsaid", "withdrawn", "another need"])
def test_a_suggestion_that_nobody_confirms_opens_nothing(cast, case):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)
    suggestion = a_suggestion(need, seed, fits=None if case == "unsaid" else cast.michi)
    if case == "withdrawn":
        with db.transaction():
            db.session.scalars(select(Verdict)).one().withdrawn_at = clock.now()
    around = a_need(by=cast.michi) if case == "another need" else need

    with pytest.raises(RuleBroken, match="判断されていません"), db.transaction():
        open_workgroup(need=around, by=cast.mori, suggestion=suggestion, **WORDS)


def test_a_need_whose_ideas_are_still_open_stays_as_it_is(cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_OPEN)

    a_workgroup(by=cast.mori, need=need)

    assert need.step is NeedStep.IDEAS_OPEN


def test_a_group_is_edited(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    with db.transaction():
        edit_workgroup(workgroup, by=cast.mori, seen=workgroup.version, title="新しい名前", capacity=4)

    assert (workgroup.title, workgroup.capacity) == ("新しい名前", 4)
    assert _events(f"workgroup:{workgroup.id}")[-1] == "WorkgroupChanged"


def test_a_group_is_not_made_smaller_than_it_is(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))

    with pytest.raises(RuleBroken, match="いま3人が参加") as refusal, db.transaction():
        edit_workgroup(workgroup, by=cast.mori, seen=workgroup.version, capacity=2)

    assert (refusal.value.field, workgroup.capacity) == ("capacity", 10)


def test_the_second_of_two_who_edit_a_group_is_told_so(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    seen = workgroup.version
    with db.transaction():
        edit_workgroup(workgroup, by=cast.mori, seen=seen, title="新しい名前")

    with pytest.raises(Overtaken), db.transaction():
        edit_workgroup(workgroup, by=cast.mori, seen=seen, title="もうひとつの名前")

    assert workgroup.title == "新しい名前"


def test_a_group_that_has_ended_is_left_as_it_is(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    meeting = a_meeting(workgroup, by=cast.mori)
    with db.transaction():
        move_workgroup(workgroup, "dissolve", by=cast.mori, reason="人が集まらなかったため")

    for deed in (
        lambda: edit_workgroup(workgroup, by=cast.mori, seen=workgroup.version, title="x"),
        lambda: call_meeting(workgroup, by=cast.mori, title="x", starts_at=TWO),
        lambda: edit_meeting(meeting, by=cast.mori, seen=meeting.version, title="x"),
        lambda: keep_minutes(meeting, by=cast.mori, minutes="x", seen=meeting.version),
    ):
        with pytest.raises(Overtaken, match="すでに終わっています"), db.transaction():
            deed()


def test_a_group_is_closed_with_a_report_and_perhaps_a_public_summary(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.SUMMARISING)

    with db.transaction():
        close_workgroup(
            workgroup,
            by=cast.mori,
            move="hand_on",
            report="4回話し合いました。",
            summary="2か所で試します。",
            seen=workgroup.version,
        )

    assert (workgroup.step, workgroup.report, workgroup.summary) == (
        WorkgroupStep.TO_CALL,
        "4回話し合いました。",
        "2か所で試します。",
    )
    assert passages_of(workgroup)[-1].move == "hand_on"


def test_a_group_is_not_closed_without_a_report(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.SUMMARISING)

    with pytest.raises(RuleBroken, match="結論を入力") as refusal, db.transaction():
        close_workgroup(workgroup, by=cast.mori, move="conclude", report=" \n")

    assert (refusal.value.field, workgroup.step) == ("report", WorkgroupStep.SUMMARISING)


def test_a_group_is_not_closed_before_it_is_summed_up_nor_by_a_button(cast):
    need = a_need(by=cast.michi)
    active = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.ACTIVE)
    summarising = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.SUMMARISING)

    with pytest.raises(Overtaken), db.transaction():
        close_workgroup(active, by=cast.mori, move="conclude", report="早すぎる報告")
    with pytest.raises(RuleBroken, match="専用の画面"), db.transaction():
        move_workgroup(summarising, "conclude", by=cast.mori)
    with pytest.raises(RuleBroken, match="専用の画面|専用"), db.transaction():
        close_workgroup(summarising, by=cast.mori, move="resume", report="別の操作")

    assert (active.report, summarising.report) == ("", "")


@pytest.mark.parametrize("somebody", ["umi", "michi", "kan"])
def test_only_coordinators_move_close_and_take_back(cast, somebody):
    person = getattr(cast, somebody)
    workgroup = a_workgroup(
        by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.SUMMARISING, people=(cast.umi,)
    )

    for deed in (
        lambda: move_workgroup(workgroup, "resume", by=person, reason="x"),
        lambda: close_workgroup(workgroup, by=person, move="conclude", report="x"),
        lambda: take_back_workgroup(workgroup, by=person, reason="x"),
        lambda: edit_workgroup(workgroup, by=person, seen=workgroup.version, title="x"),
    ):
        with pytest.raises(NotAllowed), db.transaction():
            deed()


def test_a_wrong_move_is_taken_back_but_not_a_closing(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.SUMMARISING)
    with db.transaction():
        take_back_workgroup(workgroup, by=cast.mori, reason="押し間違い", seen=workgroup.version)
    assert workgroup.step is WorkgroupStep.ACTIVE
    with db.transaction():
        move_workgroup(workgroup, "summarise", by=cast.mori)
    with db.transaction():
        close_workgroup(workgroup, by=cast.mori, move="conclude", report="まとめ")

    with pytest.raises(RuleBroken), db.transaction():
        take_back_workgroup(workgroup, by=cast.mori, reason="戻したい")


def test_a_meeting_is_called_and_changed(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    with db.transaction():
        meeting = call_meeting(workgroup, by=cast.michi, title="第1回", starts_at=TWO, place="会議室1", agenda="場所")
    with db.transaction():
        edit_meeting(meeting, by=cast.mori, seen=meeting.version, ends_at=TWO + timedelta(hours=2), place="会議室2")

    assert (meeting.starts_at, meeting.ends_at, meeting.place) == (TWO, TWO + timedelta(hours=2), "会議室2")
    assert _events(f"meeting:{meeting.id}") == ["MeetingCalled", "MeetingChanged"]


def test_saying_the_same_of_a_meeting_again_tells_nobody_twice(cast):
    meeting = a_meeting(a_workgroup(by=cast.mori, need=a_need(by=cast.michi)), by=cast.mori)
    seen = meeting.version
    for _ in range(2):
        with db.transaction():
            edit_meeting(meeting, by=cast.mori, seen=seen, place="会議室2")

    assert _events(f"meeting:{meeting.id}") == ["MeetingCalled", "MeetingChanged"]


@pytest.mark.parametrize("length", [timedelta(0), -timedelta(minutes=1)])
def test_a_meeting_does_not_end_before_it_begins(cast, length):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    with pytest.raises(RuleBroken, match="始まりより後") as refusal, db.transaction():
        call_meeting(workgroup, by=cast.mori, title="第1回", starts_at=TWO, ends_at=TWO + length)

    assert refusal.value.field == "ends"


@pytest.mark.parametrize("somebody", ["umi", "riku", "kaji", "ken"])
def test_companies_call_no_meetings_and_keep_no_minutes(cast, somebody):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    meeting, person = a_meeting(workgroup, by=cast.mori), getattr(cast, somebody)

    with pytest.raises(NotAllowed), db.transaction():
        call_meeting(workgroup, by=person, title="裏の会議", starts_at=TWO)
    with pytest.raises(NotAllowed), db.transaction():
        edit_meeting(meeting, by=person, seen=meeting.version, title="書き換え")
    with pytest.raises(NotAllowed), db.transaction():
        keep_minutes(meeting, by=person, minutes="書き換え", seen=meeting.version)


def test_minutes_say_who_kept_them_and_when(cast):
    meeting = a_meeting(a_workgroup(by=cast.mori, need=a_need(by=cast.michi)), by=cast.mori)

    with db.transaction():
        keep_minutes(meeting, by=cast.michi, minutes="場所を話した。", decisions="2か所にする。", seen=meeting.version)

    decided = [one.words for one in resolutions_at(meeting)]
    assert (meeting.minutes, decided, meeting.minutes_by, meeting.minutes_at) == (
        "場所を話した。",
        ["2か所にする。"],
        cast.michi,
        clock.now(),
    )
    assert _events(f"meeting:{meeting.id}")[-1] == "MinutesKept"


def test_the_second_of_two_who_keep_minutes_does_not_write_over_the_first(cast):
    meeting = a_meeting(a_workgroup(by=cast.mori, need=a_need(by=cast.michi)), by=cast.mori)
    seen = meeting.version
    with db.transaction():
        keep_minutes(meeting, by=cast.michi, minutes="道野の議事録", seen=seen)

    with pytest.raises(Overtaken), db.transaction():
        keep_minutes(meeting, by=cast.mori, minutes="森の議事録", seen=seen)

    assert (meeting.minutes, meeting.minutes_by) == ("道野の議事録", cast.michi)


def test_a_need_whose_group_is_at_work_already_is_worked_on_when_its_ideas_are_gathered(app, cast):
    need = a_need(by=cast.michi, step=NeedStep.IDEAS_OPEN)
    with db.transaction():
        open_workgroup(need=need, by=cast.mori, title="計測WG", purpose="場所を決める", capacity=5)
    assert need.step is NeedStep.IDEAS_OPEN

    with db.transaction():
        move_need(need, "close_ideas_early", by=cast.mori, reason="十分に集まったため")
    settle(app)

    db.session.expire_all()
    assert need.step is NeedStep.WORKING
    assert last_passage(need).by.name == "森 結"
