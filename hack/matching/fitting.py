"""From texts to suggestions: everything fitted anew, and when that is needed.

Only one fitting goes on at a time in this installation, from reading the texts until its run has ended; until then the run
before it and its cache are in force. What changes meanwhile is compared anew before the run ends.

What scikit-learn is needed for begins here; it is loaded when it is first needed.
"""

from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete, select

from hack import clock, db
from hack.alone import Occupied, alone
from hack.matching import place, stock
from hack.matching.comparing import lessons_now, pairs_now
from hack.matching.keeping import replace, store, take_turn
from hack.matching.likeness.documents import Document
from hack.matching.models import Run, Suggestion
from hack.matching.pairing import Scored, background_of, explained, tops
from hack.matching.queries import last_run, said_of_relevance
from hack.matching.reading import Kind, Versions, different, read, reading, wanted
from hack.matching.similarity import USUAL, Corpus, Space
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
NEEDS_TOGETHER = 800
Progress = Callable[[int, int], None]


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


def _refit(progress: Progress = lambda done, total: None) -> Run:
    began, key = clock.now(), db.random_key()
    needs, seeds, need_texts, seed_texts = _everything()
    with db.transaction():
        run = Run(key=key, began_at=began, needs=len(needs), seeds=len(seeds), settings={})
        db.session.add(run)
        db.session.flush()
        run_id = run.id
    fresh = _fitted(key, needs, seeds, need_texts, seed_texts)
    fresh.lessons = lessons_now()
    db.session.rollback()
    background = background_of(fresh)
    fresh.save(place.folder())
    pairs = sorted(tops(fresh), key=_together)
    for start in range(0, len(pairs), PAIRS_AT_ONCE):
        portion = pairs[start : start + PAIRS_AT_ONCE]
        told = explained(portion, need_texts, seed_texts, fresh, background)
        with db.transaction():
            take_turn(run_id)
            store(told, run_id)
        progress(start + len(portion), len(pairs))
    for kind, number in _brought_up_to_date(fresh):
        with db.transaction():
            take_turn(run_id)
            replace(kind, number, pairs_now(kind, number, fresh, background), run_id)
    with db.transaction():  # once more for the little that changed since; what changes from here on finds this run
        take_turn(run_id)
        for kind, number in _brought_up_to_date(fresh):
            replace(kind, number, pairs_now(kind, number, fresh, background), run_id)
        db.session.execute(delete(Suggestion).where(Suggestion.run_id < run_id))
        run = db.session.get_one(Run, run_id)
        run.settings = {
            **asdict(fresh.space.settings),
            "dictionary": fresh.space.dictionary,
            "background": background._asdict(),
        }
        run.ended_at = clock.now()
    stock.sweep(place.folder(), key)
    return run


def _together(pair: Scored) -> tuple[int, int, int]:
    """An order in which the same texts come close together, so that the words of each are found once and not for every pair."""
    return pair.need_id // NEEDS_TOGETHER, pair.seed_id, pair.need_id


def _everything() -> tuple[Versions, Versions, dict[int, Document], dict[int, Document]]:
    """The versions and texts of all needs and seeds to be matched, each in the order of their numbers; read, and let go."""
    db.session.rollback()  # what was read while waiting for others may be older
    needs, seeds = wanted(Need), wanted(Seed)
    texts = read(Need, sorted(needs)), read(Seed, sorted(seeds))
    db.session.rollback()
    return needs, seeds, *texts


def _fitted(
    key: str, needs: Versions, seeds: Versions, need_texts: dict[int, Document], seed_texts: dict[int, Document]
) -> Stock:
    """The space of these texts, in order of their ids, and their rows in it.

    They are read once, and meanings that the run before kept are not told anew: that takes longest of all.
    """
    before = last_run()
    told = stock.told_before(place.folder(), before.key, needs, seeds) if before else stock.NOTHING_TOLD
    db.session.rollback()
    mine = [{**text, "told": told.needs.get(number)} for number, text in need_texts.items()]
    theirs = [{**text, "told": told.seeds.get(number)} for number, text in seed_texts.items()]
    corpus = Corpus.read([*mine, *theirs], USUAL)
    read_needs, read_seeds = corpus[: len(mine)], corpus[len(mine) :]
    space = Space.fit(corpus, read_seeds, run=key, told=told.words)
    fresh = Stock(space)
    fresh.needs.refresh(needs, lambda _all: read_needs, space.weigh_needs)
    fresh.seeds.refresh(seeds, lambda _all: read_seeds, space.weigh_seeds)
    fresh.settle(usual=True)
    return fresh


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


def _brought_up_to_date(fresh: Stock) -> list[tuple[Kind, int]]:
    """The needs and seeds that were not as they were, or judged otherwise, when the rows were made; now they are as they are."""
    needs, seeds, learnt = wanted(Need), wanted(Seed), lessons_now()
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
