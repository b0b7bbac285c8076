"""What all journeys do: time goes on, letters are opened, and pages that are not there are not there."""

import re
from datetime import timedelta
from typing import Any

from hack import clock, db
from hack.jobs import tick
from hack.needs.models import Need
from tests.e2e.screen import Screen
from tests.e2e.site import Site


def in_days(days: int) -> str:
    """The day so many days from now, as a browser is told it."""
    return (clock.today() + timedelta(days=days)).isoformat()


def key_in(screen: Screen, place: int = 2) -> str:
    """The key in the address that is open, as the part at this place."""
    return screen.path.split("/")[place]


def path_in(site: Site, letter: str, to: str = "/") -> str:
    """The path of the first link in a letter that leads there."""
    found = re.search(rf"{re.escape(site.address)}({to}\S+)", letter)
    assert found is not None, letter
    return found[1]


def the_need(key: str) -> Need:
    """The need with this key, as it stands in the database now."""
    db.session.rollback()
    return db.session.query(Need).filter_by(key=key).one()


def close_call(site: Site, key: str) -> None:
    """The call of this need was open until yesterday; the clock notices it."""
    with db.transaction():
        need = the_need(key)
        need.opens_on, need.closes_on = clock.today() - timedelta(days=30), clock.today() - timedelta(days=1)
        need.questions_until = None
    tick(site.app)


def tomorrow_morning(site: Site) -> None:
    """It is half past nine tomorrow, and the clock ticks."""
    with clock.stopped_at(clock.start_of(clock.today() + timedelta(days=1)) + timedelta(hours=9, minutes=30)):
        tick(site.app)


def is_missing(screen: Screen, path: str) -> bool:
    """Whether this person is told that there is no such page."""
    answer: Any = screen.page.goto(path)
    return bool(answer.status == 404)
