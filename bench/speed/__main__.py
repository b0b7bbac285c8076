"""How fast the ten best seeds of every need are found: ours beside what others offer, by size of the town.

python -m bench.speed [--sizes 500x5000,5000x50000,20000x200000] [--texts 11000] [--rows FOLDER]

--rows: measure on needs.npz and seeds.npz there (scipy, float32) instead of made-up rows. Seconds are by the clock, the best of
three where that is cheap, with those of all processors in brackets: where others use the machine, only these can be compared.
cosine_similarity and bm25s have scores of their own, so that theirs are other seeds: `exact` is the share of the scores that the
exact best have.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from scipy import sparse

from bench.speed import texts
from bench.speed.contenders import CONTENDERS, COUNT, Contender
from bench.speed.workload import Workload, workload
from hack.matching.likeness.product import score_rows

JUDGED = 500  # needs whose best seeds are found the plain way too
SIZES = "500x5000,5000x50000,20000x200000"


def right(rows: Workload, chosen: np.ndarray) -> float:
    """How many of the scores of the chosen seeds are those of the exact best, within 1e-6; ties count as the same."""
    same = wanted = 0
    for at in np.unique(np.linspace(0, rows.needs.shape[0] - 1, JUDGED).astype(int)):
        scores = score_rows(rows.needs[at], rows.seeds)[0]
        exact = np.sort(scores)[::-1][:COUNT]
        mine = np.sort(np.where(chosen[at] < 0, 0, scores[chosen[at]]))[::-1]
        same += int(((abs(mine - exact) <= 1e-6) & (exact > 0)).sum())
        wanted += int((exact > 0).sum())
    return same / max(wanted, 1)


def row(contender: Contender, rows: Workload, folder: Path, before: dict[str, tuple[float, float]]) -> str:
    """The contender's line in the table; before: work and multiplications of the size before, by name."""
    pairs = rows.needs.shape[0] * rows.seeds.shape[0]
    if contender.missing:
        return f"not measured: {contender.package} is not installed (pip install -e '.[bench]')"
    if pairs > contender.most:
        return f"not measured: {contender.why} ({pairs:.1e} pairs, about {pairs * 12 / 2**30:.0f} GiB)"
    asked = [sys.executable, "-m", "bench.speed.one", contender.name, str(folder)]
    ran = subprocess.run(asked, capture_output=True, text=True, check=False)
    if ran.returncode:
        return f"failed: {(ran.stderr.strip() or f'ended with {ran.returncode}').splitlines()[-1]}"
    told = json.loads(ran.stdout.splitlines()[-1])
    share = right(rows, np.load(folder / "chosen.npy"))
    work, many = told["work"], rows.multiplications
    grown = ""
    if contender.name in before:
        earlier, fewer = before[contender.name]
        grown = f"× {work / earlier:.1f} (multiplications × {many / fewer:.1f})"
    before[contender.name] = work, many
    return (
        f"{told['wall']:8.2f} s ({work:7.2f}) {told['peak']:6.0f} MiB ({told['whole']:5.0f}) {share:7.4f}"
        f" {told['warm']:8.2f} s {told['ready']:8.2f} s  {grown}"
    )


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sizes", default=SIZES, help=f"needs x seeds, with commas between ({SIZES})")
    asked.add_argument("--texts", type=int, default=11_000, help="how many texts are made anew; 0: none")
    asked.add_argument("--rows", type=Path, metavar="FOLDER")
    given = asked.parse_args()
    sizes = [tuple(map(int, size.split("x"))) for size in given.sizes.split(",") if size]
    before: dict[str, tuple[float, float]] = {}
    for size in [None] if given.rows else sizes:
        if size is None:
            rows = Workload(*(sparse.load_npz(given.rows / f"{side}.npz") for side in ("needs", "seeds")))
        else:
            rows = workload(*size)
        words = [side.nnz / max(side.shape[0], 1) for side in rows]
        print(
            f"\n{rows.needs.shape[0]} needs × {rows.seeds.shape[0]} seeds, {words[0]:.0f} and {words[1]:.0f} numbers each,"
            f" {rows.multiplications:.2e} multiplications; best {COUNT}"
        )
        print(
            f"{'':18} {'clock':>10} {'(work)':>9} {'peak':>10} {'(whole)':>7} {'exact':>7} {'warm-up':>10} {'index':>10}  work grows"
        )
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for side, each in zip(("needs", "seeds"), rows, strict=True):
                sparse.save_npz(folder / f"{side}.npz", each, compressed=False)
            for contender in CONTENDERS:
                print(f"{contender.name:18} {row(contender, rows, folder, before)}", flush=True)
    if given.texts:
        print()
        texts.main(given.texts)


if __name__ == "__main__":
    main()
