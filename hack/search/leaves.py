"""What Whoosh has written, read in bulk: the postings and measures of one segment as arrays, kept as long as the segment lives.

Whoosh steps through postings one by one, which is slow where a word stands in thousands of papers. A segment never changes
but for what is deleted from it, so that what was once read of it is right until it is merged away.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from whoosh.matching import FilterMatcher
from whoosh.reading import IndexReader, TermNotFound

from hack.search.leaf import MEASURED, NONE, Kept, Leaf, Postings, Told, Vocabulary
from hack.search.paper import WORDED


class OfSegment(Kept):
    """What was read of one segment."""

    def __init__(self) -> None:
        super().__init__()
        self.measures: np.ndarray | None = None
        self.facets: list[str] | None = None
        self.vocabulary: Vocabulary | None = None


@dataclass(frozen=True)
class Segment(Leaf):
    """One segment as somebody reads it: what is kept of it, and an own reader for what isn't yet."""

    reader: IndexReader
    kept: OfSegment

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
            self.kept.measures = np.frombuffer(b"".join(map(bytes, column)), MEASURED, self.size)
        return self.kept.measures

    def postings(self, name: str, term: str) -> Postings:
        """The documents with this term in the field `name`."""
        found = self.kept.get((name, term))
        if found is None:
            found = _read(self.reader, name, term)
            self.kept.put((name, term), found)
        return found

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
            self.kept.vocabulary = Vocabulary.of(terms)
        return self.kept.vocabulary

    def told(self, documents: np.ndarray) -> Iterator[Told]:
        """Noun, key, stamp and surface of each of these documents, in this order."""
        return (self.reader.stored_fields(int(document))["kept"] for document in documents)


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
