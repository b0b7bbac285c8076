"""Which texts are about the same data: words in common, rare words weighing more. Texts in, places out; no database."""

import math
from collections import Counter
from collections.abc import Sequence

from hack.text import terms

LEAST = 0.12
"""How alike two texts must be to be told of."""


def likest(text: str, others: Sequence[str], most: int = 5) -> list[int]:
    """The places in `others` of the texts that are most like `text`, best first, at most `most`; none where nothing is alike.

    Cosine of the words that each text has, a word weighing log(1 + n / texts that have it); in [0, 1], told from LEAST on. Equally
    like ones keep their order. Source: Salton, Wong and Yang, "A vector space model for automatic indexing" (1975).
    """
    asked = set(terms(text))
    if not asked or not others:
        return []
    words = [set(terms(other)) for other in others]
    frequency = Counter(word for these in words for word in these)
    weight = {word: math.log(1 + (len(words) + 1) / (frequency[word] + 1)) ** 2 for word in asked.union(*words)}
    length = math.sqrt(sum(weight[word] for word in asked))
    found = []
    for place, these in enumerate(words):
        shared = sum(weight[word] for word in asked & these)
        if shared:
            found.append((shared / (length * math.sqrt(sum(weight[word] for word in these))), place))
    best = sorted((one for one in found if one[0] >= LEAST), key=lambda one: (-one[0], one[1]))
    return [place for _, place in best[:most]]
