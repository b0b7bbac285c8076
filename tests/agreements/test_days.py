"""Days as far as they are known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hack.agreements.days import Precision, When


@pytest.mark.parametrize(
    ("typed", "when", "precision", "told"),
    [
        ("2020-07-31", When(2020, 7, 31), Precision.DAY, "2020年7月31日"),
        ("2020/7/31", When(2020, 7, 31), Precision.DAY, "2020年7月31日"),
        ("２０２０年７月３１日", When(2020, 7, 31), Precision.DAY, "2020年7月31日"),
        ("2020-07", When(2020, 7), Precision.MONTH, "2020年7月"),
        ("2020年7月", When(2020, 7), Precision.MONTH, "2020年7月"),
        ("2020", When(2020), Precision.YEAR, "2020年"),
        ("2020年", When(2020), Precision.YEAR, "2020年"),
        ("2019年度", When(2019, fiscal=True), Precision.FISCAL_YEAR, "2019年度"),
        ("", When(), Precision.UNKNOWN, ""),
    ],
)
def test_a_day_is_read_as_far_as_it_is_written(typed, when, precision, told):
    read = When.read(typed)

    assert (read, read.precision, read.words) == (when, precision, told)


@pytest.mark.parametrize(
    "typed", ["2020-02-30", "2020-13", "20-07-31", "1899", "そのうち", "2020-07-31-01", "2020--31"]
)
def test_what_is_no_day_is_refused(typed):
    with pytest.raises(ValueError, match=r"。$"):
        When.read(typed)


@given(some.dates(date(1950, 1, 1), date(2100, 12, 31)), some.sampled_from([1, 2, 3]))
def test_what_is_written_is_read_again(day, parts):
    when = When(*(day.year, day.month, day.day)[:parts])

    assert When.read(when.written) == when == When.read(when.words)


def test_a_day_lies_ahead_only_as_far_as_it_is_known(stage):
    known = ["2026-05-12", "2026-05", "2026", "2026年度", "", "2026-05-13", "2026-06", "2027", "2027年度"]

    assert [When.read(typed).ahead for typed in known] == [False] * 5 + [True] * 4
