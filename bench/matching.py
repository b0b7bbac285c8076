"""Measures a matcher on pairs that belong together, on questions and their paragraphs, and on sentences people compared.

    bench/matching.py hack.matching.similarity.score --sets DIR [--distractors themes.json]

SCORER is the dotted path of a function from n needs and m seeds (mappings with "title" and "text") to n × m scores. In DIR it
reads what is there of pairs*.jsonl, jsquad*.json.gz and jsts*.json.gz. Ties count at their middle rank; intervals are 95 % of
2,000 resamplings of the questions. Beside it stands what is known to be bad, scikit-learn's own tokenizer, which finds no words
in Japanese, only what stands between two commas: should that do well on pairs, the bench is wrong, and the exit code is 1.
On JSQuAD it does find something, for its questions repeat whole clauses of their paragraphs.
"""

import argparse
import gzip
import json
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.stats import spearmanr
from sklearn.feature_extraction.text import TfidfVectorizer

Scorer = Callable[[list[dict], list[dict]], np.ndarray]
RESAMPLINGS = 2_000
SUSPICIOUS = 0.1  # how much more MRR than a guess has the known-bad baseline may not reach on pairs


class Task(NamedTuple):
    """Needs, seeds, and for each need to be judged the position of its own seed; or a likeness for each pair (need i, seed i)."""

    name: str
    needs: list[dict]
    seeds: list[dict]
    own: np.ndarray | None = None
    likeness: np.ndarray | None = None
    both_ways: bool = False


def default(needs: list[dict], seeds: list[dict]) -> np.ndarray:
    """The known-bad baseline: TF-IDF and cosine with scikit-learn's own tokenizer."""
    texts = [f"{document['title']} {document['text']}" for document in [*needs, *seeds]]
    rows = TfidfVectorizer().fit_transform(texts)
    return (rows[: len(needs)] @ rows[len(needs) :].T).toarray()


def ranks(scores: np.ndarray, own: np.ndarray) -> np.ndarray:
    """The rank of each row's own column, 1 for the best; among equals the middle of their ranks."""
    mine = scores[np.arange(len(own)), own][:, None]
    return (scores > mine).sum(axis=1) + ((scores == mine).sum(axis=1) + 1) / 2


def measures(found: np.ndarray) -> dict[str, np.ndarray]:
    """Per question: what each measure makes of the rank of the only right answer."""
    near = found <= 10
    return {
        "MRR@10": np.where(near, 1 / found, 0.0),
        "nDCG@10": np.where(near, 1 / np.log2(1 + found), 0.0),
        "R@1": (found <= 1).astype(float),
        "R@10": near.astype(float),
    }


def interval(values: np.ndarray) -> tuple[float, float]:
    """Where the mean lies in 95 of 100 resamplings."""
    chance = np.random.default_rng(0)
    means = [values[chance.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLINGS)]
    return tuple(np.quantile(means, [0.025, 0.975]))


def spearman(scores: np.ndarray, likeness: np.ndarray) -> tuple[float, float, float]:
    """Rank correlation with what people said, and its interval."""
    chance = np.random.default_rng(0)
    picks = [chance.integers(0, len(scores), len(scores)) for _ in range(RESAMPLINGS // 4)]
    low, high = np.quantile([spearmanr(scores[pick], likeness[pick]).statistic for pick in picks], [0.025, 0.975])
    return spearmanr(scores, likeness).statistic, low, high


def tasks(folder: Path, distractors: Path | None) -> Iterator[Task]:
    """What there is to be measured in a folder."""
    others = json.loads(distractors.read_text(encoding="utf-8"))["items"] if distractors else []
    more_needs = [{"title": each["title"], "text": each["need_summary"]} for each in others]
    more_seeds = [{"title": "", "text": each["solution_summary"]} for each in others]
    for path in sorted(folder.glob("pairs*.jsonl")):
        pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        needs = [{"title": pair["need_title"], "text": pair["need_text"]} for pair in pairs]
        seeds = [{"title": pair["seed_title"], "text": pair["seed_text"]} for pair in pairs]
        yield Task(path.stem, needs + more_needs, seeds + more_seeds, np.arange(len(pairs)), both_ways=True)
    if others:
        yield Task("distractors", more_needs, more_seeds, np.arange(len(others)), both_ways=True)
    for path in sorted(folder.glob("jsquad*.json.gz")):
        read = json.loads(gzip.decompress(path.read_bytes()))
        place = {paragraph["id"]: position for position, paragraph in enumerate(read["paragraphs"])}
        questions = [{"title": "", "text": each["question"]} for each in read["questions"]]
        paragraphs = [{"title": each["title"], "text": each["text"]} for each in read["paragraphs"]]
        own = np.array([place[each["paragraph"]] for each in read["questions"]])
        yield Task(path.name.split(".")[0], questions, paragraphs, own)
    for path in sorted(folder.glob("jsts*.json.gz")):
        read = json.loads(gzip.decompress(path.read_bytes()))
        sides = [[{"title": "", "text": each[side]} for each in read] for side in "ab"]
        yield Task(path.name.split(".")[0], *sides, likeness=np.array([each["similarity"] for each in read]))


def guessed(task: Task) -> float:
    """The MRR of a scorer that gives all pairs the same: its own seed stands in the middle."""
    middle = (len(task.seeds) + 1) / 2
    return 1 / middle if middle <= 10 else 0.0


def rows(task: Task, scorer: Scorer) -> Iterator[tuple[str, str, float, float, float]]:
    """What a scorer reaches in a task: name, measure, value, and the ends of its interval."""
    scores = scorer(task.needs, task.seeds)
    if task.likeness is not None:
        yield task.name, "Spearman", *spearman(np.diag(scores), task.likeness)
        return
    views = {"need → seed": scores, "seed → need": scores.T} if task.both_ways else {"": scores}
    for view, seen in views.items():
        for measure, values in measures(ranks(seen[: len(task.own)], task.own)).items():
            yield f"{task.name} {view}".strip(), measure, float(values.mean()), *interval(values)


def main() -> int:
    """Print the table; 1 if the known-bad baseline did too well to be believed."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("scorer", metavar="SCORER", help="dotted path, such as hack.matching.similarity.score")
    asked.add_argument("--sets", type=Path, required=True, metavar="DIR")
    asked.add_argument("--distractors", type=Path, metavar="FILE")
    given = asked.parse_args()
    module, _, name = given.scorer.rpartition(".")
    scorer = getattr(import_module(module), name)

    print(f"{'set':30} {'measure':9} {given.scorer.rpartition('.')[2]:>21}   {'default':>21}")
    believable = True
    for task in tasks(given.sets, given.distractors):
        began = time.perf_counter()
        ours = list(rows(task, scorer))
        took = time.perf_counter() - began
        for (label, measure, *our), (*_, value, low, high) in zip(ours, rows(task, default), strict=True):
            believable &= not task.both_ways or measure != "MRR@10" or value < guessed(task) + SUSPICIOUS
            print(
                f"{label:30} {measure:9} {our[0]:.3f} [{our[1]:.3f}, {our[2]:.3f}]   {value:.3f} [{low:.3f}, {high:.3f}]"
            )
        print(f"{'':30} {len(task.needs)} × {len(task.seeds)}, {took:.1f} s")
    if not believable:
        print("The known-bad baseline does too well: do not believe this table.", file=sys.stderr)
    return 0 if believable else 1


if __name__ == "__main__":
    sys.exit(main())
