"""The best partners are found without multiplying everything, and are the same as if everything were multiplied."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from scipy import sparse

from hack.matching.likeness import ceiling, product
from hack.matching.likeness.ceiling import Ceiling
from hack.matching.likeness.product import best, pair_scores, score_rows

COLUMNS = 12
numbers = some.sampled_from([0, 0, 0, 1, 1, 2, 0.3, 0.1, 7e-3])  # few different ones: many ties
sides = some.lists(some.lists(numbers, min_size=COLUMNS, max_size=COLUMNS), max_size=30)
counts = some.integers(0, 40)
exactly = settings(max_examples=60, deadline=None)


@pytest.fixture(params=["bundled", "as they are"], scope="module", autouse=True)
def way(request):
    """As with many pairs, in portions of needs and of seeds, and as with few."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "bundled":
            patch.setattr(ceiling, "FEW", -1)
            patch.setattr(product, "WORTH_THREADS", 0)
            patch.setattr(ceiling, "COMMON", 0.05)
            patch.setattr(product, "SEEDS_AT_ONCE", 17)
            patch.setattr(product, "PAIRS_AT_ONCE", 64)
            patch.setattr(product, "NUMBERS_AT_ONCE", 20)
            patch.setattr(product, "NEEDS_AT_ONCE", 3)
            patch.setattr(product, "SIDE_BY_SIDE", 2)
        yield


def rows_of(side):
    return sparse.csr_matrix(np.array(side, np.float32).reshape(-1, COLUMNS))


def told(tops):
    return [(top.seeds.tolist(), top.scores.tolist()) for top in tops]


def all_multiplied(needs, seeds, count):
    """Everything multiplied and sorted: what must come out."""
    ranked = []
    for row in score_rows(needs, seeds):
        order = np.lexsort((np.arange(len(row)), -row))[:count]
        order = order[row[order] > 0]
        ranked.append((order.tolist(), row[order].tolist()))
    return ranked


@given(sides, sides, counts)
@exactly
def test_the_best_are_those_of_the_whole_product_ties_in_the_order_of_the_seeds(needs, seeds, count):
    needs, seeds = rows_of(needs), rows_of(seeds)

    assert told(best(needs, seeds, count)) == all_multiplied(needs, seeds, count)


@given(sides, sides, some.integers(1, 5), some.integers(1, 4))
@exactly
def test_neither_threads_nor_portions_change_anything(needs, seeds, count, threads):
    needs, seeds = rows_of(needs), rows_of(seeds)
    whole = told(best(needs, seeds, count))

    assert told(best(needs, seeds, count, threads)) == whole
    apart = [told(best(needs[row], seeds, count, threads))[0] for row in range(needs.shape[0])]
    assert apart == whole


@given(sides, sides, some.integers(1, 5), some.randoms(use_true_random=False))
@exactly
def test_the_order_of_the_needs_does_not_matter(needs, seeds, count, chance):
    order = list(range(len(needs)))
    chance.shuffle(order)
    whole = told(best(rows_of(needs), rows_of(seeds), count))

    shuffled = told(best(rows_of([needs[at] for at in order]), rows_of(seeds), count))

    assert shuffled == [whole[at] for at in order]


@given(sides, sides, some.integers(1, 5), some.randoms(use_true_random=False))
@exactly
def test_the_order_of_the_seeds_decides_among_equals_only(needs, seeds, count, chance):
    order = list(range(len(seeds)))
    chance.shuffle(order)
    whole = told(best(rows_of(needs), rows_of(seeds), count))

    shuffled = told(best(rows_of(needs), rows_of([seeds[at] for at in order]), count))

    assert [scores for _, scores in shuffled] == [scores for _, scores in whole]


@given(sides, sides, some.integers(1, COLUMNS))
@exactly
def test_no_score_is_above_its_ceiling_however_many_bundles_there_are(needs, seeds, bundles):
    needs, seeds = rows_of(needs), rows_of(seeds)
    above = Ceiling(needs, seeds, 4)
    above.bundle(min(bundles, above.bundled))

    ceilings = above.of(above.needs)

    scores = score_rows(needs, seeds)
    assert ceilings.shape == (needs.shape[0], -(-seeds.shape[0] // 4) * 4)
    assert (ceilings[:, : seeds.shape[0]] >= scores * (1 - product.ROUNDING)).all()
    assert not ceilings[:, seeds.shape[0] :].any()
    above.bundle(above.bundled)
    np.testing.assert_allclose(above.of(above.needs)[:, : seeds.shape[0]], scores, rtol=1e-5)


@given(sides, sides, some.randoms(use_true_random=False))
@exactly
def test_the_scores_of_pairs_are_those_of_all_pairs_in_whatever_order(needs, seeds, chance):
    needs, seeds = rows_of(needs), rows_of(seeds)
    at, others = np.divmod(np.arange(needs.shape[0] * seeds.shape[0]), seeds.shape[0])
    order = np.array(chance.sample(range(len(at)), len(at)), int)

    found = pair_scores(needs, seeds, at[order], others[order])

    np.testing.assert_allclose(found, score_rows(needs, seeds).ravel()[order], rtol=1e-5)


def test_an_empty_side_or_none_wanted_gives_nothing():
    rows, nothing = rows_of([[1] * COLUMNS]), rows_of([])

    assert told(best(rows, nothing, 3)) == [([], [])]
    assert best(nothing, rows, 3) == []
    assert told(best(rows, rows, 0)) == [([], [])]


def test_thousands_of_equal_seeds_are_no_trouble():
    rows = rows_of([[1] * COLUMNS] * 500)

    assert told(best(rows[:2], rows, 3)) == [([0, 1, 2], [12.0, 12.0, 12.0])] * 2
