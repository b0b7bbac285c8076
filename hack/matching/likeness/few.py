"""Which of a few texts are most like one, without a space fitted to them: by the words that both have, rare words weighing more."""

from collections import Counter
from collections.abc import Collection, Sequence
from math import log2
from typing import NamedTuple

LEAST = 0.12
"""How alike two texts must be to be told of."""


class Like(NamedTuple):
    """The place of a text among those compared, how alike it is, 0 to 1, and the words that both have, the rarest first."""

    place: int
    score: float
    shared: list[str]


def likest(words: Collection[str], others: Sequence[Collection[str]], *, fewest: int = 1) -> list[Like]:
    """Those of the other texts that are like the one, best first; equally like ones keep their order.

    words, others: the words of each text. fewest: how many words both must have. Cosine of the words that each has, a word weighing
    log2((2 + n) / (1 + texts that have it)), told from LEAST on. Source: Salton, Wong and Yang, "A vector space model for automatic
    indexing" (1975).
    """
    asked, theirs = set(words), [set(each) for each in others]
    spread = Counter(word for each in theirs for word in each)
    weight = {word: log2((2 + len(theirs)) / (1 + spread[word])) ** 2 for word in asked.union(*theirs)}
    length = sum(weight[word] for word in asked)
    found = []
    for place, each in enumerate(theirs):
        shared = sorted(asked & each, key=lambda word: (-weight[word], word))
        product = (length * sum(weight[word] for word in each)) ** 0.5
        score = sum(weight[word] for word in shared) / product if product else 0.0
        if len(shared) >= fewest and score >= LEAST:
            found.append(Like(place, score, shared))
    return sorted(found, key=lambda one: (-one.score, one.place))
