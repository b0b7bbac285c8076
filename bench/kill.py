"""Kills the web server and the worker again and again while people write: is anything lost or done twice?

    python -m bench.kill [--rounds 100] [--seed 1] [--database postgresql://…]

Three officers draft needs and hand them in over HTTP, each write repeated with the same key until it is answered. In every
round SIGKILL hits the web process, the worker, or everything at once. In the end all that was answered must be there,
everything once, and all that was owed must be done. Prints figures; the exit code is 1 if anything is wrong.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

from bench.reckoning import faults
from bench.site import Site
from bench.writing import Writer
from hack import db, schema
from hack.config import Settings
from tests.cast import enter_cast

BLOWS = ("web", "web", "worker", "web", "web", "worker", "web", "all")
"""What is hit, round after round; after `all` the whole site has to start anew, which takes longest."""
PATIENCE = 60


def main() -> int:
    """Let the rounds go by, then compare what people were told with what there is; 1 if they differ."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--database", default="", help="an empty PostgreSQL database; SQLite if it is not given")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="hack-kill-") as folder:
        settings = Settings(instance=folder, delivery="worker", database_url=given.database, environment="test")
        return run(replace(settings, secret_key=settings.secret), given.rounds, random.Random(given.seed))


def run(settings: Settings, rounds: int, chance: random.Random) -> int:
    """Play that many rounds on a new installation; 1 if anything was lost or done twice, or a round stood still."""
    schema.upgrade(settings.database)
    db.connect(settings.database)
    cast = enter_cast()
    officers = [person.email for person in (cast.michi, cast.kaji, cast.midori)]
    db.disconnect()

    with Site(settings, Path(settings.instance) / "site.log") as site:
        writers = [Writer(site.address, email) for email in officers]
        for writer in writers:
            writer.begin()
        began, down = time.perf_counter(), defaultdict(list)
        for number in range(rounds):
            time.sleep(chance.uniform(0.1, 0.6))
            before = [writer.answered for writer in writers]
            hit, blow = time.perf_counter(), BLOWS[number % len(BLOWS)]
            site.kill(blow)
            if not _all_go_on(writers, before):
                print(f"round {number + 1}: nobody was answered for {PATIENCE} s after the blow", file=sys.stderr)
                print(site.last_words(), file=sys.stderr)
                return 1
            down[blow].append(time.perf_counter() - hit)
        for writer in writers:
            writer.finish()
        took = time.perf_counter() - began
    found = faults(settings, writers)
    _tell(writers, rounds, took, down)
    for fault in found:
        print(f"WRONG: {fault}")
    print("nothing lost, nothing done twice" if not found else f"{len(found)} faults")
    return 1 if found else 0


def _all_go_on(writers: list[Writer], before: list[int]) -> bool:
    """Wait until each writer has been answered twice since the blow; False if that takes too long or one has given up."""
    until = time.monotonic() + PATIENCE
    while any(writer.answered < then + 2 for writer, then in zip(writers, before, strict=True)):
        if time.monotonic() > until or any(writer.gave_up for writer in writers):
            return False
        time.sleep(0.02)
    return True


def _tell(writers: list[Writer], rounds: int, took: float, down: dict[str, list[float]]) -> None:
    tally = sum((writer.tally for writer in writers), Counter())
    print(f"{rounds} rounds in {took:.0f} s ({took / rounds:.2f} s each)")
    print(f"answered: {tally['drafted']} drafts, {tally['handed in']} handed in")
    print(f"sent again after a blow: {tally['again']}, of these done already: {tally['done already']}")
    for blow, times in down.items():
        middle, worst = statistics.median(times), max(times)
        print(
            f"{blow:6} killed {len(times):3} times; all were answered again after {middle:.2f} s, at worst {worst:.2f} s"
        )


if __name__ == "__main__":
    sys.exit(main())
