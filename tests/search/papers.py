"""Papers and readers that the tests of the search speak of."""

from datetime import UTC, datetime
from pathlib import Path

from hack import db
from hack.search.asking import parse
from hack.search.database import DatabaseIndex
from hack.search.folder import FolderIndex
from hack.search.index import Found, Paper, SearchIndex

VISITOR = {"public"}
OFFICER = {"public", "officer", "section:5"}
UMI = {"public", "org:12"}
NAMI = {"public", "org:13"}

MAY = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)


def opened(place: str, **how) -> SearchIndex:
    """The index in this folder, or in the database of this address, as another process opens it."""
    if "://" not in place:
        return FolderIndex(Path(place), **how)
    db.connect(place)
    return DatabaseIndex(**how)


def a_paper(key: str, title: str = "", text: str = "", *, noun: str = "need", readers=("public",), **facts) -> Paper:
    """A paper for everybody, unless `readers` says for whom."""
    return Paper(noun, key, title, text, facts.pop("changed_at", MAY), frozenset(readers), **facts)


def found_by(index: SearchIndex, question: str, readers=frozenset(VISITOR), **how) -> Found:
    """What somebody with these tags finds when typing the question."""
    return index.find(parse(question), readers, **how)


def keys(found: Found) -> list[str]:
    """The keys of the hits, in their order."""
    return [hit.key for hit in found.hits]
