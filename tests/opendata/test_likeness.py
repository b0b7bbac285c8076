"""Which texts are about the same data."""

from hypothesis import given
from hypothesis import strategies as st

from hack.opendata.likeness import likest

OTHERS = ["公園のトイレと水飲み場の位置", "交差点ごとの交通量の台数", "図書館の貸出冊数", "交差点の事故の件数"]


def test_the_likest_comes_first_and_what_has_nothing_in_common_does_not_come():
    assert likest("交差点で数えた交通量", OTHERS) == [1, 3]
    assert likest("公園にあるトイレ", OTHERS) == [0]
    assert likest("給食の献立", OTHERS) == []


def test_nothing_is_like_an_empty_text():
    assert likest("", OTHERS) == likest("、。", OTHERS) == likest("公園", []) == []


def test_no_more_are_told_than_asked_for_and_equally_like_ones_keep_their_order():
    assert likest("公園", ["公園"] * 9, most=3) == [0, 1, 2]


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=5))
def test_every_place_told_is_there_once(text, others):
    found = likest(text, others)

    assert len(found) == len(set(found)) and set(found) <= set(range(len(others)))
