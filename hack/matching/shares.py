"""A large product shared out: whoever has time takes a part of the needs, and who asked for it joins what came of all parts.

Everything goes through a folder that all of them see, as the matcher's cache does. A part is taken by a lock that the system gives
back when a process ends, however it ends; so nobody waits for somebody who is not there, and without helpers one does it alone.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy import sparse

from hack.alone import Occupied, alone
from hack.matching.columns import Rows
from hack.matching.product import Top, best

NEEDS_OF_A_PART = 1_000
PATIENCE = 3600.0
"""For how many seconds who joins waits for a part that another is at."""
ABOUT, NEEDS, SEEDS = "about.json", "needs.npz", "seeds.npz"


def lay_out(folder: Path, needs: Rows, seeds: Rows, count: int) -> None:
    """Write down in an empty folder what is to be compared: the `count` best seeds are wanted of every need."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    sparse.save_npz(folder / NEEDS, needs, compressed=False)
    sparse.save_npz(folder / SEEDS, seeds, compressed=False)
    about = {"needs": needs.shape[0], "count": count, "of_a_part": NEEDS_OF_A_PART}
    _whole(folder / ABOUT, json.dumps(about).encode())  # last: who finds it finds the rest


def lend_a_hand(folder: Path) -> int:
    """Do the parts that nobody is at, until there are none; how many were done here. Nothing to do is no error."""
    done = 0
    for part in _parts(folder):
        try:
            with alone(part.with_suffix(".lock")):
                done += _do(folder, part)
        except Occupied:
            continue
    return done


def joined(folder: Path) -> list[Top]:
    """The best seeds of every need, as `product.best` gives them: does what is left, and waits for what others are at.

    Raises Occupied after PATIENCE.
    """
    lend_a_hand(folder)
    found: list[Top] = []
    for part in _parts(folder):
        with alone(part.with_suffix(".lock"), PATIENCE):
            _do(folder, part)
        with np.load(part, allow_pickle=False) as told:
            ends = np.cumsum(told["sizes"])[:-1]
            sides = np.split(told["seeds"], ends), np.split(told["scores"], ends)
            found += [Top(*each) for each in zip(*sides, strict=True)]
    return found


def _parts(folder: Path) -> Iterator[Path]:
    """Where what comes of each part is, or will be written."""
    try:
        about = json.loads((folder / ABOUT).read_bytes())
    except FileNotFoundError:
        return
    for start in range(0, about["needs"], about["of_a_part"]):
        yield folder / f"part-{start:09}.npz"


def _do(folder: Path, part: Path) -> bool:
    """Compare the needs of a part, unless that is done."""
    if part.exists():
        return False
    about = json.loads((folder / ABOUT).read_bytes())
    start = int(part.stem.removeprefix("part-"))
    needs, seeds = (sparse.load_npz(folder / side) for side in (NEEDS, SEEDS))
    tops = best(needs[start : start + about["of_a_part"]], seeds, about["count"])
    fresh = part.with_suffix(".new")
    with fresh.open("wb") as file:
        np.savez(
            file,
            sizes=[len(top.seeds) for top in tops],
            seeds=np.concatenate([top.seeds for top in tops]),
            scores=np.concatenate([top.scores for top in tops]),
        )
    fresh.replace(part)
    return True


def _whole(path: Path, told: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(told)
    fresh.replace(path)
