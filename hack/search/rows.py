"""What lies on a shelf in the database, read in bulk within one transaction: postings and measures as arrays."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from sqlalchemy import Connection, text

from hack.search.known import Known, Look
from hack.search.leaf import NONE, Leaf, Postings, Told, Vocabulary
from hack.search.lexemes import bits, quoted
from hack.search.paper import WORDED

AT_ONCE = 500
"""Papers whose surfaces are read at once."""
AT_ONCE_LEXEMES = 2_000

Key = tuple[str, str]

WORDS = text("SELECT term FROM search_term WHERE shelf = :shelf AND kind = 'word'")
HAVING = text(
    "SELECT wanted.place, (SELECT string_agg(int4send(number), ''::bytea) FROM search_paper"
    " WHERE words @@ CAST(wanted.query AS tsquery) AND number < :base)"
    " FROM unnest(CAST(:queries AS text[])) WITH ORDINALITY AS wanted(query, place)"
)
TOLD = text(
    "SELECT number, noun, key, stamp, told FROM search_paper"
    " WHERE shelf = :shelf AND number = ANY(CAST(:numbers AS integer[]))"
)


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
