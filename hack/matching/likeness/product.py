"""The best partners of each row among many others: the product of needs and seeds, without ever holding all of it."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from hack.matching.likeness.ceiling import Ceiling
from hack.matching.likeness.columns import Rows

SEEDS_AT_ONCE = 50_000
PAIRS_AT_ONCE = (
    1_600_000  # whose scores, or numbers for them, a thread holds at a time: 50 MB with all that goes with them
)
NUMBERS_AT_ONCE = 500_000  # of seeds that are multiplied exactly
NEEDS_AT_ONCE = 64  # whose pairs are multiplied exactly
SIDE_BY_SIDE = 16  # ceilings of which only the highest is looked at
ONE_BY_ONE = 4  # rows that are multiplied with all others as dense ones
WORTH_THREADS = 20_000  # pairs: some tens of milliseconds
SAMPLE = 32  # needs that say how many bundles repay themselves
EXACT, DENSE = 7e-9, 2e-11  # seconds for a number multiplied exactly, and for one in a bundle: only their ratio matters
ROUNDING = 1e-4  # relative; more than float32 loses over a thousand columns
TINY = 1e-30  # less than any score


class Top(NamedTuple):
    """The best seeds for one need, best first; equal scores in the order of the seeds."""

    seeds: np.ndarray  # positions, int
    scores: np.ndarray  # float32, all above 0


class Tops(NamedTuple):
    """The best seeds for n needs: arrays of shape (n, count), with scores of 0 where there are fewer."""

    seeds: np.ndarray  # positions, int
    scores: np.ndarray  # float32

    @classmethod
    def none(cls, needs: int, count: int) -> "Tops":
        """Nothing yet for so many needs."""
        return cls(np.zeros((needs, count), np.int64), np.zeros((needs, count), np.float32))

    def with_more(self, needs: np.ndarray, seeds: np.ndarray, scores: np.ndarray) -> "Tops":
        """The best of these and of more pairs of need and seed, given by their positions and scores."""
        n, count = self.scores.shape
        needs = np.concatenate([np.repeat(np.arange(n), count), needs])
        seeds = np.concatenate([self.seeds.ravel(), seeds])
        scores = np.concatenate([self.scores.ravel(), scores.astype(np.float32)])
        order = np.lexsort((seeds, -scores, needs))
        needs, seeds, scores = needs[order], seeds[order], scores[order]
        rank = np.arange(len(needs)) - np.searchsorted(needs, np.arange(n))[needs]
        kept = (rank < count) & (scores > 0)
        best = Tops.none(n, count)
        best.seeds[needs[kept], rank[kept]] = seeds[kept]
        best.scores[needs[kept], rank[kept]] = scores[kept]
        return best

    def each(self) -> list[Top]:
        """The best seeds of every need."""
        ends = (self.scores > 0).sum(axis=1).tolist()
        return [Top(self.seeds[row, :end], self.scores[row, :end]) for row, end in enumerate(ends)]


def score_rows(needs: Rows, seeds: Rows) -> np.ndarray:
    """The scores of all pairs of n needs and m seeds, rows of one space: float32 of shape (n, m)."""
    # Added up in float64: hundreds of small shares would not come to their sum within 1e-6 otherwise.
    few, many = sorted((needs, seeds), key=lambda rows: rows.shape[0])
    if few.shape[0] <= ONE_BY_ONE:
        scores = np.empty((few.shape[0], many.shape[0]), np.float32)
        for at, row in enumerate(few):
            dense = np.zeros(few.shape[1])
            dense[row.indices] = row.data
            scores[at] = many @ dense
        return scores if few is needs else scores.T
    return np.asarray((needs.astype(np.float64) @ seeds.astype(np.float64).T).toarray(), np.float32)


def best(needs: Rows, seeds: Rows, count: int, threads: int | None = None) -> list[Top]:
    """For every need the `count` seeds with the highest scores; fewer where fewer have anything in common with it.

    needs, seeds: float32 rows of one space, n and m, without negative numbers. Exact, on so many threads (as there are
    processors, if None), with memory for some millions of scores a thread and for the numbers of 50,000 seeds at a time.
    """
    found = Tops.none(needs.shape[0], count)
    if needs.shape[0] and count:
        with workers_of(threads) as workers:
            for first in range(0, seeds.shape[0], SEEDS_AT_ONCE):
                found = _improved(found, needs, seeds[first : first + SEEDS_AT_ONCE], first, workers)
    return found.each()


def pair_scores(needs: Rows, seeds: Rows, at: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The scores of some pairs, given by the positions of their needs and seeds: float64, in the order of the pairs."""
    scores = np.zeros(len(at))
    order = np.argsort(at, kind="stable")
    ends = np.searchsorted(at[order], np.arange(0, needs.shape[0] + NEEDS_AT_ONCE, NEEDS_AT_ONCE))

    def fill(block: int) -> None:
        first, pairs = block * NEEDS_AT_ONCE, order[ends[block] : ends[block + 1]]
        scores[pairs] = _scores(needs[first : first + NEEDS_AT_ONCE], seeds, at[pairs] - first, others[pairs])

    on_all_processors(fill, np.flatnonzero(np.diff(ends)).tolist(), pairs=len(at))
    return scores


def on_all_processors(deed: Callable[[Any], Any], parts: Sequence[Any], *, pairs: int) -> list[Any]:
    """What the deed makes of each part, in their order; few pairs in all are worth no threads."""
    if pairs < WORTH_THREADS:
        return [deed(part) for part in parts]
    with workers_of() as workers:
        return list(workers.map(deed, parts))


@contextmanager
def workers_of(threads: int | None = None) -> Iterator[Executor]:
    """So many threads (as there are processors, if None), among which the products of one are not divided once more."""
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(threads or os.cpu_count()) as workers:
        yield workers


def _improved(found: Tops, needs: Rows, seeds: Rows, first: int, workers: Executor) -> Tops:
    """The best of those found for each need and of these seeds, whose positions begin at `first`."""
    n, count = found.scores.shape
    ceiling = _low_enough(Ceiling(needs, seeds, SIDE_BY_SIDE), count)
    step = max(1, int(PAIRS_AT_ONCE / max(seeds.shape[0], ceiling.met)))
    blocks = [slice(start, start + step) for start in range(0, n, step)]
    known = [Tops(found.seeds[block], found.scores[block]) for block in blocks]
    tops = workers.map(partial(_tops, ceiling, first), blocks, known)
    return Tops(*map(np.concatenate, zip(*tops, strict=True)))


def _low_enough(ceiling: Ceiling, count: int) -> Ceiling:
    """The ceiling with as many bundles as repay themselves: twice as many leave about a quarter to be multiplied exactly."""
    n, m = ceiling.needs.shape[0], ceiling.seeds.shape[0]
    some = ceiling.needs[np.unique(np.linspace(0, n - 1, SAMPLE).astype(int))]
    while ceiling.bundles < ceiling.bundled:
        left = len(_likely(ceiling, some, Tops.none(some.shape[0], count))[0])
        if left * ceiling.seeds.nnz / m * EXACT * 3 / 4 < some.shape[0] * m * ceiling.bundles * DENSE:
            break
        ceiling.bundle(min(2 * ceiling.bundles, ceiling.bundled))
    return ceiling


def _tops(ceiling: Ceiling, first: int, block: slice, known: Tops) -> Tops:
    """The best of those known for a block of needs and of the ceiling's seeds, which begin at the position `first`."""
    needs = ceiling.needs[block]
    rows, seeds = _likely(ceiling, needs, known)
    return known.with_more(rows, seeds + first, _scores(needs, ceiling.seeds, rows, seeds))


def _likely(ceiling: Ceiling, needs: Rows, known: Tops) -> tuple[np.ndarray, np.ndarray]:
    """The pairs that may be among the best, all of them and few others: rows of `needs` and positions of seeds."""
    ceilings = ceiling.of(needs).reshape(needs.shape[0], SIDE_BY_SIDE, -1)
    highest = ceilings.max(axis=1)
    apart, wanted = highest.shape[1], 2 * known.scores.shape[1]
    least = (
        np.partition(highest, apart - wanted, axis=1)[:, apart - wanted] if apart > wanted else np.zeros(len(highest))
    )
    rows, seeds = _reaching(ceilings, highest, least)
    good = known.with_more(rows, seeds, _scores(needs, ceiling.seeds, rows, seeds))
    return _reaching(ceilings, highest, good.scores[:, -1] * (1 - ROUNDING))


def _reaching(ceilings: np.ndarray, highest: np.ndarray, least: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The rows and seeds of the ceilings that come up to the least of their row; highest: of those side by side."""
    least = np.maximum(least, TINY).astype(np.float32)[:, None]
    rows, places = np.divmod(np.flatnonzero(highest >= least), highest.shape[1])
    hits, sides = np.nonzero(ceilings[rows, :, places] >= least[rows])
    return rows[hits], places[hits] + sides * highest.shape[1]


def _scores(needs: Rows, seeds: Rows, rows: np.ndarray, at: np.ndarray) -> np.ndarray:
    """The scores of pairs of a row of a few needs and a seed, added up in float64."""
    used = np.unique(needs.indices)
    place = np.full(seeds.shape[1], len(used), np.int32)
    place[used] = np.arange(len(used), dtype=np.int32)
    table = np.zeros((needs.shape[0], len(used) + 1))  # its last column is for what the needs have not
    table[:, :-1] = needs[:, used].toarray()
    scores = np.empty(len(rows))
    step = max(1, NUMBERS_AT_ONCE * seeds.shape[0] // max(seeds.nnz, 1))
    for start in range(0, len(rows), step):
        some = seeds[at[start : start + step]]
        cells = np.repeat(rows[start : start + step].astype(np.int32) * table.shape[1], np.diff(some.indptr))
        cells += place.take(some.indices)
        shares = table.ravel().take(cells)
        shares *= some.data
        scores[start : start + step] = sparse.csr_matrix((shares, some.indices, some.indptr), some.shape) @ np.ones(
            some.shape[1]
        )
    return scores
