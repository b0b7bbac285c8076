"""The best partners of each row among many others: the product of needs and seeds, without ever holding all of it."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from hack.matching.columns import Rows

PAIRS_AT_ONCE = 4_000_000  # scores that a thread holds at a time: 50 MB at most
ROUNDING = 1e-5  # relative; more than float32 loses over a thousand words


class Top(NamedTuple):
    """The best seeds for one need, best first; equal scores in the order of the seeds."""

    seeds: np.ndarray  # positions, int
    scores: np.ndarray  # float32, all above 0


def score_rows(needs: Rows, seeds: Rows) -> np.ndarray:
    """The scores of all pairs of n needs and m seeds, rows of one space: float32 of shape (n, m)."""
    # Added up in float64: hundreds of small shares would not come to their sum within 1e-6 otherwise.
    scores = needs.astype(np.float64) @ seeds.astype(np.float64).T
    return np.asarray(scores.toarray(), np.float32)


def best(needs: Rows, seeds: Rows, count: int) -> list[Top]:
    """For every need the `count` seeds with the highest scores; fewer where fewer have anything in common with it.

    needs, seeds: rows of one space, n and m. Exact, in blocks of needs, with memory for some millions of scores.
    """
    columns = seeds.T.tocsr()
    step = max(1, PAIRS_AT_ONCE // max(seeds.shape[0], 1))
    blocks = [needs[start : start + step] for start in range(0, needs.shape[0], step)]

    def tops(block: Rows) -> list[Top]:
        likely = [_likely(row, count) for row in _split(block @ columns)]
        return [_sorted(chosen, scores, count) for chosen, scores in _exact(block, seeds, likely)]

    with ThreadPoolExecutor(os.cpu_count()) as workers:  # scipy multiplies without holding the interpreter
        return [top for found in workers.map(tops, blocks) for top in found]


def refined(tops: list[Top], needs: Rows, seeds: Rows, count: int) -> list[Top]:
    """The tops with the product of further rows of the same needs and seeds added to their scores; the best `count` of each.

    For parts too broad to be compared with all: letters side by side have five times the columns of words.
    """
    added = _exact(needs, seeds, [top.seeds for top in tops])
    return [_sorted(top.seeds, top.scores + more, count) for top, (_, more) in zip(tops, added, strict=True)]


def _split(scores: Rows) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The columns and values of each row."""
    for start, end in pairwise(scores.indptr):
        yield scores.indices[start:end], scores.data[start:end]


def _likely(row: tuple[np.ndarray, np.ndarray], count: int) -> np.ndarray:
    """The columns of the highest values, with all those that rounding or a tie may have kept from them."""
    columns, values = row
    if len(values) > count > 0:
        least = np.partition(values, len(values) - count)[len(values) - count]
        columns = columns[values >= least * (1 - ROUNDING)]
    return columns


def _exact(needs: Rows, seeds: Rows, chosen: Sequence[np.ndarray]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """For every need its chosen seeds and their scores, added up in float64."""
    need = np.zeros(needs.shape[1])
    for (columns, values), positions in zip(_split(needs), chosen, strict=True):
        need[columns] = values
        yield positions, seeds[positions] @ need
        need[columns] = 0


def _sorted(seeds: np.ndarray, scores: np.ndarray, count: int) -> Top:
    scores = scores.astype(np.float32)
    order = np.lexsort((seeds, -scores))[:count]
    order = order[scores[order] > 0]
    return Top(seeds[order], scores[order])
