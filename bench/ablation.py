"""What each part of the matcher brings, and what it costs: the sets of `bench.matching` with one part left out at a time.

    python -m bench.ablation --sets DIR [--sets DIR …] [--distractors FILE]

Every line leaves one part out of the matcher as it is and says the MRR@10 of each set that then comes of it (need → seed / seed →
need), with the difference, and the seconds of all processors. An interval of 100 pairs is about ±0.08 wide, one of JSQuAD ±0.006:
a difference within it is no difference.
"""

import argparse
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from bench.matching import Task, measures, ranks, tasks
from hack.matching.similarity import Settings, score, score_by_words

AS_IT_IS = Settings()
WAYS: dict[str, Callable[..., np.ndarray]] = {
    "as it is": score,
    "without meanings (no encoder)": score_by_words,
    "without near words": partial(score, settings=replace(AS_IT_IS, near=0)),
    "without the texts as wholes": partial(score, settings=replace(AS_IT_IS, sense=0)),
    "meanings that do not give way": partial(score, settings=replace(AS_IT_IS, covered=0)),
    "popular seeds not held back": partial(score, settings=replace(AS_IT_IS, popular=0)),
    "without letters": partial(score, settings=replace(AS_IT_IS, letters=0)),
    "without synonym groups": partial(score, settings=replace(AS_IT_IS, groups=0)),
    "the title counted once": partial(score, settings=replace(AS_IT_IS, title=1)),
    "words saturated later (k1 1.2)": partial(score, settings=replace(AS_IT_IS, k1=1.2)),
}


def found(task: Task, way: Callable[..., np.ndarray]) -> list[float]:
    """The MRR@10 of a way in a task, one way or both."""
    scores = way(task.needs, task.seeds)
    views = (scores, scores.T) if task.both_ways else (scores,)
    return [float(measures(ranks(seen[: len(task.own)], task.own))["MRR@10"].mean()) for seen in views]


def main() -> None:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sets", type=Path, action="append", required=True, metavar="DIR")
    asked.add_argument("--distractors", type=Path, metavar="FILE")
    given = asked.parse_args()
    sets = [task for folder in given.sets for task in tasks(folder, given.distractors) if task.own is not None]
    sets = list({task.name: task for task in sets}.values())
    print(f"{'':32} " + " ".join(f"{task.name:>20}" for task in sets) + "   seconds")
    whole: list[list[float]] = []
    for name, way in WAYS.items():
        began = time.process_time()
        values = [found(task, way) for task in sets]
        whole = whole or values
        told = [
            " / ".join(
                f"{value:.3f}{'' if name == 'as it is' else f' {value - usual:+.3f}'}"
                for value, usual in zip(*both, strict=True)
            )
            for both in zip(values, whole, strict=True)
        ]
        print(
            f"{name:32} " + " ".join(f"{each:>29}" for each in told) + f"   {time.process_time() - began:7.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
