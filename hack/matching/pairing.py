"""Which needs and seeds make a pair, how strongly, and why: from rows and texts to numbers and words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from hack.matching.likeness.blend import blended, candidates, shares
from hack.matching.likeness.documents import Document
from hack.matching.likeness.learning import moved
from hack.matching.likeness.weighed import Weighed
from hack.matching.reading import Kind
from hack.matching.similarity import Background, Band, Space, band, reasons, shown
from hack.matching.stock import Stock
from hack.needs.models import Need

KEPT = 20
"""How many suggestions are kept for a need or a seed, from either side."""
BY_WORDS, BY_SENSE = 100, 50
"""How many candidates words alone, and meanings alone, name for each need and for each seed."""
SAMPLE = 2_000_000
FEW = 100
"""The scores of fewer pairs than these do not say what is usual: in a town of one need and one seed, theirs would be."""
AT_ONCE = 4_000_000
"""Scores of taught needs that are held at a time."""


@dataclass(frozen=True)
class Pair:
    """A need and a seed that may belong together, how strongly, and the words that say so."""

    need_id: int
    seed_id: int
    score: float
    band: Band
    reasons: list[list[Any]]
    """As `Suggestion.reasons` keeps them."""
    learnt: float
    city_band: Band


class Scored(NamedTuple):
    """A need and a seed with their score: what of it are near words has the weight `gap`, what is meaning is `sense`.

    `learnt` is what judgements add to the score; `by_texts`: whether the pair is there for what the texts alone say.
    """

    need_id: int
    seed_id: int
    score: float
    gap: float
    sense: float
    learnt: float
    by_texts: bool


class Taught(NamedTuple):
    """The needs of which judgements have taught something: their positions among all, ascending, and how they stand with it."""

    places: np.ndarray
    needs: Weighed


def tops(kept: Stock) -> list[Scored]:
    """The best seeds of every need and the best needs of every seed, in the order of their numbers; and what is best for taught needs."""
    needs, seeds = kept.needs.weighed, kept.seeds.weighed
    if needs is None or seeds is None:
        return []
    at, others = candidates(kept.space, needs, seeds, BY_WORDS, BY_SENSE)
    scores, _senses = _scores(kept, at, others)
    best_ones = np.flatnonzero((_ranks(at, scores, others) < KEPT) | (_ranks(others, scores, at) < KEPT))
    by_texts = at[best_ones] * len(seeds) + others[best_ones]
    taught = _taught(kept)
    keys = by_texts if taught is None else np.union1d(by_texts, _best_of_taught(kept.space, taught, seeds))
    return _scored(kept, taught, *np.divmod(keys, len(seeds)), np.isin(keys, by_texts))


def pairs_of(
    kind: Kind, number: int, kept: Stock, suggested: Iterable[int], learnt: Iterable[int] = ()
) -> list[Scored]:
    """The best of the other side for one need or seed, and those that are suggested with it already; none if it is not matched now.

    suggested: what its text alone was suggested with. learnt: what it is suggested with only for what was learnt; for a seed they
    stay while their needs have lessons, for a need its judgements say it anew, so that what is taken back leaves nothing.
    """
    mine, others = (kept.needs, kept.seeds) if kind is Need else (kept.seeds, kept.needs)
    if number not in mine.ids or mine.weighed is None or others.weighed is None:
        return []
    place, taught = mine.ids.index(number), _taught(kept)
    sides = (mine.weighed[[place]], others.weighed)
    scores = blended(kept.space, *(sides if kind is Need else sides[::-1])).ravel()
    by_texts = _highest(scores, KEPT) | _places(others.ids, suggested)
    as_learnt: set[int] = set()
    if taught is not None and kind is Need:
        as_learnt = _highest(blended(kept.space, taught.needs, others.weighed).ravel(), KEPT)
    elif taught is not None:
        scores[taught.places] = blended(kept.space, taught.needs, sides[0]).ravel()
        as_learnt = (_highest(scores, KEPT) | _places(others.ids, learnt)) & set(taught.places.tolist())
    theirs = np.array(sorted(by_texts | as_learnt), int)
    own = np.full(len(theirs), place)
    at, those = (own, theirs) if kind is Need else (theirs, own)
    return _scored(kept, taught, at, those, np.isin(theirs, list(by_texts)))


def explained(
    pairs: Iterable[Scored],
    needs: Mapping[int, Document],
    seeds: Mapping[int, Document],
    kept: Stock,
    background: Background,
) -> list[Pair]:
    """The pairs with their bands and words, from the rows and the texts of their needs and seeds."""
    pairs_told = []
    for need, seed, score, gap, sense, learnt, by_texts in pairs:
        mine, theirs = kept.needs.weights(need), kept.seeds.weights(seed)
        weights = None if mine is None or theirs is None else (mine, theirs)
        why = reasons(needs[need], seeds[seed], kept.space, gap, sense, weights)
        of_texts, of_city = (band(each, why, background) for each in (score, score + learnt))
        places = {reason.term: at for at, reason in enumerate(shown(why))}
        told = [[reason.term, reason.share, places.get(reason.term)] for reason in why]
        pairs_told.append(Pair(need, seed, score, of_texts if by_texts else Band.NONE, told, learnt, of_city))
    return pairs_told


def background_of(kept: Stock) -> Background:
    """The limits that the scores of all pairs set, or of as many needs as make a sample; the least ones where there are FEW."""
    needs, seeds = kept.needs.weighed, kept.seeds.weighed
    if needs is None or seeds is None or len(needs) * len(seeds) < FEW:
        return Background.of(np.zeros(0))
    some = max(1, SAMPLE // len(seeds))
    step = -(-len(needs) // some)
    return Background.of(blended(kept.space, needs[::step], seeds).ravel())


def _scores(kept: Stock, at: np.ndarray, others: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The scores of pairs at these positions of needs and seeds, and what of them is meaning."""
    words, near, senses = shares(kept.space, *kept.both, at, others)
    return (words + near + senses).astype(np.float32), senses


def _scored(
    kept: Stock, taught: Taught | None, at: np.ndarray, others: np.ndarray, by_texts: np.ndarray
) -> list[Scored]:
    """The pairs at these positions that have anything in common, in that order."""
    needs, _seeds = kept.both
    scores, senses = _scores(kept, at, others)
    learnt = _learnt(kept, taught, at, others, scores)
    gaps = np.nan_to_num(needs.gaps, nan=1.0)[at]
    columns = (each.tolist() for each in (at, others, scores, gaps, senses, learnt, by_texts))
    return [
        Scored(kept.needs.ids[need], kept.seeds.ids[seed], score, gap, sense, more, openly)
        for need, seed, score, gap, sense, more, openly in zip(*columns, strict=True)
        if max(score, score + more) > 0
    ]


def _learnt(kept: Stock, taught: Taught | None, at: np.ndarray, others: np.ndarray, scores: np.ndarray) -> np.ndarray:
    """What judgements add to these scores of pairs, float64; with it they are 0 or more."""
    learnt = np.zeros(len(at))
    if taught is None:
        return learnt
    _needs, seeds = kept.both
    here = np.flatnonzero(np.isin(at, taught.places))
    rows = np.searchsorted(taught.places, at[here])
    found = sum(shares(kept.space, taught.needs, seeds, rows, others[here]))
    learnt[here] = np.maximum(found, 0) - scores[here].astype(float)
    return learnt


def _taught(kept: Stock) -> Taught | None:
    """The needs that judgements of seeds that are compared now have moved; None where there are none."""
    needs, seeds = kept.needs.weighed, kept.seeds.weighed
    if not kept.lessons or needs is None or seeds is None:
        return None
    of_need, of_seed = ({number: at for at, number in enumerate(side.ids)} for side in (kept.needs, kept.seeds))
    found = [
        (of_need[need], of_seed[seed], pull)
        for need, pulls in kept.lessons.items()
        for seed, pull in pulls
        if need in of_need and seed in of_seed
    ]
    if not found:
        return None
    at, those, pulls = (np.array(each) for each in zip(*found, strict=True))
    places, rows = np.unique(at, return_inverse=True)
    table = sparse.csr_matrix((pulls, (rows, those)), (len(places), len(seeds)))
    return Taught(places, moved(kept.space, needs[places], seeds, table))


def _best_of_taught(space: Space, taught: Taught, seeds: Weighed) -> np.ndarray:
    """The pairs of the taught needs with their best seeds: position of the need × number of the seeds + position of the seed."""
    keys = [np.zeros(0, np.int64)]
    step = max(1, AT_ONCE // len(seeds))
    for start in range(0, len(taught.places), step):
        scores = blended(space, taught.needs[start : start + step], seeds)
        for place, row in zip(taught.places[start : start + step].tolist(), scores, strict=True):
            keys.append(place * len(seeds) + np.array(sorted(_highest(row, KEPT)), np.int64))
    return np.concatenate(keys)


def _highest(scores: np.ndarray, count: int) -> set[int]:
    """The positions of the highest scores; among equals the first ones."""
    best_ones: list[int] = np.argsort(-scores, kind="stable")[:count].tolist()
    return set(best_ones)


def _places(ids: Sequence[int], chosen: Iterable[int]) -> set[int]:
    """The positions of the chosen ones that are among the ids."""
    wanted = set(chosen)
    return {at for at, one in enumerate(ids) if one in wanted}


def _ranks(groups: np.ndarray, scores: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The place of each pair among those of its group, from 0 for the highest score; among equals in the order of the others."""
    order = np.lexsort((others, -scores, groups))
    place = np.arange(len(order))
    first = np.searchsorted(groups[order], groups[order], side="left")
    ranks = np.empty(len(order), int)
    ranks[order] = place - first
    return ranks
