"""Papers laid on their shelves in the database, and taken out again; inside a transaction of whoever is alone at it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, text

from hack.search.lexemes import facets_among, lexemes, plain, words_among
from hack.search.paper import MEASURES, WORDED, Paper, row, shelf_of

AT_ONCE = 200
EMPTY = MEASURES.pack(*[0] * (len(WORDED) + 2))
"""The measures of what was taken out."""

ADD = text(
    "INSERT INTO search_paper (shelf, number, version, noun, key, stamp, measures, told, words) VALUES"
    " (:shelf, :number, :version, :noun, :key, :stamp, :measures, :told, array_to_tsvector(CAST(:words AS text[])))"
)
ADD_TERMS = text(
    "INSERT INTO search_term (shelf, kind, term)"
    " SELECT :shelf, :kind, term FROM unnest(CAST(:terms AS text[])) AS term ON CONFLICT DO NOTHING"
)
TAKE_OUT = text(
    "UPDATE search_paper SET noun = NULL, key = NULL, stamp = '', measures = :empty, told = '', words = NULL,"
    " version = :version WHERE shelf = :shelf AND noun = :noun AND key = :key"
)


def take_out(connection: Connection, names: Iterable[tuple[str, str]], versions: Mapping[str, int]) -> set[str]:
    """Take the papers of these nouns and keys from their shelves, with these versions; which shelves had any.

    Nothing of what they said is left in the row.
    """
    touched = set()
    for noun, key in names:
        for shelf, version in versions.items():
            place = {"shelf": shelf, "noun": noun, "key": key, "version": version, "empty": EMPTY}
            if connection.execute(TAKE_OUT, place).rowcount:
                touched.add(shelf)
    return touched


def lay_in(
    connection: Connection,
    papers: Iterable[Paper],
    cut: Callable[[str], tuple[list[str], list[str]]],
    versions: Mapping[str, int],
    sizes: Counter[str],
) -> set[str]:
    """Lay these papers on their shelves, with these versions and the next numbers, which `sizes` counts; which shelves got any."""
    papers, touched = iter(papers), set[str]()
    while portion := list(islice(papers, AT_ONCE)):
        rows: list[dict[str, Any]] = []
        terms: dict[tuple[str, str], set[str]] = {}
        for paper in portion:
            shelf = shelf_of(paper)
            written = row(paper, cut)
            noun, key, stamp, told = written["kept"]
            words = lexemes(shelf, written)
            rows.append(
                {
                    "shelf": shelf,
                    "number": sizes[shelf],
                    "version": versions[shelf],
                    "noun": noun,
                    "key": key,
                    "stamp": stamp,
                    "measures": written["measures"],
                    "told": plain(told),
                    "words": words,
                }
            )
            sizes[shelf] += 1
            touched.add(shelf)
            terms.setdefault((shelf, "word"), set()).update(words_among(words))
            terms.setdefault((shelf, "facet"), set()).update(facets_among(words))
        connection.execute(ADD, rows)
        for (shelf, kind), found in terms.items():
            connection.execute(ADD_TERMS, {"shelf": shelf, "kind": kind, "terms": sorted(found)})
    return touched
