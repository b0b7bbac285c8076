"""One need or seed compared with all of the other side, in the space that was fitted last: nothing is fitted here."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from hack.matching import place, stock
from hack.matching.keeping import replace, suggested_with, take_turn
from hack.matching.lessons import Lessons, lessons
from hack.matching.pairing import Pair, explained, pairs_of
from hack.matching.queries import last_run, said_of_relevance
from hack.matching.reading import Kind, Versions, reading, texts_of, wanted
from hack.matching.similarity import Background
from hack.matching.stock import Stock
from hack.needs.models import Need
from hack.seeds.models import Seed


@dataclass(frozen=True)
class Ground:
    """What a need or seed was compared on: as long as all of this stands, so does what came of it."""

    run_id: int
    needs: Versions
    seeds: Versions
    suggested: tuple[frozenset[int], frozenset[int]]
    """What was suggested with it already, as in `suggested_with`."""
    lessons: Lessons
    """What judgements had taught: of this need, or of all where it is a seed."""


@dataclass(frozen=True)
class Compared:
    """The pairs of one need or seed, and the ground they were found on."""

    ground: Ground
    pairs: list[Pair]


def suggest_anew(kind: Kind, number: int, *, quietly: bool = False) -> Callable[[], None]:
    """Compare one need with all seeds (or one seed with all needs) without fitting; the deed that stores what came of it.

    quietly: nothing but judgements has changed, and those who may not read them do not see that anything was compared.
    Where there is nothing to compare it in, nothing is stored: `refit_if_needed` finds that too, and compares everything.
    """
    return partial(_settle, kind, number, _compare(kind, number), quietly=quietly)


def pairs_now(kind: Kind, number: int, kept: Stock, background: Background) -> list[Pair]:
    """The pairs of this need or seed, after the rows and what is suggested with it already."""
    one = kept if kind is Seed else dataclasses.replace(kept, lessons=_of(number, kept.lessons))
    found = pairs_of(kind, number, one, *suggested_with(kind, number))
    return explained(found, *texts_of(found), kept, background)


def lessons_now(need: int | None = None) -> Lessons:
    """What judgements have taught by now: of this need, or of all."""
    return lessons(said_of_relevance(need))


def _compare(kind: Kind, number: int) -> Compared | None:
    """What belongs to this need or seed as everything is now; None without a run and its cache."""
    run = last_run()
    if run is None:
        return None
    with stock.in_memory:
        kept = stock.load(place.folder(), run.key)
        if kept is None:
            return None
        ground = _ground(kind, number, run.id)
        kept.needs.refresh(ground.needs, reading(Need), kept.space.weigh_needs)
        kept.seeds.refresh(ground.seeds, reading(Seed), kept.space.weigh_seeds)
        kept.settle()
        kept.lessons = ground.lessons
        found = pairs_of(kind, number, kept, *ground.suggested)
    background = Background(**run.settings["background"])
    return Compared(ground, explained(found, *texts_of(found), kept, background))


def _settle(kind: Kind, number: int, compared: Compared | None, *, quietly: bool = False) -> None:
    """Store what came of a comparison; compare again if the ground has changed since."""
    take_turn()
    run = last_run()
    if run is None:
        return
    if compared is None or compared.ground != _ground(kind, number, run.id):
        compared = _compare(kind, number)
    if compared is not None:
        replace(kind, number, compared.pairs, compared.ground.run_id, quietly=quietly)


def _ground(kind: Kind, number: int, run_id: int) -> Ground:
    of_one = number if kind is Need else None
    return Ground(run_id, wanted(Need), wanted(Seed), suggested_with(kind, number), lessons_now(of_one))


def _of(need: int, learnt: Lessons) -> Lessons:
    return {need: learnt[need]} if need in learnt else {}
