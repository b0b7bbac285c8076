"""How often something may be tried, by however many at once."""

from datetime import timedelta

import pytest

from hack import db, limits
from hack.errors import TooMany
from tests.together import together

HOUR = timedelta(hours=1)


def test_of_fourteen_who_try_at_once_ten_are_let_in(stage):
    results = together(14, lambda: limits.count("sign_in", "x" * 32, most=10, within=HOUR))

    assert results == ["TooMany"] * 4 + ["done"] * 10


def test_one_who_has_tried_too_often_hinders_nobody_else(stage):
    with db.transaction():
        limits.count("sign_in", "x" * 32, most=1, within=HOUR)
        with pytest.raises(TooMany):
            limits.count("sign_in", "x" * 32, most=1, within=HOUR)
        limits.count("sign_in", "y" * 32, most=1, within=HOUR)
        limits.count("reset", "x" * 32, most=1, within=HOUR)
