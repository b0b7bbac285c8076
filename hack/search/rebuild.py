"""Bringing the index back: a cache of the database that may be lost, half written or out of date at any time."""

import logging
from dataclasses import dataclass

from hack import db
from hack.search.index import IndexBusy
from hack.search.library import index
from hack.search.papers import all_papers

log = logging.getLogger(__name__)


def rebuild() -> int:
    """Build the index anew from the database beside the present one, which answers meanwhile; how many papers it holds."""
    try:
        return index().rebuild(all_papers())
    finally:
        db.session.rollback()


def rebuild_if_needed() -> int | None:
    """Rebuild the index if it is missing, broken or made with another dictionary; None if there was nothing to do."""
    if index().healthy():
        return None
    try:
        count = rebuild()
    except IndexBusy:
        return None  # somebody else is at it
    log.warning("the index was rebuilt", extra={"event": "search.rebuilt", "count": count})
    return count


@dataclass(frozen=True)
class Drift:
    """How far the index is from the database: papers that it lacks, that say something else now, and of nothing any more."""

    missing: int = 0
    old: int = 0
    left: int = 0


def drift() -> Drift:
    """Compare every paper in the index with the database; raises IndexMissing.

    For a check now and then: everything is read. What has just changed and is still to be delivered counts as drift.
    """
    known, missing, old = index().stamps(), 0, 0
    for paper in all_papers():
        stamp = known.pop((paper.noun, paper.key), None)
        missing += stamp is None
        old += stamp not in (None, paper.stamp)
    db.session.rollback()
    return Drift(missing, old, len(known))
