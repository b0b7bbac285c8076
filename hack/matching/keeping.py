"""Keeping suggestions: one writer at a time, and nothing of what no longer holds. Everything belongs inside a transaction."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import exists, select, text

from hack import clock, db
from hack.matching.models import Run, Suggestion
from hack.matching.pairing import Pair
from hack.matching.reading import Kind
from hack.matching.similarity import Band
from hack.needs.models import Need


def take_turn(run_id: int | None = None) -> None:
    """Let only one transaction write suggestions at a time, as SQLite does anyway; readers do not wait for it.

    Raises RuntimeError where a later run has begun than the one that wants to write: its lock was taken away.
    """
    if db.session.get_bind().dialect.name == "postgresql":
        db.session.execute(text("LOCK TABLE suggestion IN SHARE ROW EXCLUSIVE MODE"))
    if run_id is not None and db.session.scalar(select(exists().where(Run.id > run_id))):
        raise RuntimeError("a later run of the matcher has begun")


def store(pairs: Iterable[Pair], run_id: int, *, quietly: bool = False) -> None:
    """Keep these suggestions, in the place of what was known of the same pairs; a pair that has no band for anybody is forgotten.

    quietly: what was known keeps the moment since when it is so.
    """
    pairs = list(pairs)
    known = {
        (one.need_id, one.seed_id): one
        for one in db.session.scalars(
            select(Suggestion).where(Suggestion.need_id.in_({pair.need_id for pair in pairs}))
        )
    }
    for pair in pairs:
        row = known.get((pair.need_id, pair.seed_id))
        if pair.band is pair.city_band is Band.NONE:
            if row is not None:
                db.session.delete(row)
            continue
        if row is None:
            row = Suggestion(need_id=pair.need_id, seed_id=pair.seed_id)
            db.session.add(row)
        row.run_id, row.score, row.band, row.reasons = run_id, pair.score, pair.band, pair.reasons
        row.learnt, row.city_band = pair.learnt, pair.city_band
        if row.made_at is None or not quietly:
            row.made_at = clock.now()


def replace(kind: Kind, number: int, pairs: Sequence[Pair], run_id: int, *, quietly: bool = False) -> None:
    """Make the suggestions of one need or seed these, and no others; quietly: as in `store`."""
    store(pairs, run_id, quietly=quietly)
    db.session.flush()
    mine, _other = _columns(kind)
    kept = {(pair.need_id, pair.seed_id) for pair in pairs}
    for one in db.session.scalars(select(Suggestion).where(mine == number)):
        if (one.need_id, one.seed_id) not in kept:
            db.session.delete(one)


def suggested_with(kind: Kind, number: int) -> tuple[frozenset[int], frozenset[int]]:
    """The row numbers of the other side's things that are suggested with this one: for what the texts say, and only for what was learnt."""
    mine, other = _columns(kind)
    found = db.session.execute(select(other, Suggestion.band).where(mine == number)).all()
    return tuple(  # type: ignore[return-value]
        frozenset(one for one, band in found if (band is Band.NONE) is learnt) for learnt in (False, True)
    )


def _columns(kind: Kind) -> tuple[Any, Any]:
    """Where a suggestion names a thing of this kind, and where the other."""
    both = (Suggestion.need_id, Suggestion.seed_id)
    return both if kind is Need else both[::-1]
