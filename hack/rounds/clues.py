"""What speaks for giving a thing to a person: words in common, and how they stood to each other before; plain texts and numbers."""

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt
from typing import NamedTuple

from hack import text
from hack.matching.likeness.hollow import HOLLOW

SHOWN = 4
"""How many words in common are named."""
SAME_SECTION, SAME_BUREAU, HANDLED = 0.3, 0.15, 0.5
WISH = 1.0
"""What a point of the secretariat's own judgement (1 to 3) is worth: more than words in common can be."""


class Clue(NamedTuple):
    """What a clue is worth (0: nothing speaks for it), and how it is told."""

    value: float
    because: list[str]


def likeness(things: Sequence[str], people: Sequence[str]) -> list[list[Clue]]:
    """What n things have in common with what m people worked on before: a row for each thing.

    Each value in [0, 1]: the cosine of the sets of nouns, each weighed by log(1 + texts / texts with it); words that more than half
    of all texts have are left out once there are six. An empty text has nothing in common with any.
    """
    words = [_words(one) for one in (*things, *people)]
    found = Counter(word for those in words for word in those)
    common = len(words) / 2 if len(words) >= 6 else len(words)
    weights = {word: log(1 + len(words) / count) for word, count in found.items() if count <= common}
    told = [{word for word in those if word in weights} for those in words]
    lengths = [sqrt(sum(weights[word] ** 2 for word in those)) for those in told]
    start = len(things)
    return [
        [_clue(told[i], told[start + j], weights, lengths[i] * lengths[start + j]) for j in range(len(people))]
        for i in range(start)
    ]


def _clue(one: set[str], other: set[str], weights: dict[str, float], lengths: float) -> Clue:
    both = sorted(one & other, key=lambda word: (-weights[word], word))
    if not both:
        return Clue(0.0, [])
    value = sum(weights[word] ** 2 for word in both) / lengths
    return Clue(value, [f"共通する言葉: {'、'.join(both[:SHOWN])}"])


def _words(of: str) -> set[str]:
    """The nouns of a text that are more than a letter long and do not fit everything."""
    return {unit.term for unit in text.units(of) if unit.noun and len(unit.term) > 1} - HOLLOW


def together(*clues: Clue) -> Clue:
    """All clues as one: the values added up, the words in their order."""
    return Clue(round(sum(one.value for one in clues), 4), [words for one in clues for words in one.because])
