"""What the shelves answer: papers that somebody may find, measured, counted and put in order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from hack.search.asking import Asked
from hack.search.leaf import Leaf, Told
from hack.search.letters import likeness
from hack.search.measure import PublicMeasure
from hack.search.paper import NOUN, WORDED
from hack.search.suggesting import Readable, in_doubt, suggest
from hack.search.taking import Masks, Taken, taken
from hack.search.ways import Sought, sought
from hack.search.weighing import MOST_WORDS, Limits, Part, weigh

READ_AGAIN = 100
"""So many of the best are read letter by letter."""


@dataclass(frozen=True)
class Hit:
    """A paper that was found; scores can be compared within one answer only."""

    noun: str
    key: str
    score: float


@dataclass(frozen=True)
class Found:
    """One page of an answer, best first, then last changed first.

    `total` and `pages` count what was asked for, `counts_by_noun` the same without choosing nouns, `facets` (by name, then value)
    the same without choosing a value of that facet. `loosened`: not all of these papers have all that was asked.
    Not `complete`: the time was up, there may be more and better ones. suggestion: what may have been meant where nothing, or
    nothing that has it all, was found.
    """

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    counts_by_noun: dict[str, int] = field(default_factory=dict)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    pages: int = 0
    page: int = 1
    loosened: bool = False
    complete: bool = True
    suggestion: str = ""


def answer(asked: Asked, shelves: Sequence[Sequence[Leaf]], limits: Limits, page: int, per_page: int) -> Found:
    """The page of what answers the question; the first shelf is the public one, that words are measured by."""
    measure = PublicMeasure(shelves[0])
    parts = [Part(leaf, limits) for shelf in shelves for leaf in shelf]
    wanted = sought(asked)
    complete = weigh(wanted, parts, measure, limits)
    way = Taken([np.zeros(part.leaf.size, bool) for part in parts], complete=complete)
    for way in taken(wanted, parts, limits) if complete else ():
        if not way.complete or any(part.but("", mask).any() for part, mask in zip(parts, way.masks, strict=True)):
            break
    surface = "\n".join(piece.surface for piece in asked.pieces)
    found = _page(surface, parts, way, page, per_page)
    if found.total and not found.loosened and not in_doubt(asked):
        return found
    readable = [(part.leaf, part.admitted) for part in parts]
    return replace(found, suggestion=suggest(asked, _unknown(wanted, readable), readable, lambda: limits.over))


def _unknown(wanted: Sought, readable: Sequence[Readable]) -> list[str]:
    """The words that nothing readable has in any field."""
    return [
        word.term
        for word in wanted.words[:MOST_WORDS]
        if not any(may[leaf.postings(name, word.term)[0]].any() for leaf, may in readable for name in WORDED)
    ]


def _page(surface: str, parts: Sequence[Part], way: Taken, page: int, per_page: int) -> Found:
    chosen = [part.but("", mask) for part, mask in zip(parts, way.masks, strict=True)]
    total, start = sum(int(np.count_nonzero(mask)) for mask in chosen), (page - 1) * per_page
    hits = _best(surface, parts, chosen, start, start + per_page) if start < total else []
    facets = _facets(parts, way.masks)
    return Found(
        total=total,
        hits=hits,
        counts_by_noun=facets.pop(NOUN, {}),
        facets=facets,
        pages=-(-total // per_page),
        page=page,
        loosened=way.loosened and total > 0,
        complete=way.complete,
    )


def _best(surface: str, parts: Sequence[Part], chosen: Masks, start: int, stop: int) -> list[Hit]:
    """The hits from `start` to `stop` in their order: by words, the first hundred by letters too, then the last changed."""
    where = [np.flatnonzero(mask) for mask in chosen]
    part = np.repeat(np.arange(len(parts)), [len(each) for each in where])
    document = np.concatenate(where)
    score = np.concatenate([one.score[each] for one, each in zip(parts, where, strict=True)]) + np.float32(0.01)
    changed = np.concatenate([one.leaf.measures["changed"][each] for one, each in zip(parts, where, strict=True)])
    many = max(stop, READ_AGAIN)
    if many < len(score):
        least = np.partition(score, len(score) - many)[len(score) - many]
        near = np.flatnonzero(score >= least)
        part, document, score, changed = part[near], document[near], score[near], changed[near]
    order = np.lexsort((-changed, -score))[:many]
    part, document, score, changed = part[order], document[order], score[order], changed[order]
    kept = _told(parts, part[:READ_AGAIN], document[:READ_AGAIN])
    if len(kept) > 1:
        score[: len(kept)] += likeness(surface, [told for *_, told in kept])
    shown = np.lexsort((-changed, -score))[start:stop]
    further = shown[shown >= len(kept)]
    told = dict(enumerate(kept)) | dict(zip(further, _told(parts, part[further], document[further]), strict=True))
    return [Hit(noun, key, float(score[place])) for place in shown for noun, key, *_ in [told[place]]]


def _told(parts: Sequence[Part], part: np.ndarray, document: np.ndarray) -> list[Told]:
    """What is kept of these documents of these parts, in this order."""
    told: dict[int, Told] = {}
    for number, one in enumerate(parts):
        [places] = np.nonzero(part == number)
        told |= zip(places.tolist(), one.leaf.told(document[places]), strict=True)
    return [told[place] for place in range(len(part))]


def _facets(parts: Sequence[Part], masks: Masks) -> dict[str, dict[str, int]]:
    """How many were found by facet and value, the noun among them; values that nothing has are left out."""
    counted: dict[str, Counter[str]] = {}
    for part, mask in zip(parts, masks, strict=True):
        left: dict[str, np.ndarray] = {}
        if not mask.any():
            continue
        for term in part.leaf.facet_terms:
            name, _, value = term.partition("\x1f")
            if name not in left:
                left[name] = part.but(name, mask)
            if many := int(np.count_nonzero(left[name][part.leaf.postings("facets", term)[0]])):
                counted.setdefault(name, Counter())[value] += many
    return {name: dict(values) for name, values in counted.items()}
