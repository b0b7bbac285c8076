"""What a process knows of a shelf in the database: its documents, and what was read of them, kept as long as the shelf is not built anew.

What was written since the shelf was first read is not asked for term by term: its papers come with all their lexemes, once, and lie
in memory as a tail. What was taken out keeps its number and is no longer living.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, text

from hack.search.leaf import MEASURED, Kept, Told, Vocabulary
from hack.search.lexemes import facets_among, words_among

MOST_TAIL = 1_000
"""Papers that lie in the tail; with more, everything is read afresh."""
ROOM = 24_000_000
"""Letters of papers' surfaces that are kept of one shelf."""

MEASURES_OF = text("SELECT string_agg(measures, ''::bytea ORDER BY number) FROM search_paper WHERE shelf = :shelf")
GONE = text("SELECT number FROM search_paper WHERE shelf = :shelf AND key IS NULL")
FACETS = text("SELECT term FROM search_term WHERE shelf = :shelf AND kind = 'facet'")
CHANGED = text(
    "SELECT number, key IS NOT NULL, measures, tsvector_to_array(words) FROM search_paper"
    " WHERE shelf = :shelf AND version > :version ORDER BY number"
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
