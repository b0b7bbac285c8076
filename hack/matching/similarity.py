"""How well needs and seeds belong together: texts in, numbers out; no database, no web."""

import numpy as np

from hack.matching.likeness.bands import Band
from hack.matching.likeness.blend import blended, settle
from hack.matching.likeness.documents import Documents, Settings, Words, with_words, words_of
from hack.matching.likeness.evidence import Background, Reason, band, means_alike, reasons, shown
from hack.matching.likeness.product import Top, best, score_rows
from hack.matching.likeness.space import USUAL, Space

__all__ = [
    "Background", "Band", "Reason", "Settings", "Space", "Top", "Words",
    "band", "best", "means_alike", "reasons", "score", "score_by_words", "score_rows", "shown", "with_words", "words_of",
]  # fmt: skip


def score(needs: Documents, seeds: Documents, settings: Settings = USUAL) -> np.ndarray:
    """The likeness of every need to every seed, in a space fitted to them all; meanings count where they are known.

    needs, seeds: n and m mappings with "title" and "text". Returns float32 of shape (n, m): 0 for nothing in common, about
    1 for a text of average length and itself; comparable across needs and symmetric in nothing. An empty text has 0 with
    all, an empty side gives an empty array. Identical texts get identical scores, to the last bit.
    """
    return _score(needs, seeds, settings, meanings=True)


def score_by_words(needs: Documents, seeds: Documents, settings: Settings = USUAL) -> np.ndarray:
    """As `score`, by words and letters alone: what the site has where no meanings are known."""
    return _score(needs, seeds, settings, meanings=False)


def _score(needs: Documents, seeds: Documents, settings: Settings, *, meanings: bool) -> np.ndarray:
    if not needs or not seeds:
        return np.zeros((len(needs), len(seeds)), np.float32)
    needs, seeds = with_words(needs, settings.title), with_words(seeds, settings.title)
    space = Space.fit([*needs, *seeds], seeds, settings=settings, meanings=meanings)
    mine, theirs = space.weigh_needs(needs), space.weigh_seeds(seeds)
    settle(space, mine, theirs, usual=True)
    return blended(space, mine, theirs)
