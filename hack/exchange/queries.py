"""Which tables wait to be taken, and which titles are there already; each for the person who asks."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import joinedload

from hack import clock, db
from hack.exchange.models import ImportBatch
from hack.needs.models import Need
from hack.needs.queries import visible_to as needs_visible_to
from hack.seeds.models import Seed
from hack.seeds.queries import visible_to as seeds_visible_to

LASTS = timedelta(days=1)
AT_ONCE = 200


def one_batch(key: str, viewer: Any) -> ImportBatch | None:
    """The table with that key that this person brought within the last day."""
    mine = (ImportBatch.owner_id == viewer.id, ImportBatch.at > clock.now() - LASTS)
    found = select(ImportBatch).where(ImportBatch.key == key, *mine).options(joinedload(ImportBatch.owner))
    return db.session.scalar(found)


def waiting_batches(viewer: Any) -> ColumnElement[bool]:
    """The tables that this person brought within the last day and has not taken yet."""
    return and_(ImportBatch.owner_id == viewer.id, ImportBatch.at > clock.now() - LASTS, ImportBatch.taken_at.is_(None))


def need_titles(titles: Iterable[str], viewer: Any) -> set[tuple[str, int]]:
    """Of these titles those that a need which the viewer may see has already, each with the need's section."""
    found: set[tuple[str, int]] = set()
    for some in _in_parts(titles):
        those = select(Need.title, Need.section_id).where(Need.title.in_(some), needs_visible_to(viewer))
        found.update((title, section) for title, section in db.session.execute(those))
    return found


def seed_titles(titles: Iterable[str], viewer: Any) -> set[str]:
    """Of these titles those that a seed of the viewer's organisation has already, archived ones left out."""
    found: set[str] = set()
    for some in _in_parts(titles):
        own = (Seed.organization_id == viewer.organization_id, Seed.archived_at.is_(None), seeds_visible_to(viewer))
        found.update(db.session.scalars(select(Seed.title).where(Seed.title.in_(some), *own)))
    return found


def _in_parts(titles: Iterable[str]) -> Iterable[list[str]]:
    rest = iter(sorted(set(titles)))
    while some := list(islice(rest, AT_ONCE)):
        yield some
