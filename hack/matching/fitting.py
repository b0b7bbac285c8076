"""From texts to suggestions: fitting everything anew, and bringing one need or seed up to date without fitting.

Only one fitting goes on at a time in this installation, from reading the texts until its run has ended; until then the run
before it and its cache are in force. What changes meanwhile is compared anew before the run ends.

What scikit-learn is needed for begins here; it is loaded when it is first needed.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import delete, select

from hack import clock, db
from hack.alone import Occupied, alone
from hack.matching import place, stock
from hack.matching.keeping import replace, store, suggested_with, take_turn
from hack.matching.lessons import Lessons, lessons
from hack.matching.likeness.documents import Document
from hack.matching.models import Run, Suggestion
from hack.matching.pairing import Pair, background_of, explained, pairs_of, tops
from hack.matching.queries import last_run, said_of_relevance
from hack.matching.reading import Kind, Versions, different, read, reading, texts_of, wanted
from hack.matching.similarity import Background, Space
from hack.matching.stock import Stock
from hack.needs.models import Need
from hack.seeds.models import Seed

NEW_SHARE = 0.1
"""When this share of the texts is newer than the space, it is fitted anew."""
NIGHT = timedelta(hours=24)
PATIENCE = 3600.0
"""For how many seconds somebody who asks for a fitting waits for another to end."""
LOCK = "fitting.lock"
PAIRS_AT_ONCE = 500
Progress = Callable[[int, int], None]


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


def refit(progress: Progress = lambda done, total: None) -> Run:
    """Fit the space to all needs and seeds, compare everything with everything, and store what is suggested.

    Computes outside any transaction and stores in several; the old suggestions stand until theirs is done. progress is told
    how many pairs of how many are stored. Waits for another fitting to end; raises Occupied after PATIENCE.
    """
    with alone(place.folder() / LOCK, PATIENCE):
        return _refit(progress)


def refit_if_needed() -> Run | None:
    """Fit anew if nothing usable is there, much is new, or a night has passed with something new; None if all is well.

    Where judgements count for something, every night brings something new: they count a little less.

    None as well while somebody else is fitting: they see to it.
    """
    try:
        with alone(place.folder() / LOCK):
            return _refit() if _needed() else None
    except Occupied:
        return None


def suggest_anew(kind: Kind, number: int, *, quietly: bool = False) -> Callable[[], None]:
    """Compare one need with all seeds (or one seed with all needs) without fitting; the deed that stores what came of it.

    quietly: nothing but judgements has changed, and those who may not read them do not see that anything was compared.
    Where there is nothing to compare it in, nothing is stored: `refit_if_needed` finds that too, and compares everything.
    """
    return partial(_settle, kind, number, _compare(kind, number), quietly=quietly)


def _refit(progress: Progress = lambda done, total: None) -> Run:
    began, key = clock.now(), db.random_key()
    needs, seeds, need_texts, seed_texts = _everything()
    with db.transaction():
        run = Run(key=key, began_at=began, needs=len(needs), seeds=len(seeds), settings={})
        db.session.add(run)
        db.session.flush()
        run_id = run.id
    need_texts, seed_texts = _with_meanings(needs, need_texts, seeds, seed_texts)
    space = Space.fit([*need_texts.values(), *seed_texts.values()], [*seed_texts.values()], run=key)
    fresh = Stock(space)
    fresh.needs.refresh(needs, lambda ids: [need_texts[number] for number in ids], space.weigh_needs)
    fresh.seeds.refresh(seeds, lambda ids: [seed_texts[number] for number in ids], space.weigh_seeds)
    fresh.settle(usual=True)
    fresh.lessons = _lessons()
    db.session.rollback()
    background = background_of(fresh)
    fresh.save(place.folder())
    pairs = tops(fresh)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        portion = pairs[start : start + PAIRS_AT_ONCE]
        told = explained(portion, need_texts, seed_texts, space, background)
        with db.transaction():
            take_turn(run_id)
            store(told, run_id)
        progress(start + len(portion), len(pairs))
    for kind, number in _brought_up_to_date(fresh):
        with db.transaction():
            take_turn(run_id)
            replace(kind, number, _pairs_now(kind, number, fresh, background), run_id)
    with db.transaction():  # once more for the little that changed since; what changes from here on finds this run
        take_turn(run_id)
        for kind, number in _brought_up_to_date(fresh):
            replace(kind, number, _pairs_now(kind, number, fresh, background), run_id)
        db.session.execute(delete(Suggestion).where(Suggestion.run_id < run_id))
        run = db.session.get_one(Run, run_id)
        run.settings = {**asdict(space.settings), "dictionary": space.dictionary, "background": background._asdict()}
        run.ended_at = clock.now()
    stock.sweep(place.folder(), key)
    return run


def _everything() -> tuple[Versions, Versions, dict[int, Document], dict[int, Document]]:
    """The versions and texts of all needs and seeds to be matched, each in the order of their numbers; read, and let go."""
    db.session.rollback()  # what was read while waiting for others may be older
    needs, seeds = wanted(Need), wanted(Seed)
    texts = read(Need, sorted(needs)), read(Seed, sorted(seeds))
    db.session.rollback()
    return needs, seeds, *texts


def _with_meanings(
    needs: Versions, need_texts: dict[int, Document], seeds: Versions, seed_texts: dict[int, Document]
) -> tuple[dict[int, Document], dict[int, Document]]:
    """The texts together with what the run before kept of their meanings: telling these anew takes longest of all."""
    before = last_run()
    of_needs, of_seeds = stock.told_before(place.folder(), before.key, needs, seeds) if before else ({}, {})
    db.session.rollback()
    return (
        {number: {**text, "told": of_needs.get(number)} for number, text in need_texts.items()},
        {number: {**text, "told": of_seeds.get(number)} for number, text in seed_texts.items()},
    )


def _needed() -> bool:
    db.session.rollback()
    run, began_last = last_run(), db.session.scalar(select(Run).order_by(Run.id.desc()).limit(1))
    needs, seeds = wanted(Need), wanted(Seed)
    if run is None or began_last is None or began_last.ended_at is None:  # nobody else is at it: it was cut short
        return bool(needs or seeds or began_last)
    with stock.in_memory:
        kept = stock.load(place.folder(), run.key)
    if kept is None:
        return True
    new = len(different(kept.needs.fitted, needs)) + len(different(kept.seeds.fitted, seeds))
    old = clock.now() - run.began_at > NIGHT
    return new > NEW_SHARE * max(10, len(needs) + len(seeds)) or (old and (new > 0 or bool(said_of_relevance())))


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
    return Compared(ground, explained(found, *texts_of(found), kept.space, background))


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


def _brought_up_to_date(fresh: Stock) -> list[tuple[Kind, int]]:
    """The needs and seeds that were not as they were, or judged otherwise, when the rows were made; now they are as they are."""
    needs, seeds, learnt = wanted(Need), wanted(Seed), _lessons()
    judged = {number for number, _pulls in fresh.lessons.items() ^ learnt.items()}
    fresh.lessons = learnt
    changed: list[tuple[Kind, int]] = [
        *((Need, number) for number in sorted(different(fresh.needs.versions, needs) | judged)),
        *((Seed, number) for number in sorted(different(fresh.seeds.versions, seeds))),
    ]
    fresh.needs.refresh(needs, reading(Need), fresh.space.weigh_needs)
    fresh.seeds.refresh(seeds, reading(Seed), fresh.space.weigh_seeds)
    fresh.settle()
    return changed


def _pairs_now(kind: Kind, number: int, kept: Stock, background: Background) -> list[Pair]:
    """The pairs of this need or seed, after the rows and what is suggested with it already."""
    one = kept if kind is Seed else dataclasses.replace(kept, lessons=_of(number, kept.lessons))
    found = pairs_of(kind, number, one, *suggested_with(kind, number))
    return explained(found, *texts_of(found), kept.space, background)


def _ground(kind: Kind, number: int, run_id: int) -> Ground:
    of_one = number if kind is Need else None
    return Ground(run_id, wanted(Need), wanted(Seed), suggested_with(kind, number), _lessons(of_one))


def _lessons(need: int | None = None) -> Lessons:
    """What judgements have taught by now: of this need, or of all."""
    return lessons(said_of_relevance(need))


def _of(need: int, learnt: Lessons) -> Lessons:
    return {need: learnt[need]} if need in learnt else {}
