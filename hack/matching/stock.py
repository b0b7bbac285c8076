"""The matcher's cache: the fitted space and the rows of every need and seed, as arrays in a folder that may be deleted.

Each run has a folder of its own, which is there whole or not at all. The database is the truth: what is stale here is
noticed by its version and made anew before it is used.
"""

import logging
import os
import shutil
import tempfile
import threading
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from hack.matching.lessons import Lessons
from hack.matching.likeness.blend import settle
from hack.matching.likeness.documents import Documents
from hack.matching.likeness.meaning import encoder
from hack.matching.likeness.space import Space
from hack.matching.likeness.weighed import Weighed
from hack.matching.likeness.weights import Weights, weights_at

log = logging.getLogger(__name__)
Read = Callable[[Sequence[int]], Documents]
NEEDS, SEEDS, SPACE = FILES = ("needs.npz", "seeds.npz", "space.npz")
OF_A_RUN, UNFINISHED = "run-", "new-"
_kept: dict[str, Any] = {}
in_memory = threading.Lock()
"""Held by the thread of this process that brings the kept rows up to date, or reads them."""


@dataclass
class Side:
    """All needs, or all seeds, as numbers: row i belongs to `ids[i]`, made at `stamps[i]`."""

    ids: list[int] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    weighed: Weighed | None = None
    fitted: dict[int, int] = field(default_factory=dict)
    """The stamps by id that were saved, however many rows were made anew since."""

    @property
    def versions(self) -> dict[int, int]:
        """The stamps by id of the rows as they are now."""
        return dict(zip(self.ids, self.stamps, strict=True))

    def refresh(self, wanted: Mapping[int, int], read: Read, weigh: Callable[[Documents], Weighed]) -> int:
        """Make the rows those of `wanted` (stamp by id), in the order of ids; how many had to be made anew.

        read gives the documents of some ids in that order, weigh makes numbers of them.
        """
        ids = sorted(wanted)
        have = {number: (stamp, at) for at, (number, stamp) in enumerate(self.versions.items())}
        stale = [number for number in ids if have.get(number, (None,))[0] != wanted[number]]
        if not stale and len(ids) == len(self.ids):
            return 0
        fresh = weigh(read(stale)) if stale else None
        place = {number: at for at, number in enumerate(stale)}
        kept = [have[number][1] for number in ids if number not in place]
        parts = [part for part in (self.weighed[kept] if self.weighed and kept else None, fresh) if part is not None]
        order = np.argsort([number for number in ids if number not in place] + stale, kind="stable")
        self.weighed = Weighed.together(parts)[order] if parts else None
        self.ids, self.stamps = ids, [wanted[number] for number in ids]
        return len(stale)

    def weights(self, number: int) -> Weights | None:
        """The row of one of them; None if it is not among them."""
        at = bisect_left(self.ids, number)
        there = self.weighed is not None and at < len(self.ids) and self.ids[at] == number
        return weights_at(self.weighed.rows, at) if self.weighed is not None and there else None

    def told(self, wanted: Mapping[int, int]) -> dict[int, np.ndarray]:
        """By id, the meanings of those that are still as they were: they hold in every space."""
        if self.weighed is None or not self.weighed.told.shape[1]:
            return {}
        places = {number: at for at, (number, stamp) in enumerate(self.versions.items()) if wanted.get(number) == stamp}
        return {number: self.weighed.told[at] for number, at in places.items()}

    def save(self, path: Path, run: str) -> None:
        """Write the rows into one .npz file that names its run."""
        arrays: dict[str, Any] = self.weighed.arrays() if self.weighed else {}
        with path.open("wb") as file:
            np.savez(file, run=run, ids=self.ids, stamps=self.stamps, **arrays)

    @classmethod
    def load(cls, path: Path, run: str) -> "Side":
        """The rows that this run saved there; raises ValueError if they are another run's, and much else if there are none."""
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            if str(arrays["run"]) != run:
                raise ValueError(f"{path.name} is of another run")
            ids, stamps = arrays["ids"].tolist(), arrays["stamps"].tolist()
            weighed = Weighed.read(arrays) if ids else None
        return cls(ids, stamps, weighed, dict(zip(ids, stamps, strict=True)))


@dataclass
class Stock:
    """The space with the rows of both sides."""

    space: Space
    needs: Side = field(default_factory=Side)
    seeds: Side = field(default_factory=Side)
    lessons: Lessons = field(default_factory=dict)
    """What judgements of the needs to be compared come to now; never kept on the disk."""

    @property
    def both(self) -> tuple[Weighed, Weighed]:
        """The needs and the seeds; LookupError where there are none of either."""
        if self.needs.weighed is None or self.seeds.weighed is None:
            raise LookupError("there is nothing to compare")
        return self.needs.weighed, self.seeds.weighed

    def settle(self, *, usual: bool = False) -> None:
        """Look up where those stand among the others that are new; usual: so that others are measured by it."""
        if self.needs.weighed and self.seeds.weighed:
            settle(self.space, self.needs.weighed, self.seeds.weighed, usual=usual)

    def save(self, folder: Path) -> None:
        """Write everything into the run's own folder inside `folder`: when it has its name, all of it is on the disk."""
        folder.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=folder))
        self.needs.save(fresh / NEEDS, self.space.run)
        self.seeds.save(fresh / SEEDS, self.space.run)
        self.space.save(fresh / SPACE)
        for path in (*(fresh / name for name in FILES), fresh):
            _keep_on_disk(path)
        fresh.rename(folder / f"{OF_A_RUN}{self.space.run}")
        _keep_on_disk(folder)


def load(folder: Path, run: str) -> Stock | None:
    """The stock of this run, kept in memory between calls; None if it is missing, damaged, or its words are cut otherwise now."""
    own = folder / f"{OF_A_RUN}{run}"
    try:
        state = run, *[(file.st_mtime_ns, file.st_size) for file in [(own / name).stat() for name in FILES]]
        known, stock = _kept.get(str(folder), (None, None))
        if known != state:
            stock = Stock(Space.load(own / SPACE), Side.load(own / NEEDS, run), Side.load(own / SEEDS, run))
            _kept[str(folder)] = (state, stock)
    except FileNotFoundError:
        return None
    except Exception:  # a file that was cut short or altered makes numpy and zipfile fail in a dozen ways
        log.warning("the matcher's cache can't be read", extra={"event": "matching.damaged"}, exc_info=True)
        return None
    return stock if stock is not None and stock.space.run == run and stock.space.is_current else None


class Told(NamedTuple):
    """What is known of meanings: of needs and of seeds by their ids, and of words."""

    needs: Mapping[int, np.ndarray]
    seeds: Mapping[int, np.ndarray]
    words: Mapping[str, np.ndarray]


NOTHING_TOLD = Told({}, {}, {})


def told_before(folder: Path, run: str, needs: Mapping[int, int], seeds: Mapping[int, int]) -> Told:
    """What a run kept of the meanings of words, and of needs and seeds that are still as they were; nothing where it can't be used."""
    own = folder / f"{OF_A_RUN}{run}"
    try:
        space = Space.load(own / SPACE)
        if space.encoder == encoder():
            return Told(Side.load(own / NEEDS, run).told(needs), Side.load(own / SEEDS, run).told(seeds), space.told)
    except Exception:  # as in `load`
        log.info("nothing is told of meanings by the run before", exc_info=True)
    return NOTHING_TOLD


def sweep(folder: Path, run: str) -> None:
    """Remove what other runs have left, finished or not."""
    for left in folder.iterdir():
        if left.name.startswith((OF_A_RUN, UNFINISHED)) and left.name != f"{OF_A_RUN}{run}":
            shutil.rmtree(left, ignore_errors=True)


def _keep_on_disk(path: Path) -> None:
    """Have the system write a file or folder to the disk before anything else is said of it."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
