"""Everybody gets the answers of the table in `expected.txt`, which people have read and agreed to; and what is true of it."""

import time
from difflib import unified_diff
from pathlib import Path

from tests.whole import matrix
from tests.whole.town import enter_town

EXPECTED = Path(__file__).with_name("expected.txt")


def test_everybody_gets_the_answers_of_the_table(app, cast, tmp_path):
    town = enter_town(cast)
    places = matrix.fill(town)
    b=time.process_time()
    got = matrix.table(matrix.answers(app, town, places))
    print(time.process_time()-b)
    (tmp_path / "answers.txt").write_text(got)
    Path("/tmp/answers.txt").write_text(got)
    expected = EXPECTED.read_text()

    assert got == expected, "\n".join(unified_diff(expected.splitlines(), got.splitlines(), lineterm="", n=0))
