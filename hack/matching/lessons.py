"""What is learnt from judgements: which of them count, how much, and for how long. Plain numbers; no database, no texts.

Only what is said of relevance counts: that it fits, or that problem or field are others. That somebody has no time, no money, or
the thing already, says nothing of what belongs together.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from math import fsum
from typing import NamedTuple, Self

from hack import clock
from hack.matching.models import VerdictReason

COUNTED: Mapping[VerdictReason, int] = {
    VerdictReason.RELEVANT: 1,
    VerdictReason.OTHER_PROBLEM: -1,
    VerdictReason.OTHER_FIELD: -1,
}
"""What draws a need towards a seed (1), and what drives it away (-1); every other reason does neither."""
HALF_LIFE = 180
"""After how many days a judgement counts half."""
FORGOTTEN = 10 * HALF_LIFE
"""After how many days it counts nothing at all."""
Pulls = tuple[tuple[int, float], ...]
Lessons = Mapping[int, Pulls]
"""By need: the seeds that draw it (above 0, at most 1) or drive it away (below 0), in the order of their numbers; no seed twice."""


class Said(NamedTuple):
    """That somebody said something of the relevance of a seed to a need, so many days ago."""

    need_id: int
    seed_id: int
    reason: VerdictReason
    days: int

    @classmethod
    def on(cls, today: date, need_id: int, seed_id: int, reason: VerdictReason, at: datetime) -> Self:
        """As it counts today; days are whole ones of Japan, so that all of a day's comparisons have the same to go by."""
        return cls(need_id, seed_id, reason, max(0, (today - clock.in_japan(at).date()).days))


def weight(days: int) -> float:
    """How much a judgement of that age counts: 1 on its day, half after HALF_LIFE, nothing once it is FORGOTTEN."""
    return 0.5 ** (days / HALF_LIFE) if days < FORGOTTEN else 0.0


def still_counted_since(today: date) -> datetime:
    """From when on judgements still count for something."""
    return clock.start_of(today - timedelta(days=FORGOTTEN - 1))


def lessons(said: Iterable[Said]) -> Lessons:
    """What these judgements come to, in whatever order they are given.

    What several people say of one pair counts as what one says; what they say against each other cancels out.
    """
    pairs: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for need, seed, reason, days in said:
        if reason in COUNTED:
            pairs[need][seed].append(COUNTED[reason] * weight(days))
    found = {need: tuple(_pulls(seeds)) for need, seeds in sorted(pairs.items())}
    return {need: pulls for need, pulls in found.items() if pulls}


def _pulls(seeds: Mapping[int, Sequence[float]]) -> Iterable[tuple[int, float]]:
    for seed, weights in sorted(seeds.items()):
        pull = fsum(weights) / max(1.0, fsum(map(abs, weights)))  # exactly the same in whatever order they are added
        if pull:
            yield seed, pull
