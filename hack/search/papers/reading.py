"""The papers, read from the database: some of a noun, or all there are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from hack import db
from hack.search.index import Paper
from hack.search.papers.noun import Noun
from hack.search.papers.nouns import NOUNS

AT_ONCE = 500


def papers_of(noun: Noun, numbers: Sequence[int]) -> Iterator[Paper]:
    """The papers of the things with these row numbers, as they are when the iteration begins."""
    db.session.rollback()  # what was read before may be older
    papers = [noun.paper(thing) for thing in _things(noun, noun.thing.id.in_(numbers))]
    db.session.rollback()
    yield from papers


def papers_with(keys: Iterable[tuple[str, str]]) -> list[Paper]:
    """The papers of these nouns and keys as they are now, whoever may see them; a few queries for each noun among them."""
    wanted: dict[str, list[str]] = {}
    for name, key in keys:
        wanted.setdefault(name, []).append(key)
    return [
        NOUNS[name].paper(thing)
        for name, those in wanted.items()
        for thing in _things(NOUNS[name], NOUNS[name].thing.key.in_(those))
    ]


def all_papers() -> Iterator[Paper]:
    """Every paper there is, as it is when the iteration begins or later, read in portions."""
    db.session.rollback()
    for noun in NOUNS.values():
        after = 0
        while things := db.session.scalars(noun.all_loaded(noun.thing.id > after).limit(AT_ONCE)).unique().all():
            yield from (noun.paper(thing) for thing in things)
            after = things[-1].id
            db.session.expire_all()


def _things(noun: Noun, condition: Any) -> Iterable[Any]:
    return db.session.scalars(noun.all_loaded(condition)).unique()
