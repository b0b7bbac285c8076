"""From texts to suggestions: fitting everything anew, and bringing one need or seed up to date without fitting.

Only one fitting goes on at a time in this installation, from reading the texts until its run has ended; until then the run
before it and its cache are in force. What changes meanwhile is compared anew before the run ends.

The only module of the chapter that loads scikit-learn besides the pure ones; it is loaded when it is first needed.
"""

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import delete, exists, select, text

from hack import clock, db
from hack.alone import Occupied, alone
from hack.matching import place, stock
from hack.matching.documents import Document
from hack.matching.models import Run, Suggestion
from hack.matching.queries import MATCHED, last_run
from hack.matching.similarity import Background, Band, Space, Top, band, best, reasons, score_rows, shown
from hack.matching.stock import Stock
from hack.needs.models import Need
from hack.seeds.models import Seed
from hack.seeds.queries import listed

KEPT = 20
"""How many suggestions are kept for a need or a seed, from either side."""
NEW_SHARE = 0.1
"""When this share of the texts is newer than the space, it is fitted anew."""
NIGHT = timedelta(hours=24)
PATIENCE = 3600.0
"""For how many seconds somebody who asks for a fitting waits for another to end."""
LOCK = "fitting.lock"
SAMPLE = 2_000_000
FEW = 100
"""The scores of fewer pairs than these do not say what is usual: in a town of one need and one seed, theirs would be."""
PAIRS_AT_ONCE = 500
Kind = type[Need] | type[Seed]
Versions = dict[int, int]
Progress = Callable[[int, int], None]
_in_memory = threading.Lock()
"""Held by the thread of this process that brings the kept rows up to date and reads them."""


@dataclass(frozen=True)
class Pair:
    """A need and a seed that may belong together, how strongly, and the words that say so."""

    need_id: int
    seed_id: int
    score: float
    band: Band
    reasons: list[list[Any]]
    """As `Suggestion.reasons` keeps them."""


@dataclass(frozen=True)
class Ground:
    """What a need or seed was compared on: as long as all of this stands, so does what came of it."""

    run_id: int
    needs: Versions
    seeds: Versions
    suggested: frozenset[int]
    """What was suggested with it already."""


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

    None as well while somebody else is fitting: they see to it.
    """
    try:
        with alone(place.folder() / LOCK):
            return _refit() if _needed() else None
    except Occupied:
        return None


def suggest_anew(kind: Kind, number: int) -> Callable[[], None]:
    """Compare one need with all seeds (or one seed with all needs) without fitting; the deed that stores what came of it.

    Where there is nothing to compare it in, nothing is stored: `refit_if_needed` finds that too, and compares everything.
    """
    return partial(_settle, kind, number, _compare(kind, number))


def _refit(progress: Progress = lambda done, total: None) -> Run:
    began, key = clock.now(), db.random_key()
    needs, seeds, need_texts, seed_texts = _everything()
    with db.transaction():
        run = Run(key=key, began_at=began, needs=len(needs), seeds=len(seeds), settings={})
        db.session.add(run)
        db.session.flush()
        run_id = run.id
    space = Space.fit([*need_texts.values(), *seed_texts.values()], [*seed_texts.values()], run=key)
    fresh = Stock(space)
    fresh.needs.refresh(needs, lambda ids: [need_texts[number] for number in ids], space.needs)
    fresh.seeds.refresh(seeds, lambda ids: [seed_texts[number] for number in ids], space.seeds)
    background = _background(fresh)
    fresh.save(place.folder())
    pairs = _tops(fresh)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        portion = pairs[start : start + PAIRS_AT_ONCE]
        explained = _explained(portion, need_texts, seed_texts, space, background)
        with db.transaction():
            _take_turn(run_id)
            store(explained, run_id)
        progress(start + len(portion), len(pairs))
    for kind, number in _brought_up_to_date(fresh):
        with db.transaction():
            _take_turn(run_id)
            _replace(kind, number, _pairs_now(kind, number, fresh, background), run_id)
    with db.transaction():  # once more for the little that changed since; what changes from here on finds this run
        _take_turn(run_id)
        for kind, number in _brought_up_to_date(fresh):
            _replace(kind, number, _pairs_now(kind, number, fresh, background), run_id)
        db.session.execute(delete(Suggestion).where(Suggestion.run_id < run_id))
        run = db.session.get_one(Run, run_id)
        run.settings = {**asdict(space.settings), "dictionary": space.dictionary, "background": background._asdict()}
        run.ended_at = clock.now()
    stock.sweep(place.folder(), key)
    return run


def _everything() -> tuple[Versions, Versions, dict[int, Document], dict[int, Document]]:
    """The versions and texts of all needs and seeds to be matched, each in the order of their numbers; read, and let go."""
    db.session.rollback()  # what was read while waiting for others may be older
    needs, seeds = _wanted(Need), _wanted(Seed)
    texts = _read(Need, sorted(needs)), _read(Seed, sorted(seeds))
    db.session.rollback()
    return needs, seeds, *texts


def _needed() -> bool:
    db.session.rollback()
    run, began_last = last_run(), db.session.scalar(select(Run).order_by(Run.id.desc()).limit(1))
    needs, seeds = _wanted(Need), _wanted(Seed)
    if run is None or began_last is None or began_last.ended_at is None:  # nobody else is at it: it was cut short
        return bool(needs or seeds or began_last)
    with _in_memory:
        kept = stock.load(place.folder(), run.key)
    if kept is None:
        return True
    new = len(_different(kept.needs.fitted, needs)) + len(_different(kept.seeds.fitted, seeds))
    old = clock.now() - run.began_at > NIGHT
    return new > NEW_SHARE * max(10, len(needs) + len(seeds)) or (old and new > 0)


def _compare(kind: Kind, number: int) -> Compared | None:
    """What belongs to this need or seed as everything is now; None without a run and its cache."""
    run = last_run()
    if run is None:
        return None
    with _in_memory:
        kept = stock.load(place.folder(), run.key)
        if kept is None:
            return None
        ground = _ground(kind, number, run.id)
        kept.needs.refresh(ground.needs, _reading(Need), kept.space.needs)
        kept.seeds.refresh(ground.seeds, _reading(Seed), kept.space.seeds)
        found = _pairs_of(kind, number, kept, ground.suggested)
    background = Background(**run.settings["background"])
    return Compared(ground, _explained(found, *_texts_of(found), kept.space, background))


def _settle(kind: Kind, number: int, compared: Compared | None) -> None:
    """Store what came of a comparison; compare again if the ground has changed since."""
    _take_turn()
    run = last_run()
    if run is None:
        return
    if compared is None or compared.ground != _ground(kind, number, run.id):
        compared = _compare(kind, number)
    if compared is not None:
        _replace(kind, number, compared.pairs, compared.ground.run_id)


def _brought_up_to_date(fresh: Stock) -> list[tuple[Kind, int]]:
    """The needs and seeds that were not as they were when the rows were made; now the rows are made of them as they are."""
    needs, seeds = _wanted(Need), _wanted(Seed)
    changed: list[tuple[Kind, int]] = [
        *((Need, number) for number in sorted(_different(fresh.needs.versions, needs))),
        *((Seed, number) for number in sorted(_different(fresh.seeds.versions, seeds))),
    ]
    fresh.needs.refresh(needs, _reading(Need), fresh.space.needs)
    fresh.seeds.refresh(seeds, _reading(Seed), fresh.space.seeds)
    return changed


def _pairs_now(kind: Kind, number: int, kept: Stock, background: Background) -> list[Pair]:
    """The pairs of this need or seed, after the rows and what is suggested with it already."""
    found = _pairs_of(kind, number, kept, _suggested_with(kind, number))
    return _explained(found, *_texts_of(found), kept.space, background)


def _take_turn(run_id: int | None = None) -> None:
    """Let only one transaction write suggestions at a time, as SQLite does anyway; readers do not wait for it.

    Raises RuntimeError where a later run has begun than the one that wants to write: its lock was taken away.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE suggestion IN SHARE ROW EXCLUSIVE MODE"))
    if run_id is not None and db.session.scalar(select(exists().where(Run.id > run_id))):
        raise RuntimeError("a later run of the matcher has begun")


def store(pairs: Iterable[Pair], run_id: int) -> None:
    """Keep these suggestions, in the place of what was known of the same pairs; a pair without a band is forgotten."""
    pairs = list(pairs)
    known = {
        (one.need_id, one.seed_id): one
        for one in db.session.scalars(
            select(Suggestion).where(Suggestion.need_id.in_({pair.need_id for pair in pairs}))
        )
    }
    for pair in pairs:
        row = known.get((pair.need_id, pair.seed_id))
        if pair.band is Band.NONE:
            if row is not None:
                db.session.delete(row)
            continue
        if row is None:
            row = Suggestion(need_id=pair.need_id, seed_id=pair.seed_id)
            db.session.add(row)
        row.run_id, row.score, row.band, row.made_at = run_id, pair.score, pair.band, clock.now()
        row.reasons = pair.reasons


def _replace(kind: Kind, number: int, pairs: Sequence[Pair], run_id: int) -> None:
    """Make the suggestions of one need or seed these, and no others."""
    store(pairs, run_id)
    db.session.flush()
    mine, _other = _columns(kind)
    kept = {(pair.need_id, pair.seed_id) for pair in pairs}
    for one in db.session.scalars(select(Suggestion).where(mine == number)):
        if (one.need_id, one.seed_id) not in kept:
            db.session.delete(one)


def _explained(
    pairs: Iterable[tuple[int, int, float]],
    needs: Mapping[int, Document],
    seeds: Mapping[int, Document],
    space: Space,
    background: Background,
) -> list[Pair]:
    """The pairs with their bands and words, from the texts of their needs and seeds."""
    explained = []
    for need, seed, score in pairs:
        why = reasons(needs[need], seeds[seed], space)
        places = {reason.term: at for at, reason in enumerate(shown(why))}
        told = [[reason.term, reason.share, places.get(reason.term)] for reason in why]
        explained.append(Pair(need, seed, float(score), band(score, why, background), told))
    return explained


def _tops(kept: Stock) -> list[tuple[int, int, float]]:
    """The best seeds of every need and the best needs of every seed: (need, seed, score), in the order of their numbers."""
    if kept.needs.rows is None or kept.seeds.rows is None:
        return []
    pairs: dict[tuple[int, int], float] = {}
    for need, top in zip(kept.needs.ids, best(kept.needs.rows, kept.seeds.rows, KEPT), strict=True):
        pairs |= {(need, kept.seeds.ids[at]): float(score) for at, score in _each(top)}
    for seed, top in zip(kept.seeds.ids, best(kept.seeds.rows, kept.needs.rows, KEPT), strict=True):
        pairs |= {(kept.needs.ids[at], seed): float(score) for at, score in _each(top)}
    return [(need, seed, score) for (need, seed), score in sorted(pairs.items())]


def _pairs_of(kind: Kind, number: int, kept: Stock, suggested: Iterable[int]) -> list[tuple[int, int, float]]:
    """The best of the other side for one need or seed, and those that are suggested with it already; none if it is not matched now."""
    mine, others = (kept.needs, kept.seeds) if kind is Need else (kept.seeds, kept.needs)
    if number not in mine.ids or mine.rows is None or others.rows is None:
        return []
    scores = score_rows(mine.rows[mine.ids.index(number)], others.rows).ravel()
    best_ones = {others.ids[at] for at in np.argsort(-scores, kind="stable")[:KEPT]}
    chosen = best_ones | (set(suggested) & set(others.ids))
    found = [(one, float(scores[others.ids.index(one)])) for one in sorted(chosen)]
    return [(number, one, score) if kind is Need else (one, number, score) for one, score in found if score > 0]


def _each(top: Top) -> Iterable[tuple[int, float]]:
    return zip(top.seeds.tolist(), top.scores.tolist(), strict=True)


def _background(kept: Stock) -> Background:
    """The limits that the scores of all pairs set, or of as many needs as make a sample; the least ones where there are FEW."""
    if kept.needs.rows is None or kept.seeds.rows is None or len(kept.needs.ids) * len(kept.seeds.ids) < FEW:
        return Background.of(np.zeros(0))
    some = max(1, SAMPLE // kept.seeds.rows.shape[0])
    step = max(1, kept.needs.rows.shape[0] // some)
    return Background.of((kept.needs.rows[::step] @ kept.seeds.rows.T).toarray().ravel())


def _different(have: Versions, wanted: Versions) -> set[int]:
    """What is new, changed or gone, by its number."""
    return {number for number, _version in have.items() ^ wanted.items()}


def _ground(kind: Kind, number: int, run_id: int) -> Ground:
    return Ground(run_id, _wanted(Need), _wanted(Seed), _suggested_with(kind, number))


def _suggested_with(kind: Kind, number: int) -> frozenset[int]:
    mine, other = _columns(kind)
    return frozenset(db.session.scalars(select(other).where(mine == number)))


def _columns(kind: Kind) -> tuple[Any, Any]:
    """Where a suggestion names a thing of this kind, and where the other."""
    both = (Suggestion.need_id, Suggestion.seed_id)
    return both if kind is Need else both[::-1]


def _wanted(kind: Kind) -> Versions:
    """The needs that are not at an end, or the seeds of the catalogue, each with its version."""
    condition = Need.step.in_(MATCHED) if kind is Need else listed()
    return dict(db.session.execute(select(kind.id, kind.version).where(condition)).all())


def _reading(kind: Kind) -> Callable[[Sequence[int]], list[Document]]:
    return lambda ids: [*_read(kind, ids).values()]


def _texts_of(pairs: Iterable[tuple[int, int, float]]) -> tuple[dict[int, Document], dict[int, Document]]:
    """The texts of the needs, and of the seeds, in these pairs."""
    pairs = list(pairs)
    return _read(Need, sorted({need for need, _, _ in pairs})), _read(Seed, sorted({seed for _, seed, _ in pairs}))


def _read(kind: Kind, ids: Sequence[int]) -> dict[int, Document]:
    """The texts of these needs or seeds, in the order of `ids`."""
    texts: dict[int, Document] = {}
    for start in range(0, len(ids), 500):
        some: Iterable[Any] = db.session.scalars(select(kind).where(kind.id.in_(ids[start : start + 500])))
        texts |= {thing.id: {"title": thing.title, "text": thing.text} for thing in some}
    return {number: texts[number] for number in ids}
