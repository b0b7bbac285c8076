"""From the words and letters of documents to numbers: columns, counts and the rarity (idf) of each column."""

from collections.abc import Sequence
from typing import Any, Self, TypeAlias

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer, TfidfVectorizer

from hack.matching.likeness.letters import COLUMNS, count_letters

Rows: TypeAlias = sparse.csr_matrix
NO_TERM = ""  # a term that no document has: keeps a vocabulary from being empty


class Terms:
    """A column for every term known at the fit; all others share spare ones, with the idf of a term seen once."""

    def __init__(self, known: TfidfVectorizer, spare: int):
        self.known = known
        self.other = HashingVectorizer(
            analyzer=self._others, n_features=spare, alternate_sign=False, norm=None, dtype=np.float32
        )
        # Smoothed idf: ln((1 + n) / 2) + 1 of a term in one document, where the term that nobody has is at ln(1 + n) + 1.
        seen_once = known.idf_[0] - np.log(2)
        self.idf = np.concatenate([known.idf_, np.full(spare, seen_once)]).astype(np.float32)

    @classmethod
    def fit(cls, documents: Sequence[list[str]], spare: int) -> Self:
        known = _vectorizer(sorted({NO_TERM}.union(*documents)))
        return cls(known.fit(documents or [[]]), spare)

    @classmethod
    def read(cls, vocabulary: list[str], idf: np.ndarray, spare: int) -> Self:
        """The terms as they were written down: a vocabulary in order and its idf."""
        known = _vectorizer(vocabulary)
        known.idf_ = idf
        return cls(known, spare)

    @property
    def learnt(self) -> np.ndarray:
        """What `read` takes: the idf of the known terms, exactly."""
        return np.asarray(self.known.idf_)

    @property
    def vocabulary(self) -> list[str]:
        """The known terms, in the order of their columns."""
        return list(self.known.get_feature_names_out())

    def weigh(self, documents: Sequence[list[str]]) -> Rows:
        """Rows of count times idf."""
        if not documents:
            return sparse.csr_matrix((0, len(self.idf)), dtype=np.float32)
        rows: Rows = self.known.transform(documents)
        if any(self._others(document) for document in documents):
            others = self.other.transform(documents) * self.idf[-1]
            rows = sparse.hstack([rows, others], format="csr", dtype=np.float32)
        else:
            rows.resize(len(documents), len(self.idf))
        return rows

    def column(self, term: str) -> int:
        """The column of a term."""
        known = self.known.vocabulary_
        return int(known[term]) if term in known else len(known) + int(self.other.transform([[term]]).indices[0])

    def _others(self, document: list[str]) -> list[str]:
        return [term for term in document if term not in self.known.vocabulary_]


class Letters:
    """Hashed columns for letters side by side; those never seen have the idf of those seen once."""

    def __init__(self, idf: np.ndarray):
        self.idf = self.learnt = idf

    @classmethod
    def fit(cls, documents: Sequence[str]) -> Self:
        found = np.maximum(np.bincount(count_letters(documents).indices, minlength=COLUMNS), 1)
        return cls((np.log((1 + len(documents)) / (1 + found)) + 1).astype(np.float32))

    def weigh(self, documents: Sequence[str]) -> Rows:
        """Rows of count times idf."""
        rows = count_letters(documents)
        rows.data *= self.idf[rows.indices]
        return rows


def counts(rows: Rows, idf: np.ndarray) -> Rows:
    """How often each term was there, from rows of count times idf."""
    return sparse.csr_matrix((rows.data / idf[rows.indices], rows.indices, rows.indptr), rows.shape)


def saturated(rows: Rows, idf: np.ndarray, usual_length: float, k1: float, b: float) -> Rows:
    """Rows of count times idf with each count saturated as BM25 does, the more so the longer the document: float32."""
    often = counts(rows, idf)
    length = np.repeat(np.asarray(often.sum(axis=1)).ravel() / usual_length, np.diff(rows.indptr))
    slowed = (k1 + 1) / (often.data + k1 * (1 - b + b * length))
    return sparse.csr_matrix(((rows.data * slowed).astype(np.float32), rows.indices, rows.indptr), rows.shape)


def _vectorizer(vocabulary: list[str]) -> Any:
    return TfidfVectorizer(analyzer=list, vocabulary=vocabulary, norm=None, dtype=np.float32)
