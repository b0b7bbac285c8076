"""The order of the search as numbers, to be measured."""

import numpy as np
import pytest

from hack.search.ranking import score

DOCUMENTS = [
    {"title": "除雪車の位置", "text": "雪の日に除雪車がどこにいるかを地図で知らせます。"},
    {"title": "道路の点検", "text": "写真から道路の傷みを見つけます。雪の日は撮れません。"},
    {"title": "給食の献立", "text": "アレルギーのある子の献立を作ります。"},
]


def asked(*questions):
    return [{"title": "", "text": question} for question in questions]


def test_what_answers_better_has_more_and_what_is_not_found_has_nothing():
    found = score(asked("除雪車の位置", "道路の傷み", "宇宙旅行", ""), DOCUMENTS)

    assert (found.shape, found.dtype) == ((4, 3), np.float32)
    assert found.argmax(axis=1)[:2].tolist() == [0, 1]
    assert found[0, 2] == 0 and not found[2:].any()


def test_a_word_of_the_title_counts_more_than_one_of_the_text():
    title, text = {"title": "献立", "text": "子どもの昼"}, {"title": "昼", "text": "子どもの献立"}
    [found] = score(asked("献立"), [text, title])

    assert found[1] > found[0] > 0


@pytest.mark.parametrize("order", [[0, 1, 2], [2, 0, 1]])
def test_the_order_in_which_documents_come_changes_nothing(order):
    found = score(asked("雪の日の道路"), [DOCUMENTS[place] for place in order])

    assert np.allclose(found, score(asked("雪の日の道路"), DOCUMENTS)[:, order])


def test_nothing_to_search_and_nothing_asked_are_answered():
    assert score(asked("雪"), []).shape == (1, 0)
    assert score([], DOCUMENTS).shape == (0, 3)
