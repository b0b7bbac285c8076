"""That a form sent twice makes one thing."""

from hack import db
from hack.once import once


def test_a_key_stands_for_what_the_same_person_made_with_it_and_for_nobody_elses(cast):
    with db.transaction():
        made = [
            once("one key", cast.umi, lambda: cast.minato),
            once("one key", cast.riku, lambda: cast.oka),
            once("one key", cast.umi, lambda: cast.campus),
        ]

    assert made == [cast.minato.key, cast.oka.key, cast.minato.key]
