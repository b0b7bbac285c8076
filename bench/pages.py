"""How long every page takes for everybody, in a made-up town of a given size, and how many queries it sends.

    python -m bench.pages [--needs 10000] [--seeds 50000] [--keep] [--only /needs/] [--slow 200] [--fit] [--database URL]

Makes the town in a temporary folder, builds the search index, opens each page as somebody of each role once to warm up and
then five times, in this process, and prints the median, the worst and the queries. Of slow pages the slowest statement is
shown with the database's plan for it. The exit code is 1 if a page fails or sends more than 12 queries.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import itemgetter
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import Client

from bench.addresses import Visit, gather, visits
from bench.filling import fill
from bench.town import Town
from hack import commands, db, schema
from hack.accounts.actions import begin_sign_in
from hack.accounts.models import User
from hack.app import create_app
from hack.config import Settings

TIMES = 5
MOST_QUERIES = 12
Statement = tuple[float, str, Any]


@dataclass
class Measured:
    """What opening one page as one person took: seconds of each time, and the statements of the last time."""

    page: str
    who: str
    status: int
    seconds: list[float] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def wrong(self) -> bool:
        """Whether it failed, or asks the database too often."""
        return self.status >= 500 or len(self.statements) > MOST_QUERIES

    def __str__(self) -> str:
        mark = "  !" if self.wrong else ""
        times = f"{1000 * self.median:8.1f} {1000 * max(self.seconds):8.1f}"
        return f"{self.page:55} {self.who:12} {self.status} {times} {len(self.statements):4}{mark}"


def main() -> int:
    """Make the town, open its pages, print the table; 1 if something is wrong with a page."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("needs", "seeds", "organizations", "people", "proposals", "workgroups"):
        asked.add_argument(f"--{name}", type=int, default=getattr(Town, name))
    asked.add_argument("--keep", action="store_true", help="leave the installation where it is, and say where")
    asked.add_argument("--only", default="", help="only the addresses that begin so")
    asked.add_argument("--slow", type=float, default=200, help="from how many milliseconds on a page is slow")
    asked.add_argument("--fit", action="store_true", help="compare all needs with all seeds, too")
    asked.add_argument("--database", default="", help="an empty PostgreSQL database; SQLite if it is not given")
    given = asked.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hack-pages-"))
    try:
        settings = Settings(instance=str(folder), database_url=given.database, environment="test")
        town = Town(given.needs, given.seeds, given.organizations, given.people, given.proposals, given.workgroups)
        return run(settings, town, given.only, given.slow / 1000, given.fit)
    finally:
        db.disconnect()
        if given.keep:
            print(f"kept in {folder}")
        else:
            shutil.rmtree(folder)


def run(settings: Settings, town: Town, only: str, slow: float, fits: bool) -> int:
    """Fill an empty installation with `town` and open its pages; 1 if something is wrong with one."""
    schema.upgrade(settings.database)
    app = create_app(settings)
    with _said(f"{town.needs:,} needs, {town.seeds:,} seeds, {town.proposals:,} proposals written"):
        fill(town)
    commands.rebuild_search(print)
    if fits:
        commands.refit_everything(print)
    company = gather(settings.secret)
    browsers = {who: _browser(app, person) for who, person in company.people.items()}
    db.session.remove()
    print(f"{'page':55} {'who':12} st. {'median':>8} {'worst':>8} {'SQL':>4}  (milliseconds)")
    found, left = [], []
    for visit in visits(app, company):
        if not visit.addresses:
            left.append(visit.name)
        elif visit.name.startswith(only):
            found += list(_open(browsers, visit))
    print(f"Not opened, because this town has no such things: {len(left)} pages ({', '.join(left)})")
    _tell_slow(sorted(found, key=lambda one: -one.median), slow)
    wrong = [one for one in found if one.wrong]
    print(f"{len(found)} pages, {len(wrong)} wrong, slowest {1000 * max(one.median for one in found):.0f} ms")
    return 1 if wrong else 0


@contextmanager
def _said(what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    print(f"{what} in {time.perf_counter() - began:.1f} s")


def _browser(app: Flask, person: User | None) -> Client:
    """The browser of somebody who has signed in, or of a visitor."""
    browser = app.test_client()
    if person is not None:
        with db.transaction():
            token = begin_sign_in(person, "bench").token
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = token
    return browser


def _open(browsers: dict[str, Client], visit: Visit) -> Iterator[Measured]:
    """The page as everybody who gets it; whom it leads elsewhere or refuses is passed over."""
    for who, browser in browsers.items():
        for address in visit.addresses:
            status = browser.get(address).status_code
            if status == 200 or status >= 500:
                measured = _measure(browser, address, Measured(visit.name, who, status))
                print(measured, flush=True)
                yield measured
                break


def _measure(browser: Client, address: str, into: Measured) -> Measured:
    for _ in range(TIMES):
        with _statements() as sent:
            began = time.perf_counter()
            browser.get(address).get_data()
            into.seconds.append(time.perf_counter() - began)
        into.statements = sent
    return into


@contextmanager
def _statements() -> Iterator[list[Statement]]:
    """The statements that are sent inside: seconds, text, parameters; the beginning of a transaction does not count."""
    sent: list[Statement] = []
    began = 0.0

    def before(*_: Any) -> None:
        nonlocal began
        began = time.perf_counter()

    def after(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            sent.append((time.perf_counter() - began, statement, parameters))

    engine = db.session.get_bind()
    event.listen(engine, "before_cursor_execute", before)
    event.listen(engine, "after_cursor_execute", after)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", before)
        event.remove(engine, "after_cursor_execute", after)


def _tell_slow(pages: list[Measured], slow: float) -> None:
    """Of each slow page its slowest statement, if it is the database that is slow; each statement once, with its plan."""
    told: set[str] = set()
    for page in pages:
        if page.median < slow:
            break
        asked = sum(seconds for seconds, *_ in page.statements)
        print(f"\n{page.page} ({page.who}): {1000 * page.median:.0f} ms, {1000 * asked:.0f} ms of it for the database")
        seconds, statement, parameters = max(page.statements, key=itemgetter(0), default=(0, "", ()))
        if asked < page.median / 4 or statement in told:
            continue
        told.add(statement)
        _, _, rest = statement.replace("\n", " ").partition(" FROM ")
        print(f"  {1000 * seconds:.0f} ms: … FROM {rest}")
        for line in _plan(statement, parameters):
            print(f"    {line}")


def _plan(statement: str, parameters: Any) -> list[str]:
    explain = "EXPLAIN QUERY PLAN " if db.session.get_bind().dialect.name == "sqlite" else "EXPLAIN "
    with db.session.get_bind().connect() as connection:
        return [str(row[-1]) for row in connection.exec_driver_sql(explain + statement, parameters)]


if __name__ == "__main__":
    sys.exit(main())
