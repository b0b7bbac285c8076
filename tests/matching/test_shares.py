"""A product shared out to whoever has time comes out as if one had done it alone."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from scipy import sparse

from hack.alone import alone
from hack.matching import shares
from hack.matching.product import best
from hack.matching.shares import joined, lay_out, lend_a_hand

ROWS = [sparse.random(n, 40, 0.2, format="csr", dtype=np.float32, random_state=n) for n in (23, 60)]


def told(tops):
    return [(top.seeds.tolist(), top.scores.tolist()) for top in tops]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(shares, "NEEDS_OF_A_PART", 5)
    lay_out(tmp_path / "laid out", *ROWS, 4)
    return tmp_path / "laid out"


def test_who_is_alone_does_it_alone(folder):
    assert told(joined(folder)) == told(best(*ROWS, 4))


def test_several_at_once_do_each_part_once_and_get_the_same(folder):
    with ThreadPoolExecutor(4) as hands:
        joins = [hands.submit(joined, folder) for _ in range(2)]
        done = sum(hands.map(lend_a_hand, [folder] * 2))
        found = [told(join.result()) for join in joins]

    assert found == [told(best(*ROWS, 4))] * 2
    assert done <= 5
    assert lend_a_hand(folder) == 0


def test_a_part_that_another_is_at_is_left_to_it(folder):
    with alone(folder / "part-000000005.lock"):
        assert lend_a_hand(folder) == 4

    assert told(joined(folder)) == told(best(*ROWS, 4))


def test_what_was_cut_short_is_done_again(folder):
    (folder / "part-000000005.lock").touch()
    (folder / "part-000000005.new").write_bytes(b"half of it")

    assert told(joined(folder)) == told(best(*ROWS, 4))


def test_where_nothing_is_laid_out_there_is_nothing_to_do(tmp_path):
    assert lend_a_hand(tmp_path) == 0
