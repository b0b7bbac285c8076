"""What many scores come to: said of all numbers at once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hack.evaluation.numbers import Summary, summary, weighted_total, whole

VALUES = st.lists(st.floats(0, 100).map(lambda value: round(value, 1)), min_size=1, max_size=20)


@st.composite
def weighed(draw):
    """Weights of 2 to 10 criteria that come to 100, and points for each."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=1, max_size=9)))
    weights = dict(enumerate(later - earlier for earlier, later in zip([0, *cuts], [*cuts, 100], strict=True)))
    return weights, {one: draw(st.integers(0, 5)) for one in weights}


@given(weighed())
def test_a_total_lies_between_nothing_and_a_hundred_and_rises_with_every_point(both):
    weights, points = both
    total = weighted_total(points, weights)

    assert whole(weights.values()) and 0 <= total <= 100
    for one, given_points in points.items():
        if given_points < 5:
            more = weighted_total(points | {one: given_points + 1}, weights)
            assert more == pytest.approx(total + weights[one] / 5)


@given(weighed(), st.integers(0, 5))
def test_the_same_points_everywhere_come_to_their_share_of_a_hundred(both, points):
    weights, _ = both

    assert weighted_total(dict.fromkeys(weights, points), weights) == points * 20


def test_a_sheet_that_is_not_complete_has_no_total():
    with pytest.raises(ValueError, match="some criteria"):
        weighted_total({1: 5}, {1: 50, 2: 50})


@given(VALUES)
def test_the_median_has_as_many_on_one_side_as_on_the_other(values):
    found = summary(values)

    assert found.count == len(values)
    assert sum(value <= found.median for value in values) * 2 >= len(values)
    assert sum(value >= found.median for value in values) * 2 >= len(values)
    assert found.spread == max(values) - min(values) >= 0


@given(VALUES, st.randoms())
def test_the_order_does_not_matter(values, chance):
    shuffled = list(values)
    chance.shuffle(shuffled)

    assert summary(shuffled) == summary(values)


@given(VALUES.filter(lambda values: len(values) > 2))
def test_one_voice_far_out_moves_the_spread_but_not_the_median_beyond_its_neighbours(values):
    lowest, *rest = sorted(values)
    far = summary([*rest, 1000.0])

    assert far.spread == 1000.0 - rest[0]
    assert far.median <= max(values) and lowest <= far.median


def test_none_come_to_nothing_and_two_to_their_middle():
    assert summary([]) is None
    assert summary([40.0, 50.0]) == Summary(2, 45.0, 10.0)


@pytest.mark.parametrize(
    ("weights", "right"), [([50, 50], True), ([50, 49], False), ([101, -1], False), ([100, 0], False)]
)
def test_weights_are_whole_only_at_a_hundred(weights, right):
    assert whole(weights) is right
