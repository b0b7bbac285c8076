"""Participants are counted as of a moment, from their coming and going, in one way everywhere."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hack import clock, db, outbox
from hack.accounts.actions import take_back_organization
from hack.accounts.models import Organization, OrganizationKind, Place
from hack.events import PersonChanged
from hack.indicators.participants.counting import History, Spell, _overlap, _spans, count, history, those
from hack.indicators.participants.definition import Counted
from tests.cast import a_person
from tests.indicators.words import LONG_AGO, an_entering, day, let_in, moved, put_out

ORGANIZATIONS, PERSONS = Counted.ORGANIZATIONS, Counted.PERSONS


def _counts(*days, who=ORGANIZATIONS):
    past = history()
    return [count(day(one), who, of=past) for one in days]


def test_an_organization_counts_from_its_first_person_until_it_leaves(cast):
    before = count(clock.now())
    with clock.stopped_at(day("2026-01-10")):
        house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    moved(house, "leave", day("2026-03-01"), by=cast.mori)

    assert before == 3
    assert _counts("2026-01-09", "2026-01-11", "2026-02-28", "2026-03-02") == [0, 1, 1, 0]
    assert count(day("2026-03-01")) == 0
    assert count(day("2026-03-01") - timedelta(seconds=1)) == 1


def test_who_is_stopped_or_only_verified_does_not_count_and_comes_back(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    moved(house, "suspend", day("2026-02-01"), by=cast.mori)
    moved(house, "resume", day("2026-03-01"), by=cast.mori)

    assert _counts("2026-01-11", "2026-02-02", "2026-03-02") == [1, 0, 1]
    assert _counts("2026-01-11", "2026-02-02", "2026-03-02", who=PERSONS) == [1, 0, 1]


def test_a_person_counts_while_the_account_is_in_use(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    with db.transaction():
        second = a_person("次の人", "two@house.example", cast.umi.role, organization=house, joined_at=day("2026-01-20"))
        db.session.add(second)
    put_out(second, day("2026-02-10"), by=cast.kan)
    let_in(second, day("2026-03-10"), by=cast.kan)
    put_out(second, day("2026-04-10"), by=cast.kan)

    days = ("2026-01-11", "2026-01-21", "2026-02-11", "2026-03-11", "2026-04-11")
    assert _counts(*days, who=PERSONS) == [1, 2, 1, 2, 1]
    assert _counts(*days) == [1] * 5


def test_who_was_let_in_again_before_that_had_a_name_of_its_own_counts_as_well(cast):
    _, person = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    put_out(person, day("2026-02-10"), by=cast.kan)
    for at, by in (("2026-02-20", person), ("2026-03-10", cast.kan)):
        with clock.stopped_at(day(at)), db.transaction():
            outbox.record(PersonChanged(person.id), by=by)
            person.active = by is cast.kan

    assert _counts("2026-02-11", "2026-02-21", "2026-03-11", who=PERSONS) == [0, 0, 1]


def test_the_citys_own_people_and_those_out_of_use_are_no_participants(cast):
    assert count(clock.now(), PERSONS) == 4  # Umi, Sora, Riku, Kita; not Moto, and nobody of the city
    assert {spell.number for spell in those(clock.now(), PERSONS)} == {
        one.id for one in (cast.umi, cast.sora, cast.riku, cast.kita)
    }


def test_kinds_and_places_are_counted_by_themselves(cast):
    now, past = clock.now(), history()

    assert count(now, kind=OrganizationKind.UNIVERSITY, of=past) == 1
    assert count(now, place=Place.OUTSIDE, of=past) == 1
    assert count(now, PERSONS, OrganizationKind.COMPANY, Place.INSIDE, of=past) == 2
    assert count(now, PERSONS, OrganizationKind.NPO, of=past) == 0


def test_what_was_counted_for_a_moment_stays_when_a_move_is_taken_back(cast):
    house, _ = an_entering("磯子精機", day("2026-01-10"), by=cast.mori)
    moved(house, "leave", day("2026-02-01"), by=cast.mori)
    counted = _counts("2026-01-15", "2026-02-02")
    with clock.stopped_at(day("2026-03-01")), db.transaction():
        take_back_organization(db.session.get_one(Organization, house.id), by=cast.mori, reason="誤り")

    assert _counts("2026-01-15", "2026-02-02") == counted == [1, 0]
    assert _counts("2026-03-02") == [1]


MOMENTS = st.integers(0, 400).map(lambda hours: LONG_AGO + timedelta(hours=hours))
WAYS = st.lists(st.tuples(MOMENTS, st.booleans()), min_size=1, max_size=12).map(sorted)


@st.composite
def histories(draw):
    """Organisations and their persons who come and go in any order."""
    houses, people = [], []
    for number in range(draw(st.integers(0, 6))):
        about = (number, draw(st.sampled_from(OrganizationKind)), draw(st.sampled_from(Place)))
        mine = [Spell(number, *about, *span) for span in _spans(draw(WAYS))]
        houses += mine
        for other in range(draw(st.integers(0, 3))):
            both = (_overlap(span, (one.begins, one.ends)) for span in _spans(draw(WAYS)) for one in mine)
            people += [Spell(100 * number + other, *about, *span) for span in both if span]
    return History(houses, people)


@given(histories(), MOMENTS, st.sampled_from(Counted))
def test_no_count_is_negative_and_the_parts_make_up_the_whole(past, at, who):
    whole = count(at, who, of=past)
    present = {spell.number for spell in those(at, who, of=past)}

    assert whole == len(present) >= 0
    assert sum(count(at, who, kind, of=past) for kind in OrganizationKind) == whole
    assert sum(count(at, who, place=place, of=past) for place in Place) == whole
    assert sum(count(at, who, kind, place, of=past) for kind in OrganizationKind for place in Place) == whole


@given(histories(), MOMENTS, MOMENTS, st.sampled_from(Counted))
def test_a_later_count_is_the_earlier_one_and_who_came_less_who_left(past, one, other, who):
    early, late = sorted((one, other))
    came = sum(early < spell.begins <= late for spell in past.of(who))
    left = sum(spell.ends is not None and early < spell.ends <= late for spell in past.of(who))

    assert count(late, who, of=past) == count(early, who, of=past) + came - left


@given(WAYS)
def test_nobody_has_two_times_at_one_moment(way):
    spans = _spans(way)

    assert all(begins < ends for begins, ends in spans[:-1])
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))


@pytest.mark.parametrize("who", Counted)
def test_the_definition_says_who_is_counted_and_who_is_not(who):
    assert "数えます" in who.definition and "数えません" in who.definition
