"""A number of papers that are read together, wherever they lie: their postings and measures as arrays."""

import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from hack.search.paper import WORDED

ROOM = 48_000_000
"""Bytes of postings that are kept of one leaf."""
MEASURED = np.dtype([("changed", "<i8"), *((name, "<i4") for name in WORDED), ("letters", "<i4")])
"""MEASURES of a paper, as an array reads them."""

Postings = tuple[np.ndarray, np.ndarray]
"""The documents that hold a term, in order (int32), and how often each does (float32)."""
NONE: Postings = (np.zeros(0, np.int32), np.zeros(0, np.float32))
Told = tuple[str, str, str, str]
"""Noun, key, stamp and surface of a document."""


@dataclass(frozen=True)
class Vocabulary:
    """Every word of a segment once, with its length and a bit for each letter that it has."""

    terms: list[str]
    lengths: np.ndarray
    bits: np.ndarray

    @classmethod
    def of(cls, terms: Collection[str]) -> "Vocabulary":
        """These words."""
        order = sorted(terms)
        lengths = np.array([len(term) for term in order], np.int32)
        return cls(order, lengths, np.array([letter_bits(term) for term in order], np.uint64))


class Leaf(ABC):
    """Documents as somebody reads them, numbered from 0; those taken out keep their number and are not `living`."""

    @property
    @abstractmethod
    def size(self) -> int:
        """How many documents it has, those taken out included."""

    @property
    @abstractmethod
    def living(self) -> np.ndarray:
        """Which documents have not been taken out."""

    @property
    @abstractmethod
    def measures(self) -> np.ndarray:
        """The `changed`, the length of each field and the `letters` of every document."""

    @property
    @abstractmethod
    def facet_terms(self) -> list[str]:
        """Every value of every facet that any document has or had."""

    @abstractmethod
    def postings(self, name: str, term: str) -> Postings:
        """The documents with this term in the field `name`."""

    @abstractmethod
    def vocabulary(self, over: Callable[[], bool]) -> Vocabulary | None:
        """Every word that any document has or had; None if there was not time enough to read them."""

    @abstractmethod
    def told(self, documents: np.ndarray) -> Iterator[Told]:
        """Noun, key, stamp and surface of each of these documents, in this order."""

    def holding(self, name: str, terms: Iterable[str]) -> np.ndarray:
        """Which documents hold any of the terms."""
        held = np.zeros(self.size, bool)
        for term in terms:
            held[self.postings(name, term)[0]] = True
        return held


class Kept:
    """Postings that were read, shared by all who read the same documents; what was not asked for the longest goes first."""

    def __init__(self) -> None:
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, place: tuple[str, str]) -> Postings | None:
        """The postings that are kept for a field and a term."""
        with self._lock:
            if place in self._postings:
                self._postings.move_to_end(place)
            return self._postings.get(place)

    def put(self, place: tuple[str, str], postings: Postings) -> None:
        """Keep these, too."""
        with self._lock:
            if place not in self._postings:
                self._postings[place] = postings
                self._bytes += _bytes(postings)
            while self._bytes > ROOM and len(self._postings) > 1:
                self._bytes -= _bytes(self._postings.popitem(last=False)[1])


def letter_bits(word: str) -> np.uint64:
    """A bit for each letter of the word: words of few edits differ in few of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) * 0x9E3779B1 >> 8) % 64
    return np.uint64(bits)


def _bytes(postings: Postings) -> int:
    return 200 + sum(each.nbytes for each in postings)
