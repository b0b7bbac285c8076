"""What runs beside the pages: what is owed after a deed, the letters, and what the passing of time brings about.

At once (the default of a small installation): in a thread of the web process, so that no answer tells by its time what follows
from it and nobody waits for the post. Or by `hack work`: Huey wakes a worker; Huey's queue is only the bell, the truth of what
is owed is in the database.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from flask import Flask
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from sqlalchemy import delete

from hack import clock, db, outbox
from hack.config import Settings
from hack.exchange.actions import sweep_batches
from hack.files.sweeping import sweep_if_due
from hack.lazy import lazily
from hack.limits import Attempt
from hack.needs.actions import turn_call
from hack.needs.queries import calls_due
from hack.notices.post import post
from hack.once import Once
from hack.search.rebuild import rebuild_if_needed

log = logging.getLogger(__name__)
refit_if_needed = lazily("hack.matching.fitting:refit_if_needed")
BREATH = 1.0
"""Up to how many seconds after a response it begins that what is owed is done."""
REMEMBER_FORMS = timedelta(days=30)
REMEMBER_ATTEMPTS = timedelta(days=2)


def settle(app: Flask) -> int:
    """Run what is owed and post the letters that came of it; how many reactions ended well.

    What fails is logged and tried again later; nothing is raised.
    """
    with app.app_context():
        try:
            done = outbox.deliver()
            post()
            return done
        except Exception:
            log.exception("settling failed", extra={"event": "settle.failed"})
            return 0
        finally:
            db.session.remove()


def tick(app: Flask) -> None:
    """Do what the passing of time brings about: calls that open and close, old keys, counts and files that are swept away,
    an index or a matcher's cache that was lost or has become old; then what is owed.

    Each of these is done whatever becomes of the others; what fails is logged and tried again the next time.
    """
    with app.app_context():
        try:
            with _apart("calls"):
                for need in calls_due():
                    with _apart("call"), db.transaction():
                        turn_call(need)
            with _apart("sweeping"), db.transaction():
                db.session.execute(delete(Once).where(Once.at < clock.now() - REMEMBER_FORMS))
                db.session.execute(delete(Attempt).where(Attempt.at < clock.now() - REMEMBER_ATTEMPTS))
                sweep_batches()
            with _apart("files"):
                sweep_if_due()
            with _apart("index"):
                rebuild_if_needed()
            with _apart("matcher"):
                refit_if_needed()
        finally:
            db.session.remove()
    settle(app)


@contextmanager
def _apart(work: str) -> Iterator[None]:
    """What fails inside is undone and logged, and hinders nothing that comes after."""
    try:
        yield
    except Exception:
        db.session.rollback()
        log.exception("the clock's work failed: %s", work, extra={"event": "tick.failed"})


class Beside:
    """A thread of this process that does `deed` whenever it is woken; begun when it is woken first.

    longest_pause: up to so many seconds are waited first, how many is left to chance: the page that follows is
    answered before, what is wanted meanwhile is done along with it, and how long that page takes does not tell what is done.
    """

    def __init__(self, deed: Callable[[], Any], longest_pause: float = 0.0):
        self._deed = deed
        self._longest_pause = longest_pause
        self._wanted = threading.Event()
        self._beginning = threading.Lock()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """See to it that the deed is done once more from its beginning; waits for nothing."""
        self._wanted.set()
        with self._beginning:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._rounds, name=self.__class__.__name__, daemon=True)
                self._thread.start()

    def _rounds(self) -> None:
        while self._wanted.wait():
            time.sleep(self._longest_pause * (1 + secrets.randbelow(1000)) / 1000)
            self._wanted.clear()
            self._deed()


@dataclass(frozen=True)
class Bell:
    """Huey's queue of this installation, and what rings it."""

    huey: Huey
    ring: Callable[[], Any]
    """Wakes the worker: something is owed. Where the queue does not answer, the worker finds it at its next tick."""


def hang_bell(app: Flask, settings: Settings) -> Bell:
    """The bell with its two tasks: `settle`, rung after a deed, and `tick`, once a minute."""
    huey = _open(settings)
    huey.periodic_task(crontab(minute="*"), name="tick")(lambda: tick(app))
    return Bell(huey, partial(_ring, huey.task(name="settle")(lambda: settle(app))))


def _ring(task: Callable[[], Any]) -> None:
    try:
        task()
    except Exception:
        log.exception("the bell could not be rung", extra={"event": "bell.failed"})


def _open(settings: Settings) -> Huey:
    if settings.queue_url.startswith("redis"):
        return RedisHuey("hack", url=settings.queue_url, results=False)
    if settings.queue_url.startswith("postgres"):
        return PostgresHuey("hack", dsn=settings.queue_url, results=False)
    return SqliteHuey("hack", filename=str(settings.folder / "queue.db"), fsync=True, results=False)
