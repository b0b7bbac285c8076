"""Ways to find the ten best seeds of every need; each is given the rows and brings the positions of its choice, n × COUNT."""

import os
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import NamedTuple

import numpy as np
from scipy import sparse
from sklearn.metrics.pairwise import cosine_similarity

from bench.speed.workload import Workload
from hack.matching.likeness.product import best

COUNT = 10
THREADS = os.cpu_count() or 1
Find = Callable[[], np.ndarray]


class Contender(NamedTuple):
    """A way, what it must have, and what it does with how many pairs at most; ready: from the rows to what is measured."""

    name: str
    ready: Callable[[Workload], Find]
    package: str = "sklearn"
    most: int = 10**12
    why: str = ""

    @property
    def missing(self) -> bool:
        return find_spec(self.package) is None


def naive(rows: Workload) -> Find:
    """All scores at once, and sorted; its own scores, with which a long seed counts no more than a short one."""
    return lambda: np.argsort(-cosine_similarity(rows.needs, rows.seeds), axis=1)[:, :COUNT]


def scipy_blocks(rows: Workload) -> Find:
    """The sparse product in blocks of 200 needs."""

    def find() -> np.ndarray:
        columns = rows.seeds.T.tocsr()
        chosen = []
        for start in range(0, rows.needs.shape[0], 200):
            scores = (rows.needs[start : start + 200] @ columns).toarray()
            chosen.append(np.argpartition(-scores, COUNT, axis=1)[:, :COUNT].copy())
        return np.concatenate(chosen)

    return find


def sparse_dot_topn(rows: Workload) -> Find:
    """The package of that name, on all processors."""
    multiply = import_module("sparse_dot_topn").sp_matmul_topn

    def find() -> np.ndarray:
        found = multiply(rows.needs, rows.seeds.T.tocsr(), COUNT, sort=True, n_threads=THREADS)
        return _positions(found)

    return find


def bm25s(rows: Workload) -> Find:
    """The package of that name: its own scores, with which the needs' words all count the same; the index is told apart."""
    tokenized = import_module("bm25s.tokenization").Tokenized
    vocabulary = {str(word): word for word in range(rows.seeds.shape[1])}
    seeds, needs = (np.split(side.indices, side.indptr[1:-1]) for side in (rows.seeds, rows.needs))
    index = import_module("bm25s").BM25()
    index.index(tokenized([each.tolist() for each in seeds], vocabulary), show_progress=False)
    asked = [[str(word) for word in each.tolist()] for each in needs]
    return lambda: index.retrieve(asked, k=COUNT, show_progress=False, n_threads=THREADS).documents


def ours(rows: Workload) -> Find:
    """hack.matching.likeness.product.best."""

    def find() -> np.ndarray:
        chosen = np.full((rows.needs.shape[0], COUNT), -1)
        for row, top in enumerate(best(rows.needs, rows.seeds, COUNT)):
            chosen[row, : len(top.seeds)] = top.seeds
        return chosen

    return find


def _positions(found: sparse.csr_matrix) -> np.ndarray:
    chosen = np.full((found.shape[0], COUNT), -1)
    row = np.repeat(np.arange(found.shape[0]), np.diff(found.indptr))
    chosen[row, np.arange(found.nnz) - found.indptr[row]] = found.indices
    return chosen


CONTENDERS = [
    Contender(
        "cosine_similarity", naive, most=300_000_000, why="all scores at once: 4 bytes each, and 8 more to sort them"
    ),
    Contender("scipy blocks", scipy_blocks),
    Contender("sparse_dot_topn", sparse_dot_topn, "sparse_dot_topn"),
    Contender("bm25s", bm25s, "bm25s"),
    Contender("ours", ours),
]
