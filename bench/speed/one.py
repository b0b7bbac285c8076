"""One contender alone in its process: `python -m bench.speed.one NAME FOLDER`; prints what was measured as JSON.

Peak memory is what the kernel says the process held at most (VmHWM, set back before) less what it held when the rows, which all
contenders are given, and its packages were loaded; what it makes ready counts. `whole` is the whole process. Warm-up: imports, compiling, a small try.
"""

import gc
import json
import sys
import time
from pathlib import Path

import numpy as np
from scipy import sparse

from bench.speed.contenders import CONTENDERS
from bench.speed.workload import Workload

AGAIN = 15.0  # seconds: what takes less is done twice more


def held(line: str) -> float:
    """MiB of this process: VmRSS now, VmHWM at most."""
    told = Path("/proc/self/status").read_text()
    return int(told.split(f"{line}:")[1].split()[0]) / 1024


def main(name: str, folder: Path) -> None:
    rows = Workload(*(sparse.load_npz(folder / f"{side}.npz") for side in ("needs", "seeds")))
    contender = next(each for each in CONTENDERS if each.name == name)
    began = time.perf_counter()
    contender.ready(Workload(rows.needs[:20], rows.seeds[:200]))()
    warm = time.perf_counter() - began
    gc.collect()
    before = held("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # the most it held begins anew
    began = time.perf_counter()
    find = contender.ready(rows)
    ready = time.perf_counter() - began
    walls, works = [], []
    while len(walls) < 3 and sum(walls) < AGAIN:
        began, worked = time.perf_counter(), time.process_time()
        chosen = find()
        walls.append(time.perf_counter() - began)
        works.append(time.process_time() - worked)
    whole = held("VmHWM")
    np.save(folder / "chosen.npy", chosen)
    print(
        json.dumps(
            {
                "wall": min(walls),
                "work": min(works),
                "peak": whole - before,
                "whole": whole,
                "warm": warm,
                "ready": ready,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
