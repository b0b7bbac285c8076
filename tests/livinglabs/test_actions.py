"""What can be done with labs, voices and members, and what is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.livinglabs.actions import (
    answer_joining,
    ask_to_join,
    edit_lab,
    edit_voice,
    enter_lab,
    enter_member,
    group_voices,
    hear_voice,
    keep_gathering,
    keep_milestone,
    leave_lab,
    make_need_of,
    move_lab,
    register_lab,
    take_back_lab,
)
from hack.livinglabs.drafts import ROOM, needs_first_words
from hack.livinglabs.models import GatheringKind, LabMember, LivingLab, MemberState, MilestoneKind, Voice, VoiceState
from hack.livinglabs.queries import asking_to_join, listed_labs, listed_voices, one_lab
from hack.livinglabs.rules import moves_open_to
from hack.outbox import EventRecord
from hack.pipeline.livinglab import LabStep
from tests.cast import a_need
from tests.livinglabs.words import SAID, a_lab, a_member, a_voice, an_open_lab, keep

S = LabStep


def _do(deed, *things, **how):
    with db.transaction():
        return deed(*things, **how)


def _moves(person, lab):
    return [move.name for move in moves_open_to(person, lab)]


def test_each_step_is_somebodys_turn(cast):
    labs = {step: a_lab(by=cast.umi, step=step) for step in S}
    told = {step.value: (_moves(cast.mori, lab), _moves(cast.umi, lab)) for step, lab in labs.items()}

    assert told == {
        "applied": (["check", "decline", "withdraw"], ["withdraw"]),
        "checking": (["register", "return", "decline", "withdraw"], ["withdraw"]),
        "returned": (["resubmit", "decline", "withdraw"], ["resubmit", "withdraw"]),
        "registered": (["start", "end"], ["start", "end"]),
        "active": (["rest", "end"], ["rest", "end"]),
        "dormant": (["resume", "end"], ["resume", "end"]),
        "ended": ([], []),
        "declined": ([], []),
        "withdrawn": ([], []),
    }
    assert _moves(cast.riku, labs[S.ACTIVE]) == _moves(cast.michi, labs[S.ACTIVE]) == []


@pytest.mark.parametrize("name", ["michi", "mori", "kan", "ken"])
def test_nobody_but_an_organisations_people_apply(cast, name):
    with pytest.raises(NotAllowed), db.transaction():
        register_lab(by=getattr(cast, name), **SAID)


@pytest.mark.parametrize("name", ["umi", "michi", "kan", "ken"])
def test_nobody_but_coordinators_enter_a_lab_from_a_source(cast, name):
    with pytest.raises(NotAllowed), db.transaction():
        enter_lab(by=getattr(cast, name), source="記事", **SAID)


def test_a_lab_is_run_by_somebody_or_known_from_a_source_in_the_database_too(cast):
    for facts in ({"organization_id": None, "source": ""}, {"ward": None}):
        with pytest.raises(IntegrityError):
            keep(LivingLab(**SAID | {"entered_by_id": cast.umi.id, "organization_id": cast.minato.id} | facts))


def test_its_people_do_not_write_a_source_and_a_known_lab_keeps_its_own(cast):
    with pytest.raises(TypeError, match="source"):
        _do(edit_lab, a_lab(by=cast.umi), by=cast.umi, seen=None, source="記事")
    with pytest.raises(RuleBroken, match="出典"):
        _do(edit_lab, a_lab(by=cast.mori), by=cast.mori, seen=None, source="")


def test_what_is_being_checked_is_not_rewritten_meanwhile(cast):
    with pytest.raises(Overtaken, match="確認中"):
        _do(edit_lab, a_lab(by=cast.umi, step=S.CHECKING), by=cast.umi, seen=None, outline="x")


def test_a_lab_rests_with_a_reason_comes_back_and_ends(cast):
    lab = a_lab(by=cast.umi)
    with pytest.raises(RuleBroken, match="理由"):
        _do(move_lab, lab, "rest", by=cast.umi)
    _do(move_lab, lab, "rest", by=cast.umi, reason="会場の工事")
    _do(move_lab, lab, "resume", by=cast.umi)
    _do(move_lab, lab, "end", by=cast.umi, reason="役目を終えた")
    _do(take_back_lab, lab, by=cast.mori, reason="押し間違い")

    assert lab.step is S.ACTIVE
    assert list(db.session.scalars(select(EventRecord.name))) == ["LabMoved"] * 4


def test_the_register_is_in_the_citys_order_without_what_has_ended_or_is_not_in_it(cast):
    for step in S:
        a_lab(by=cast.umi, step=step, name=step.value)
    shown = [lab.name for lab in db.session.scalars(listed_labs())]
    ended = [lab.name for lab in db.session.scalars(listed_labs(step=S.ENDED))]

    assert (shown, ended) == (["active", "dormant", "registered"], ["ended"])
    assert list(db.session.scalars(listed_labs(step=S.APPLIED))) == []


def test_a_competitor_does_not_learn_of_an_application(cast):
    lab = a_lab(by=cast.umi, step=S.APPLIED)
    found = {
        name: one_lab(lab.key, getattr(cast, name)) is not None for name in ("umi", "sora", "riku", "michi", "mori")
    }

    assert found == {"umi": True, "sora": True, "riku": False, "michi": False, "mori": True}


def test_nothing_is_written_into_a_lab_that_has_ended(cast):
    lab = a_lab(by=cast.umi, step=S.ENDED)
    with pytest.raises(Overtaken):
        _do(hear_voice, lab, heard_on=clock.today(), theme="x", said="x", by=cast.umi)
    with pytest.raises(Overtaken):
        about = {"held_on": clock.today(), "kind": GatheringKind.TALK, "title": "x", "place": "x"}
        _do(keep_gathering, lab, by=cast.umi, **about)
    with pytest.raises(Overtaken):
        _do(keep_milestone, lab, by=cast.umi, kind=MilestoneKind.TOPIC, year=2026, words="x")


def test_a_voice_is_of_a_day_that_was_and_tells_how_to_reach_nobody(cast):
    lab = a_lab(by=cast.umi)
    tomorrow = clock.today() + timedelta(days=1)
    for said, wrong in (
        ({"heard_on": tomorrow}, "heard_on"),
        ({"theme": "umi@minato.example"}, "theme"),
        ({"said": "0120-000-000"}, "said"),
    ):
        with pytest.raises(RuleBroken) as refused:
            _do(hear_voice, lab, by=cast.umi, **{"heard_on": clock.today(), "theme": "空き家", "said": "声"} | said)
        assert refused.value.field == wrong
    voice = a_voice(lab, by=cast.umi)
    with pytest.raises(RuleBroken, match="090-1234-5678"):
        _do(edit_voice, voice, by=cast.umi, seen=None, said="090-1234-5678")


def test_voices_are_put_together_under_a_heading_unless_one_is_a_need_already(cast):
    lab = a_lab(by=cast.umi)
    voices = [a_voice(lab, by=cast.umi) for _ in range(2)]
    used = a_voice(lab, by=cast.umi, state=VoiceState.NEED, need_id=a_need(by=cast.michi).id)
    with pytest.raises(Overtaken):
        _do(group_voices, lab, [*voices, used], heading="居場所", by=cast.umi)
    with pytest.raises(RuleBroken):
        _do(group_voices, lab, [], heading="居場所", by=cast.umi)
    db.session.rollback()
    assert {voice.state for voice in db.session.scalars(select(Voice))} == {VoiceState.NEW, VoiceState.NEED}

    _do(group_voices, lab, voices, heading="居場所", by=cast.umi)
    assert [(one.state, one.heading) for one in voices] == [(VoiceState.GROUPED, "居場所")] * 2


def test_voices_of_another_lab_become_no_need_of_this_one(cast):
    lab, other = a_lab(by=cast.umi), a_lab(by=cast.riku)
    with pytest.raises(Overtaken):
        _do(make_need_of, lab, [a_voice(other, by=cast.riku)], title="x", section=cast.roads, by=cast.michi)


def test_an_officer_makes_needs_of_the_own_section_alone_and_a_company_none(cast):
    lab = a_lab(by=cast.umi)
    voice = a_voice(lab, by=cast.umi)
    for by, section in ((cast.michi, cast.resources), (cast.umi, cast.roads)):
        with pytest.raises(NotAllowed), db.transaction():
            make_need_of(lab, [voice], title="x", section=section, by=by)

    assert (
        _do(make_need_of, lab, [voice], title="x", section=cast.resources, by=cast.mori).section_id == cast.resources.id
    )


def test_a_needs_background_quotes_as_many_voices_as_there_is_room_for(cast):
    lab = a_lab(by=cast.umi)
    voices = [Voice(said=f"声{number}。" + "長" * 300) for number in range(10)]
    words = needs_first_words(lab, voices)

    assert len(words["background"]) <= ROOM
    assert words["background"].count("\n・") == 6 and "ほか4件の声" in words["background"]
    assert words["co_scheme"] == "リビングラボ「みなと坂リビングラボ」"


def test_voices_are_seen_by_the_city_and_by_those_who_run_the_lab(cast):
    lab = a_lab(by=cast.umi)
    a_voice(lab, by=cast.umi)
    seen = {
        name: len(list(db.session.scalars(listed_voices(getattr(cast, name))).unique()))
        for name in ("umi", "riku", "michi", "midori", "mori", "kan", "ken")
    }

    assert seen == {"umi": 1, "riku": 0, "michi": 1, "midori": 1, "mori": 1, "kan": 0, "ken": 1}


def test_an_organisation_asks_once_and_may_ask_again_after_a_no(cast):
    lab = an_open_lab(by=cast.umi)
    member = _do(ask_to_join, lab, part="分析", words="試したい", by=cast.riku)
    with pytest.raises(RuleBroken, match="もう申し込んでいる"):
        _do(ask_to_join, lab, part="分析", words="試したい", by=cast.riku)
    _do(answer_joining, member, False, answer="今年は受けません。", by=cast.umi)
    with pytest.raises(Overtaken):
        _do(answer_joining, member, True, by=cast.sora)

    again = _do(ask_to_join, lab, part="地図", words="もう一度", by=cast.riku)
    assert (again.id, again.state, again.part, again.answer) == (member.id, MemberState.ASKED, "地図", "")


def test_nobody_asks_to_join_what_takes_no_members_or_is_their_own(cast):
    for lab, by, refusal in (
        (a_lab(by=cast.umi), cast.riku, NotAllowed),
        (an_open_lab(by=cast.umi, joinable=False), cast.riku, Overtaken),
        (an_open_lab(by=cast.umi, step=S.DORMANT), cast.riku, Overtaken),
        (an_open_lab(by=cast.umi), cast.sora, NotAllowed),
        (an_open_lab(by=cast.umi), cast.michi, NotAllowed),
    ):
        with pytest.raises(refusal), db.transaction():
            ask_to_join(lab, part="x", words="x", by=by)


def test_who_asked_to_join_a_lab_that_ended_is_told_so_but_not_let_in(cast):
    member = a_member(an_open_lab(by=cast.umi, step=S.ENDED), by=cast.riku)
    with pytest.raises(Overtaken):
        _do(answer_joining, member, True, by=cast.umi)
    _do(answer_joining, member, False, answer="ラボは終わりました。", by=cast.umi)

    assert (member.state, db.session.scalars(select(LabMember).where(asking_to_join(cast.umi))).all()) == (
        MemberState.DECLINED,
        [],
    )


def test_who_has_left_is_a_member_no_more_and_leaves_once(cast):
    member = a_member(an_open_lab(by=cast.umi), by=cast.riku, state=MemberState.MEMBER)

    assert [_do(leave_lab, member, by=cast.riku) for _ in range(2)] == [True, False]
    assert (member.state, list(db.session.scalars(select(EventRecord.name)))) == (MemberState.LEFT, ["LabMemberLeft"])


def test_only_an_open_lab_lists_members_that_its_source_names(cast):
    with pytest.raises(RuleBroken, match="オープンラボ"):
        _do(enter_member, a_lab(by=cast.mori), name="ある会社", part="介護", by=cast.mori)
    _do(enter_member, an_open_lab(by=cast.mori), name="ある会社", part="介護", by=cast.mori)

    assert db.session.scalars(select(LabMember)).one().state is MemberState.MEMBER
