"""What the shelves answer: papers that somebody may find, measured, counted and put in order."""

import re
import time
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from heapq import nlargest

from whoosh.matching import AndMaybeMatcher, FilterMatcher, ListMatcher, Matcher, NullMatcher
from whoosh.reading import TermNotFound
from whoosh.searching import SearchContext, Searcher

from hack.search.asking import Asked, literal, signs
from hack.search.measure import PublicMeasure
from hack.search.shelf import facet
from hack.search.ways import Way, ways


@dataclass(frozen=True)
class Hit:
    """A paper that was found; scores can be compared within one answer only."""

    noun: str
    key: str
    score: float


@dataclass(frozen=True)
class Found:
    """One page of an answer, best first, then last changed first.

    `total` and `pages` count what was asked for, `counts_by_noun` the same without choosing nouns. `loosened`: no paper
    has all that was asked, these have some of it. Not `complete`: the time was up, there may be more and better ones.
    """

    total: int = 0
    hits: list[Hit] = field(default_factory=list)
    counts_by_noun: dict[str, int] = field(default_factory=dict)
    pages: int = 0
    page: int = 1
    loosened: bool = False
    complete: bool = True


@dataclass(frozen=True)
class Limits:
    """Whose eyes are looking, what they want to see, and until when (time.monotonic) they wait."""

    readers: frozenset[str]
    nouns: Collection[str] | None
    facets: Mapping[str, str]
    deadline: float


@dataclass(frozen=True)
class Part:
    """A part of a shelf: its documents count from `offset` on, and only those `admitted` may be found."""

    shelf: str
    leaf: Searcher
    offset: int
    admitted: frozenset[int]


def open_parts(shelves: Mapping[str, Searcher], limits: Limits) -> list[Part]:
    """The parts of the shelves that have anything for these readers and with these facets."""
    parts = []
    for shelf, searcher in shelves.items():
        for leaf, offset in searcher.leaf_searchers():
            admitted = frozenset().union(*(holders(leaf, "readers", tag) for tag in limits.readers))
            for name, value in limits.facets.items():
                admitted = admitted.intersection(holders(leaf, "facets", facet(name, value)))
            if admitted:
                parts.append(Part(shelf, leaf, offset, admitted))
    return parts


def holders(leaf: Searcher, name: str, term: str) -> Iterable[int]:
    """The documents of this part of an index that hold the term in the field `name`, in order."""
    try:
        return leaf.reader().postings(name, term).all_ids()
    except TermNotFound:
        return ()


@dataclass
class Gathered:
    """What one way found: (score, second of the last change, shelf, document), nouns counted; cut short if not `complete`."""

    matches: list[tuple[float, int, str, int]] = field(default_factory=list)
    nouns: Counter[str] = field(default_factory=Counter)
    complete: bool = True


def gather(way: Way, parts: list[Part], measure: PublicMeasure, limits: Limits) -> Gathered:
    """Everything that this way finds in the parts, in no order.

    What may not be found is left out before it is scored or counted. Nouns are counted before `limits.nouns` chooses.
    """
    found = Gathered()
    patterns = [literal(surface) for surface in way.surfaces]
    for part in parts:
        matcher = _matcher(way, part, part.leaf.context(weighting=measure))
        if not matcher.is_active():
            continue
        nouns, changes = (part.leaf.reader().column_reader(name) for name in ("noun", "changed"))
        while matcher.is_active():
            if time.monotonic() > limits.deadline:
                found.complete = False
                return found
            document = matcher.id()
            if not patterns or _stand_in(part.leaf.stored_fields(document)["kept"][3], patterns):
                noun = nouns[document].decode()
                found.nouns[noun] += 1
                if limits.nouns is None or noun in limits.nouns:
                    found.matches.append((matcher.score(), changes[document], part.shelf, part.offset + document))
            matcher.next()
    return found


def _matcher(way: Way, part: Part, context: SearchContext) -> Matcher:
    """Steps through what is admitted and has what the way asks for; its surfaces are still to be read."""
    leaf, admitted = part.leaf, part.admitted
    for sign in set().union(*map(signs, way.surfaces)):
        admitted = admitted.intersection(holders(leaf, "signs", sign)) if admitted else admitted
    if not admitted:
        return NullMatcher()
    if way.query:
        matcher = FilterMatcher(way.query.matcher(leaf, context), admitted)
    else:
        matcher = ListMatcher(sorted(admitted), all_weights=0.01)
    return AndMaybeMatcher(matcher, way.bonus.matcher(leaf, context)) if way.bonus else matcher


def _stand_in(text: str, patterns: list[re.Pattern[str]]) -> bool:
    return all(pattern.search(text) for pattern in patterns)


def answer(
    asked: Asked, shelves: Mapping[str, Searcher], public: Searcher, limits: Limits, page: int, per_page: int
) -> Found:
    """The page of what the first way that finds something finds; `public` is the shelf that words are measured by."""
    gathered, loosened, measure, parts = Gathered(), False, PublicMeasure(public), open_parts(shelves, limits)
    for way in ways(asked):
        gathered, loosened = gather(way, parts, measure, limits), way.loosened
        if gathered.matches or not gathered.complete:
            break
    total, start = len(gathered.matches), (page - 1) * per_page
    best = nlargest(start + per_page, gathered.matches) if start < total else []
    return Found(
        total=total,
        hits=[
            Hit(kept[0], kept[1], score)
            for score, _, shelf, number in best[start:]
            if (kept := shelves[shelf].stored_fields(number)["kept"])
        ],
        counts_by_noun=dict(gathered.nouns),
        pages=-(-total // per_page),
        page=page,
        loosened=loosened and total > 0,
        complete=gathered.complete,
    )
