"""The matcher's cache: the fitted space and the rows of every need and seed, as arrays in a folder that may be deleted.

The database is the truth: what is stale here is noticed by its version and made anew before it is used.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from scipy import sparse

from hack.matching.documents import Document
from hack.matching.space import Space

Read = Callable[[Sequence[int]], list[Document]]
SPACE, FAULTS = "space.npz", (OSError, ValueError, KeyError, EOFError, BadZipFile)
_kept: dict[str, Any] = {}


@dataclass
class Side:
    """The rows of all needs, or of all seeds: row number i of the matrix belongs to `ids[i]`, made at `stamps[i]`."""

    ids: list[int] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    rows: Any = None

    def refresh(self, wanted: Mapping[int, int], read: Read, weigh: Callable[[list[Document]], Any]) -> int:
        """Make the rows those of `wanted` (stamp by id), in the order of ids; how many had to be made anew.

        read gives the documents of some ids in that order, weigh their rows.
        """
        ids = sorted(wanted)
        have = {number: (stamp, at) for at, (number, stamp) in enumerate(zip(self.ids, self.stamps, strict=True))}
        stale = [number for number in ids if have.get(number, (None,))[0] != wanted[number]]
        if not stale and len(ids) == len(self.ids):
            return 0
        fresh = weigh(read(stale)) if stale else None
        place = {number: at for at, number in enumerate(stale)}
        kept = [have[number][1] for number in ids if number not in place]
        parts = [part for part in (self.rows[kept] if kept else None, fresh) if part is not None]
        order = np.argsort([number for number in ids if number not in place] + stale, kind="stable")
        self.rows = sparse.vstack(parts, format="csr")[order] if parts else None
        self.ids, self.stamps = ids, [wanted[number] for number in ids]
        return len(stale)

    def save(self, path: Path) -> None:
        """Write the rows into one .npz file, replacing what is there at once."""
        fresh = path.with_name(path.name + ".new")
        rows = self.rows if self.rows is not None else sparse.csr_matrix((0, 0), dtype=np.float32)
        with fresh.open("wb") as file:
            np.savez(
                file,
                ids=self.ids,
                stamps=self.stamps,
                data=rows.data,
                indices=rows.indices,
                indptr=rows.indptr,
                shape=rows.shape,
            )
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Side":
        """The rows that were saved there; raises one of FAULTS if there are none."""
        with path.open("rb") as file, np.load(file, allow_pickle=False) as a:
            rows = sparse.csr_matrix((a["data"], a["indices"], a["indptr"]), shape=tuple(a["shape"]))
            return cls(a["ids"].tolist(), a["stamps"].tolist(), rows if rows.shape[0] else None)


@dataclass
class Stock:
    """The space with the rows of both sides."""

    space: Space
    needs: Side = field(default_factory=Side)
    seeds: Side = field(default_factory=Side)

    def save(self, folder: Path) -> None:
        """Write everything into `folder`; the space last, because it names the run."""
        folder.mkdir(parents=True, exist_ok=True)
        self.needs.save(folder / "needs.npz")
        self.seeds.save(folder / "seeds.npz")
        self.space.save(folder / SPACE)
        _kept[str(folder)] = ((folder / SPACE).stat().st_mtime_ns, self)


def load(folder: Path, run: str) -> Stock | None:
    """The stock in `folder`, kept in memory between calls; None if it is missing, damaged, of another run, or its words are cut otherwise now."""
    try:
        stamp = (folder / SPACE).stat().st_mtime_ns
        known, stock = _kept.get(str(folder), (None, None))
        if known != stamp:
            stock = Stock(Space.load(folder / SPACE), Side.load(folder / "needs.npz"), Side.load(folder / "seeds.npz"))
            _kept[str(folder)] = (stamp, stock)
    except FAULTS:
        return None
    return stock if stock is not None and stock.space.run == run and stock.space.is_current else None
