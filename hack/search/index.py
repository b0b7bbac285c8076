"""The search index: papers in, keys out. A cache of the database that may be deleted and rebuilt at any time."""

import math
import struct
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from whoosh.index import EmptyIndexError
from whoosh.reading import ReaderClosed

from hack import text as language
from hack.search.asking import Asked
from hack.search.finding import Found, Hit, answer
from hack.search.leaves import Leaf
from hack.search.opened import OpenShelves
from hack.search.place import IndexBusy, IndexMissing, Place
from hack.search.shelf import FORMAT, Paper, Shelf, row, uid
from hack.search.weighing import Limits

__all__ = ["Found", "Hit", "IndexBusy", "IndexMissing", "Paper", "SearchIndex", "State"]

PUBLIC, PRIVATE = "public", "private"  # the shelves, in folders of these names
EVERYBODY = "public"  # the tag of those who are nobody in particular
MOST_ON_A_PAGE = 100
TRIES = 4
# What reading raises when a commit or a rebuild takes files away, and what it raises when files are damaged.
MOVED = (FileNotFoundError, ReaderClosed, EmptyIndexError)
DAMAGED = (OSError, EOFError, struct.error, zlib.error)

Answer = TypeVar("Answer")
Shelves = list[list[Leaf]]


class State(StrEnum):
    """What there is: an index that is `fit`, one made with another dictionary, none at all, or one that is no use."""

    FIT = "fit"
    STALE = "stale"
    MISSING = "missing"
    BROKEN = "broken"


class SearchIndex:
    """The index in `folder`. `cut` gives the words that a text is found by, and their groups; `dictionary` names the version of that.

    Papers for everybody and papers for some lie on separate shelves. Writing waits `patience` seconds for other writers
    and for a rebuild, then raises IndexBusy; reading never waits. All but `rebuild` raise IndexMissing where there is no
    index that can be used.
    """

    def __init__(
        self,
        folder: Path,
        cut: Callable[[str], tuple[list[str], list[str]]] | None = None,
        dictionary: str | None = None,
        patience: float = 30.0,
        seconds: float = 1.0,
    ):
        self.place = Place(Path(folder))
        self.cut = cut or words_and_groups
        self.opened = OpenShelves()
        self._dictionary = dictionary
        self.patience = patience
        self.seconds = seconds

    @property
    def dictionary(self) -> str:
        """The version of the words as they are cut now."""
        return self._dictionary or language.dictionary_version()

    def put(self, papers: Iterable[Paper]) -> None:
        """Make papers findable as they are now, whatever was known of them.

        `papers` is iterated while nobody else writes: if it reads the database then, not before, the last who writes
        always writes the newest state.
        """
        with self.place.writing(self.patience):
            self._read(lambda shelves: None)  # raises IndexMissing before anything is touched
            self._write({uid(paper.noun, paper.key): paper for paper in papers})

    def rebuild(self, papers: Iterable[Paper]) -> int:
        """Build a new index beside the present one and let it take over; returns how many papers it holds.

        Searches go on meanwhile. Writers wait, and what they then write goes into the new index: so `papers` should read
        the database while it is being iterated, not before. Killed half-way, it leaves the present index as it is.
        """
        with self.place.writing(self.patience):
            dictionary = self.dictionary  # before cutting: words that come into force meanwhile make it outdated
            self.place.sweep()
            folder = self.place.new()
            for shelf in (PUBLIC, PRIVATE):
                Shelf(folder / shelf).create()
            with Shelf(folder / PUBLIC).writing() as public, Shelf(folder / PRIVATE).writing() as private:
                seen = set()
                for paper in papers:
                    if (paper.noun, paper.key) not in seen:
                        (public if _shelf(paper) == PUBLIC else private)(row(paper, self.cut))
                        seen.add((paper.noun, paper.key))
            self.place.use(folder, format=FORMAT, dictionary=dictionary)
            self.place.sweep()
            return len(seen)

    def _answer(self, asked: Asked, limits: Limits, page: int, per_page: int) -> Found:
        # Who has no tag of their own can have nothing on the private shelf: it is not even opened.
        names = (PUBLIC, PRIVATE) if limits.readers - {EVERYBODY} else (PUBLIC,)
        return self._read(lambda shelves: answer(asked, shelves, limits, page, per_page), names)

    def _write(self, papers: Mapping[str, Paper]) -> None:
        """Put these papers in the place of what lies under their uids."""
        rows: dict[str, list[dict[str, Any]]] = {PUBLIC: [], PRIVATE: []}
        for paper in papers.values():
            rows[_shelf(paper)].append(row(paper, self.cut))
        # The public shelf first: what is no longer for everybody is gone from there as soon as possible.
        for shelf in (PUBLIC, PRIVATE):
            with Shelf(self._folder() / shelf).writing(instead_of=papers) as add:
                for each in rows[shelf]:
                    add(each)

    def find(
        self,
        asked: Asked,
        readers: Collection[str],
        nouns: Collection[str] | None = None,
        facets: Mapping[str, str] | None = None,
        page: int = 1,
        per_page: int = 20,
        strict: bool = False,
    ) -> Found:
        """The page of papers that answer the question and that somebody with these reader tags may find.

        strict: only papers that have all of it. Looks for `seconds` at most, then answers with what it has by then. A page
        has at most 100 papers.
        """
        limits = Limits(frozenset(readers), nouns, facets or {}, time.monotonic() + self.seconds, strict)
        return self._answer(asked, limits, max(1, page), min(max(1, per_page), MOST_ON_A_PAGE))

    def find_all(self, asked: Asked) -> Found:
        """Every paper for everybody that answers the question, on one page, however long it takes: to measure, not to show."""
        return self._answer(asked, Limits(frozenset({EVERYBODY}), None, {}, math.inf), 1, max(1, self.count()))

    def count(self) -> int:
        """How many papers there are, for all readers together."""
        return self._read(lambda shelves: sum(leaf.reader.doc_count() for shelf in shelves for leaf in shelf))

    def stamps(self) -> dict[tuple[str, str], str]:
        """The stamp of every paper by noun and key, to compare with what the database says now."""
        return self._read(
            lambda shelves: {
                (noun, key): stamp
                for shelf in shelves
                for leaf in shelf
                for noun, key, stamp, _ in (row["kept"] for row in leaf.reader.all_stored_fields())
            }
        )

    def state(self) -> State:
        """How the index is; looks at the files, so not for every request."""
        try:
            self.count()
            return State.FIT if self.place.marker().dictionary == self.dictionary else State.STALE
        except IndexMissing:
            return State.BROKEN if self.place.marked else State.MISSING

    def healthy(self) -> bool:
        """Whether the index is whole and made with this dictionary: nothing needs to be done."""
        return self.state() is State.FIT

    def _folder(self) -> Path:
        marker = self.place.marker()
        if marker.format != FORMAT:
            raise IndexMissing(f"the index has format {marker.format}, not {FORMAT}")
        return self.place.folder / marker.folder

    @contextmanager
    def _open(self, names: Iterable[str]) -> Iterator[Shelves]:
        folder = self._folder()
        with ExitStack() as stack:
            try:
                shelves = [stack.enter_context(self.opened.leaves(folder / name)) for name in names]
            except MOVED:
                raise
            except Exception as damage:  # a file that was cut short makes Whoosh fail in a dozen ways
                raise IndexMissing(f"the index can't be opened: {damage!r}") from damage
            yield shelves

    def _read(self, look: Callable[[Shelves], Answer], names: Iterable[str] = (PUBLIC, PRIVATE)) -> Answer:
        """What `look` sees on these shelves, tried again when a commit or a rebuild has just taken them away."""
        start = time.monotonic()
        for attempt in range(TRIES):
            try:
                with self._open(names) as shelves:
                    return look(shelves)
            except MOVED as gone:
                reason = gone
                if (
                    time.monotonic() > start + self.seconds
                ):  # Whoosh itself waits for lost files: half a second each time
                    break
                time.sleep(0.01 * attempt)
            except DAMAGED as damage:
                reason = damage
                break
        raise IndexMissing(f"the index can't be read: {reason!r}") from reason


def words_and_groups(text: str) -> tuple[list[str], list[str]]:
    """The words that a text is found by, and the groups of words of the same meaning that they belong to."""
    units = list(language.units(text))
    return [unit.term for unit in units], [str(group) for unit in units for group in unit.groups]


def _shelf(paper: Paper) -> str:
    return PUBLIC if EVERYBODY in paper.readers else PRIVATE
