"""From texts: how long a posting takes that nobody has seen, and making everything anew."""

import json
import random
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from hack.matching.likeness.documents import words_of_all
from hack.matching.likeness.product import score_rows
from hack.matching.similarity import USUAL, Corpus, Space
from hack.text import edition

NEEDS = 5_000
SETS = Path(__file__).parent.parent / "sets"


def documents(many: int) -> list[dict]:
    """So many texts of 300 characters, put together from the sentences of the sets of pairs."""
    pairs = [json.loads(line) for file in sorted(SETS.glob("*.jsonl")) for line in file.read_text().splitlines()]
    told = [pair[side] for pair in pairs for side in ("need_text", "seed_text")]
    sentences = [sentence for text in told for sentence in re.findall("[^。]+。", text)]
    draw = random.Random(7)
    return [{"title": draw.choice(sentences)[:24], "text": "".join(draw.choices(sentences, k=7))} for _ in range(many)]


def timed(deed: Callable[[], object]) -> tuple[object, float, float]:
    """What came of it, seconds by the clock and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    made = deed()
    return made, time.perf_counter() - began, time.process_time() - worked


def main(many: int) -> None:
    """Print the rows; `many`: how many texts are made anew."""
    texts = documents(many)
    with tempfile.TemporaryDirectory() as folder:
        edition.connect(Path(folder))
        rows = [("words of all texts (Sudachi), kept from here on", timed(lambda: words_of_all(texts))[1:])]

        def anew() -> Space:
            corpus = Corpus.read(texts, USUAL)
            needs, seeds = corpus[: many // 11], corpus[many // 11 :]
            space = Space.fit(corpus, seeds, meanings=False)
            space.needs(needs)
            space.seeds(seeds)
            return space

        space, *seconds = timed(anew)
        rows.append(("all anew from kept words, letters and all", seconds))
        edition.connect(None)
    for name, (wall, work) in rows:
        print(f"{many:7} texts  {name:48} {wall:7.2f} s ({work:6.2f})  {1000 * wall / many:6.3f} ms a text")

    needs = documents(2 * NEEDS)[NEEDS:]
    new = documents(2 * NEEDS + 40)[2 * NEEDS :]
    for parts in (("words",), ("words", "groups", "letters")):
        rows = space.needs(needs, parts)
        taken = [
            timed(lambda seed=seed, rows=rows, parts=parts: score_rows(rows, space.seeds([seed], parts)))
            for seed in new
        ]
        wall, work = (1000 * sorted(each)[len(new) // 2] for each in list(zip(*taken, strict=True))[1:])
        print(
            f"one new seed with {NEEDS} needs, {', '.join(parts):24} {wall:7.2f} ms ({work:6.2f}), its words included"
        )
