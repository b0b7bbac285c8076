"""The vectors of a space: what its words mean, which are near each other, and what a whole text comes to."""

import re
from collections.abc import Mapping
from typing import Any, Self

import numpy as np
from scipy import sparse

from hack.matching.likeness.columns import Rows
from hack.matching.likeness.meaning import WIDTH, unit, word_meanings

FINE = 4000
"""Vectors of length 1 are kept as whole numbers of this fineness: so float32 multiplies them exactly, in whatever order."""
NEAR = 0.45  # cosine from which two words are near
NEIGHBOURS = 10  # of a word, at most
MOST_WORDS = 20_000  # that have neighbours: the most frequent ones, where there are more
PLACE = re.compile("[区市町村県]$")  # of places next to each other neither stands for the other: 戸塚区, 都筑区
WORDS_AT_ONCE = 2_000
TELLING = 0.5  # weight of a text's telling words beside the text as a whole
ByWord = Mapping[str, np.ndarray]
"""The meanings of words: of each a row of `Senses.words`."""
NO_WORDS: ByWord = {}
ARRAYS = ("words", "near_words", "near_by", "near_ends")


class Senses:
    """The meanings of the words of a vocabulary, and how near its words are to each other."""

    def __init__(self, words: np.ndarray, near: Rows):
        self.words = words  # float16, one row of length 1 for every word
        self.near = near  # word by word, float32: 0 to 1 from NEAR on, nothing for the word itself

    @classmethod
    def fit(cls, vocabulary: list[str], idf: np.ndarray, told: ByWord = NO_WORDS) -> Self:
        """The senses of these words; the rarest (highest idf) of very many have no neighbours.

        told: what is known of them already, for telling the meanings of thousands of words anew takes seconds.
        """
        words = _told_of(vocabulary, told)
        frequent = np.sort(np.argsort(idf[: len(vocabulary)], kind="stable")[:MOST_WORDS])
        chosen = frequent[[not PLACE.search(vocabulary[at]) for at in frequent]] if len(frequent) else frequent
        return cls(words, _near(words.astype(np.float32), chosen))

    def of(self, rows: Rows, told: np.ndarray) -> np.ndarray:
        """The vectors of n texts, int16 of shape (n, WIDTH), FINE long: each text as a whole, and its words as they weigh.

        rows: n rows of the vocabulary's words; told: the meanings of the whole texts. 0 for a text without meaning.
        """
        words = unit(np.asarray(rows[:, : self.words.shape[0]] @ self.words.astype(np.float32)))
        whole = np.asarray(told, np.float32)
        return np.rint(FINE * unit(whole + TELLING * np.where(whole.any(axis=1, keepdims=True), words, 0))).astype(
            np.int16
        )

    def told(self, vocabulary: list[str]) -> ByWord:
        """The meanings by word, in the order of the vocabulary."""
        return dict(zip(vocabulary, self.words, strict=True))

    def arrays(self) -> dict[str, Any]:
        """All of it under the names of ARRAYS, to be kept."""
        return dict(zip(ARRAYS, (self.words, self.near.data, self.near.indices, self.near.indptr), strict=True))

    @classmethod
    def read(cls, arrays: Mapping[str, Any]) -> Self:
        """The senses that `arrays` gave."""
        words, data, columns, ends = (arrays[name] for name in ARRAYS)
        return cls(words, sparse.csr_matrix((data, columns, ends), (len(words), len(words))))


def _told_of(vocabulary: list[str], told: ByWord) -> np.ndarray:
    """The meanings of these words as they are kept: those told already, and the others told now."""
    found = np.zeros((len(vocabulary), WIDTH), np.float16)
    fresh = []
    for at, word in enumerate(vocabulary):
        if word in told:
            found[at] = told[word]
        else:
            fresh.append(at)
    found[fresh] = word_meanings([vocabulary[at] for at in fresh])
    return found


def _near(words: np.ndarray, chosen: np.ndarray) -> Rows:
    """The nearest of the chosen words for each of them."""
    vectors = words[chosen]
    blocks = []
    for start in range(0, len(chosen), WORDS_AT_ONCE):
        likeness = vectors[start : start + WORDS_AT_ONCE] @ vectors.T
        own = np.arange(len(likeness))
        likeness[own, start + own] = 0
        count = min(NEIGHBOURS, len(chosen))
        best = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        values = np.take_along_axis(likeness, best, axis=1)
        rows, places = np.nonzero(values > NEAR)
        nearness = (values[rows, places] - NEAR) / (1 - NEAR)
        blocks.append((chosen[start + rows], chosen[best[rows, places]], nearness.astype(np.float32)))
    found = [np.concatenate(arrays) for arrays in zip(*blocks, strict=True)] or [np.zeros(0, int)] * 3
    return sparse.csr_matrix((found[2], (found[0], found[1])), (len(words), len(words)), dtype=np.float32)


def likeness(mine: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How alike the texts of n and m vectors are: cosines in FINE² parts, float32 of shape (n, m), exact."""
    one, other = (vectors.reshape(-1, WIDTH).astype(np.float32, copy=False) for vectors in (mine, others))
    return np.asarray(one @ other.T)
