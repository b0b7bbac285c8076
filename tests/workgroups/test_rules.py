"""Who sees a working group, and who may do what with it."""

import pytest
from sqlalchemy import select

from hack import db
from hack.accounts.models import Organization
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.policy import can
from hack.workgroups.actions import leave, move_workgroup, publish_summary
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import (
    listed_workgroups,
    one_meeting,
    one_member,
    one_workgroup,
    own_workgroups,
    public_summaries,
    recruiting_workgroups,
)
from tests.cast import a_need
from tests.proposals.words import everybody
from tests.workgroups.words import a_meeting, a_workgroup

PROPOSERS = {"umi", "sora", "riku", "kita"}
CITY = {"mori", "michi"}
ALL_STEPS = [WorkgroupStep.FORMING, WorkgroupStep.SCHEDULED, WorkgroupStep.ACTIVE, WorkgroupStep.SUMMARISING]


def _those_who(cast, permission, thing=None):
    return {name for name, person in everybody(cast).items() if can(person, permission, thing)}


def _those_who_see(cast, workgroup):
    return {name for name, person in everybody(cast).items() if one_workgroup(workgroup.key, person) is not None}


@pytest.mark.parametrize("step", [*ALL_STEPS, WorkgroupStep.DISSOLVED])
def test_a_group_is_its_members_its_sections_and_the_coordinators(cast, step):
    ended = step.ends
    start = WorkgroupStep.FORMING if ended else step
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=start, people=(cast.umi,))
    if ended:
        with db.transaction():
            move_workgroup(workgroup, "dissolve", by=cast.mori, reason="終わり")

    assert _those_who_see(cast, workgroup) == CITY | {"umi"}


def test_while_it_recruits_for_a_public_need_active_proposers_see_it_too(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.RECRUITING)

    assert _those_who_see(cast, workgroup) == CITY | PROPOSERS


def test_around_an_internal_need_nobody_from_outside_is_recruited(cast):
    need = a_need(by=cast.michi, internal=True)
    workgroup = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.RECRUITING)

    assert _those_who_see(cast, workgroup) == CITY
    assert not can(cast.umi, "workgroup.join", workgroup)


def test_an_organisation_that_is_not_active_does_not_see_who_recruits(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.RECRUITING)
    with db.transaction():
        idle = Organization(name="休み", kind=cast.minato.kind, in_city=True, step=MemberStep.SUSPENDED)
        db.session.add(idle)
        db.session.flush()
        cast.riku.organization_id = idle.id

    assert one_workgroup(workgroup.key, cast.kita) is workgroup
    assert one_workgroup(workgroup.key, cast.riku) is None


def test_a_former_member_sees_the_group_no_more(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi, cast.riku))
    meeting = a_meeting(workgroup, by=cast.mori)
    assert one_meeting(workgroup.key, meeting.key, cast.riku) is meeting

    with db.transaction():
        leave(workgroup, by=cast.riku)

    assert one_workgroup(workgroup.key, cast.riku) is None
    assert one_meeting(workgroup.key, meeting.key, cast.riku) is None
    assert not can(cast.riku, "workgroup.read", workgroup)
    assert one_workgroup(workgroup.key, cast.umi) is workgroup


def test_the_inside_of_a_recruiting_group_is_not_for_those_outside(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=WorkgroupStep.RECRUITING, people=(cast.umi,))
    meeting, member = a_meeting(workgroup, by=cast.mori), workgroup.members[-1]
    people = everybody(cast)

    def inside(find, key):
        return {name for name, person in people.items() if find(workgroup.key, key, person) is not None}

    assert inside(one_meeting, meeting.key) == inside(one_member, member.key) == CITY | {"umi"}
    assert _those_who(cast, "workgroup.read_inside", workgroup) == CITY | {"umi"}


def test_a_meeting_is_found_only_under_its_own_group(cast):
    need = a_need(by=cast.michi)
    workgroup, other = a_workgroup(by=cast.mori, need=need), a_workgroup(by=cast.mori, need=need)
    meeting = a_meeting(workgroup, by=cast.mori)

    assert one_meeting(other.key, meeting.key, cast.mori) is None
    assert one_member(other.key, workgroup.members[0].key, cast.mori) is None


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        ("workgroup.read", CITY | {"umi"}),
        ("workgroup.join", {"mori", "michi", "umi"}),
        ("workgroup.leave", {"mori", "michi", "umi"}),
        ("workgroup.edit", {"mori"}),
        ("workgroup.move", {"mori"}),
        ("workgroup.take_back", {"mori"}),
        ("workgroup.close", {"mori"}),
        ("member.add", {"mori"}),
        ("member.remove", {"mori"}),
        ("meeting.call", {"mori", "michi"}),
    ],
)
def test_who_may_do_what_with_a_group(cast, permission, who):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))

    assert _those_who(cast, permission, workgroup) == who


@pytest.mark.parametrize(
    ("permission", "who"),
    [
        ("meeting.read", CITY | {"umi", "kaji"}),
        ("meeting.edit", {"mori", "michi", "kaji"}),
        ("minutes.keep", {"mori", "michi", "kaji"}),
    ],
)
def test_who_may_do_what_with_a_meeting(cast, permission, who):
    """Kaji's section is another one, but she is a member for the city; Umi is one for her company."""
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi, cast.kaji))

    assert _those_who(cast, permission, a_meeting(workgroup, by=cast.mori)) == who


def test_an_officer_of_the_section_who_is_no_member_reads_but_keeps_no_minutes(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    meeting = a_meeting(workgroup, by=cast.mori)
    with db.transaction():
        leave(workgroup, by=cast.michi)

    assert can(cast.michi, "meeting.read", meeting)
    assert not can(cast.michi, "minutes.keep", meeting)


def test_who_may_do_what_with_the_groups_of_a_need(cast):
    need, internal = (a_need(by=cast.michi, step=NeedStep.IDEAS_CLOSED, internal=inside) for inside in (False, True))

    assert _those_who(cast, "workgroup.create", need) == _those_who(cast, "workgroup.create", internal) == CITY
    assert _those_who(cast, "workgroup.list", need) == set(everybody(cast))
    assert _those_who(cast, "workgroup.list", internal) == CITY


@pytest.mark.parametrize(
    ("step", "possible"),
    [
        (NeedStep.READY, False),
        (NeedStep.IDEAS_OPEN, True),
        (NeedStep.WORKING, True),
        (NeedStep.FINISHED, False),
        (NeedStep.WITHDRAWN, False),
    ],
)
def test_a_group_is_opened_around_a_need_that_is_under_way(cast, step, possible):
    assert can(cast.mori, "workgroup.create", a_need(by=cast.michi, step=step)) is possible


def test_who_has_a_list_of_groups(cast):
    assert _those_who(cast, "workgroup.index") == PROPOSERS | {"mori", "michi", "kaji", "midori"}
    assert _those_who(cast, "workgroup.list_all") == {"mori"}


def test_lists_show_to_each_what_each_may_see(cast):
    roads, resources = a_need(by=cast.michi), a_need(by=cast.midori)
    ours = a_workgroup(by=cast.mori, need=roads, people=(cast.umi,))
    open_one = a_workgroup(by=cast.mori, need=resources, step=WorkgroupStep.RECRUITING)

    def listed(statement):
        return {name: set(db.session.scalars(statement(person))) for name, person in everybody(cast).items()}

    nothing = dict.fromkeys(everybody(cast), set())
    both, open_only = {ours, open_one}, {open_one}
    seen = nothing | {"mori": both, "umi": both, "michi": {ours}, "midori": open_only}
    assert listed(listed_workgroups) == seen | dict.fromkeys(("sora", "riku", "kita"), open_only)
    assert listed(own_workgroups) == nothing | {"mori": both, "michi": {ours}, "midori": open_only, "umi": {ours}}
    assert listed(recruiting_workgroups) == nothing | dict.fromkeys(("mori", "midori", *PROPOSERS), open_only)
    assert list(db.session.scalars(listed_workgroups(cast.mori, need=roads))) == [ours]


def test_only_groups_that_say_something_to_everybody_are_summed_up(cast):
    need = a_need(by=cast.michi)
    a_workgroup(by=cast.mori, need=need)
    told, other = a_workgroup(by=cast.mori, need=need), a_workgroup(by=cast.mori, need=a_need(by=cast.michi))
    with db.transaction():
        told.summary, other.summary = "2か所で試すことになりました。", "別のニーズの話です。"
    assert public_summaries(need) == []
    for one in (told, other):
        with db.transaction():
            publish_summary(one, by=cast.mori)

    assert public_summaries(need) == [told]
    assert db.session.scalar(select(Workgroup.report).where(Workgroup.id == told.id)) == ""
