"""Support that is asked for, taken on, written down and finished."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from hack import clock, db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.outbox import EventRecord
from hack.pipeline.support import SupportStep
from hack.roles import Role
from hack.support.actions import (
    ask_for_support,
    edit_support,
    finish_support,
    move_support,
    take_back_support,
    take_over,
    write_support_entry,
)
from hack.support.models import Support, SupportEntry, SupportKind
from hack.support.queries import counts_by_step, hours_of, listed_supports, one_support
from hack.support.rules import moves_open_to
from tests.cast import a_need, a_person
from tests.support.papers import a_support

S = SupportStep
WORDS = {"kind": SupportKind.UNCLEAR, "title": "待ち時間", "wish": "どこから手を付けるか"}


def _moves(person, support):
    return [move.name for move in moves_open_to(person, support)]


def _seen(person):
    return [one.title for one in db.session.scalars(listed_supports(person)).unique()]


def test_an_officer_asks_for_the_own_section_with_a_need_or_without(cast):
    need = a_need(by=cast.michi)
    with db.transaction():
        free = ask_for_support(by=cast.michi, **WORDS)
        about = ask_for_support(by=cast.michi, need=need, **WORDS)

    assert [(one.section_id, one.need_id, one.step, one.taken_by_id) for one in (free, about)] == [
        (cast.roads.id, None, S.ASKED, None),
        (cast.roads.id, need.id, S.ASKED, None),
    ]
    assert list(db.session.scalars(select(EventRecord.name))) == ["SupportAsked"] * 2


@pytest.mark.parametrize("name", ["umi", "mori", "kan", "ken"])
def test_nobody_but_an_officer_asks(cast, name):
    with pytest.raises(NotAllowed), db.transaction():
        ask_for_support(by=getattr(cast, name), **WORDS)


def test_nobody_asks_about_another_sections_need(cast):
    need = a_need(by=cast.michi)

    with pytest.raises(NotAllowed), db.transaction():
        ask_for_support(by=cast.kaji, need=need, **WORDS)


def test_each_step_is_somebodys_turn(cast):
    told = {
        step: (_moves(cast.mori, one), _moves(cast.michi, one)) for step in S if (one := a_support(cast, step=step))
    }

    assert told == {
        S.ASKED: (["take", "decline"], ["withdraw"]),
        S.TAKEN: (["begin", "decline"], ["withdraw"]),
        S.UNDER_WAY: (["finish"], ["withdraw"]),
        S.DONE: ([], []),
        S.WITHDRAWN: ([], []),
        S.DECLINED: ([], []),
    }
    assert _moves(cast.kaji, a_support(cast)) == _moves(cast.ken, a_support(cast)) == []


def test_who_takes_it_on_is_written_down_and_forgotten_where_that_is_taken_back(cast):
    support = a_support(cast)
    with db.transaction():
        move_support(support, "take", by=cast.mori, seen=support.version)
    assert (support.step, support.taken_by) == (S.TAKEN, cast.mori)

    with db.transaction():
        take_back_support(support, by=cast.mori, reason="間違えた", seen=support.version)
    assert (support.step, support.taken_by_id) == (S.ASKED, None)


def test_of_two_who_take_it_on_the_slower_is_told(cast):
    support = a_support(cast)
    seen = support.version
    with db.transaction():
        move_support(support, "take", by=cast.mori, seen=seen)

    with pytest.raises(Overtaken), db.transaction():
        move_support(support, "take", by=cast.mori, seen=seen)


def test_what_is_done_has_a_result(cast):
    support = a_support(cast, step=S.UNDER_WAY)
    with pytest.raises(RuleBroken, match="専用の画面"), db.transaction():
        move_support(support, "finish", by=cast.mori)
    with pytest.raises(RuleBroken, match="結果"), db.transaction():
        finish_support(support, by=cast.mori, result=" ")

    with db.transaction():
        finish_support(support, by=cast.mori, result="受付の順番を替えることにした。", seen=support.version)

    assert (support.step, support.result) == (S.DONE, "受付の順番を替えることにした。")


def test_what_is_not_under_way_is_not_finished_and_keeps_no_result(cast):
    support = a_support(cast, step=S.TAKEN)

    with pytest.raises(Overtaken), db.transaction():
        finish_support(support, by=cast.mori, result="早すぎる")

    db.session.refresh(support)
    assert (support.step, support.result) == (S.TAKEN, "")


@pytest.mark.parametrize("facts", [{"step": S.TAKEN, "taken_by": None}, {"step": S.DONE, "result": ""}])
def test_the_database_refuses_what_cannot_be(cast, facts):
    with pytest.raises(IntegrityError):
        a_support(cast, **facts)


def test_a_refusal_and_a_withdrawal_owe_a_reason(cast):
    support = a_support(cast)
    for name, by in (("decline", cast.mori), ("withdraw", cast.michi)):
        with pytest.raises(RuleBroken, match="理由"), db.transaction():
            move_support(support, name, by=by)


def test_another_coordinator_takes_it_over(cast):
    with db.transaction():
        other = a_person("林 灯", "hayashi@city.example", Role.COORDINATOR)
        db.session.add(other)
    support = a_support(cast, step=S.UNDER_WAY)

    with db.transaction():
        take_over(support, by=other)
    assert support.taken_by == other

    with pytest.raises(NotAllowed), db.transaction():
        take_over(support, by=cast.michi)
    asked = a_support(cast)
    with pytest.raises(Overtaken), db.transaction():
        take_over(asked, by=other)


def test_what_is_asked_is_changed_until_somebody_takes_it_on(cast):
    support = a_support(cast)
    with db.transaction():
        edit_support(support, by=cast.michi, seen=support.version, wish="ほかのこと")
    assert support.wish == "ほかのこと"
    taken = a_support(cast, step=S.TAKEN)

    with pytest.raises(Overtaken), db.transaction():
        edit_support(taken, by=cast.michi, seen=taken.version, wish="遅すぎる")
    with pytest.raises(NotAllowed), db.transaction():
        edit_support(support, by=cast.mori, seen=support.version, wish="事務局が")
    with pytest.raises(TypeError), db.transaction():
        edit_support(support, by=cast.michi, seen=support.version, result="課が")


def test_the_log_is_written_by_coordinators_while_it_goes_on_and_its_hours_add_up(cast):
    support, asked = a_support(cast, step=S.UNDER_WAY), a_support(cast)
    today = clock.today()
    with db.transaction():
        write_support_entry(support, by=cast.mori, told="窓口を見た。", done_on=today, hours=Decimal("1.5"))
        write_support_entry(support, by=cast.mori, told="課と話した。", done_on=today)
        write_support_entry(support, by=cast.mori, told="数えた。", done_on=today, hours=Decimal(2))

    assert hours_of(support) == 3.5
    assert hours_of(asked) == 0
    with pytest.raises(NotAllowed), db.transaction():
        write_support_entry(support, by=cast.michi, told="x", done_on=today)
    with pytest.raises(Overtaken), db.transaction():
        write_support_entry(asked, by=cast.mori, told="x", done_on=today)
    assert len(db.session.scalars(select(SupportEntry)).all()) == 3


def test_it_is_seen_by_the_section_the_coordinators_and_the_auditor_alone(cast):
    support = a_support(cast, title="企画課の依頼")
    a_support(cast, by=cast.midori, title="政策調整課の依頼")

    assert [_seen(person) for person in (cast.michi, cast.kaji, cast.midori, cast.umi, cast.kan)] == [
        ["企画課の依頼"],
        [],
        ["政策調整課の依頼"],
        [],
        [],
    ]
    assert _seen(cast.mori) == _seen(cast.ken) == ["企画課の依頼", "政策調整課の依頼"]
    assert [one_support(support.key, person) is not None for person in (cast.michi, cast.kaji, cast.mori)] == [
        True,
        False,
        True,
    ]


def test_the_list_is_narrowed_by_step_kind_and_taker_and_begins_with_what_stands_longest(cast):
    now = clock.now()
    a_support(cast, title="新しい", step_since=now - timedelta(days=1))
    a_support(cast, title="古い", step_since=now - timedelta(days=9), kind=SupportKind.STUCK)
    a_support(cast, title="受けた", step=S.TAKEN, step_since=now - timedelta(days=3))
    a_support(cast, title="済んだ", step=S.DONE)

    def listed(**narrowed):
        return [one.title for one in db.session.scalars(listed_supports(cast.mori, **narrowed)).unique()]

    assert listed() == ["古い", "受けた", "新しい"]
    assert listed(step=S.DONE) == ["済んだ"]
    assert listed(kind=SupportKind.STUCK) == ["古い"]
    assert listed(own=True) == ["受けた"]
    assert counts_by_step(cast.mori) == {S.ASKED: 2, S.TAKEN: 1, S.UNDER_WAY: 0}


def test_it_is_overdue_when_the_wished_day_is_over_and_it_still_goes_on(cast):
    yesterday = clock.today() - timedelta(days=1)

    assert a_support(cast, wished_until=yesterday).overdue
    assert not a_support(cast, wished_until=clock.today()).overdue
    assert not a_support(cast, wished_until=yesterday, step=S.DONE).overdue
    assert not a_support(cast).overdue


def test_nothing_is_kept_of_a_request_that_was_never_made(cast):
    with pytest.raises(NotAllowed), db.transaction():
        ask_for_support(by=cast.umi, wished_until=date(2026, 6, 1), **WORDS)

    assert db.session.scalars(select(Support)).all() == []
