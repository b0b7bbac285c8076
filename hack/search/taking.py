"""The ways to take a question, one after the other, until one finds something."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from hack.search.asking import literal, signs
from hack.search.ways import Sought
from hack.search.weighing import MOST_WORDS, Limits, Part, marked

ENOUGH = 0.2
"""What a paper that lacks words must have of what the best one has, by the rarity of the words."""
WHOLE = 1.05
"""By how much having every word of a sentence brings a paper forward."""

Masks = list[np.ndarray]


@dataclass(frozen=True)
class Taken:
    """What one way to take a question finds, part by part: whether some of it lacks something, and whether there was time for all."""

    masks: Masks
    loosened: bool = False
    complete: bool = True


def taken(wanted: Sought, parts: Sequence[Part], limits: Limits) -> Iterator[Taken]:
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
            mask = mask & marked(part.leaf, part.leaf.postings("signs", sign)[0])
        near = np.flatnonzero(mask)
        for document, (*_, text) in zip(near, part.leaf.told(near), strict=True):
            if limits.over:
                return standing, False
            found[document] = all(pattern.search(text) for pattern in patterns)
    return standing, True
