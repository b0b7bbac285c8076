"""Who carries what: held against all there is on small boards."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hack.errors import RuleBroken
from hack.rounds.allotting import allot

NO = float("nan")


@st.composite
def boards(draw):
    """Values of at most 4 things and 4 people, some forbidden; what things want and people can carry."""
    n, m = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    cell = st.one_of(st.just(NO), st.floats(0, 1, width=16), st.floats(0, 1, width=16))
    value = np.array(draw(st.lists(st.lists(cell, min_size=m, max_size=m), min_size=n, max_size=n)))
    needs = draw(st.lists(st.integers(0, 3), min_size=n, max_size=n))
    capacities = draw(st.lists(st.integers(0, 4), min_size=m, max_size=m))
    return value, np.array(needs), np.array(capacities)


def worked_out(value, needs, capacities, **how):
    """What is worked out; None where nothing is worth anything, which is refused."""
    try:
        return allot(value, needs, capacities, **how)
    except RuleBroken:
        assert not np.nan_to_num(value).any()
        return None


def shared(has, m):
    """How many things have one person at least, two at least, …"""
    return tuple(sum(count >= place for count in has) for place in range(1, m + 1))


def all_ways(value, needs, capacities):
    """How many things have one person at most, two, …, and the greatest total where it is so many: every way tried."""
    n, m = value.shape
    rows = [
        [those for size in range(needs[i] + 1) for those in combinations(np.flatnonzero(~np.isnan(value[i])), size)]
        for i in range(n)
    ]
    best = ((0,) * m, 0.0)
    for way in product(*rows):
        carried = np.bincount([one for those in way for one in those], minlength=m)
        if (carried <= capacities).all():
            total = sum(value[i, one] for i, those in enumerate(way) for one in those)
            best = max(best, (shared([len(those) for those in way], m), total))
    return best


def greedy(value, needs, capacities):
    """How the places are shared, and the total, where the best pair is taken first and nobody is moved."""
    places, spare, total = needs.copy(), capacities.copy(), 0.0
    pairs = [(-value[i, j], i, j) for i, j in zip(*np.nonzero(~np.isnan(value)), strict=True)]
    for worth, i, j in sorted(pairs):
        if places[i] and spare[j]:
            places[i] -= 1
            spare[j] -= 1
            total -= worth
    return shared(needs - places, value.shape[1]), total


@given(boards())
@settings(max_examples=150, deadline=None)
def test_nothing_forbidden_nothing_twice_nobody_over_the_limit(board):
    value, needs, capacities = board
    found = worked_out(*board)
    if found is None:
        return

    assert not (found.chosen & np.isnan(value)).any()
    assert (found.chosen.sum(axis=0) <= capacities).all()
    assert (found.chosen.sum(axis=1) + found.short == needs).all() and (found.short >= 0).all()


@given(boards())
@settings(max_examples=100, deadline=None)
def test_as_many_places_as_can_be_are_filled_and_never_for_less_than_greed_gets(board):
    found = worked_out(*board)
    if found is None:
        return
    most, best = all_ways(*board)
    by_greed, total = greedy(*board)

    assert shared(found.chosen.sum(axis=1), len(board[2])) == most
    assert found.total <= best + 1e-9
    if by_greed == most:
        assert found.total >= total - 1e-9


def test_the_total_is_within_a_hundredth_of_the_best_on_average():
    chance = np.random.default_rng(7)
    shares = []
    for _ in range(120):
        value = chance.random((4, 3))
        value[chance.random(value.shape) < 0.2] = NO
        needs, capacities = chance.integers(1, 3, 4), chance.integers(1, 4, 3)
        best = all_ways(value, needs, capacities)[1]
        if best:
            shares.append(allot(value, needs, capacities).total / best)

    assert np.mean(shares) > 0.99 and min(shares) > 0.9


@given(st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_the_order_of_things_and_people_does_not_matter(seed):
    chance = np.random.default_rng(seed)
    value, needs, capacities = chance.random((6, 4)), chance.integers(1, 3, 6), chance.integers(1, 5, 4)
    value[chance.random(value.shape) < 0.2] = NO
    rows, columns = chance.permutation(6), chance.permutation(4)

    here = allot(value, needs, capacities)
    there = allot(value[np.ix_(rows, columns)], needs[rows], capacities[columns])
    assert (here.chosen[np.ix_(rows, columns)] == there.chosen).all()


def test_a_last_place_is_filled_by_moving_somebody_who_is_worth_more_elsewhere():
    found = allot([[1.0, 0.9], [0.1, NO]], [1, 1], [1, 1])

    assert found.chosen.tolist() == [[False, True], [True, False]]


def test_first_places_come_before_second_ones():
    found = allot([[1.0, 1.0], [0.2, 0.2]], [2, 2], [1, 1])

    assert found.chosen.sum(axis=1).tolist() == [1, 1] and found.short.tolist() == [1, 1]


def test_it_says_whether_conflicts_or_capacities_leave_a_place_empty():
    found = allot([[NO, NO], [0.5, NO], [0.5, 0.6], [0.4, 0.6]], [1, 2, 1, 1], [2, 1])

    assert found.short.tolist() == [1, 1, 0, 0] and found.conflict[:2].all()
    full = allot([[0.5, 0.6], [0.4, 0.6]], [2, 2], [1, 1])
    assert full.short.sum() == 2 and not full.conflict.any()


def test_the_worst_off_is_lifted_where_the_total_hardly_loses():
    found = allot([[1.0, 0.993], [0.5, 0.5035], [0.0, 0.0]], [1, 1, 0], [1, 1])
    assert found.worst == pytest.approx(0.5035)

    lifted = allot([[1.0, 0.99], [0.12, 0.1]], [1, 1], [1, 1])
    assert (lifted.worst, lifted.total) == (pytest.approx(0.12), pytest.approx(1.11))


def test_what_stands_stays_and_counts():
    kept = [[False, True], [False, False]]
    found = allot([[1.0, NO], [0.5, 0.9]], [1, 1], [1, 1], kept)

    assert found.chosen.tolist() == [[False, True], [True, False]]


def test_where_all_are_alike_everybody_carries_the_same():
    found = allot(np.ones((12, 4)), [2] * 12, [20] * 4)

    assert found.chosen.sum(axis=0).tolist() == [6, 6, 6, 6] and not found.short.any()


def test_without_a_clue_it_stops_with_words():
    with pytest.raises(RuleBroken, match="手がかり"):
        allot(np.zeros((2, 2)), [1, 1], [1, 1])


def test_where_nobody_may_take_anything_all_stays_empty():
    found = allot([[NO, NO]], [2], [1, 1])

    assert (found.short.tolist(), found.conflict.tolist(), found.worst) == ([2], [True], 0.0)
    assert allot(np.zeros((0, 3)), [], [1, 1, 1]).total == 0.0
    assert allot(np.zeros((2, 0)), [1, 1], []).short.tolist() == [1, 1]


def test_numbers_that_do_not_fit_together_are_refused():
    with pytest.raises(ValueError, match="2 things"):
        allot([[1.0]], [1, 1], [1])
