"""One Whoosh index in a folder of its own: how a paper is written down in it and taken out again."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.index import create_in, open_dir
from whoosh.searching import Searcher

from hack.search.asking import signs, surface

# To be raised with every change of SCHEMA or of what is written into it: indexes of another format are not read.
FORMAT = 2
TITLE_COUNTS = 2  # a word of the title counts as often as two of the text


def _terms() -> fields.FieldType:
    """A field of finished terms, of which only the presence counts."""
    terms = fields.ID()
    # Not for scores: without a list of lengths, Whoosh looks for the file of it once for every term of every paper.
    terms.scorable = True
    return terms


# Words come as lists of finished terms, so the analyser is never asked; it is Whoosh's own because Whoosh pickles it.
SCHEMA = fields.Schema(
    uid=_terms(),
    words=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False),
    signs=_terms(),
    readers=_terms(),
    facets=_terms(),
    noun=fields.COLUMN(columns.RefBytesColumn()),
    changed=fields.COLUMN(columns.NumericColumn("q")),
    kept=fields.STORED(),
)
Row = dict[str, object]


@dataclass(frozen=True)
class Paper:
    """Something to be found: a need, a seed, a proposal … as the search sees it.

    `readers` are the tags of those who may find it ("public", "officer", "org:12"): one tag in common is enough, and a
    paper without tags is found by nobody.
    """

    noun: str
    key: str
    title: str
    text: str
    changed_at: datetime
    readers: frozenset[str] = frozenset()
    facets: Mapping[str, str] = field(default_factory=dict)

    @property
    def stamp(self) -> str:
        """A few letters for all that it says: papers with the same stamp are the same."""
        says = (self.title, self.text, self.changed_at.timestamp(), sorted(self.readers), sorted(self.facets.items()))
        return sha256(repr(says).encode()).hexdigest()[:16]


def uid(noun: str, key: str) -> str:
    """The name under which a paper lies on its shelf."""
    return f"{noun}\x1f{key}"


def facet(name: str, value: str) -> str:
    """The term that stands for a facet's value."""
    return f"{name}\x1f{value}"


class Shelf:
    """The papers of one folder. Opened anew for each search, because an open searcher never sees what is written later."""

    def __init__(self, folder: Path):
        self.folder = folder

    def create(self) -> None:
        """Make the folder and an empty index in it."""
        self.folder.mkdir(parents=True)
        create_in(str(self.folder), SCHEMA)

    @contextmanager
    def searcher(self) -> Iterator[Searcher]:
        """A searcher of what is written so far; raises what Whoosh raises where the folder is gone or incomplete."""
        # Given the schema, Whoosh doesn't unpickle the one in the folder, whose classes may have moved since.
        with open_dir(str(self.folder), schema=SCHEMA).searcher() as searcher:
            yield searcher

    @contextmanager
    def writing(self, instead_of: Iterable[str] = ()) -> Iterator[Callable[[Row], None]]:
        """Gives a function that adds rows, after taking out what lies here under the uids `instead_of`.

        All in one commit, or nothing on an error.
        """
        writer = open_dir(str(self.folder), schema=SCHEMA).writer(timeout=30)
        added = False

        def add(row: Row) -> None:
            nonlocal added
            added = True
            writer.add_document(**row)

        try:
            with writer.searcher() as searcher:
                taken = sum([writer.delete_by_term("uid", name, searcher=searcher) for name in instead_of])
            yield add
        except BaseException:
            writer.cancel()
            raise
        if taken or added:
            writer.commit()
        else:
            writer.cancel()


def row(paper: Paper, words: Callable[[str], list[str]]) -> Row:
    """The paper in the fields of SCHEMA; its surface is kept because phrases are looked up in it."""
    title, text = surface(paper.title), surface(paper.text)
    return {
        "uid": uid(paper.noun, paper.key),
        "words": words(paper.title) * TITLE_COUNTS + words(paper.text),
        "signs": sorted(signs(title) | signs(text)),
        "readers": sorted(paper.readers),
        "facets": sorted(facet(name, value) for name, value in paper.facets.items()),
        "noun": paper.noun.encode(),
        "changed": int(paper.changed_at.timestamp()),
        "kept": (paper.noun, paper.key, paper.stamp, f"{title}\n{text}"),
    }
