"""How much a paper answers: words by BM25F over its fields, everything measured by what is public."""

from collections.abc import Mapping, Sequence
from math import log

import numpy as np

from hack.search.leaf import Leaf
from hack.search.paper import WORDED

K1 = 0.6
"""How soon a word that is repeated stops counting more."""
FIELDS: Mapping[str, tuple[float, float]] = {
    "title": (2.0, 0.5),
    "summary": (1.3, 0.5),
    "text": (1.0, 0.75),
    "organization": (1.0, 0.3),
    "section": (0.7, 0.3),
}
"""What a word counts in each field, and how far the field's length is held against it (b)."""
GROUPS = 0.2
"""What a word of the same meaning counts, the word itself having 1."""
INSIDE = 0.1
"""What a letter counts that stands inside a longer word."""
USUAL_LENGTH = 100
"""Words of a field, where there is no public paper to measure."""


class PublicMeasure:
    """Rarity and length, both measured by the public papers, also for private ones.

    So the scores of both shelves can be compared, and the order of what somebody sees tells nothing of what others keep.
    """

    def __init__(self, public: Sequence[Leaf]):
        self.public = public
        self.papers = sum(int(np.count_nonzero(leaf.living)) for leaf in public)
        self.lengths = {name: self._usual(name) for name in WORDED}

    def _usual(self, name: str) -> float:
        """The mean length of a field in the papers that have it."""
        lengths = [leaf.measures[name][leaf.living] for leaf in self.public]
        having = sum(int(np.count_nonzero(each)) for each in lengths)
        return sum(int(each.sum()) for each in lengths) / having if having else USUAL_LENGTH

    def rarity(self, having: int) -> float:
        """What a word counts that this many public papers have: always more than nothing."""
        return log(1 + (max(self.papers - having, 0) + 0.5) / (having + 0.5))

    def having(self, name: str, term: str) -> int:
        """About how many public papers have the term in the field `name`."""
        return sum(len(leaf.postings(name, term)[0]) for leaf in self.public)

    def counts(self, leaf: Leaf, word: str) -> tuple[np.ndarray, np.ndarray]:
        """The documents of the leaf with this word in any field, and how often, fields weighed and lengths taken into account.

        A document may come more than once, with the same count.
        """
        found = [(name, *leaf.postings(name, word)) for name in WORDED]
        documents = np.concatenate([each for _, each, _ in found])
        total = np.zeros(leaf.size, np.float32)
        for name, where, often in found:
            if len(where):
                weight, b = FIELDS[name]
                total[where] += weight * often / (1 - b + b * leaf.measures[name][where] / self.lengths[name])
        return documents, total[documents]


def saturated(counts: np.ndarray) -> np.ndarray:
    """What repeated words come to."""
    return counts * (K1 + 1) / (counts + K1)
