"""From texts: how long a posting takes that nobody has seen, and making everything anew."""

import random
import time
from collections.abc import Callable

from bench.search import papers
from hack.matching.likeness.product import score_rows
from hack.matching.similarity import Space, with_words

NEEDS = 5_000


def documents(many: int) -> list[dict]:
    """So many made-up texts of 300 characters."""
    return [{"title": paper.title, "text": paper.text} for paper in papers(many, random.Random(7))]


def timed(deed: Callable[[], object]) -> tuple[object, float, float]:
    """What came of it, seconds by the clock and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    made = deed()
    return made, time.perf_counter() - began, time.process_time() - worked


def main(many: int) -> None:
    """Print the rows; `many`: how many texts are made anew."""
    texts = documents(many)
    read, raw, raw_work = timed(lambda: with_words(texts))

    def anew():
        space = Space.fit(read, read[many // 11 :])
        return space, space.needs(read[: many // 11]), space.seeds(read[many // 11 :])

    (space, _, _), cached, cached_work = timed(anew)
    for name, wall, work in (
        ("words of all texts (Sudachi)", raw, raw_work),
        ("all anew from kept words", cached, cached_work),
        ("all anew from the texts", raw + cached, raw_work + cached_work),
    ):
        print(f"{many:7} texts  {name:32} {wall:7.2f} s ({work:6.2f})  {1000 * wall / many:6.3f} ms a text")

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
