"""Aims, actuals and what is compared: written with a reason, kept for ever, and told against what was counted."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DatabaseError

from hack import clock, db
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.indicators.participants.actions import choose_measure, enter_actual, set_target, write_outlook
from hack.indicators.participants.counting import history
from hack.indicators.participants.definition import Counted
from hack.indicators.participants.models import ParticipantChange, ParticipantMeasure, TermPart
from hack.indicators.participants.queries import (
    behind,
    behind_number,
    foreseen,
    growth,
    kept_terms,
    newest_measure,
    standings,
)
from hack.indicators.participants.standing import State
from tests.indicators.words import DX, aims, an_actual, an_entering, day, moved, the_term
from tests.together import together

ORGANIZATIONS, PERSONS = Counted.ORGANIZATIONS, Counted.PERSONS


def _changes():
    return [
        (one.year, one.part, one.before, one.after, one.difference, one.reason)
        for one in db.session.scalars(select(ParticipantChange).order_by(ParticipantChange.id))
    ]


def _stands(who=ORGANIZATIONS):
    past, kept = history(), kept_terms()
    forecast, _ = foreseen(who, growth(who, past), kept)
    return standings(who, past, forecast, kept)


def test_an_aim_that_is_put_right_leaves_what_it_was_the_difference_and_why(cast):
    aims()
    with db.transaction():
        set_target(the_term(2023), target=520, source="改定版", by=cast.mori, seen=None, reason="戦略の改定")

    assert _changes()[4:] == [
        (2023, TermPart.TARGET, f"500(出典: {DX})", "520(出典: 改定版)", 20, "戦略の改定"),
    ]
    assert [one.target for one in _stands()] == [250, 520, 750, 1000]


def test_what_is_there_is_put_right_with_a_reason_only_and_nothing_is_written_twice(cast):
    aims()
    with pytest.raises(RuleBroken, match="理由"), db.transaction():
        set_target(the_term(2023), target=520, source=DX, by=cast.mori, seen=None)
    with db.transaction():
        set_target(the_term(2023), target=500, source=DX, by=cast.mori, seen=None)

    assert len(_changes()) == 4


@pytest.mark.parametrize(
    "facts, says",
    [
        ({"on": None}, "日付を入力"),
        ({"on": date(2024, 4, 1)}, "2023年4月1日から2024年3月31日まで"),
        ({"source": ""}, "出典を入力"),
    ],
)
def test_an_actual_has_a_day_of_its_term_and_a_source(cast, facts, says):
    with pytest.raises(RuleBroken, match=says):
        an_actual(2023, 300, by=cast.mori, **facts)

    assert _changes() == []


def test_no_actual_lies_ahead(cast):
    with clock.stopped_at(day("2025-06-01")), pytest.raises(RuleBroken, match="先の日"):
        an_actual(2025, 300, by=cast.mori, on=date(2025, 6, 2))


def test_an_actual_by_hand_stands_for_what_was_counted_until_it_is_taken_out(cast):
    aims()
    an_entering("磯子精機", day("2024-01-10"), by=cast.mori)
    counted = _stands()[1].actual
    with pytest.raises(RuleBroken, match="理由"):
        an_actual(2023, 600, by=cast.mori, of=ORGANIZATIONS)
    an_actual(2023, 600, by=cast.mori, of=ORGANIZATIONS, reason="別の登録簿がある")
    entered, other = _stands()[1], _stands(PERSONS)[1]
    an_actual(2023, None, by=cast.mori, reason="二重に数えていた")

    assert (counted.number, counted.by_hand, counted.day) == (1, False, date(2024, 3, 31))
    assert (entered.actual.number, entered.actual.by_hand, entered.actual.platform, entered.gap) == (600, True, 1, 100)
    assert (entered.state, other.actual.number) == (State.REACHED, 1)
    assert _stands()[1].actual == counted
    assert _changes()[-2][2:] == (
        "1(このサイトの記録)",
        "600(団体数、2024年3月31日、出典: 公表資料)",
        599,
        "別の登録簿がある",
    )
    assert _changes()[-1][3:] == ("", None, "二重に数えていた")


def test_an_actual_whose_source_does_not_say_what_it_counts_is_compared_with_either(cast):
    aims()
    an_actual(2022, 240, by=cast.mori)

    assert [_stands(who)[0].gap for who in Counted] == [-10, -10]
    assert _stands()[0].actual.of is None


def test_terms_before_anybody_took_part_are_not_recorded(cast):
    aims()

    assert [(one.state, one.actual) for one in _stands()] == [(State.UNRECORDED, None)] * 4


def test_the_growth_is_told_by_the_ends_of_months_and_today(cast):
    for number in range(5):
        an_entering(f"団体{number}", day(f"2026-0{number + 1}-10"), by=cast.mori)
    gone, _ = an_entering("団体9", day("2026-02-01"), by=cast.mori)
    moved(gone, "leave", day("2026-04-01"), by=cast.mori)
    past = history()

    assert growth(ORGANIZATIONS, past) == [
        (date(2026, 1, 31), 1),
        (date(2026, 2, 28), 3),
        (date(2026, 3, 31), 4),
        (date(2026, 4, 30), 4),
        (date(2026, 5, 12), 8),
    ]
    assert foreseen(ORGANIZATIONS, growth(ORGANIZATIONS, past), {})[0].points == 4


def test_a_month_tells_what_is_expected_only_when_it_is_over(cast):
    for number in range(4):
        an_entering(f"団体{number}", day(f"2026-0{number + 1}-10"), by=cast.mori)
    points = []
    for moment in (clock.end_of(date(2026, 4, 30)) - timedelta(hours=9), clock.end_of(date(2026, 4, 30))):
        with clock.stopped_at(moment):
            forecast, _ = foreseen(ORGANIZATIONS, growth(ORGANIZATIONS, history()), {})
        points.append(forecast and forecast.points)

    assert points == [None, 4]


def test_actuals_by_hand_tell_what_is_expected_where_nothing_was_counted(cast):
    with clock.stopped_at(day("2025-06-01")):
        for year, number in ((2022, 200), (2023, 400), (2024, 600)):
            an_actual(year, number, by=cast.mori)
        an_actual(2025, 640, by=cast.mori, on=date(2025, 5, 31))
        forecast, made_of = foreseen(ORGANIZATIONS, [], kept_terms())

    assert (made_of, forecast.points) == ("手で入れた実績", 4)
    assert forecast.at(date(2026, 3, 31)) == pytest.approx(800, abs=10)


def test_only_coordinators_write(cast):
    for who in (cast.michi, cast.umi, cast.kan, cast.ken):
        with pytest.raises(NotAllowed):
            an_actual(2023, 1, by=who)
        with pytest.raises(NotAllowed), db.transaction():
            set_target(the_term(2023), target=1, source="x", by=who, seen=None)
        with pytest.raises(NotAllowed), db.transaction():
            write_outlook(the_term(2023), outlook="x", by=who, seen=None)
        with pytest.raises(NotAllowed), db.transaction():
            choose_measure(PERSONS, reason="x", by=who, seen=0)

    assert _changes() == []


def test_what_is_compared_is_chosen_with_a_reason_and_by_one_at_a_time(cast):
    with db.transaction():
        first = choose_measure(PERSONS, reason="要綱による", by=cast.mori, seen=0)
    for who, reason, seen, error in (
        (ORGANIZATIONS, "x", 0, Overtaken),
        (PERSONS, "x", first.id, RuleBroken),
        (ORGANIZATIONS, "", first.id, RuleBroken),
    ):
        with pytest.raises(error), db.transaction():
            choose_measure(who, reason=reason, by=cast.mori, seen=seen)

    assert (newest_measure().id, newest_measure().who) == (first.id, PERSONS)


def test_of_two_who_enter_the_same_term_at_once_one_comes_too_late(cast):
    number, actuals = cast.mori.id, iter((5, 6))

    def enter():
        mori, facts = db.session.get_one(User, number), {"of": None, "on": date(2024, 3, 1), "source": "資料"}
        enter_actual(the_term(2023), actual=next(actuals), **facts, by=mori, seen=0)

    assert together(2, enter) == ["Overtaken", "done"]
    assert len(_changes()) == 1


def test_what_was_changed_or_chosen_is_never_changed(cast):
    aims()
    with db.transaction():
        choose_measure(PERSONS, reason="要綱による", by=cast.mori, seen=0)
    for kind in (ParticipantChange, ParticipantMeasure):
        for deed in (update(kind).values(reason="x"), delete(kind)):
            with pytest.raises(DatabaseError, match="never changed"), db.transaction() as session:
                session.execute(deed)

    assert len(_changes()) == 4


def test_an_organization_that_left_is_named_to_those_who_may_see_it_alone(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    moved(house, "leave", day("2026-03-01"), by=cast.mori)
    spells = behind_number(date(2026, 2, 1), ORGANIZATIONS, None, None)

    assert [one.name for one in behind(spells, ORGANIZATIONS, cast.mori)] == ["磯子精機"]
    assert [(one.name, one.key) for one in behind(spells, ORGANIZATIONS, cast.kan)] == [
        ("(いまは参加していない団体)", "")
    ]
