"""A need as judgements have moved it: towards seeds that were said to fit, and a little away from those that were not.

q' = q + ALPHA × mean of the fitting seeds − BETA × mean of the others, for the words, groups and letters of a need (a seed's brought
to a need's scale: length 1 in each part; nothing below 0) and for its meaning (brought back to its length). Pure: numbers in,
numbers out. The need as it was stays as it is, so that what is taken back is as if it had never been said.
Method: Rocchio, "Relevance feedback in information retrieval" (1971); both weights as measured in decision 0033.
"""

from dataclasses import replace

import numpy as np
from scipy import sparse
from sklearn.preprocessing import normalize

from hack.matching.likeness.columns import Rows
from hack.matching.likeness.corpus import PARTS
from hack.matching.likeness.meaning import unit
from hack.matching.likeness.senses import FINE
from hack.matching.likeness.space import Space
from hack.matching.likeness.weighed import Weighed

ALPHA, BETA = 0.5, 0.15


def moved(space: Space, needs: Weighed, seeds: Weighed, pulls: Rows) -> Weighed:
    """The n needs as these pulls of the m seeds move them; where they stand among the others stays as it was.

    pulls: float64 of shape (n, m), -1 to 1, 0 where nothing was said (`lessons`).
    """
    used = np.unique(pulls.indices)
    if not len(used):
        return needs
    weights = _weights(sparse.csr_matrix(pulls[:, used]))
    rows: Rows = (needs.rows.astype(np.float64) + weights @ _at_the_scale_of_needs(space, seeds.rows[used])).tocsr()
    rows.data = np.maximum(rows.data, 0).astype(np.float32)
    rows.eliminate_zeros()
    rows.sort_indices()
    return replace(needs, rows=rows, senses=_moved_senses(needs.senses, seeds.senses[used], weights))


def _weights(pulls: Rows) -> Rows:
    """By how much of each seed a need is moved: a mean, so that many judgements move it no further than one.

    As judgements grow old the mean goes to nothing, not to what is left of the others.
    """
    drawing, driving = pulls.maximum(0), (-pulls).maximum(0)
    return _shared(drawing) * ALPHA - _shared(driving) * BETA


def _shared(pulls: Rows) -> Rows:
    whole = np.maximum(1.0, np.asarray(pulls.sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / whole) @ pulls)


def _at_the_scale_of_needs(space: Space, rows: Rows) -> Rows:
    """Rows of seeds as those of needs are: of length 1 in each part."""
    parts = [normalize(space.of_part(rows, part).astype(np.float64)) for part in PARTS]
    return sparse.csr_matrix(sparse.hstack(parts, format="csr"))


def _moved_senses(needs: np.ndarray, seeds: np.ndarray, weights: Rows) -> np.ndarray:
    """The meanings of the needs, moved; a text without meaning has none afterwards."""
    if not needs.shape[1]:
        return needs
    shift = weights @ seeds.astype(np.float64)
    fresh = np.rint(FINE * unit(needs + shift)).astype(np.int16)
    still = ~shift.any(axis=1) | ~needs.any(axis=1)
    return np.where(still[:, None], needs, fresh)
