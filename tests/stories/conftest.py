"""What the journeys share: the post of the day, and an index that must say the same as the database when they are over."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from hack import db
from hack.jobs import settle
from hack.notices.models import Letter
from hack.search.rebuild import drift, rebuild


@pytest.fixture(autouse=True)
def index_that_follows(app: Flask) -> Iterator[None]:
    """Whatever happens in a journey, the search has learnt of it: nothing old or left over is in the index afterwards.

    What the tests themselves enter without an event is missing there, and not asked for.
    """
    rebuild()
    yield
    settle(app)
    apart = drift()
    assert (apart.old, apart.left) == (0, 0)


@pytest.fixture
def new_letters(app: Flask) -> Callable[[], list[tuple[str, str]]]:
    """`new_letters()`: what was written since it was asked last: on which occasion and to whom (before the @), in order of both."""
    seen: set[int] = set()

    def look() -> list[tuple[str, str]]:
        settle(app)
        db.session.rollback()
        fresh = [one for one in db.session.scalars(select(Letter)) if one.id not in seen]
        seen.update(one.id for one in fresh)
        return sorted((one.occasion, one.address.split("@")[0]) for one in fresh)

    return look
