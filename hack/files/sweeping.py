"""Keeping the folder of files and the database in step: what is left behind is taken away, what is missing is reported."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from sqlalchemy import select, update

from hack import clock, db
from hack.files.models import StoredFile
from hack.files.store import NAME, Store, discard, store

log = logging.getLogger(__name__)
OLD = timedelta(days=1)
"""How old something must be that nobody knows of: an upload that is under way is younger."""
PAUSE = timedelta(hours=1)
BATCH = 500


@dataclass(frozen=True)
class Inventory:
    """How many files are kept, how many of them have no content here, and how many lie here that nobody knows of."""

    kept: int
    missing: int
    unknown: int


def sweep_if_due() -> bool:
    """Sweep if nobody has within the last hour; whether it was done."""
    mark = store().folder / ".swept"
    if mark.exists() and clock.now().timestamp() - mark.stat().st_mtime < PAUSE.total_seconds():
        return False
    store().folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark.touch()
    sweep()
    return True


def sweep() -> None:
    """Take away what lay here unknown for more than a day, and the content of files that were removed long enough ago; log what is missing."""
    for path in _unknown(store()):
        path.unlink(missing_ok=True)
        log.info("a file that nobody knows of was swept away", extra={"event": "file.orphan"})
    _sweep_removed(store())
    missing = inventory().missing
    if missing:
        log.error("files are missing: %s", missing, extra={"event": "file.missing"})


def inventory() -> Inventory:
    """Count what there is, and what is wrong with it; changes nothing."""
    kept = missing = 0
    numbers = select(StoredFile.stored_as).where(StoredFile.swept_at.is_(None)).execution_options(yield_per=BATCH)
    for stored_as in db.session.scalars(numbers):
        kept += 1
        missing += not store().place_of(stored_as).is_file()
    return Inventory(kept, missing, sum(1 for _ in _unknown(store())))


def _unknown(place: Store) -> Iterator[Path]:
    """What lies here for more than a day without a row, or left half written."""
    before = clock.now().timestamp() - OLD.total_seconds()
    old = (path for path in place.everything() if path.stat().st_mtime < before)
    while some := list(islice(old, BATCH)):
        names = [path.name for path in some if NAME.fullmatch(path.name)]
        known = set(db.session.scalars(select(StoredFile.stored_as).where(StoredFile.stored_as.in_(names))))
        yield from (path for path in some if path.name not in known)


def _sweep_removed(place: Store) -> None:
    """The content first, then the row says so: what is interrupted is done again the next time."""
    over = (StoredFile.swept_at.is_(None), StoredFile.removed_at < clock.now() - timedelta(days=place.days_kept))
    while some := db.session.execute(select(StoredFile.id, StoredFile.stored_as).where(*over).limit(BATCH)).all():
        for _, stored_as in some:
            discard(stored_as)
        with db.transaction():
            those = StoredFile.id.in_([number for number, _ in some])
            db.session.execute(update(StoredFile).where(those).values(swept_at=clock.now()))
