"""The places in a group: never more than there are, one for each person, free again when somebody goes."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.needs.actions import move_need
from hack.outbox import EventRecord
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.roles import Role
from hack.workgroups.actions import add_member, edit_workgroup, join, leave, move_workgroup, remove_member
from hack.workgroups.actions.members import take_place
from hack.workgroups.models import Member, Side, Workgroup
from hack.workgroups.queries import one_member
from tests.cast import HASH, a_need, a_proposal
from tests.workgroups.words import a_workgroup, names_in

RECRUITING = WorkgroupStep.RECRUITING


def _people(cast, count):
    with db.transaction():
        people = [
            User(
                name=f"参加 {n}",
                email=f"p{n}@minato.example",
                role=Role.PROPOSER,
                organization=cast.minato,
                password_hash=HASH,
            )
            for n in range(count)
        ]
        db.session.add_all(people)
    return [person.id for person in people]


def _all_at_once(deed, numbers):
    """Run `deed` for every number in threads of their own, each with this moment's clock; what it returned or raised."""

    def run(context, number):
        def alone():
            try:
                with db.transaction():
                    return deed(number)
            except RuleBroken as broken:
                return broken.message
            finally:
                db.session.remove()

        return context.run(alone)

    with ThreadPoolExecutor(50) as pool:
        return list(pool.map(lambda pair: run(*pair), [(copy_context(), number) for number in numbers]))


def test_two_hundred_press_at_once_and_ten_are_in(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, capacity=10)
    with db.transaction():
        for first in (cast.mori, cast.michi):
            leave(workgroup, by=first)
    number, people = workgroup.id, _people(cast, 200)
    db.session.remove()

    def press(person):
        return join(db.session.get_one(Workgroup, number), by=db.session.get_one(User, person)).user_id

    came = _all_at_once(press, people)

    workgroup = db.session.get_one(Workgroup, number)
    inside = list(
        db.session.scalars(select(Member.user_id).where(Member.workgroup_id == number, Member.left_at.is_(None)))
    )
    assert (workgroup.taken, len(inside)) == (10, 10)
    assert sorted(inside) == sorted(answer for answer in came if isinstance(answer, int))
    assert [answer for answer in came if not isinstance(answer, int)] == ["定員に達したため、参加できません。"] * 190


def test_the_same_person_pressing_twenty_times_at_once_is_in_once(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)
    number, umi = workgroup.id, cast.umi.id
    db.session.remove()

    def press(_):
        return join(db.session.get_one(Workgroup, number), by=db.session.get_one(User, umi)).id

    places = _all_at_once(press, range(20))

    assert len(set(places)) == 1
    assert db.session.get_one(Workgroup, number).taken == 3
    joined = select(func.count()).select_from(EventRecord).where(EventRecord.name == "MemberJoined")
    assert db.session.scalar(joined) == 1


def test_joining_and_leaving_at_once_leaves_the_count_true(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, capacity=5)
    number, people = workgroup.id, _people(cast, 30)
    db.session.remove()

    def come_and_go(person):
        workgroup, user = db.session.get_one(Workgroup, number), db.session.get_one(User, person)
        join(workgroup, by=user)
        if person % 2:
            leave(workgroup, by=user)

    _all_at_once(come_and_go, people)

    inside = select(func.count()).select_from(Member).where(Member.workgroup_id == number, Member.left_at.is_(None))
    assert db.session.get_one(Workgroup, number).taken == db.session.scalar(inside) <= 5


def test_who_edits_and_who_joins_at_once_do_not_wait_for_each_other_for_ever(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, capacity=40)
    number, people, mori = workgroup.id, _people(cast, 30), cast.mori.id
    db.session.remove()

    def join_or_edit(who):
        group = db.session.get_one(Workgroup, number)
        if who > 0:
            return join(group, by=db.session.get_one(User, who)).user_id
        return edit_workgroup(group, by=db.session.get_one(User, mori), seen=None, purpose=f"目的{who}")

    came = _all_at_once(join_or_edit, [who for n, one in enumerate(people) for who in (one, -n)])

    assert sorted(answer for answer in came if isinstance(answer, int)) == people
    assert db.session.get_one(Workgroup, number).taken == 32


def test_who_is_a_moment_too_late_is_told_that_the_need_is_no_longer_called(cast):
    need = a_need(by=cast.michi)
    workgroup = a_workgroup(by=cast.mori, need=need, step=RECRUITING)
    with db.transaction():
        move_need(need, "withdraw", by=cast.michi, reason="予算がないため。")

    with pytest.raises(Overtaken, match="募集は終わりました"), db.transaction():
        join(workgroup, by=cast.umi)


def test_a_place_that_is_taken_already_is_not_counted_again(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    with db.transaction():
        new = [take_place(workgroup, cast.umi) for _ in range(2)]

    assert (new, workgroup.taken) == ([True, False], 3)


@pytest.mark.parametrize("taken", [-1, 11])
def test_the_database_itself_refuses_more_members_than_places(cast, taken):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), capacity=10)

    with pytest.raises(IntegrityError), db.transaction():
        workgroup.taken = taken


def test_the_database_itself_refuses_the_same_person_twice(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    with pytest.raises(IntegrityError), db.transaction():
        db.session.add(Member(workgroup_id=workgroup.id, user_id=cast.mori.id, side=Side.SECRETARIAT))


def test_who_joins_comes_through_the_own_proposal(cast):
    need = a_need(by=cast.michi)
    workgroup = a_workgroup(by=cast.mori, need=need, step=RECRUITING)
    proposal = a_proposal(by=cast.umi, need=need, step=ProposalStep.REVIEW)

    with db.transaction():
        member = join(workgroup, by=cast.umi, proposal=proposal)

    assert (member.side, member.proposal, workgroup.taken) == (Side.PROPOSER, proposal, 3)


def test_who_left_can_come_again_and_takes_one_place(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)
    for deed in (join, leave, leave, join):
        with db.transaction():
            deed(workgroup, by=cast.umi)

    assert (names_in(workgroup).count(cast.umi.name), workgroup.taken) == (1, 3)


@pytest.mark.parametrize("step", [WorkgroupStep.FORMING, WorkgroupStep.SCHEDULED, WorkgroupStep.ACTIVE])
def test_nobody_joins_a_group_that_does_not_recruit(cast, step):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=step)

    with pytest.raises(Overtaken, match="募集は終わりました"), db.transaction():
        join(workgroup, by=cast.umi)

    assert cast.umi.name not in names_in(workgroup)


@pytest.mark.parametrize("somebody", ["kaji", "kan", "ken"])
def test_only_proposers_join_by_themselves(cast, somebody):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)

    with pytest.raises(NotAllowed), db.transaction():
        join(workgroup, by=getattr(cast, somebody))


def test_the_days_for_joining_end_at_24_oclock_in_japan(cast):
    today = clock.today()
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING, join_until=today)
    end = clock.end_of(today)

    with clock.stopped_at(end - timedelta(seconds=1)), db.transaction():
        join(workgroup, by=cast.umi)
    with (
        clock.stopped_at(end),
        pytest.raises(RuleBroken, match="2026年5月12日の24時に締め切りました"),
        db.transaction(),
    ):
        join(workgroup, by=cast.riku)

    assert names_in(workgroup)[2:] == [cast.umi.name]


def test_a_coordinator_brings_people_of_every_side_in(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.kaji, cast.umi))

    assert [(m.user, m.side) for m in workgroup.members[2:]] == [(cast.kaji, Side.CITY), (cast.umi, Side.PROPOSER)]


@pytest.mark.parametrize("somebody", ["kan", "ken", "moto"])
def test_who_cannot_take_part_is_not_brought_in(cast, somebody):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi))

    with pytest.raises(RuleBroken, match="構成員になれません") as refusal, db.transaction():
        add_member(workgroup, getattr(cast, somebody), by=cast.mori)

    assert refusal.value.field == "email"


@pytest.mark.parametrize("somebody", ["umi", "michi", "riku"])
def test_only_coordinators_bring_in_and_take_out(cast, somebody):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))

    with pytest.raises(NotAllowed), db.transaction():
        add_member(workgroup, cast.riku, by=getattr(cast, somebody))
    with pytest.raises(NotAllowed), db.transaction():
        remove_member(workgroup.members[0], by=getattr(cast, somebody), reason="異動")


def test_who_is_taken_out_frees_the_place_once(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    member = workgroup.members[-1]
    for _ in range(2):
        with db.transaction():
            remove_member(member, by=cast.mori, reason="異動のため")

    assert (names_in(workgroup), workgroup.taken) == ([cast.mori.name, cast.michi.name], 2)


def test_a_place_that_was_left_is_no_longer_found(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    place = workgroup.members[-1]
    assert one_member(workgroup.key, place.key, cast.mori) is place

    with db.transaction():
        leave(workgroup, by=cast.umi)

    assert one_member(workgroup.key, place.key, cast.mori) is None


def test_who_joins_does_not_overtake_who_edits(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), step=RECRUITING)
    seen = workgroup.version
    with db.transaction():
        join(workgroup, by=cast.umi)

    with db.transaction():
        edit_workgroup(workgroup, by=cast.mori, seen=seen, purpose="場所を決めます。")

    assert (workgroup.purpose, workgroup.taken) == ("場所を決めます。", 3)


def test_nobody_comes_or_goes_once_a_group_has_ended(cast):
    workgroup = a_workgroup(by=cast.mori, need=a_need(by=cast.michi), people=(cast.umi,))
    with db.transaction():
        move_workgroup(workgroup, "dissolve", by=cast.mori, reason="終わり")

    for deed in (
        lambda: leave(workgroup, by=cast.umi),
        lambda: remove_member(workgroup.members[-1], by=cast.mori, reason="異動"),
        lambda: add_member(workgroup, cast.riku, by=cast.mori),
        lambda: join(workgroup, by=cast.riku),
    ):
        with pytest.raises(Overtaken), db.transaction():
            deed()

    assert workgroup.taken == 3
