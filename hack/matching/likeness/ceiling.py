"""What the scores of needs and seeds can be at most, found without multiplying all they have in common.

Nearly all the work of a product lies in the few columns that many have, and those decide least. They are gathered in bundles,
and only the length of each row within each bundle is multiplied: by Cauchy and Schwarz the products of a bundle's columns add up
to no more than the product of both lengths. All other columns are multiplied as they are.
"""

import numpy as np
from scipy import sparse

from hack.matching.likeness.columns import Rows

COMMON = (
    0.004  # of all pairs have such a column in common: multiplied as dense numbers it costs less than as sparse ones
)
IN_A_BUNDLE = 3  # columns, to begin with
FEW = 20_000_000  # pairs; what fewer have in common is multiplied at once, before anything else would be prepared


class Ceiling:
    """The ceilings of the scores of needs with seeds: float32 rows of one space, n and m, without negative numbers.

    wide: seeds are made up to a multiple of this number by some that have nothing.
    """

    def __init__(self, needs: Rows, seeds: Rows, wide: int = 1):
        have = [np.bincount(rows.indices, minlength=rows.shape[1]).astype(np.float64) for rows in (needs, seeds)]
        shared = have[0] * have[1]  # by how many pairs
        pairs = needs.shape[0] * seeds.shape[0]
        self.columns = int(np.count_nonzero(shared))
        order = np.argsort(-shared, kind="stable")[: self.columns]
        place = np.full(
            len(shared), self.columns, np.int32
        )  # where only one side has something, there is nothing to multiply
        place[order] = np.arange(self.columns, dtype=np.int32)
        self.needs, self.seeds = (
            sparse.csr_matrix((rows.data, place[rows.indices], rows.indptr), (rows.shape[0], self.columns + 1))
            for rows in (needs, seeds)
        )
        self.needs = self.needs[:, : self.columns]
        self.seeds.resize(-(-seeds.shape[0] // wide) * wide, self.columns + 1)
        self.bundled = int(np.count_nonzero(shared > COMMON * pairs)) if pairs > FEW else 0
        self.met = float(shared[order[self.bundled :]].sum()) / max(needs.shape[0], 1)
        """How many numbers of seeds a need meets in the columns that are multiplied as they are."""
        self.having = self._rare(self.seeds).T.tocsr()  # by column, which seeds have how much of it
        self.bundle(-(-self.bundled // IN_A_BUNDLE))

    def bundle(self, bundles: int) -> None:
        """Gather the frequent columns in so many bundles; the more, the lower the ceilings."""
        self.bundles = bundles
        self.lengths = np.ascontiguousarray(self._lengths(self.seeds).T)

    def of(self, block: Rows) -> np.ndarray:
        """The ceilings of these rows of `needs` with all seeds: float32 of shape (n, m), but for rounding no lower than a score."""
        rare, m = self._rare(block), self.seeds.shape[0]
        having = self.having[rare.indices]
        for row, (start, end) in enumerate(zip(rare.indptr[:-1], rare.indptr[1:], strict=True)):
            having.indices[having.indptr[start] : having.indptr[end]] += (
                row * m
            )  # so that each pair has a place of its own
        spread = sparse.csc_matrix((having.data, having.indices, having.indptr), (block.shape[0] * m, len(rare.data)))
        ceilings: np.ndarray = (spread @ rare.data).reshape(block.shape[0], m)
        if self.bundles:
            ceilings += self._lengths(block) @ self.lengths
        return ceilings

    def _rare(self, rows: Rows) -> Rows:
        """The columns that are multiplied as they are."""
        return rows[:, self.bundled : self.columns]

    def _lengths(self, rows: Rows) -> np.ndarray:
        """How long each row is within each bundle: float32 of shape (n, bundles)."""
        some = rows[:, : self.bundled]
        squares = some.data**2, some.indices % max(self.bundles, 1), some.indptr
        return np.sqrt(
            sparse.csr_matrix(squares, (rows.shape[0], self.bundles)).toarray()
        )  # adds up what has one place
