"""Made-up rows in the shape of real ones: what a city's needs and companies' seeds have in common, without their texts.

Measured on texts of a city (5,000 needs of 66 words and 50,000 seeds of 75, 1.85e9 multiplications): a few words stand in half
of all texts, half of all multiplications lie in 20 columns and a tenth beyond 200; sentences are repeated from text to text.
"""

from typing import NamedTuple

import numpy as np
from scipy import sparse

WORDS = 19_000
OFTEN = 3_000  # words of which sentences are made; all others are names, of which each text has a few
SENTENCES, LONG = 1_500, 14
THEMES, PATTERNS = 12, 12
K1, B = 0.6, 0.75


class Workload(NamedTuple):
    """Rows of needs and of seeds, float32, in one space."""

    needs: sparse.csr_matrix
    seeds: sparse.csr_matrix

    @property
    def multiplications(self) -> int:
        """How many numbers of a need meet one of a seed."""
        have = [np.bincount(rows.indices, minlength=rows.shape[1]) for rows in self]
        return int(have[0] @ have[1])


def workload(needs: int, seeds: int, chance: int = 1) -> Workload:
    """So many needs and seeds; the same each time."""
    draw = np.random.default_rng(chance)
    weight = 1 / np.maximum(np.arange(OFTEN) + 6, 23.0) ** 1.2
    sentences = draw.choice(OFTEN, (SENTENCES, LONG), p=weight / weight.sum())
    counted = []
    for texts, many in ((needs, 3), (seeds, 4)):
        own = draw.permutation(OFTEN)  # what needs say in every other sentence, seeds say seldom
        patterns = own[draw.choice(OFTEN, (THEMES * PATTERNS, LONG), p=weight / weight.sum())]
        counted.append(_counts(draw, texts, sentences, patterns, many))
    have = sum(np.bincount(rows.indices, minlength=WORDS) for rows in counted)
    idf = (np.log((1 + needs + seeds) / (1 + have)) + 1).astype(np.float32)
    return Workload(_of_length_one(counted[0], idf), _saturated(counted[1], idf))


def _counts(draw, texts: int, sentences: np.ndarray, patterns: np.ndarray, many: int) -> sparse.csr_matrix:
    """How often each text has each word: some sentences, some patterns of its theme, and names."""
    theme = draw.integers(0, THEMES, (texts, 1)) * PATTERNS
    taken = sentences[draw.integers(0, SENTENCES, (texts, many))].reshape(texts, -1)
    usual = patterns[theme + draw.integers(0, PATTERNS, (texts, many - 2))].reshape(texts, -1)
    names = OFTEN + ((WORDS - OFTEN) * draw.random((texts, 3)) ** 3).astype(int)
    words = np.concatenate([taken, usual, names], axis=1)
    rows = np.repeat(np.arange(texts), words.shape[1])
    ones = np.ones(words.size, np.float32)
    return sparse.csr_matrix((ones, (rows, words.ravel())), shape=(texts, WORDS), dtype=np.float32)


def _of_length_one(counts: sparse.csr_matrix, idf: np.ndarray) -> sparse.csr_matrix:
    weighed = counts.data * idf[counts.indices]
    rows = sparse.csr_matrix((weighed, counts.indices, counts.indptr), counts.shape)
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.csr_matrix(
        (weighed / np.repeat(lengths, np.diff(rows.indptr)), rows.indices, rows.indptr), rows.shape
    )


def _saturated(counts: sparse.csr_matrix, idf: np.ndarray) -> sparse.csr_matrix:
    length = np.asarray(counts.sum(axis=1)).ravel()
    length = np.repeat(length / length.mean(), np.diff(counts.indptr))
    weighed = counts.data * (K1 + 1) / (counts.data + K1 * (1 - B + B * length)) * idf[counts.indices]
    scale = np.sqrt(weighed @ weighed / counts.shape[0])
    return sparse.csr_matrix(((weighed / scale).astype(np.float32), counts.indices, counts.indptr), counts.shape)
