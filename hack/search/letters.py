"""Letters side by side: what a question and a paper share where the dictionary cuts their words otherwise (雪 and 除雪)."""

import re
from collections.abc import Sequence

import numpy as np

from hack.search.measure import saturated

WEIGHT = 0.25
"""What letters count beside words."""
SIZES = (4, 3, 2, 1)
MOST_RUNS = 300
READ = 6_000
"""Letters of a paper that are looked through."""
_KANJI = re.compile("[㐀-鿿𠀀-𳎯々]")
_HIRAGANA = re.compile("[ぁ-ゖ]*")
B = 0.75


def runs(surface: str) -> list[str]:
    """Single kanji, and two to four letters side by side but for those of hiragana alone; at most 300, spread evenly."""
    found: dict[str, None] = {}
    for size in SIZES:
        for start in range(len(surface) - size + 1):
            run = surface[start : start + size]
            if run.isalnum() and (_KANJI.match(run) if size == 1 else not _HIRAGANA.fullmatch(run)):
                found[run] = None
    every = list(found)
    return every[:: -(-len(every) // MOST_RUNS)] if every else []


def likeness(surface: str, papers: Sequence[str]) -> np.ndarray:
    """How much the letters of a question come to in each of these papers, which somebody may read; float32.

    They are measured by each other: what all of them have tells nothing. The first line, the title, counts twice.
    """
    wanted, read = runs(surface), ["\n".join((paper.partition("\n")[0], paper))[:READ] for paper in papers]
    if not wanted or not read:
        return np.zeros(len(papers), np.float32)
    counts = np.array([[paper.count(run) for paper in read] for run in wanted], np.float32)
    lengths = np.array([len(paper) for paper in read], np.float32)
    counts /= 1 - B + B * lengths / max(float(lengths.mean()), 1.0)
    having = np.count_nonzero(counts, axis=1)
    rarity = np.log(1 + (len(papers) - having + 0.5) / (having + 0.5)).astype(np.float32)
    return WEIGHT * (rarity @ saturated(counts))
