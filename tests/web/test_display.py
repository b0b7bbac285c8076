"""How moments are told."""

from datetime import timedelta

import pytest

from hack import clock
from hack.web.display import ago


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(seconds=5), "たった今"),
        (timedelta(minutes=61), "1時間前"),
        (timedelta(days=59), "59日前"),
        (timedelta(days=60), "約2か月前"),
        (timedelta(days=729), "約24か月前"),
        (timedelta(days=1358), "約3年前"),
    ],
)
def test_an_age_is_told_in_the_largest_unit_that_fits(stage, since, words):
    assert ago(clock.now() - since) == words
