"""A city in which everything has happened, and its log."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from hack import clock, db
from hack.following.digests import write_digests
from hack.jobs import settle
from hack.logs import JsonLines
from hack.search.rebuild import rebuild
from tests.cast import Cast
from tests.whole.canaries import Canaries, judge, plant
from tests.whole.town import Town, enter_town


class Log(logging.Handler):
    """What is written into the log, as it is written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Log]:
    """The log of everything from here on, at the level that an installation has."""
    root, log = logging.getLogger(), Log()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.INFO)
    yield log
    root.setLevel(level)
    root.removeHandler(log)


@pytest.fixture
def city(app: Flask, cast: Cast, log: Any) -> tuple[Town, Canaries]:
    """The town in which everything has happened, with a word of its own in each place that is not for everybody; the letters
    are out, and the search knows of it all."""
    town = enter_town(cast)
    canaries = plant(town)
    settle(app)
    _morning(app)
    judge(canaries, town)
    rebuild()
    return town, canaries


def _morning(app: Flask) -> None:
    """The digests are written and posted."""
    with clock.stopped_at(clock.now() + timedelta(minutes=5)), app.app_context():
        write_digests()
        settle(app)
        db.session.remove()
