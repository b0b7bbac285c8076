"""What would be suggested for a text that nobody has handed in: compared with what is kept, told, and forgotten again."""

from collections.abc import Iterable, Set
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from hack import db
from hack.matching import place, stock
from hack.matching.likeness.blend import blended, settle, shares
from hack.matching.likeness.documents import Document
from hack.matching.queries import last_run
from hack.matching.reading import Kind
from hack.matching.similarity import Background, Band, band, means_alike, reasons, shown
from hack.matching.stock import Stock
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.seeds.models import Seed
from hack.seeds.queries import listed_to

MOST = 10


class Tried(NamedTuple):
    """A seed for a tried need (or a need for a tried seed), how well they go together, and why."""

    thing: Any
    band: Band
    words: list[str]
    alike: bool
    """Whether the texts as wholes mean something so alike that it is a reason by itself."""


class _Near(NamedTuple):
    """One that may go with the tried text: its number, the score, and what of it are the weight of near words and meaning."""

    number: int
    score: float
    gap: float
    sense: float


def tried(
    kind: Kind, document: Document, viewer: Any, *, but: Set[int] = frozenset(), most: int = MOST
) -> list[Tried] | None:
    """The seeds for a text that could be a need's, or the needs for one that could be a seed's: at most `most`, best first.

    Only what the viewer may see now is told of, without those numbered in `but`. Three queries; nothing is stored. None where there
    is nothing to compare it with yet.
    """
    run = last_run()
    other: Kind = Seed if kind is Need else Need
    seen = _numbers_seen(other, viewer) - but
    with stock.in_memory:
        kept = stock.load(place.folder(), run.key) if run else None
        if run is None or kept is None:
            return None
        best = _best(kind, document, kept, seen, most)
    things = _things(other, [one.number for one in best])
    texts: dict[int, Document] = {n: {"title": thing.title, "text": thing.text} for n, thing in things.items()}
    background = Background(**run.settings["background"])
    found = []
    for one in best:
        if one.number not in things:  # it went a moment ago
            continue
        need, seed = (document, texts[one.number]) if kind is Need else (texts[one.number], document)
        why = reasons(need, seed, kept.space, one.gap, one.sense)
        how = band(one.score, why, background)
        if how is not Band.NONE:
            found.append(Tried(things[one.number], how, [each.term for each in shown(why)], means_alike(why)))
    return sorted(found, key=lambda one: list(Band).index(one.band))


def _best(kind: Kind, document: Document, kept: Stock, seen: Set[int], most: int) -> list[_Near]:
    """Those of the other side with the highest scores among the ones seen."""
    side, weigh = (kept.seeds, kept.space.weigh_needs) if kind is Need else (kept.needs, kept.space.weigh_seeds)
    if side.weighed is None:
        return []
    mine = weigh([document])
    needs, seeds = (mine, side.weighed) if kind is Need else (side.weighed, mine)
    settle(kept.space, needs, seeds)
    scores = blended(kept.space, needs, seeds).ravel() * np.isin(side.ids, list(seen))
    best = np.argsort(-scores, kind="stable")[:most]
    best = best[scores[best] > 0]
    at, others = (np.zeros_like(best), best) if kind is Need else (best, np.zeros_like(best))
    *_, senses = shares(kept.space, needs, seeds, at, others)
    return [
        _Near(side.ids[one], float(scores[one]), float(needs.gaps[need]), float(sense))
        for one, need, sense in zip(best.tolist(), at.tolist(), senses.tolist(), strict=True)
    ]


def _numbers_seen(kind: Kind, viewer: Any) -> set[int]:
    """The numbers of all of this kind that the viewer may see."""
    condition = listed_to(viewer) if kind is Seed else needs_visible_to(viewer)
    return set(db.session.scalars(select(kind.id).where(condition)))


def _things(kind: Kind, numbers: list[int]) -> dict[int, Any]:
    """The needs with their sections, or the seeds with their organisations, by number."""
    whose: Any = Seed.organization if kind is Seed else Need.section
    chosen = select(kind).where(kind.id.in_(numbers)).options(joinedload(whose))
    things: Iterable[Any] = db.session.scalars(chosen)
    return {thing.id: thing for thing in things}
