"""Finding by words: the index proposes, the database disposes; without an index the database answers by itself."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import String, and_, func, literal, or_, select, union_all

from hack import db
from hack.search.asking import Asked, parse
from hack.search.excerpt import highlight
from hack.search.facets import Choice, choices
from hack.search.index import Found, Hit, IndexMissing
from hack.search.library import index
from hack.search.papers import NOUNS, Noun, readers_of

log = logging.getLogger(__name__)
SIZE = 20
TEXTS = {
    "need": ("problem", "hoped", "background"),
    "seed": ("summary", "solves"),
    "proposal": ("told",),
    "workgroup": ("purpose",),
}


@dataclass(frozen=True)
class Result:
    """One thing that was found, with the words asked for marked: (text, whether it is marked), in reading order."""

    noun: Noun
    thing: Any
    title: list[tuple[str, bool]]
    excerpt: list[tuple[str, bool]]


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
    all of it. At most as many queries as there are nouns, and one more without an index.
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
    things = _things(found.hits, viewer)
    results = [
        Result(
            NOUNS[hit.noun], thing, highlight(thing.title, asked), highlight(NOUNS[hit.noun].paper(thing).told, asked)
        )
        for hit in found.hits
        if (thing := things.get((hit.noun, hit.key))) is not None
    ]
    answered = db.Page(results, found.page, found.total, SIZE)
    return Answer(asked, found, answered, choices(found.facets, narrowed), narrowed)


def _things(hits: list[Hit], viewer: Any) -> dict[tuple[str, str], Any]:
    """The things behind the hits that the viewer may see now, by noun and key; one query a noun."""
    things: dict[tuple[str, str], Any] = {}
    for name, noun in NOUNS.items():
        keys = [hit.key for hit in hits if hit.noun == name]
        if keys:
            chosen = select(noun.thing).where(noun.thing.key.in_(keys), noun.visible_to(viewer)).options(*noun.load)
            things |= {(name, thing.key): thing for thing in db.session.scalars(chosen).unique()}
    return things


def _from_database(asked: Asked, viewer: Any, nouns: list[str] | None, page: int) -> Found:
    """What has all pieces of the question, as they are written, in its title or main texts; the last changed first."""
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
    kind = noun.thing
    texts = [kind.title, *(getattr(kind, name) for name in TEXTS[noun.name])]
    having = [or_(*[text.icontains(piece.surface, autoescape=True) for text in texts]) for piece in asked.pieces]
    return select(
        literal(noun.name, String).label("noun"), kind.key.label("key"), kind.changed_at.label("changed_at")
    ).where(noun.visible_to(viewer), and_(*having))
