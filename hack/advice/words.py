"""The words of a text that matching can take hold of: its nouns and compounds, without what fits everything."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hack.matching.likeness.documents import Written, written
from hack.matching.likeness.hollow import HOLLOW

FEW = 5
"""With fewer words than this a text gives matching little to take hold of."""

_TELLS_NOTHING = (
    "其々 一緒 本当 切っ掛け いつも 複数 具体的 具体 一方的 一方 一人一人 自分 年々 向上 効率化 効率 利便性 推進"
)
TELLS_NOTHING = HOLLOW | frozenset(_TELLS_NOTHING.split())


class Word(NamedTuple):
    """A word as the text writes it, and how heavily it weighs there: how often, in the title twice."""

    surface: str
    weight: int


def carrying(title: str, told: str, most: int = 12) -> list[Word]:
    """The words that carry the weight of a text, the heaviest first, then the longer, then the earlier; at most `most`.

    A compound stands for its parts. How rare a word is among all texts is not asked here: that needs the fitted space.
    """
    found = [*_telling(written(title)), *_telling(written(title)), *_telling(written(told))]
    weights = Counter(each.word.term for each in found)
    surfaces: Mapping[str, str] = {each.word.term: each.surface for each in reversed(found)}
    first = {term: place for place, term in enumerate(dict.fromkeys(each.word.term for each in found))}
    ordered = sorted(weights, key=lambda term: (-weights[term], -len(surfaces[term]), first[term]))
    return [Word(surfaces[term], weights[term]) for term in ordered[:most]]


def _telling(words: Iterable[Written]) -> list[Written]:
    """The nouns that tell something, each part of a compound left to the compound."""
    kept: list[Written] = []
    end = -1
    for each in sorted(words, key=lambda each: (each.word.start, -each.word.end)):
        if not each.word.noun or each.word.end <= end:
            continue
        hollow = each.word.term in TELLS_NOTHING or (len(each.plain) == 1 and not each.alone)
        if each.word.long and hollow:
            continue
        end = each.word.end
        if not hollow:
            kept.append(each)
    return kept
