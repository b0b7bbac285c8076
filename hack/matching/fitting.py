"""From texts to suggestions: fitting everything anew, and bringing one need or seed up to date without fitting.

The only module of the chapter that loads scikit-learn besides the pure ones; it is loaded when it is first needed.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import numpy as np
from sqlalchemy import delete, select

from hack import clock, db
from hack.matching import place, stock
from hack.matching.documents import Document
from hack.matching.models import Run, Suggestion
from hack.matching.queries import MATCHED, last_run
from hack.matching.similarity import Background, Band, Space, Top, band, best, reasons, score_rows, shown
from hack.matching.stock import Side, Stock
from hack.needs.models import Need
from hack.seeds.models import Seed
from hack.seeds.queries import listed

KEPT = 20
"""How many suggestions are kept for a need or a seed, from either side."""
NEW_SHARE = 0.1
"""When this share of the texts is newer than the space, it is fitted anew."""
NIGHT = timedelta(hours=24)
SAMPLE = 2_000_000
PAIRS_AT_ONCE = 500
Progress = Callable[[int, int], None]
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Pair:
    """A need and a seed that may belong together, how strongly, and the words that say so."""

    need_id: int
    seed_id: int
    score: float
    band: Band
    reasons: list[list[Any]]
    """As `Suggestion.reasons` keeps them."""


def refit(progress: Progress = lambda done, total: None) -> Run:
    """Fit the space to all needs and seeds, compare everything with everything, and store what is suggested.

    Computes outside any transaction and stores in several; the old suggestions stand until theirs is done. progress is told
    how many pairs of how many are stored.
    """
    began = clock.now()
    with _one_at_a_time:
        needs, seeds = _wanted(Need), _wanted(Seed)
        need_texts, seed_texts = _read(Need, sorted(needs)), _read(Seed, sorted(seeds))
        run = Run(key=db.random_key(), began_at=began, needs=len(needs), seeds=len(seeds), settings={})
        space = Space.fit([*need_texts, *seed_texts], seed_texts, run=run.key)
        fresh = Stock(space)
        fresh.needs.refresh(needs, partial(_read, Need), space.needs)
        fresh.seeds.refresh(seeds, partial(_read, Seed), space.seeds)
        background = _background(fresh)
        run.settings = {**asdict(space.settings), "dictionary": space.dictionary, "background": background._asdict()}
        pairs = _tops(fresh)
        fresh.save(place.folder())
    with db.transaction():
        db.session.add(run)
    texts = dict(zip(sorted(needs), need_texts, strict=True)), dict(zip(sorted(seeds), seed_texts, strict=True))
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        portion = pairs[start : start + PAIRS_AT_ONCE]
        explained = [
            _explain(need, seed, score, texts[0][need], texts[1][seed], space, background)
            for need, seed, score in portion
        ]
        with db.transaction():
            store(explained, run.id)
        progress(start + len(portion), len(pairs))
    with db.transaction():
        db.session.execute(delete(Suggestion).where(Suggestion.run_id != run.id))
        run.ended_at = clock.now()
    return run


def refit_if_needed() -> Run | None:
    """Fit anew if nothing usable is there, much is new, or a night has passed with something new; None if all is well."""
    run = last_run()
    kept = stock.load(place.folder(), run.key) if run else None
    needs, seeds = _wanted(Need), _wanted(Seed)
    if run is None or kept is None:
        return refit() if needs or seeds or run else None
    new = _differences(kept.needs, needs) + _differences(kept.seeds, seeds)
    old = clock.now() - run.began_at > NIGHT
    return refit() if new > NEW_SHARE * max(10, len(needs) + len(seeds)) or (old and new) else None


def suggest_anew(kind: type[Need] | type[Seed], number: int) -> Callable[[], None] | None:
    """Compare one need with all seeds (or one seed with all needs); the deed that stores what came of it.

    None where there is nothing to compare it in: everything is fitted anew instead.
    """
    run = last_run()
    with _one_at_a_time:
        kept = stock.load(place.folder(), run.key) if run else None
        if run is None or kept is None:
            found = None
        else:
            kept.needs.refresh(_wanted(Need), partial(_read, Need), kept.space.needs)
            kept.seeds.refresh(_wanted(Seed), partial(_read, Seed), kept.space.seeds)
            found = _pairs_of(kind, number, kept)
    if run is None or kept is None or found is None:
        refit()
        return None
    background = Background(**run.settings["background"])
    texts = (
        {n: _read(Need, [n])[0] for n in {need for need, _, _ in found}},
        {s: _read(Seed, [s])[0] for s in {seed for _, seed, _ in found}},
    )
    explained = [_explain(n, s, score, texts[0][n], texts[1][s], kept.space, background) for n, s, score in found]
    column = Suggestion.need_id if kind is Need else Suggestion.seed_id
    return partial(_replace, column, number, explained, run.id)


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


def _replace(column: Any, number: int, pairs: Sequence[Pair], run_id: int) -> None:
    """Make the suggestions of one need or seed these, and no others."""
    store(pairs, run_id)
    db.session.flush()
    kept = [(pair.need_id, pair.seed_id) for pair in pairs]
    for one in db.session.scalars(select(Suggestion).where(column == number)):
        if (one.need_id, one.seed_id) not in kept:
            db.session.delete(one)


def _explain(
    need: int, seed: int, score: float, need_text: Document, seed_text: Document, space: Space, background: Background
) -> Pair:
    why = reasons(need_text, seed_text, space)
    places = {reason.term: at for at, reason in enumerate(shown(why))}
    told = [[reason.term, reason.share, places.get(reason.term)] for reason in why]
    return Pair(need, seed, float(score), band(score, why, background), told)


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


def _pairs_of(kind: type[Need] | type[Seed], number: int, kept: Stock) -> list[tuple[int, int, float]]:
    """The best of the other side for one need or seed, and those that are suggested with it already; none if it is not matched now."""
    mine, others = (kept.needs, kept.seeds) if kind is Need else (kept.seeds, kept.needs)
    if number not in mine.ids or mine.rows is None or others.rows is None:
        return []
    scores = score_rows(mine.rows[mine.ids.index(number)], others.rows).ravel()
    column, other = (
        (Suggestion.need_id, Suggestion.seed_id) if kind is Need else (Suggestion.seed_id, Suggestion.need_id)
    )
    known = set(db.session.scalars(select(other).where(column == number)))
    chosen = {others.ids[at] for at in np.argsort(-scores, kind="stable")[:KEPT]} | (known & set(others.ids))
    found = [(one, float(scores[others.ids.index(one)])) for one in sorted(chosen)]
    return [(number, one, score) if kind is Need else (one, number, score) for one, score in found if score > 0]


def _each(top: Top) -> Iterable[tuple[int, float]]:
    return zip(top.seeds.tolist(), top.scores.tolist(), strict=True)


def _background(kept: Stock) -> Background:
    """The limits that the scores of all pairs set, or of as many needs as make a sample."""
    if kept.needs.rows is None or kept.seeds.rows is None:
        return Background.of(np.zeros(0))
    some = max(1, SAMPLE // kept.seeds.rows.shape[0])
    step = max(1, kept.needs.rows.shape[0] // some)
    return Background.of((kept.needs.rows[::step] @ kept.seeds.rows.T).toarray().ravel())


def _differences(side: Side, wanted: dict[int, int]) -> int:
    have = dict(zip(side.ids, side.stamps, strict=True))
    return sum(have.get(number) != stamp for number, stamp in wanted.items()) + len(have.keys() - wanted.keys())


def _wanted(kind: type[Need] | type[Seed]) -> dict[int, int]:
    """The needs that are not at an end, or the seeds of the catalogue, each with its version."""
    condition = Need.step.in_(MATCHED) if kind is Need else listed()
    return dict(db.session.execute(select(kind.id, kind.version).where(condition)).all())


def _read(kind: type[Need] | type[Seed], ids: Sequence[int]) -> list[Document]:
    """The texts of these needs or seeds, in the order of `ids`."""
    texts: dict[int, Document] = {}
    for start in range(0, len(ids), 500):
        some: Iterable[Any] = db.session.scalars(select(kind).where(kind.id.in_(ids[start : start + 500])))
        texts |= {thing.id: {"title": thing.title, "text": thing.text} for thing in some}
    return [texts[number] for number in ids]
