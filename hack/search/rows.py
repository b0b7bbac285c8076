"""What lies on a shelf in the database, read in bulk: postings and measures as arrays, kept as long as the shelf is not built anew.

What was written since the shelf was first read is not asked for term by term: its papers come with all their lexemes, once, and lie
in memory as a tail. What was taken out keeps its number and is no longer living.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, text

from hack.search.leaf import MEASURED, NONE, Kept, Leaf, Postings, Told, Vocabulary
from hack.search.lexemes import bits, facets_among, quoted, words_among
from hack.search.paper import WORDED

MOST_TAIL = 1_000
"""Papers that lie in the tail; with more, everything is read afresh."""
ROOM = 24_000_000
"""Letters of papers' surfaces that are kept of one shelf."""
AT_ONCE = 500
"""Papers whose surfaces are read at once."""
AT_ONCE_LEXEMES = 2_000

Key = tuple[str, str]

MEASURES_OF = text("SELECT string_agg(measures, ''::bytea ORDER BY number) FROM search_paper WHERE shelf = :shelf")
GONE = text("SELECT number FROM search_paper WHERE shelf = :shelf AND key IS NULL")
FACETS = text("SELECT term FROM search_term WHERE shelf = :shelf AND kind = 'facet'")
WORDS = text("SELECT term FROM search_term WHERE shelf = :shelf AND kind = 'word'")
CHANGED = text(
    "SELECT number, key IS NOT NULL, measures, tsvector_to_array(words) FROM search_paper"
    " WHERE shelf = :shelf AND version > :version ORDER BY number"
)
HAVING = text(
    "SELECT wanted.place, (SELECT string_agg(int4send(number), ''::bytea) FROM search_paper"
    " WHERE words @@ CAST(wanted.query AS tsquery) AND number < :base)"
    " FROM unnest(CAST(:queries AS text[])) WITH ORDINALITY AS wanted(query, place)"
)
TOLD = text(
    "SELECT number, noun, key, stamp, told FROM search_paper"
    " WHERE shelf = :shelf AND number = ANY(CAST(:numbers AS integer[]))"
)


@dataclass(frozen=True)
class Look:
    """The documents of a shelf at one version."""

    version: int
    measures: np.ndarray
    living: np.ndarray


class Known:
    """What a process knows of one edition of a shelf: the documents below `base` by what was asked for, the later ones whole."""

    def __init__(self, shelf: str, edition: str, look: Look, facets: Iterable[str]):
        self.shelf = shelf
        self.edition = edition
        self.base = len(look.living)
        self.look = look
        self.facets = sorted(facets)
        self.words: set[str] | None = None
        self.vocabulary: Vocabulary | None = None
        self.kept = Kept()
        self.tail: dict[str, list[int]] = {}
        self.surfaces: OrderedDict[int, Told] = OrderedDict()
        self.letters = 0
        self.lock = threading.RLock()

    @classmethod
    def read(cls, connection: Connection, shelf: str, edition: str, version: int) -> "Known":
        """All that is needed before anybody asks."""
        asked = {"shelf": shelf}
        measures = np.frombuffer(connection.scalar(MEASURES_OF, asked) or b"", MEASURED)
        living = np.ones(len(measures), bool)
        living[list(connection.scalars(GONE, asked))] = False
        return cls(shelf, edition, Look(version, measures, living), connection.scalars(FACETS, asked))

    def look_at(self, connection: Connection, version: int) -> Look | None:
        """The documents at this version, of which the connection sees as much; None if something newer is known already."""
        with self.lock:
            if self.look.version >= version:
                return self.look if self.look.version == version else None
            asked = {"shelf": self.shelf, "version": self.look.version}
            changed = connection.execute(CHANGED, asked).all()
            size, facets, words = len(self.look.living), set(self.facets), set()
            new = [row for row in changed if row[0] >= size]
            measures = np.frombuffer(b"".join(bytes(row[2]) for row in new), MEASURED)
            living = np.concatenate([self.look.living, np.ones(len(new), bool)])
            living[[row[0] for row in changed if not row[1]]] = False
            for number, _, _, lexemes in new:
                for lexeme in lexemes or ():
                    self.tail.setdefault(lexeme, []).append(number)
                facets.update(facets_among(lexemes or ()))
                words |= words_among(lexemes or ())
            self.facets = sorted(facets)
            if self.words is not None and not words <= self.words:
                self.words, self.vocabulary = self.words | words, None
            self.look = Look(version, np.concatenate([self.look.measures, measures]), living)
            return self.look

    def surface(self, number: int) -> Told | None:
        """What is kept of a document, if it was read before."""
        with self.lock:
            if number in self.surfaces:
                self.surfaces.move_to_end(number)
            return self.surfaces.get(number)

    def keep_surface(self, number: int, told: Told) -> None:
        """Keep this, too."""
        with self.lock:
            if number not in self.surfaces:
                self.surfaces[number] = told
                self.letters += len(told[3])
            while self.letters > ROOM and len(self.surfaces) > 1:
                self.letters -= len(self.surfaces.popitem(last=False)[1][3])


class Rows(Leaf):
    """A shelf as somebody reads it within one transaction: what is known of it, and a connection for what isn't yet."""

    def __init__(self, connection: Connection, known: Known, look: Look):
        self.connection = connection
        self.known = known
        self.look = look

    @property
    def size(self) -> int:
        return len(self.look.living)

    @property
    def living(self) -> np.ndarray:
        return self.look.living

    @property
    def measures(self) -> np.ndarray:
        return self.look.measures

    @property
    def facet_terms(self) -> list[str]:
        return self.known.facets

    def postings(self, name: str, term: str) -> Postings:
        base = self.known.kept.get((name, term))
        if base is None:
            # Who asks for a word in one field asks for it in the others, too.
            fields = WORDED if name in WORDED else (name,)
            base = self.gather([(field, term) for field in fields])[name, term]
        late = [(bit, self.known.tail.get(lexeme)) for bit, lexeme in enumerate(bits(self.known.shelf, name, term))]
        numbers, counts = base
        if any(found for _, found in late):
            after, often = _counted({bit: np.array(found, np.int32) for bit, found in late if found})
            numbers, counts = np.concatenate([numbers, after]), np.concatenate([counts, often])
        # Somebody else may have taken in by now what was written after this transaction began.
        there = numbers < self.size
        there[there] = self.living[numbers[there]]
        return (numbers, counts) if there.all() else (numbers[there], counts[there])

    def gather(self, wanted: Iterable[Key]) -> Mapping[Key, Postings]:
        """Read the postings of these fields and terms at once, as far as they are not kept; below `base`, taken out or not."""
        found = {key: self.known.kept.get(key) for key in dict.fromkeys(wanted)}
        missing = [key for key, postings in found.items() if postings is None]
        places = [(key, bit, lexeme) for key in missing for bit, lexeme in enumerate(bits(self.known.shelf, *key))]
        by_bit: dict[Key, dict[int, np.ndarray]] = {key: {} for key in missing}
        for start in range(0, len(places) if self.known.base else 0, AT_ONCE_LEXEMES):
            part = places[start : start + AT_ONCE_LEXEMES]
            asked = {"queries": [quoted(lexeme) for *_, lexeme in part], "base": self.known.base}
            for place, numbers in self.connection.execute(HAVING, asked):
                if numbers:
                    key, bit, _ = part[place - 1]
                    by_bit[key][bit] = np.frombuffer(numbers, ">i4").astype(np.int32)
        for key, each in by_bit.items():
            postings = found[key] = _counted(each)
            self.known.kept.put(key, postings)
        return {key: postings for key, postings in found.items() if postings is not None}

    def vocabulary(self, over: Callable[[], bool]) -> Vocabulary | None:
        with self.known.lock:
            words = self.known.words
            if words is None:
                words = set(self.connection.scalars(WORDS, {"shelf": self.known.shelf}))
                if self.known.look is not self.look:  # somebody knows of newer words
                    return Vocabulary.of(words)
                self.known.words = words
            if self.known.vocabulary is None:
                self.known.vocabulary = Vocabulary.of(words)
            return self.known.vocabulary

    def told(self, documents: np.ndarray) -> Iterator[Told]:
        numbers = documents.tolist()
        for start in range(0, len(numbers), AT_ONCE):
            part = numbers[start : start + AT_ONCE]
            found = {number: told for number in part if (told := self.known.surface(number)) is not None}
            if missing := [number for number in part if number not in found]:
                asked = {"shelf": self.known.shelf, "numbers": missing}
                for number, noun, key, stamp, surface in self.connection.execute(TOLD, asked):
                    found[number] = (noun, key, stamp, surface)
                    self.known.keep_surface(number, found[number])
            yield from (found[number] for number in part)


def _counted(by_bit: Mapping[int, np.ndarray]) -> Postings:
    """The documents of all bits in order, and how often each has the term."""
    if not by_bit:
        return NONE
    if len(by_bit) == 1:
        [(bit, numbers)] = by_bit.items()
        return np.sort(numbers), np.full(len(numbers), 1 << bit, np.float32)
    often = np.concatenate([np.full(len(numbers), 1 << bit, np.float64) for bit, numbers in by_bit.items()])
    numbers, where = np.unique(np.concatenate(list(by_bit.values())), return_inverse=True)
    return numbers, np.bincount(where, often).astype(np.float32)
