"""How well needs and seeds belong together: texts in, numbers out; no database, no web."""

import numpy as np

from hack.matching.likeness.bands import Band
from hack.matching.likeness.blend import blended, settle
from hack.matching.likeness.corpus import Corpus
from hack.matching.likeness.documents import Documents, Settings
from hack.matching.likeness.evidence import Background, Reason, band, means_alike, reasons, shown
from hack.matching.likeness.product import Top, best, score_rows
from hack.matching.likeness.space import USUAL, Space

__all__ = [
    "USUAL", "Background", "Band", "Corpus", "Reason", "Settings", "Space", "Top",
    "band", "best", "means_alike", "reasons", "score", "score_by_words", "score_rows", "shown",
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
    corpus = Corpus.read([*needs, *seeds], settings)
    mine, theirs = corpus[: len(needs)], corpus[len(needs) :]
    space = Space.fit(corpus, theirs, settings=settings, meanings=meanings)
    weighed = space.weigh_needs(mine), space.weigh_seeds(theirs)
    settle(space, *weighed, usual=True)
    return blended(space, *weighed)
