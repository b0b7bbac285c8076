"""What each part of the search brings, and what it costs: the sets of `bench.matching` with one part left out at a time.

    python -m bench.ablation_search --sets DIR [--sets DIR …] [--questions 1000]

Every line leaves one part out of the search as it is and says the MRR@10 of each set that then comes of it, with the difference,
and the seconds of this processor. Pairs are asked both ways: each need among the seeds, each seed among the needs. Of a
larger set only so many questions are asked, evenly chosen. An interval of 100 pairs is about ±0.08 wide, one of 1,000 questions
±0.014: a difference within it is no difference.

The last table is of もしかして: words of the papers, each with two letters that changed places, asked for alone; how many are put
right, and where the paper that a word is from stands then.
"""

import argparse
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.matching import measures, ranks, tasks
from hack import text
from hack.search import finding, index, measure, taking, ways, weighing
from hack.search.asking import parse
from hack.search.folder import FolderIndex
from hack.search.ranking import indexed, scores_in
from hack.search.weighing import Limits

Documents = Sequence[dict[str, str]]
Change = tuple[Any, str, Any]
"""A module, the name of something in it, and what stands there instead."""
SHORTEST = 4
"""Letters of a word that is misspelt."""


def no_letters(_surface: str, papers: Sequence[str]) -> np.ndarray:
    """No letters side by side in common."""
    return np.zeros(len(papers), np.float32)


# fmt: off
WAYS: dict[str, tuple[Change, ...]] = {
    "as it is": (),
    "without synonym groups": ((ways, "kin", lambda _surface: {}),),
    "without letters side by side": ((finding, "likeness", no_letters),),
    "the title counts as the text": ((measure, "FIELDS", {**measure.FIELDS, "title": measure.FIELDS["text"]}),),
    "the length of papers not counted": ((measure, "FIELDS", {name: (w, 0.0) for name, (w, _) in measure.FIELDS.items()}),),
    "words saturated later (k1 1.2)": ((measure, "K1", 1.2),),
    "letters inside words count nothing": ((weighing, "INSIDE", 0.0),),
    "nothing sieved out": ((taking, "ENOUGH", 0.0),),
    "having all words counts nothing": ((taking, "WHOLE", 1.0),),
    "only what has all words": ((index, "Limits", partial(Limits, strict=True)),),
}
# fmt: on


class Asking(NamedTuple):
    """Questions to one index, and for each the position of the only right document."""

    name: str
    index: FolderIndex
    questions: Documents
    own: np.ndarray


@contextmanager
def changed(changes: Sequence[Change]) -> Iterator[None]:
    """The search with these parts as they are said to be."""
    usual = [(module, name, getattr(module, name)) for module, name, _ in changes]
    for module, name, value in changes:
        setattr(module, name, value)
    try:
        yield
    finally:
        for module, name, value in usual:
            setattr(module, name, value)


def askings(folders: Sequence[Path], most: int, stack: ExitStack) -> Iterator[Asking]:
    """What is asked of the sets in these folders; each index is gone with the stack."""
    found = {task.name: task for folder in folders for task in tasks(folder, None) if task.own is not None}
    for task in found.values():
        chosen = np.unique(np.linspace(0, len(task.own) - 1, min(most, len(task.own))).astype(int))
        seeds = stack.enter_context(indexed(task.seeds))
        yield Asking(task.name, seeds, [task.needs[at] for at in chosen], task.own[chosen])
        if task.both_ways:
            yield Asking(f"{task.name} ←", stack.enter_context(indexed(task.needs)), task.seeds, task.own)


def reached(asking: Asking) -> float:
    """The MRR@10 of the search as it is now."""
    scores = scores_in(asking.index, asking.questions)
    return float(measures(ranks(scores, asking.own))["MRR@10"].mean())


def misspelt(documents: Documents, most: int) -> list[tuple[int, str, str]]:
    """The number of a document, a word of it that no more than two others have, and the word with two letters exchanged in the middle."""
    found = [
        {word for word in text.terms(f"{one['title']}\n{one['text']}") if SHORTEST <= len(word) <= 20}
        for one in documents
    ]
    having: dict[str, int] = {}
    for words in found:
        for word in words:
            having[word] = having.get(word, 0) + 1
    chosen = []
    for number, words in enumerate(found):
        for word in sorted(words, key=lambda word: (-len(word), word)):
            middle = len(word) // 2
            wrong = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
            if having[word] <= 3 and wrong != word and wrong not in having and word.isalpha():
                chosen.append((number, word, wrong))
                break
    return [chosen[at] for at in np.unique(np.linspace(0, len(chosen) - 1, min(most, len(chosen))).astype(int))]


def put_right(asked: Asking, documents: Documents, most: int) -> tuple[int, int, float, float]:
    """How many words were misspelt, how many もしかして puts right, and the MRR@10 of their papers without and with it."""
    wrongly = misspelt(documents, most)
    right, without, following = 0, [], []
    for number, word, wrong in wrongly:
        answer = asked.index.find_all(parse(wrong))
        right += answer.suggestion == word
        without.append(_rank(number, answer.hits))
        instead = asked.index.find_all(parse(answer.suggestion)).hits if answer.suggestion else answer.hits
        following.append(_rank(number, instead))
    values = (float(measures(np.array(each))["MRR@10"].mean()) for each in (without, following))
    return len(wrongly), right, *values


def _rank(number: int, hits: Sequence[Any]) -> float:
    return next((at for at, hit in enumerate(hits, 1) if hit.key == str(number)), np.inf)


def main() -> None:
    """Print the tables."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--sets", type=Path, action="append", required=True, metavar="DIR")
    asked.add_argument("--questions", type=int, default=1_000, metavar="MOST")
    given = asked.parse_args()
    with ExitStack() as stack:
        every = list(askings(given.sets, given.questions, stack))
        print(f"{'':36} " + " ".join(f"{one.name:>20}" for one in every) + "   seconds")
        usual: list[float] = []
        for name, changes in WAYS.items():
            began = time.process_time()
            with changed(changes):
                values = [reached(one) for one in every]
            usual = usual or values
            told = [f"{value:.3f} {value - before:+.3f}" for value, before in zip(values, usual, strict=True)]
            print(
                f"{name:36} " + " ".join(f"{each:>20}" for each in told) + f"   {time.process_time() - began:7.1f}",
                flush=True,
            )
        print(f"\n{'もしかして':36} {'misspelt':>10} {'put right':>10} {'MRR without':>12} {'MRR with':>10}   seconds")
        sets = {task.name: task for folder in given.sets for task in tasks(folder, None) if task.own is not None}
        for one in every:
            if one.name in sets:
                began = time.process_time()
                many, right, without, following = put_right(one, sets[one.name].seeds, min(given.questions, 300))
                took = time.process_time() - began
                print(f"{one.name:36} {many:10} {right:10} {without:12.3f} {following:10.3f}   {took:7.1f}", flush=True)


if __name__ == "__main__":
    main()
