"""The search index in a folder: Whoosh keeps it."""

import struct
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TypeVar

from whoosh.index import EmptyIndexError
from whoosh.reading import ReaderClosed

from hack.search.asking import Asked
from hack.search.finding import Found, answer
from hack.search.index import SearchIndex, State, shelves_of
from hack.search.leaves import Segment
from hack.search.opened import OpenShelves
from hack.search.paper import PRIVATE, PUBLIC, Paper, Row, row, shelf_of, uid
from hack.search.place import IndexMissing, Place
from hack.search.shelf import FORMAT, Shelf
from hack.search.weighing import Limits

TRIES = 4
# What reading raises when a commit or a rebuild takes files away, and what it raises when files are damaged.
MOVED = (FileNotFoundError, ReaderClosed, EmptyIndexError)
DAMAGED = (OSError, EOFError, struct.error, zlib.error)

Answer = TypeVar("Answer")
Shelves = list[list[Segment]]


class FolderIndex(SearchIndex):
    """The index in `folder`, which one machine has: see SearchIndex."""

    def __init__(
        self,
        folder: Path,
        cut: Callable[[str], tuple[list[str], list[str]]] | None = None,
        dictionary: str | None = None,
        patience: float = 30.0,
        seconds: float = 1.0,
    ):
        super().__init__(cut, dictionary, patience, seconds)
        self.place = Place(Path(folder))
        self.opened = OpenShelves()

    def put(self, papers: Iterable[Paper]) -> None:
        with self.writing():
            self._read(lambda shelves: None)  # raises IndexMissing before anything is touched
            self._write({uid(paper.noun, paper.key): paper for paper in papers})

    def rebuild(self, papers: Iterable[Paper]) -> int:
        with self.writing():
            dictionary = self.dictionary  # before cutting: words that come into force meanwhile make it outdated
            self.place.sweep()
            folder = self.place.new()
            for shelf in (PUBLIC, PRIVATE):
                Shelf(folder / shelf).create()
            with Shelf(folder / PUBLIC).writing() as public, Shelf(folder / PRIVATE).writing() as private:
                seen = set()
                for paper in papers:
                    if (paper.noun, paper.key) not in seen:
                        (public if shelf_of(paper) == PUBLIC else private)(row(paper, self.cut))
                        seen.add((paper.noun, paper.key))
            self.place.use(folder, format=FORMAT, dictionary=dictionary)
            self.place.sweep()
            return len(seen)

    def _answer(self, asked: Asked, limits: Limits, page: int, per_page: int) -> Found:
        return self._read(lambda shelves: answer(asked, shelves, limits, page, per_page), shelves_of(limits.readers))

    def _write(self, papers: Mapping[str, Paper]) -> None:
        """Put these papers in the place of what lies under their uids."""
        rows: dict[str, list[Row]] = {PUBLIC: [], PRIVATE: []}
        for paper in papers.values():
            rows[shelf_of(paper)].append(row(paper, self.cut))
        # The public shelf first: what is no longer for everybody is gone from there as soon as possible.
        for shelf in (PUBLIC, PRIVATE):
            with Shelf(self._folder() / shelf).writing(instead_of=papers) as add:
                for each in rows[shelf]:
                    add(each)

    def writing(self) -> AbstractContextManager[None]:
        return self.place.writing(self.patience)

    def count(self) -> int:
        return self._read(lambda shelves: sum(leaf.reader.doc_count() for shelf in shelves for leaf in shelf))

    def stamps(self) -> dict[tuple[str, str], str]:
        return self._read(
            lambda shelves: {
                (noun, key): stamp
                for shelf in shelves
                for leaf in shelf
                for noun, key, stamp, _ in (row["kept"] for row in leaf.reader.all_stored_fields())
            }
        )

    def state(self) -> State:
        try:
            self.count()
            return State.FIT if self.place.marker().dictionary == self.dictionary else State.STALE
        except IndexMissing:
            return State.BROKEN if self.place.marked else State.MISSING

    def made_with(self) -> str:
        return self.place.marker().dictionary

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
