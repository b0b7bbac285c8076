"""From the words and letters of documents to numbers: columns, counts and the rarity (idf) of each column."""

from collections.abc import Sequence
from typing import Any, Self, TypeAlias

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer, HashingVectorizer, TfidfTransformer

from hack.matching.likeness.letters import COLUMNS, count_letters
from hack.text.kept import packed, unpacked

Rows: TypeAlias = sparse.csr_matrix
NO_TERM = ""  # a term that no document has: keeps a vocabulary from being empty


class Terms:
    """A column for every term known at the fit; all others share spare ones, with the idf of a term seen once.

    Documents are the terms of each, packed into one string (`text.kept`).
    """

    def __init__(self, vocabulary: list[str], idf: np.ndarray, spare: int):
        self.vocabulary = vocabulary  # the known terms, in the order of their columns
        self.place = {term: at for at, term in enumerate(vocabulary)}
        self.known = _counter(vocabulary)
        self.learnt = idf  # of the known terms, exactly
        self.other = HashingVectorizer(
            analyzer=self._others, n_features=spare, alternate_sign=False, norm=None, dtype=np.float32
        )
        # Smoothed idf: ln((1 + n) / 2) + 1 of a term in one document, where the term that nobody has is at ln(1 + n) + 1.
        seen_once = idf[0] - np.log(2)
        self.idf = np.concatenate([idf, np.full(spare, seen_once)]).astype(np.float32)

    @classmethod
    def fit(cls, documents: Sequence[str], spare: int) -> tuple[Self, Rows]:
        """The terms of these n documents, and how often each stands in each of them."""
        counter = _counter(None)
        counted: Rows = counter.fit_transform([packed((NO_TERM, NO_TERM)), *documents])[1:]
        counted.sort_indices()  # else sums would be added up in the order in which words were met, and differ in their last digits
        idf = TfidfTransformer(norm=None).fit(counted if documents else sparse.csr_matrix((1, counted.shape[1]))).idf_
        terms = cls(list(counter.get_feature_names_out()), idf, spare)
        return terms, _as_wide(counted, terms.idf)

    def count(self, documents: Sequence[str]) -> Rows:
        """How often each term stands in each of n documents: float32 of shape (n, columns)."""
        if not documents:
            return sparse.csr_matrix((0, len(self.idf)), dtype=np.float32)
        rows: Rows = self.known.transform(documents)
        if any(self._others(document) for document in documents):
            return sparse.hstack([rows, self.other.transform(documents)], format="csr", dtype=np.float32)
        return _as_wide(rows, self.idf)

    def column(self, term: str) -> int:
        """The column of a term."""
        if term in self.place:
            return self.place[term]
        return len(self.place) + int(self.other.transform([term]).indices[0])

    def _others(self, document: str) -> list[str]:
        return [term for term in unpacked(document) if term not in self.place]


class Letters:
    """Hashed columns for letters side by side; those never seen have the idf of those seen once."""

    def __init__(self, idf: np.ndarray):
        self.idf = self.learnt = idf

    @classmethod
    def fit(cls, documents: Sequence[str]) -> tuple[Self, Rows]:
        """What there is of letters in these n documents, and how often in each of them."""
        counted = count_letters(documents)
        found = np.maximum(np.bincount(counted.indices, minlength=COLUMNS), 1)
        return cls((np.log((1 + len(documents)) / (1 + found)) + 1).astype(np.float32)), counted

    def count(self, documents: Sequence[str]) -> Rows:
        """How often they stand side by side in each of n documents: float32 of shape (n, columns)."""
        return count_letters(documents)


def weighed(counted: Rows, idf: np.ndarray) -> Rows:
    """Rows of count times idf."""
    return sparse.csr_matrix((counted.data * idf[counted.indices], counted.indices, counted.indptr), counted.shape)


def saturated(counted: Rows, idf: np.ndarray, usual_length: float, k1: float, b: float) -> Rows:
    """Rows of count times idf with each count saturated as BM25 does, the more so the longer the document: float32."""
    length = np.repeat(np.asarray(counted.sum(axis=1)).ravel() / usual_length, np.diff(counted.indptr))
    slowed = (k1 + 1) / (counted.data + k1 * (1 - b + b * length))
    rows = weighed(counted, idf)
    rows.data = (rows.data * slowed).astype(np.float32)
    return rows


def _as_wide(rows: Rows, idf: np.ndarray) -> Rows:
    rows.resize(rows.shape[0], len(idf))
    return rows


def _counter(vocabulary: list[str] | None) -> Any:
    return CountVectorizer(analyzer=unpacked, vocabulary=vocabulary, dtype=np.float32)
