"""What stands in cells."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hack.tables.cells import STARTS, defused, restored, told


@pytest.mark.parametrize("start", [*STARTS, "\t", "\r", "  =", "\u3000＝", "\n@"])
def test_what_a_spreadsheet_could_take_for_a_formula_is_defused(start):
    assert defused(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize("text", ["", "交通量", "1=1", "a-b", "'引用'", "①㈱髙﨑～"])
def test_other_texts_stay_as_they_are(text):
    assert defused(text) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=50))
def test_what_was_defused_comes_back_as_it_was(text):
    again = restored(defused(text))

    assert again == text or text.startswith("'")


def test_letters_that_no_file_can_hold_are_left_out():
    assert defused("港\x00の\x0b朝\ud800") == "港の朝"


def test_values_are_told_as_a_person_would_write_them():
    moments = [datetime.fromisoformat(text) for text in ("2026-04-01", "2026-04-01 09:05")]
    values = [None, True, False, 3, 3.0, 0.1, date(2026, 4, 1), *moments]

    assert [told(value) for value in [*values, time(9, 5), " が "]] == [
        *("", "はい", "いいえ", "3", "3", "0.1", "2026-04-01", "2026-04-01", "2026-04-01 09:05"),
        *("09:05", "が"),
    ]
