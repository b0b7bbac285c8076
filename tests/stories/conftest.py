"""What the journeys share: the post of the day."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from hack import db
from hack.jobs import settle
from hack.notices.models import Letter


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
