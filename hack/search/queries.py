"""Finding by words: the index proposes, the database disposes; without an index the database answers by itself."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import String, and_, func, literal, null, select, type_coerce, union_all

from hack import db
from hack.pipeline import Step
from hack.search.asking import Asked, parse
from hack.search.excerpt import highlight
from hack.search.facets import Choice, choices
from hack.search.index import Found, Hit, IndexMissing
from hack.search.library import index
from hack.search.papers import NOUNS, Noun, readers_of

log = logging.getLogger(__name__)
SIZE = 20
MOST_PIECES = 12
"""Pieces of a question that are looked for without an index."""


@dataclass(frozen=True)
class Result:
    """One thing that was found, with the words asked for marked: (text, whether it is marked), in reading order.

    step: where it stands, if it goes along a path. address: the values that its page is built with.
    """

    noun: Noun
    key: str
    title: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]
    step: Step | None
    address: dict[str, str]


class Shown(NamedTuple):
    """What is read of one thing that was found."""

    title: str
    page_key: str
    step: str | None
    told: str


@dataclass(frozen=True)
class Answer:
    """What was found: one page of it, how many in all and of each noun; `found.loosened` where some lack words.

    facets: what it can be narrowed by. narrowed: by what it is, which needs an index.
    """

    asked: Asked
    found: Found
    page: db.Page[Result]
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    narrowed: Mapping[str, str] = field(default_factory=dict)


def find(
    question: str,
    viewer: Any,
    *,
    noun: str = "",
    facets: Mapping[str, str] | None = None,
    page: int = 1,
    strict: bool = False,
) -> Answer:
    """The things that answer `question` and may be seen by `viewer`, best first.

    noun: only that kind of thing; facets: only those with these values, see `hack.search.facets`; strict: only those that have
    all of it. One query, and two more without an index, however many nouns there are.
    """
    asked = parse(question)
    nouns = [noun] if noun in NOUNS else None
    if not asked:
        return Answer(asked, Found(), db.Page([], 1, 0, SIZE))
    narrowed = facets or {}
    try:
        found = index().find(asked, readers_of(viewer), nouns, narrowed, page=page, per_page=SIZE, strict=strict)
    except IndexMissing:
        narrowed = {}
        log.warning("the index is missing; the database answers", extra={"event": "search.index_missing"})
        found = _from_database(asked, viewer, nouns, page)
    shown = _shown(found.hits, viewer)
    results = [
        _result(asked, NOUNS[hit.noun], hit.key, row)
        for hit in found.hits
        if (row := shown.get((hit.noun, hit.key))) is not None
    ]
    answered = db.Page(results, found.page, found.total, SIZE)
    return Answer(asked, found, answered, choices(found.facets, narrowed), narrowed)


def _result(asked: Asked, noun: Noun, key: str, row: Shown) -> Result:
    told = "\n".join(line for line in row.told.splitlines() if line)
    step = noun.steps(row.step) if noun.steps and row.step else None
    address = noun.address(key, row.page_key)
    return Result(noun, key, highlight(row.title, asked), highlight(told, asked), step, address)


def _shown(hits: list[Hit], viewer: Any) -> dict[tuple[str, str], Shown]:
    """What is shown of the things behind the hits that the viewer may see now, by noun and key; one query for all nouns."""
    wanted: dict[str, list[str]] = {}
    for hit in hits:
        wanted.setdefault(hit.noun, []).append(hit.key)
    if not wanted:
        return {}
    every = union_all(*[_showing(NOUNS[name], keys, viewer) for name, keys in wanted.items()])
    return {(noun, key): Shown(*shown) for noun, key, *shown in db.session.execute(every)}


def _showing(noun: Noun, keys: list[str], viewer: Any) -> Any:
    """What is shown of those among these things that the viewer may see."""
    step = noun.thing.step if noun.steps else null()
    columns = {"noun": literal(noun.name), "key": noun.thing.key, "title": noun.title_of, "page_key": noun.page_key_of}
    columns |= {"step": step, "told": noun.text}
    named = [type_coerce(column, String).label(label) for label, column in columns.items()]
    return select(*named).where(noun.thing.key.in_(keys), noun.visible_to(viewer))


def _from_database(asked: Asked, viewer: Any, nouns: list[str] | None, page: int) -> Found:
    """What has the pieces of the question, as they are written, in what is shown of it; the last changed first."""
    every = union_all(*[_having(NOUNS[name], asked, viewer) for name in NOUNS]).subquery()
    counts: dict[str, int] = dict(db.session.execute(select(every.c.noun, func.count()).group_by(every.c.noun)).all())
    total = sum(count for name, count in counts.items() if nouns is None or name in nouns)
    pages = max(1, -(-total // SIZE))
    number = max(1, min(page, pages))
    chosen = select(every).order_by(every.c.changed_at.desc(), every.c.key).limit(SIZE).offset((number - 1) * SIZE)
    if nouns is not None:
        chosen = chosen.where(every.c.noun.in_(nouns))
    hits = [Hit(row.noun, row.key, 0.0) for row in db.session.execute(chosen)]
    return Found(total, hits, counts, pages=pages, page=number)


def _having(noun: Noun, asked: Asked, viewer: Any) -> Any:
    having = [noun.looked_through.icontains(piece.surface, autoescape=True) for piece in asked.pieces[:MOST_PIECES]]
    return select(
        literal(noun.name, String).label("noun"),
        noun.thing.key.label("key"),
        noun.changed_at_of.label("changed_at"),
    ).where(noun.visible_to(viewer), and_(*having))
