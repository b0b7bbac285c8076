"""Which needs and seeds make a pair, how strongly, and why: from rows and texts to numbers and words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hack.matching.documents import Document
from hack.matching.reading import Kind
from hack.matching.similarity import Background, Band, Space, Top, band, best, reasons, score_rows, shown
from hack.matching.stock import Stock
from hack.needs.models import Need

KEPT = 20
"""How many suggestions are kept for a need or a seed, from either side."""
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


def tops(kept: Stock) -> list[tuple[int, int, float]]:
    """The best seeds of every need and the best needs of every seed: (need, seed, score), in the order of their numbers."""
    if kept.needs.rows is None or kept.seeds.rows is None:
        return []
    pairs: dict[tuple[int, int], float] = {}
    for need, top in zip(kept.needs.ids, best(kept.needs.rows, kept.seeds.rows, KEPT), strict=True):
        pairs |= {(need, kept.seeds.ids[at]): float(score) for at, score in _each(top)}
    for seed, top in zip(kept.seeds.ids, best(kept.seeds.rows, kept.needs.rows, KEPT), strict=True):
        pairs |= {(kept.needs.ids[at], seed): float(score) for at, score in _each(top)}
    return [(need, seed, score) for (need, seed), score in sorted(pairs.items())]


def pairs_of(kind: Kind, number: int, kept: Stock, suggested: Iterable[int]) -> list[tuple[int, int, float]]:
    """The best of the other side for one need or seed, and those that are suggested with it already; none if it is not matched now."""
    mine, others = (kept.needs, kept.seeds) if kind is Need else (kept.seeds, kept.needs)
    if number not in mine.ids or mine.rows is None or others.rows is None:
        return []
    scores = score_rows(mine.rows[mine.ids.index(number)], others.rows).ravel()
    best_ones = {others.ids[at] for at in np.argsort(-scores, kind="stable")[:KEPT]}
    chosen = best_ones | (set(suggested) & set(others.ids))
    found = [(one, float(scores[others.ids.index(one)])) for one in sorted(chosen)]
    return [(number, one, score) if kind is Need else (one, number, score) for one, score in found if score > 0]


def explained(
    pairs: Iterable[tuple[int, int, float]],
    needs: Mapping[int, Document],
    seeds: Mapping[int, Document],
    space: Space,
    background: Background,
) -> list[Pair]:
    """The pairs with their bands and words, from the texts of their needs and seeds."""
    pairs_told = []
    for need, seed, score in pairs:
        why = reasons(needs[need], seeds[seed], space)
        places = {reason.term: at for at, reason in enumerate(shown(why))}
        told = [[reason.term, reason.share, places.get(reason.term)] for reason in why]
        pairs_told.append(Pair(need, seed, float(score), band(score, why, background), told))
    return pairs_told


def background_of(kept: Stock) -> Background:
    """The limits that the scores of all pairs set, or of as many needs as make a sample; the least ones where there are FEW."""
    if kept.needs.rows is None or kept.seeds.rows is None or len(kept.needs.ids) * len(kept.seeds.ids) < FEW:
        return Background.of(np.zeros(0))
    some = max(1, SAMPLE // kept.seeds.rows.shape[0])
    step = max(1, kept.needs.rows.shape[0] // some)
    return Background.of((kept.needs.rows[::step] @ kept.seeds.rows.T).toarray().ravel())


def _each(top: Top) -> Iterable[tuple[int, float]]:
    return zip(top.seeds.tolist(), top.scores.tolist(), strict=True)
