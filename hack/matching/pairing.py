"""Which needs and seeds make a pair, how strongly, and why: from rows and texts to numbers and words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from hack.matching.blend import blended, candidates, shares
from hack.matching.documents import Document
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


@dataclass(frozen=True)
class Pair:
    """A need and a seed that may belong together, how strongly, and the words that say so."""

    need_id: int
    seed_id: int
    score: float
    band: Band
    reasons: list[list[Any]]
    """As `Suggestion.reasons` keeps them."""


class Scored(NamedTuple):
    """A need and a seed with their score: what of it are near words has the weight `gap`, what is meaning is `sense`."""

    need_id: int
    seed_id: int
    score: float
    gap: float
    sense: float


def tops(kept: Stock) -> list[Scored]:
    """The best seeds of every need and the best needs of every seed, in the order of their numbers."""
    if kept.needs.weighed is None or kept.seeds.weighed is None:
        return []
    at, others = candidates(kept.space, kept.needs.weighed, kept.seeds.weighed, BY_WORDS, BY_SENSE)
    scores, senses = _scores(kept, at, others)
    best_ones = np.flatnonzero((_ranks(at, scores, others) < KEPT) | (_ranks(others, scores, at) < KEPT))
    return _scored(kept, at[best_ones], others[best_ones], scores[best_ones], senses[best_ones])


def pairs_of(kind: Kind, number: int, kept: Stock, suggested: Iterable[int]) -> list[Scored]:
    """The best of the other side for one need or seed, and those that are suggested with it already; none if it is not matched now."""
    mine, others = (kept.needs, kept.seeds) if kind is Need else (kept.seeds, kept.needs)
    if number not in mine.ids or mine.weighed is None or others.weighed is None:
        return []
    place = mine.ids.index(number)
    sides = (mine.weighed[[place]], others.weighed)
    scores = blended(kept.space, *(sides if kind is Need else sides[::-1])).ravel()
    best_ones = set(np.argsort(-scores, kind="stable")[:KEPT].tolist())
    known = {at for at, one in enumerate(others.ids) if one in set(suggested)}
    theirs = np.array(sorted(best_ones | known), int)
    own = np.full(len(theirs), place)
    at, those = (own, theirs) if kind is Need else (theirs, own)
    return _scored(kept, at, those, *_scores(kept, at, those))


def explained(
    pairs: Iterable[Scored],
    needs: Mapping[int, Document],
    seeds: Mapping[int, Document],
    space: Space,
    background: Background,
) -> list[Pair]:
    """The pairs with their bands and words, from the texts of their needs and seeds."""
    pairs_told = []
    for need, seed, score, gap, sense in pairs:
        why = reasons(needs[need], seeds[seed], space, gap, sense)
        places = {reason.term: at for at, reason in enumerate(shown(why))}
        told = [[reason.term, reason.share, places.get(reason.term)] for reason in why]
        pairs_told.append(Pair(need, seed, float(score), band(score, why, background), told))
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
    assert kept.needs.weighed is not None and kept.seeds.weighed is not None  # noqa: S101  # there are pairs
    words, near, senses = shares(kept.space, kept.needs.weighed, kept.seeds.weighed, at, others)
    return (words + near + senses).astype(np.float32), senses


def _scored(kept: Stock, at: np.ndarray, others: np.ndarray, scores: np.ndarray, senses: np.ndarray) -> list[Scored]:
    """The pairs at these positions that have anything in common."""
    assert kept.needs.weighed is not None  # noqa: S101  # there are pairs
    gaps = np.nan_to_num(kept.needs.weighed.gaps, nan=1.0)[at].tolist()
    return [
        Scored(kept.needs.ids[need], kept.seeds.ids[seed], score, gap, sense)
        for need, seed, score, gap, sense in zip(
            at.tolist(), others.tolist(), scores.tolist(), gaps, senses.tolist(), strict=True
        )
        if score > 0
    ]


def _ranks(groups: np.ndarray, scores: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The place of each pair among those of its group, from 0 for the highest score; among equals in the order of the others."""
    order = np.lexsort((others, -scores, groups))
    place = np.arange(len(order))
    first = np.searchsorted(groups[order], groups[order], side="left")
    ranks = np.empty(len(order), int)
    ranks[order] = place - first
    return ranks
