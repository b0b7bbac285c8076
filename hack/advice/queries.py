"""What is shown to somebody who writes a need: earlier needs like it and how they ended, and what matching suggests."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
from typing import Any

from sqlalchemy import or_, select, true
from sqlalchemy.orm import joinedload

from hack import db
from hack.advice.questions import BY_NAME, Asked
from hack.matching.models import Suggestion
from hack.matching.queries import suggestions_for_need
from hack.needs.models import Need
from hack.needs.queries import FOR_EVERYBODY, one_need, owned_by, visible_to
from hack.passages import Passage
from hack.policy import can
from hack.roles import Role
from hack.search.asking import parse
from hack.search.index import IndexMissing
from hack.search.library import index
from hack.search.papers import readers_of

LOOKED_FOR = 8
"""By how many words earlier needs are looked for."""
FOUND = 40
"""How many needs with one word are looked at."""
RARE = 3
"""A word that no more needs than this have tells enough by itself."""


@dataclass(frozen=True)
class Alike:
    """An earlier need that is like the one being written: the words that both have, and why it ended if it has and the viewer
    may read that.
    """

    need: Need
    words: list[str]
    reason: str = ""


def next_question(key: str, question: str, viewer: Any) -> Asked | None:
    """The question of that name, asked of the need with that key, if the viewer may see the need."""
    need = one_need(key, viewer) if question in BY_NAME else None
    return Asked(need, BY_NAME[question]) if need else None


def suggested_seeds(need: Need, viewer: Any, most: int = 5) -> list[Suggestion]:
    """The seeds that matching suggests for the need as it was last saved, the likest first."""
    return list(db.session.scalars(suggestions_for_need(need, viewer).limit(most)))


def needs_like(words: Sequence[str], viewer: Any, *, but: Need, most: int = 5) -> list[Alike] | None:
    """Earlier needs that have some of these words: those that share the most and the rarest first; two queries at most.

    An officer gets public needs and those of the own section. None where there is no index to look in.
    """
    shared: dict[str, list[str]] = defaultdict(list)
    weights: dict[str, float] = defaultdict(float)
    try:
        for word in words[:LOOKED_FOR]:
            found = index().find(parse(word), readers_of(viewer), ["need"], per_page=FOUND)
            if found.loosened:
                continue
            for hit in found.hits:
                shared[hit.key].append(word)
                weights[hit.key] += (2 if found.total <= RARE else 1) / log2(2 + found.total)
    except IndexMissing:
        return None
    telling = [key for key in shared if key != but.key and (len(shared[key]) > 1 or _rare(weights[key]))]
    keys = sorted(telling, key=lambda key: (-weights[key], key))[:FOUND]
    needs = {need.key: need for need in _earlier(keys, viewer)}
    chosen = [needs[key] for key in keys if key in needs][:most]
    reasons = _reasons([need for need in chosen if need.step.ends and can(viewer, "need.follow", need)])
    return [Alike(need, shared[need.key], reasons.get(need.id, "")) for need in chosen]


def _rare(weight: float) -> bool:
    return weight >= 2 / log2(2 + RARE)


def _earlier(keys: Iterable[str], viewer: Any) -> Iterable[Need]:
    keys = list(keys)
    if not keys:
        return ()
    nearer = or_(FOR_EVERYBODY, owned_by(viewer)) if viewer.role is Role.OFFICER else true()
    chosen = select(Need).where(Need.key.in_(keys), visible_to(viewer), nearer)
    return db.session.scalars(chosen.options(joinedload(Need.section)))


def _reasons(needs: Sequence[Need]) -> dict[int, str]:
    """Why these needs came to their end, by row number; one query."""
    if not needs:
        return {}
    steps = {need.id: need.step.value for need in needs}
    last = select(Passage).where(Passage.noun == Need.path.noun, Passage.thing_id.in_(steps)).order_by(Passage.id)
    return {one.thing_id: one.reason for one in db.session.scalars(last) if one.end == steps[one.thing_id]}
