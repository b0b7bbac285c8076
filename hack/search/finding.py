"""What the shelves answer: papers that somebody may find, measured, counted and put in order."""

import time
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from hack.search.asking import Asked, literal, signs
from hack.search.leaves import Leaf
from hack.search.letters import likeness
from hack.search.measure import GROUPS, INSIDE, PublicMeasure, saturated
from hack.search.shelf import NOUN, WORDED, facet
from hack.search.suggesting import Readable, in_doubt, suggest
from hack.search.ways import Sought, Word, sought

MOST_WORDS = 64
"""Of more words, the rarest are looked for."""
READ_AGAIN = 100
"""So many of the best are read letter by letter."""
ENOUGH = 0.2
"""What a paper that lacks words must have of what the best one has, by the rarity of the words."""
WHOLE = 1.05
"""By how much having every word of a sentence brings a paper forward."""


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


Masks = list[np.ndarray]


@dataclass(frozen=True)
class Taken:
    """What one way to take a question finds, part by part: whether some of it lacks something, and whether there was time for all."""

    masks: Masks
    loosened: bool = False
    complete: bool = True


def answer(asked: Asked, shelves: Sequence[Sequence[Leaf]], limits: Limits, page: int, per_page: int) -> Found:
    """The page of what answers the question; the first shelf is the public one, that words are measured by."""
    measure = PublicMeasure(shelves[0])
    parts = [Part(leaf, limits) for shelf in shelves for leaf in shelf]
    wanted = sought(asked)
    complete = weigh(wanted, parts, measure, limits)
    way = Taken([np.zeros(part.leaf.size, bool) for part in parts], complete=complete)
    for way in ways(wanted, parts, limits) if complete else ():
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
        np.count_nonzero(_marked(part.leaf, where))
        for part, (where, _) in zip(parts, found, strict=True)
        if id(part.leaf) in public
    )
    rarity = measure.rarity(int(having))
    inside = measure.rarity(measure.having("signs", word.term)) if word.sign else 0.0
    alike = [measure.rarity(measure.having("groups", group)) for group in word.groups]
    for part, (where, counts) in zip(parts, found, strict=True):
        had = _marked(part.leaf, where)
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


def _marked(leaf: Leaf, documents: np.ndarray) -> np.ndarray:
    marked = np.zeros(leaf.size, bool)
    marked[documents] = True
    return marked


def ways(wanted: Sought, parts: Sequence[Part], limits: Limits) -> Iterator[Taken]:
    """The ways to take a question, from strict to loose.

    All that is needed; then everything as written, because the dictionary may cut the same letters otherwise here than there;
    then any of the words.
    """
    needed, words = len(wanted.needed), min(len(wanted.words), MOST_WORDS)
    whole = [part.admitted & (part.had == words) for part in parts]
    must = whole if limits.strict else [part.admitted & (part.needed == needed) for part in parts]
    if needed < words and not wanted.phrases and not limits.strict:
        must = [mask & (part.had > 0) for part, mask in zip(parts, must, strict=True)]
    if wanted.words or wanted.phrases:
        masks, complete = _standing(wanted.phrases, parts, must, limits)
        for part, mask in zip(parts, whole, strict=True):
            part.score[mask] *= WHOLE
        masks = _enough(parts, masks) if needed < words else masks
        yield Taken(masks, _lacking(masks, whole) and not wanted.phrases, complete)
    if wanted.written:
        masks, complete = _standing(wanted.written, parts, [part.admitted for part in parts], limits)
        yield Taken(masks, complete=complete)
    if words > 1 and not limits.strict:
        masks = _enough(parts, [part.admitted & (part.had > 0) for part in parts])
        yield Taken(masks, loosened=True)
    elif wanted.phrases and words and not limits.strict:
        yield Taken([part.admitted & (part.had > 0) for part in parts], loosened=True)


def _enough(parts: Sequence[Part], masks: Masks) -> Masks:
    """Those that have enough of what the best of them has."""
    best = max(
        (float(part.covered[mask].max()) for part, mask in zip(parts, masks, strict=True) if mask.any()), default=0.0
    )
    return [mask & (part.covered >= best * ENOUGH) for part, mask in zip(parts, masks, strict=True)]


def _lacking(masks: Masks, whole: Masks) -> bool:
    return any((mask & ~having).any() for mask, having in zip(masks, whole, strict=True))


def _standing(surfaces: Sequence[str], parts: Sequence[Part], masks: Masks, limits: Limits) -> tuple[Masks, bool]:
    """Those of the marked documents in which all these surfaces stand as written; and whether there was time for all."""
    if not surfaces:
        return masks, True
    patterns = [literal(surface) for surface in surfaces]
    wanted = frozenset().union(*map(signs, surfaces))
    standing = [np.zeros(part.leaf.size, bool) for part in parts]
    for part, mask, found in zip(parts, masks, standing, strict=True):
        for sign in wanted:
            if not mask.any():
                break
            mask = mask & _marked(part.leaf, part.leaf.postings("signs", sign)[0])
        for document in np.flatnonzero(mask):
            if limits.over:
                return standing, False
            text = part.leaf.stored(int(document))[3]
            found[document] = all(pattern.search(text) for pattern in patterns)
    return standing, True


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
    kept = [
        parts[one].leaf.stored(int(number))
        for one, number in zip(part[:READ_AGAIN], document[:READ_AGAIN], strict=True)
    ]
    if len(kept) > 1:
        score[: len(kept)] += likeness(surface, [told for *_, told in kept])
    shown = np.lexsort((-changed, -score))[start:stop]
    return [
        Hit(noun, key, float(score[place]))
        for place in shown
        for noun, key, *_ in [
            kept[place] if place < len(kept) else parts[part[place]].leaf.stored(int(document[place]))
        ]
    ]


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
