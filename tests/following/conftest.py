"""What the tests of following share: the application before anybody, and a morning."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from hack import clock, db, outbox
from hack.following.digests import write_digests
from hack.notices.models import Letter
from hack.search.rebuild import rebuild


@pytest.fixture(autouse=True)
def installed(app: Flask) -> None:
    """The application stands before anybody comes on the stage: connecting it afterwards would part the cast from its session."""


@pytest.fixture
def inside(app: Flask) -> Callable[..., Any]:
    """`inside(deed)`: what comes of `deed` in the application, with a session of its own, as a worker runs it."""

    def run(deed: Callable[[], Any]) -> Any:
        with app.app_context():
            try:
                return deed()
            finally:
                db.session.remove()

    return run


@pytest.fixture
def delivered(inside: Callable[..., Any]) -> Callable[[], list[Letter]]:
    """`delivered()`: run what is owed, the search knowing everything; the letters to followers there are then."""

    def run() -> list[Letter]:
        with clock.stopped_at(clock.now() + timedelta(minutes=1)):
            inside(rebuild)
            inside(outbox.deliver)
        return followers_letters()

    return run


@pytest.fixture
def morning(inside: Callable[..., Any]) -> Callable[..., list[Letter]]:
    """`morning(days=1)`: it is nine o'clock so many days later, and the clock ticks; the new letters to followers."""

    def run(days: int = 1, minutes: int = 0) -> list[Letter]:
        before = {one.id for one in followers_letters()}
        with at_nine(days, minutes):
            inside(outbox.deliver)
            inside(rebuild)
            inside(write_digests)
        return [one for one in followers_letters() if one.id not in before]

    return run


@contextmanager
def at_nine(days: int, minutes: int = 0) -> Iterator[None]:
    """It is nine o'clock in Japan, so many days from today and so many minutes later."""
    nine = clock.start_of(clock.today() + timedelta(days=days)) + timedelta(hours=9, minutes=minutes)
    with clock.stopped_at(nine):
        yield


def followers_letters() -> list[Letter]:
    """The letters to those who follow, in the order of their writing."""
    db.session.rollback()
    mine = select(Letter).where(Letter.occasion.in_(("followed", "digest"))).order_by(Letter.id)
    return list(db.session.scalars(mine))


def told(letters: list[Letter]) -> list[tuple[str, str, dict[str, list[str]]]]:
    """What these letters say: the occasion, to whom, and the lines under each title."""
    return [
        (one.occasion, one.address, {p["title"]: [line[2] for line in p["lines"]] for p in one.facts["parts"]})
        for one in letters
    ]
