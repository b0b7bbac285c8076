"""Which of a few texts are most like one."""

from hypothesis import given
from hypothesis import strategies as some

from hack.matching.likeness.few import LEAST, likest
from hack.text import terms

OTHERS = ["公園のトイレと水飲み場の位置", "交差点ごとの交通量の台数", "図書館の貸出冊数", "交差点の事故の件数"]
words = some.frozensets(some.sampled_from(["公園", "交差点", "事故", "台数", "図書館", "貸出"]))


def _places(text, others=OTHERS):
    return [one.place for one in likest(terms(text), [terms(other) for other in others])]


def test_the_likest_comes_first_and_what_has_nothing_in_common_does_not_come():
    assert _places("交差点で数えた交通量") == [1, 3]
    assert _places("公園にあるトイレ") == [0]
    assert _places("給食の献立") == []


def test_nothing_is_like_an_empty_text():
    assert _places("") == _places("、。") == _places("公園", []) == []


def test_equally_like_ones_keep_their_order():
    assert _places("公園", ["公園"] * 9) == list(range(9))


def test_so_many_words_must_be_in_both_as_are_asked_for():
    asked, others = ["交差点", "台数"], [["交差点", "事故"], ["交差点", "台数"]]

    assert [[one.place for one in likest(asked, others, fewest=fewest)] for fewest in (1, 2, 3)] == [[1, 0], [1], []]


def test_the_words_that_both_have_are_told_the_rarest_first():
    assert likest(["交差点", "台数", "献立"], [["交差点", "台数"], ["交差点"], ["貸出"]])[0].shared == [
        "台数",
        "交差点",
    ]


@given(words, some.lists(words, max_size=6))
def test_every_text_told_is_there_once_and_has_the_words_that_are_told(asked, others):
    found = likest(asked, others)

    assert len({one.place for one in found}) == len(found)
    assert [set(one.shared) for one in found] == [asked & others[one.place] for one in found]
    assert all(LEAST <= one.score <= 1 + 1e-9 for one in found)
