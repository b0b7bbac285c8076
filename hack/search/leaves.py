"""What is written, read in bulk: the postings and measures of one segment as arrays, kept as long as the segment lives.

Whoosh steps through postings one by one, which is slow where a word stands in thousands of papers. A segment never changes
but for what is deleted from it, so that what was once read of it is right until it is merged away.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from whoosh.matching import FilterMatcher
from whoosh.reading import IndexReader, TermNotFound

from hack.search.shelf import WORDED

ROOM = 48_000_000
"""Bytes of postings that are kept of one segment."""
_MEASURED = np.dtype([("changed", "<i8"), *((name, "<i4") for name in WORDED), ("letters", "<i4")])

Postings = tuple[np.ndarray, np.ndarray]
"""The documents that hold a term, in order (int32), and how often each does (float32)."""
NONE: Postings = (np.zeros(0, np.int32), np.zeros(0, np.float32))


@dataclass(frozen=True)
class Vocabulary:
    """Every word of a segment once, with its length and a bit for each letter that it has."""

    terms: list[str]
    lengths: np.ndarray
    bits: np.ndarray


class Kept:
    """What was read of one segment, shared by all who read it; what was not asked for the longest goes first."""

    def __init__(self) -> None:
        self._postings: OrderedDict[tuple[str, str], Postings] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self.measures: np.ndarray | None = None
        self.facets: list[str] | None = None
        self.vocabulary: Vocabulary | None = None

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


@dataclass(frozen=True)
class Leaf:
    """One segment as somebody reads it: what is kept of it, and an own reader for what isn't yet."""

    reader: IndexReader
    kept: Kept

    @property
    def size(self) -> int:
        """How many documents it has, those taken out included."""
        return self.reader.doc_count_all()

    @cached_property
    def living(self) -> np.ndarray:
        """Which documents have not been taken out."""
        living = np.ones(self.size, bool)
        living[[number for number in self.reader.segment().deleted_docs() if number < self.size]] = False
        return living

    @property
    def measures(self) -> np.ndarray:
        """The `changed`, the length of each field and the `letters` of every document."""
        if self.kept.measures is None:
            column = self.reader.column_reader("measures", translate=False)
            self.kept.measures = np.frombuffer(b"".join(map(bytes, column)), _MEASURED, self.size)
        return self.kept.measures

    def postings(self, name: str, term: str) -> Postings:
        """The documents with this term in the field `name`."""
        found = self.kept.get((name, term))
        if found is None:
            found = _read(self.reader, name, term)
            self.kept.put((name, term), found)
        return found

    def holding(self, name: str, terms: Iterable[str]) -> np.ndarray:
        """Which documents hold any of the terms."""
        held = np.zeros(self.size, bool)
        for term in terms:
            held[self.postings(name, term)[0]] = True
        return held

    @property
    def facet_terms(self) -> list[str]:
        """Every value of every facet that any document of the segment has or had."""
        if self.kept.facets is None:
            self.kept.facets = [term.decode() for term in self.reader.lexicon("facets")]
        return self.kept.facets

    def vocabulary(self, over: Callable[[], bool]) -> Vocabulary | None:
        """Every word that any document of the segment has or had; None if there was not time enough to read them."""
        if self.kept.vocabulary is None:
            terms: set[str] = set()
            for name in WORDED:
                for number, term in enumerate(self.reader.lexicon(name)):
                    if number % 1_000 == 0 and over():
                        return None
                    terms.add(term.decode())
            order = sorted(terms)
            lengths = np.array([len(term) for term in order], np.int32)
            self.kept.vocabulary = Vocabulary(
                order, lengths, np.array([letter_bits(term) for term in order], np.uint64)
            )
        return self.kept.vocabulary

    def stored(self, document: int) -> tuple[str, str, str, str]:
        """Noun, key, stamp and surface of a document."""
        return self.reader.stored_fields(document)["kept"]


def letter_bits(word: str) -> np.uint64:
    """A bit for each letter of the word: words of few edits differ in few of them."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) * 0x9E3779B1 >> 8) % 64
    return np.uint64(bits)


def _read(reader: IndexReader, name: str, term: str) -> Postings:
    """The postings as they lie in the file, block by block."""
    try:
        matcher = reader.postings(name, term)
    except TermNotFound:
        return NONE
    if isinstance(matcher, FilterMatcher):  # leaves out what is deleted, document by document: `living` does that
        matcher = matcher.child
    documents, counts = [], []
    while matcher.is_active():
        if hasattr(matcher, "_next_block"):
            matcher.id(), matcher.weight()  # which read the block
            documents.append(np.array(matcher._ids, np.int32))
            counts.append(np.array(matcher._weights, np.float32))
            matcher._next_block()
        else:
            documents.append(np.array([matcher.id()], np.int32))
            counts.append(np.array([matcher.weight()], np.float32))
            matcher.next()
    return (np.concatenate(documents), np.concatenate(counts)) if documents else NONE


def _bytes(postings: Postings) -> int:
    return 200 + sum(each.nbytes for each in postings)
