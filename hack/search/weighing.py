"""What a question comes to in the papers: each with its score, and with how much of the words it has."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from hack.search.leaf import Leaf
from hack.search.measure import GROUPS, INSIDE, PublicMeasure, saturated
from hack.search.paper import NOUN, facet
from hack.search.ways import Sought, Word

MOST_WORDS = 64
"""Of more words, the rarest are looked for."""


@dataclass(frozen=True)
class Limits:
    """Whose eyes are looking, what they want to see, and until when (time.monotonic) they wait. strict: only what has all."""

    readers: frozenset[str]
    nouns: Collection[str] | None
    facets: Mapping[str, str]
    deadline: float
    strict: bool = False

    @property
    def over(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self.deadline


class Part:
    """What a question comes to in one segment: only those `admitted` may be found, each with its score."""

    def __init__(self, leaf: Leaf, limits: Limits):
        self.leaf = leaf
        self.admitted = leaf.living & leaf.holding("readers", limits.readers)
        self.chosen = {
            name: leaf.holding("facets", [facet(name, value)]) & self.admitted for name, value in limits.facets.items()
        }
        if limits.nouns is not None:
            self.chosen[NOUN] = leaf.holding("facets", [facet(NOUN, noun) for noun in limits.nouns]) & self.admitted
        self.score = np.zeros(leaf.size, np.float32)
        self.covered = np.zeros(leaf.size, np.float32)
        self.needed = np.zeros(leaf.size, np.int16)
        self.had = np.zeros(leaf.size, np.int16)

    def but(self, name: str, found: np.ndarray) -> np.ndarray:
        """Of what was found, what all choices but that of this facet leave."""
        for other, chosen in self.chosen.items():
            if other != name:
                found = found & chosen
        return found


def weigh(wanted: Sought, parts: Sequence[Part], measure: PublicMeasure, limits: Limits) -> bool:
    """Give every document its score, what it has of the words, and how many; false if the time was up before."""
    for word in _telling(wanted, measure):
        if limits.over:
            return False
        _weigh_word(word, parts, measure)
    for figure in wanted.figures:
        rarity = measure.rarity(measure.having("signs", figure))
        for part in parts:
            part.score[part.leaf.postings("signs", figure)[0]] += rarity
    return not limits.over


def _telling(wanted: Sought, measure: PublicMeasure) -> list[Word]:
    """The words to look for: all, or the rarest of very many, as far as any paper could have them."""
    words = list(wanted.words)
    if len(words) > MOST_WORDS:
        words.sort(key=lambda word: (not word.needed, measure.having("text", word.term) or len(words)))
    return words[:MOST_WORDS]


def _weigh_word(word: Word, parts: Sequence[Part], measure: PublicMeasure) -> None:
    found = [measure.counts(part.leaf, word.term) for part in parts]
    public = {id(leaf) for leaf in measure.public}
    having = sum(
        np.count_nonzero(marked(part.leaf, where))
        for part, (where, _) in zip(parts, found, strict=True)
        if id(part.leaf) in public
    )
    rarity = measure.rarity(int(having))
    inside = measure.rarity(measure.having("signs", word.term)) if word.sign else 0.0
    alike = [measure.rarity(measure.having("groups", group)) for group in word.groups]
    for part, (where, counts) in zip(parts, found, strict=True):
        had = marked(part.leaf, where)
        part.score[where] += rarity * saturated(counts)
        if word.sign:
            signed = part.leaf.postings("signs", word.term)[0]
            part.score[signed] += inside * (1.0 if word.term.isdigit() else INSIDE)
            had[signed] = True
        for group, weight in zip(word.groups, alike, strict=True):
            kindred = part.leaf.postings("groups", group)[0]
            part.score[kindred] += GROUPS * weight
            had[kindred] = True
        part.covered += had * np.float32(rarity)
        part.had += had
        if word.needed:
            part.needed += had


def marked(leaf: Leaf, documents: np.ndarray) -> np.ndarray:
    """These documents of the leaf, as true in an array of all of them."""
    marked = np.zeros(leaf.size, bool)
    marked[documents] = True
    return marked
