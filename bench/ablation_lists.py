"""What the order of the lists of seeds brings and costs: what is held against hubs, and how many seeds of one organisation are shown.

    python -m bench.ablation_lists [--sets DIR …] [--distractors FILE]

The matcher's scores of a whole set are put in order as `hack.matching.order` does it within a band: score less a share of what
is usual for the seed (the mean of its ten best), and no more than so many seeds of one organisation. Every line says the MRR@10
of the needs' own seeds, how many of the seeds stand in some first five, how unevenly (Gini) they and their organisations do, and the
seconds of all processors. Besides the sets given there is the demo: its needs, and its seeds with their organisations, each the
answer to one need. Who has no organisation in a set has one alone, so that there the cap does nothing.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.matching import tasks
from hack.demo.script import read_script
from hack.matching.exposure import FIRST, gini
from hack.matching.order import BEST, HELD_AGAINST, OF_ONE_HOUSE
from hack.matching.similarity import score
from hack.needs.models import Field, Need
from hack.seeds.models import Seed

MORE = 10
SHARES = (0.0, 0.25, 0.5, 0.75, 1.0)
CAPS = (1, 2, 3, 0)
"""0: none."""


class Market(NamedTuple):
    """Needs and seeds, whose each seed is, and for every need the positions of the seeds that answer it."""

    name: str
    needs: list[dict[str, str]]
    seeds: list[dict[str, str]]
    houses: list[str]
    own: list[list[int]]


def demo() -> Market:
    """The demo's needs and seeds, as the platform reads their texts."""
    script = read_script()
    answers = {
        row["id"]: [at for at, seed in enumerate(script.seeds) if seed["need"] == row["id"]] for row in script.needs
    }
    return Market(
        "demo",
        [_document(Need, row) for row in script.needs],
        [_document(Seed, row) for row in script.seeds],
        [row["organization"] for row in script.seeds],
        [answers[row["id"]] for row in script.needs],
    )


def _document(kind: Any, row: dict[str, Any]) -> dict[str, str]:
    columns = {column.name for column in kind.__table__.columns}
    texts = {
        name: row.get(name) or ""
        for name in columns
        if name not in ("id", "field") and isinstance(row.get(name, ""), str)
    }
    thing = kind(**texts, field=next((one for one in Field if one.value == row["field"]), None))
    return {"title": thing.title, "text": thing.text}


def markets(folders: Sequence[Path], distractors: Path | None) -> Iterator[Market]:
    """The demo, and the pairs of these folders."""
    yield demo()
    found = {task.name: task for folder in folders for task in tasks(folder, distractors) if task.both_ways}
    for task in found.values():
        own = [[int(at)] for at in task.own] + [[] for _ in task.needs[len(task.own) :]]
        yield Market(task.name, task.needs, task.seeds, [str(at) for at in range(len(task.seeds))], own)


def lists(scores: np.ndarray, houses: Sequence[str], held: float, cap: int) -> list[list[int]]:
    """The seeds listed openly for each need, the first first."""
    best = np.sort(scores, axis=0)[::-1][:BEST]
    usual = best.sum(axis=0) / BEST
    found = []
    for row in scores:
        shown: dict[str, int] = {}
        order = []
        for at in np.argsort(-(row - held * usual), kind="stable").tolist():
            house = houses[at]
            shown[house] = shown.get(house, 0) + 1
            if row[at] > 0 and (not cap or shown[house] <= cap):
                order.append(at)
        found.append(order)
    return found


def told(market: Market, found: list[list[int]]) -> str:
    """MRR@10, coverage of first fives, and the Gini coefficients of seeds and of organisations in them."""
    ranks = [
        min((order.index(at) + 1 for at in own if at in order), default=0)
        for order, own in zip(found, market.own, strict=True)
        if own
    ]
    reached = float(np.mean([1 / rank if 0 < rank <= MORE else 0.0 for rank in ranks]))
    counts = np.bincount([at for order in found for at in order[:FIRST]], minlength=len(market.seeds))
    houses: dict[str, int] = dict.fromkeys(market.houses, 0)
    for house, count in zip(market.houses, counts.tolist(), strict=True):
        houses[house] += count
    covered = np.count_nonzero(counts) / len(counts)
    return f"{reached:8.3f} {covered:9.2f} {gini(counts.tolist()) or 0:8.3f} {gini(houses.values()) or 0:14.3f}"


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sets", type=Path, action="append", default=[], metavar="DIR")
    asked.add_argument("--distractors", type=Path, metavar="FILE")
    given = asked.parse_args()
    for market in markets(given.sets, given.distractors):
        began = time.process_time()
        scores = score(market.needs, market.seeds)
        print(
            f"\n{market.name}: {len(market.needs)} needs, {len(market.seeds)} seeds of {len(set(market.houses))}; scored in {time.process_time() - began:.1f} s"
        )
        print(f"{'':42} {'MRR@10':>8} {'coverage':>9} {'Gini':>8} {'of the houses':>14}   seconds")
        several = len(set(market.houses)) < len(market.houses)
        ways = [(share, OF_ONE_HOUSE) for share in SHARES] + (
            [(HELD_AGAINST, cap) for cap in CAPS if cap != OF_ONE_HOUSE] if several else []
        )
        for held, cap in ways:
            began = time.process_time()
            line = told(market, lists(scores, market.houses, held, cap))
            usual = " (as it is)" if (held, cap) == (HELD_AGAINST, OF_ONE_HOUSE) else ""
            name = f"held back {held:.2f}, {cap or 'any number'} of a house{usual}"
            print(f"{name:42} {line}   {time.process_time() - began:7.2f}", flush=True)


if __name__ == "__main__":
    main()
