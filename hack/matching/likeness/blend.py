"""How well needs and seeds go together: their words first, and what the texts mean where the words leave a need open.

score = words + gap × (near × near words + sense × meanings). The gap of a need is 1 − covered × c, where c is how much of its
words, by weight, its lexically best seed has: where words explain a need, meanings would only blur the order; where they don't,
meanings find what is said in other words. From a likeness of meanings is taken what is usual: `strange`, what texts have in
common that have nothing to do with each other, and how near the ten most alike of the other side are, so that what is like
everything is not best for everybody. Measured in decision 0028.
"""

from collections.abc import Sequence
from statistics import fmean

import numpy as np

from hack.matching.likeness.columns import Rows
from hack.matching.likeness.corpus import LETTERS, WORDS
from hack.matching.likeness.product import Top, best, on_all_processors, pair_scores, score_rows
from hack.matching.likeness.senses import FINE, likeness
from hack.matching.likeness.space import Space
from hack.matching.likeness.weighed import UNKNOWN, Weighed

MOST_ALIKE = 10
REFERENCES = 1_000  # of the other side that say how near the most alike are
COVERING = 10  # of a need's lexically best seeds, among which the one that has most of its words is looked for
AT_ONCE = 4_000_000  # likenesses: 16 MB, and as much again for each copy
PAIRS_AT_ONCE = 4_000


def settle(space: Space, needs: Weighed, seeds: Weighed, *, usual: bool = False) -> None:
    """Look at both sides and put down where each stands that is not known to: levels of both, gaps of the needs.

    usual: this is how it usually is; the space keeps the mean levels to measure others by.
    """
    if not len(needs) or not len(seeds):
        return
    if space.senses is not None:
        for mine, others in ((needs, seeds), (seeds, needs)):
            new = np.flatnonzero(np.isnan(mine.levels))
            mine.levels[new] = _levels(mine.senses[new], others.senses)
    if usual and space.senses is not None:
        space.usual = _mean(needs.levels), _mean(seeds.levels)
    new = np.flatnonzero(np.isnan(needs.gaps))
    needs.gaps[new] = 1 - space.settings.covered * _covered(space, needs[new], seeds)


def blended(space: Space, needs: Weighed, seeds: Weighed) -> np.ndarray:
    """The scores of all pairs of n needs and m seeds: float32 of shape (n, m), 0 or more."""
    scores = score_rows(needs.rows, seeds.rows)
    if space.senses is None:
        return scores
    gaps = np.nan_to_num(needs.gaps, nan=1.0)[:, None]
    mine, theirs = (_standing(space, *side) for side in zip((needs, seeds), space.usual, strict=True))
    alike = _sense(space, likeness(needs.senses, seeds.senses), mine[:, None], theirs[None, :])
    return np.asarray(np.maximum(scores + gaps * (_near(space, needs, seeds) + alike), 0), np.float32)


def shares(
    space: Space, needs: Weighed, seeds: Weighed, at: np.ndarray, others: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """What the scores of some pairs are made of: words, near words and meanings, float64 each; together the score, 0 or more.

    at, others: the positions of the pairs' needs and seeds.
    """
    words = pair_scores(needs.rows, seeds.rows, at, others)
    nothing = np.zeros(len(at))
    if space.senses is None:
        return words, nothing, nothing
    gaps = np.nan_to_num(needs.gaps, nan=1.0)[at].astype(float)
    near = gaps * pair_scores(space.beside(needs.rows), space.of_part(seeds.rows, WORDS), at, others)
    product = _products(needs.senses, seeds.senses, at, others)
    mine, theirs = (_standing(space, *side) for side in zip((needs, seeds), space.usual, strict=True))
    alike = gaps * _sense(space, product, mine[at], theirs[others])
    return words, near, np.maximum(alike, -(words + near))


def candidates(
    space: Space, needs: Weighed, seeds: Weighed, by_words: int, by_sense: int
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs that may have the highest scores: positions of needs and seeds, in their order, no pair twice.

    For every need so many of the best by words alone and of the most alike by meaning; for every seed, of which there are
    more and which have been named by needs already, half as many.
    """
    forth = named_by(space, needs, seeds, by_words, by_sense)
    back = named_by(space, seeds, needs, -(-by_words // 2), -(-by_sense // 2))
    both = np.concatenate([forth, _turned(back, len(needs), len(seeds))])
    at, others = np.divmod(np.unique(both), max(len(seeds), 1))
    return at, others


def named_by(space: Space, mine: Weighed, others: Weighed, by_words: int, by_sense: int) -> np.ndarray:
    """What each of mine names of the others: so many of the best by words alone, so many of the most alike by meaning; a pair may
    come twice. As keys: position of the one × number of the others + position of the other.
    """
    keys = _keys(best(_words(space, mine), _words(space, others), by_words), len(others))
    if space.senses is None:
        return keys
    return np.concatenate([keys, _most_alike(mine.senses, others.senses, by_sense)])


def _near(space: Space, needs: Weighed, seeds: Weighed) -> np.ndarray:
    """What near words add to the scores of all pairs; the words of the fewer are looked at for what is near to them."""
    if len(needs) <= len(seeds):
        return score_rows(space.beside(needs.rows), space.of_part(seeds.rows, WORDS))
    return score_rows(space.of_part(needs.rows, WORDS), space.before(seeds.rows))


def _products(needs: np.ndarray, seeds: np.ndarray, at: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The products of the vectors of some pairs, exact: int64."""
    found = np.empty(len(at), np.int64)

    def fill(start: int) -> None:
        some = slice(start, start + PAIRS_AT_ONCE)
        one, other = (side.astype(np.int64) for side in (needs[at[some]], seeds[others[some]]))
        found[some] = np.einsum("pw,pw->p", one, other)

    on_all_processors(fill, range(0, len(at), PAIRS_AT_ONCE), pairs=len(at))
    return found


def _sense(space: Space, likeness: np.ndarray, needs: np.ndarray, seeds: np.ndarray) -> np.ndarray:
    """The share of meanings before the gap; 0 where a text has none.

    likeness: products of vectors; needs, seeds: for these products, by how much the texts of either side stand out
    (`_standing`), UNKNOWN where they mean nothing.
    """
    weights = space.settings
    alike = likeness / FINE**2 - weights.strange - weights.popular * seeds - needs
    return np.asarray(np.nan_to_num(weights.sense * alike))


def _standing(space: Space, side: Weighed, usual: float) -> np.ndarray:
    """By how much more than usual the texts of a side are like those of the other; UNKNOWN for a text without meaning."""
    standing = np.maximum(np.nan_to_num(side.levels - usual), -space.settings.lift)
    return np.where(side.senses.any(axis=1), standing, UNKNOWN)


def _levels(mine: np.ndarray, others: np.ndarray) -> np.ndarray:
    """How alike those of the others are on the average that are most alike, at most REFERENCES of them asked.

    UNKNOWN where the others are too few to say what is usual.
    """
    if len(others) < MOST_ALIKE:
        return np.full(len(mine), UNKNOWN)
    if len(others) > REFERENCES:  # those with the smallest remains: the same ones in whatever order the others come
        remains = others.astype(np.int64) @ np.arange(1, others.shape[1] + 1) % 1_000_003
        others = others[np.argsort(remains, kind="stable")[:REFERENCES]]
    count = MOST_ALIKE
    found = np.empty(len(mine), np.float32)
    step = AT_ONCE // len(others)
    for start in range(0, len(mine), step):
        alike = likeness(mine[start : start + step], others)
        alike = np.partition(alike, len(others) - count, axis=1)[:, len(others) - count :]
        found[start : start + step] = alike.sum(axis=1, dtype=float) / count / FINE**2
    return found


def _mean(levels: np.ndarray) -> float:
    """The mean of what is known, or 0; the same to the last bit in whatever order the levels come."""
    known = levels[~np.isnan(levels)]
    return fmean(known) if len(known) else 0.0


def _covered(space: Space, needs: Weighed, seeds: Weighed) -> np.ndarray:
    """For every need: how much of its words, by the square of their weight, that seed has which has most of them of its best."""
    tops = best(_words(space, needs), _words(space, seeds), COVERING)
    at = np.repeat(np.arange(len(needs)), [len(top.seeds) for top in tops])
    others = np.concatenate([top.seeds for top in tops]) if tops else np.zeros(0, int)
    squares, having = space.of_part(needs.rows, WORDS).copy(), space.of_part(seeds.rows, WORDS).copy()
    squares.data **= 2
    having.data[:] = 1
    found = np.zeros(len(needs))
    np.maximum.at(found, at, pair_scores(squares, having, at, others))
    whole = np.asarray(squares.sum(axis=1)).ravel()
    return np.asarray(found / np.where(whole > 0, whole, 1), np.float32)


def _words(space: Space, side: Weighed) -> Rows:
    """What is compared to find candidates: words and groups, which are few beside the letters."""
    return side.rows[:, : space.starts[LETTERS]]


def _most_alike(mine: np.ndarray, others: np.ndarray, count: int) -> np.ndarray:
    """The pairs of each of mine with the most alike of the others, as keys."""
    count = min(count, len(others))
    if not count:
        return np.zeros(0, np.int64)
    step = max(1, AT_ONCE // len(others))
    others = others.astype(np.float32)  # once for all blocks

    def keys(start: int) -> np.ndarray:
        alike = likeness(mine[start : start + step], others)
        chosen = np.argpartition(alike, len(others) - count, axis=1)[:, len(others) - count :]
        return ((start + np.arange(len(chosen)))[:, None] * len(others) + chosen).ravel()

    found = on_all_processors(keys, range(0, len(mine), step), pairs=len(mine) * len(others))
    return np.concatenate([np.zeros(0, np.int64), *found])


def _keys(tops: Sequence[Top], others: int) -> np.ndarray:
    """The pairs of these tops, as keys: position of the one × number of the others + position of the other."""
    if not tops:
        return np.zeros(0, np.int64)
    at = np.repeat(np.arange(len(tops), dtype=np.int64), [len(top.seeds) for top in tops])
    return at * others + np.concatenate([top.seeds for top in tops])


def _turned(keys: np.ndarray, needs: int, seeds: int) -> np.ndarray:
    """Keys of seed and need as keys of need and seed."""
    of_seeds, of_needs = np.divmod(keys, max(needs, 1))
    return of_needs * seeds + of_seeds
