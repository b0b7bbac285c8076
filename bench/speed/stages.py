"""The two stages of a match with meanings: candidates by words and by meaning, then the scores of these with all their parts.

python -m bench.speed.stages [--needs 5000] [--seeds 50000]

The texts are put together from the sentences of the sets, and what they mean is drawn: vectors around a few hundred
middles, as texts lie around what they are about. Telling meanings is the encoder's time, and no part of a match.
"""

import argparse
from collections.abc import Callable
from functools import partial

import numpy as np

from bench.speed.texts import documents, timed
from hack.matching.likeness.blend import candidates, named_by, settle, shares
from hack.matching.likeness.meaning import WIDTH, unit
from hack.matching.pairing import BY_SENSE, BY_WORDS
from hack.matching.similarity import USUAL, Corpus, Space

MIDDLES = 300
SPREAD = 1.2  # of a text around its middle, as a share of the middle's length


def drawn(many: int) -> np.ndarray:
    """What so many texts mean: float32 of length 1."""
    draw = np.random.default_rng(7)
    middles = unit(draw.normal(size=(MIDDLES, WIDTH)))
    around = draw.normal(scale=SPREAD / WIDTH**0.5, size=(many, WIDTH))
    return unit(middles[draw.integers(MIDDLES, size=many)] + around)


def main() -> None:
    """Print the rows."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--needs", type=int, default=5_000)
    asked.add_argument("--seeds", type=int, default=50_000)
    given = asked.parse_args()
    texts = documents(given.needs + given.seeds)
    for text, told in zip(texts, drawn(len(texts)), strict=True):
        text["told"] = told
    corpus = Corpus.read(texts, USUAL)
    space = Space.fit(corpus, corpus[given.needs :])
    needs, seeds = space.weigh_needs(corpus[: given.needs]), space.weigh_seeds(corpus[given.needs :])

    def said(name: str, wall: float, work: float) -> None:
        print(f"{name:44} {wall:7.2f} s ({work:6.2f})", flush=True)

    print(f"{given.needs} needs × {given.seeds} seeds, by the clock (of all processors)")
    _, *settled = timed(partial(settle, space, needs, seeds, usual=True))
    said("how each stands to the other side", *settled)
    ways: dict[str, Callable[[], tuple[np.ndarray, np.ndarray]]] = {
        "seeds for needs": lambda: np.divmod(np.unique(named_by(space, needs, seeds, BY_WORDS, BY_SENSE)), given.seeds),
        "for both sides": lambda: candidates(space, needs, seeds, BY_WORDS, BY_SENSE),
    }
    for name, way in ways.items():
        pairs, *found = timed(way)
        said(f"candidates, {name}", *found)
        _, *scored = timed(partial(shares, space, needs, seeds, *pairs))
        said(f"scores of {len(pairs[0])} pairs, by part", *scored)
        said(f"in all, {name}", *np.sum([settled, found, scored], axis=0))


if __name__ == "__main__":
    main()
