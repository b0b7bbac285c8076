"""One Whoosh index in a folder of its own: how a paper is written down in it and taken out again."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import create_in, open_dir

from hack.search.paper import MEASURES, Row

# To be raised with every change of SCHEMA or of what is written into it: indexes of another format are not read.
FORMAT = 4


def _terms() -> fields.FieldType:
    """A field of finished terms, of which only the presence counts."""
    terms = fields.ID()
    # Not for scores: without a list of lengths, Whoosh looks for the file of it once for every term of every paper.
    terms.scorable = True
    return terms


def _words() -> fields.FieldType:
    """A field of words that come as lists of finished terms: its analyser is never asked; it is Whoosh's own, which pickles it."""
    return fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False)


SCHEMA = fields.Schema(
    uid=_terms(),
    title=_words(),
    summary=_words(),
    text=_words(),
    organization=_words(),
    section=_words(),
    groups=_terms(),
    signs=_terms(),
    readers=_terms(),
    facets=_terms(),
    measures=fields.COLUMN(columns.FixedBytesColumn(MEASURES.size)),
    kept=fields.STORED(),
)


class Shelf:
    """The papers of one folder, as they are written."""

    def __init__(self, folder: Path):
        self.folder = folder

    def create(self) -> None:
        """Make the folder and an empty index in it."""
        self.folder.mkdir(parents=True)
        create_in(str(self.folder), SCHEMA)

    @contextmanager
    def writing(self, instead_of: Iterable[str] = ()) -> Iterator[Callable[[Row], None]]:
        """Gives a function that adds rows, after taking out what lies here under the uids `instead_of`.

        All in one commit, or nothing on an error.
        """
        # Given the schema, Whoosh doesn't unpickle the one in the folder, whose classes may have moved since.
        # Large blocks: postings are read as a whole, never stepped through.
        writer = open_dir(str(self.folder), schema=SCHEMA).writer(timeout=30, codec=W3Codec(blocklimit=1024))
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
