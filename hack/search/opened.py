"""Shelves that stay open from one search to the next, until something is written."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from whoosh.index import open_dir
from whoosh.reading import IndexReader

from hack.search.leaves import OfSegment, Segment
from hack.search.shelf import SCHEMA

Look = tuple[tuple[str, int, int, int], ...]
"""The files of a folder with their sizes and the times of their last change: when it is the same, nothing was written."""


@dataclass
class _State:
    look: Look
    free: list[IndexReader] = field(default_factory=list)


class OpenShelves:
    """Readers of shelves, lent out one at a time, because two threads can't share one, and what was read of their segments.

    What is lent always shows what is written by then: any change of the folder, damage too, has it opened anew.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._states: dict[Path, _State] = {}
        self._kept: dict[Path, dict[str, OfSegment]] = {}

    @contextmanager
    def leaves(self, folder: Path) -> Iterator[list[Segment]]:
        """The segments of the shelf in this folder; raises what Whoosh raises where it is gone or incomplete."""
        look = _look(folder)
        reader = self._free(folder, look) or open_dir(str(folder), schema=SCHEMA).reader()
        try:
            yield self._with_kept(folder, [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()])
        except BaseException:
            reader.close()
            raise
        self._give_back(folder, look, reader)

    def _free(self, folder: Path, look: Look) -> IndexReader | None:
        gone: list[IndexReader] = []
        with self._lock:
            state = self._states.get(folder)
            if state is None or state.look != look:
                gone = state.free if state is not None else []
                state = self._states[folder] = _State(look)
            reader = state.free.pop() if state.free else None
        for old in gone:
            old.close()
        return reader

    def _give_back(self, folder: Path, look: Look, reader: IndexReader) -> None:
        with self._lock:
            state = self._states.get(folder)
            if state is not None and state.look == look:
                state.free.append(reader)
                return
        reader.close()

    def _with_kept(self, folder: Path, readers: list[IndexReader]) -> list[Segment]:
        names = [reader.segment().segment_id() for reader in readers]
        with self._lock:
            known = self._kept.get(folder, {})
            self._kept[folder] = {name: known.get(name) or OfSegment() for name in names}
            for other in [path for path in self._kept if path.parent != folder.parent]:  # of an index that was replaced
                del self._kept[other]
                self._states.pop(other, None)
            return [Segment(reader, self._kept[folder][name]) for reader, name in zip(readers, names, strict=True)]


def _look(folder: Path) -> Look:
    with os.scandir(folder) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith((".toc", ".seg"))]
    return tuple(sorted((name, stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in files))
