"""How long 200 things and 40 people take, and what comes of them: `python -m bench.rounds`."""

import time

import numpy as np

from hack.rounds.allotting import allot

THINGS, PEOPLE, EACH, MOST = 200, 40, 3, 16


def main() -> None:
    """Print time and totals for values by chance, and for first come, first served."""
    chance = np.random.default_rng(1)
    value = chance.random((THINGS, PEOPLE)) ** 3
    value[chance.random(value.shape) < 0.1] = np.nan
    needs, capacities = np.full(THINGS, EACH), np.full(PEOPLE, MOST)
    began = time.perf_counter()
    found = allot(value, needs, capacities)
    seconds = time.perf_counter() - began
    total, worst = first_come(value, needs, capacities)
    print(f"{THINGS} things x {PEOPLE} people, {EACH} each, at most {MOST}: {seconds:.2f} s")
    print(f"worked out:  total {found.total:.1f}, worst-off {found.worst:.3f}, empty places {found.short.sum()}")
    print(f"first come:  total {total:.1f}, worst-off {worst:.3f}")


def first_come(value: np.ndarray, needs: np.ndarray, capacities: np.ndarray) -> tuple[float, float]:
    """The total and the worst-off where each thing in its order takes the best who can still carry it."""
    spare, fares = capacities.copy(), []
    for row, wanted in zip(np.where(np.isnan(value), -1.0, value), needs, strict=True):
        best = [one for one in np.argsort(-row) if spare[one] > 0 and row[one] >= 0][:wanted]
        spare[best] -= 1
        fares.append(row[best].sum() / wanted)
    return sum(fares) * float(needs[0]), min(fares)


if __name__ == "__main__":
    main()
