"""One Whoosh index in a folder of its own: how a paper is written down in it and taken out again."""

import struct
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from whoosh import columns, fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import create_in, open_dir

from hack.search.asking import signs, surface

# To be raised with every change of SCHEMA or of what is written into it: indexes of another format are not read.
FORMAT = 3
WORDED = ("title", "summary", "text", "organization", "section")
"""The fields that a paper's words lie in."""
MEASURES = struct.Struct(f"<q{len(WORDED) + 1}i")
"""The second of the last change, how many words each field has, and how many letters there are in all."""
NOUN = "noun"
"""The facet that every paper has."""


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
Row = dict[str, object]


@dataclass(frozen=True)
class Paper:
    """Something to be found: a need, a seed, a proposal … as the search sees it.

    `readers` are the tags of those who may find it ("public", "officer", "org:12"): one tag in common is enough, and a
    paper without tags is found by nobody. organization, section: the names of whose it is. `facets` is what it can be
    narrowed by; where a facet has several values, they come as a tuple.
    """

    noun: str
    key: str
    title: str
    text: str
    changed_at: datetime
    readers: frozenset[str] = frozenset()
    facets: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    summary: str = ""
    organization: str = ""
    section: str = ""

    @property
    def told(self) -> str:
        """All but its title in one piece, in reading order: what is shown of it."""
        return "\n".join(part for part in (self.summary, self.text, self.section, self.organization) if part)

    @property
    def facet_terms(self) -> list[str]:
        """The terms of its facets, its noun among them."""
        values = {NOUN: self.noun, **self.facets}
        return sorted(
            facet(name, one)
            for name, value in values.items()
            for one in ((value,) if isinstance(value, str) else value)
            if one
        )

    @property
    def stamp(self) -> str:
        """A few letters for all that it says: papers with the same stamp are the same."""
        says = (
            *(getattr(self, name) for name in WORDED),
            self.changed_at.timestamp(),
            sorted(self.readers),
            self.facet_terms,
        )
        return sha256(repr(says).encode()).hexdigest()[:16]


def uid(noun: str, key: str) -> str:
    """The name under which a paper lies on its shelf."""
    return f"{noun}\x1f{key}"


def facet(name: str, value: str) -> str:
    """The term that stands for a facet's value."""
    return f"{name}\x1f{value}"


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


def row(paper: Paper, cut: Callable[[str], tuple[list[str], list[str]]]) -> Row:
    """The paper in the fields of SCHEMA. `cut` gives the words of a text and the groups that they belong to.

    Its surface is kept because phrases and letters are looked up in it.
    """
    parts = {name: cut(getattr(paper, name)) for name in WORDED}
    surfaces = [surface(getattr(paper, name)) for name in WORDED]
    told = "\n".join(part for part in surfaces if part)
    lengths = [len(words) for words, _ in parts.values()]
    return {
        "uid": uid(paper.noun, paper.key),
        **{name: words for name, (words, _) in parts.items()},
        "groups": sorted({group for _, groups in parts.values() for group in groups}),
        "signs": sorted(frozenset().union(*map(signs, surfaces))),
        "readers": sorted(paper.readers),
        "facets": paper.facet_terms,
        "measures": MEASURES.pack(int(paper.changed_at.timestamp()), *lengths, len(told)),
        "kept": (paper.noun, paper.key, paper.stamp, told),
    }
