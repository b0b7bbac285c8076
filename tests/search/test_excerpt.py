"""Excerpts: the passage that shows why a paper was found."""

import time

import pytest

from hack.search.asking import parse
from hack.search.excerpt import highlight

LONG = "市民の方から多くの電話をいただいています。" * 20


def marked(text: str, question: str) -> list[str]:
    """What is marked in the passage."""
    return [part for part, mark in highlight(text, parse(question)) if mark]


def test_a_short_text_is_shown_whole_with_what_was_asked_marked():
    assert highlight("除雪の相談と、冬の\n道路の話", parse("相談 道路")) == [
        ("除雪の", False),
        ("相談", True),
        ("と、冬の ", False),
        ("道路", True),
        ("の話", False),
    ]


def test_of_a_long_text_the_passage_around_the_hits_is_shown():
    parts = highlight(LONG + "そこで防災訓練を見直します。" + LONG, parse("訓練"))

    assert (parts[0], parts[-1]) == (("…", False), ("…", False))
    assert [part for part, mark in parts if mark] == ["訓練"]
    assert 100 < len("".join(part for part, _ in parts)) < 140


def test_the_passage_with_most_different_words_is_chosen():
    text = "訓練訓練、訓練。" + LONG + "訓練の参加者" + LONG

    assert marked(text, "訓練 参加者") == ["訓練", "参加者"]


def test_what_has_nothing_to_mark_is_shown_from_its_beginning():
    parts = highlight(LONG, parse("宇宙"))

    assert parts == [(LONG[:120], False), ("…", False)]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("雪", ["雪"]),
        ("スマートフォン", ["スマホ"]),
        ("ai", ["ＡＩ"]),
        ("ガス", ["ｶﾞｽ"]),
        ("2026", ["2026"]),
        ("「雪の相談」", ["雪の\n相談"]),
        ("髙齢", ["高齢"]),
    ],
)
def test_marks_are_found_in_whatever_form_they_are_written(question, wanted):
    text = "大雪の\n相談を、スマホや maintain のＡＩで。ｶﾞｽ管は2026年から。高齢の方へ。12026"

    assert marked(text, question) == [part.replace("\n", " ") for part in wanted]


def test_words_of_the_same_meaning_are_marked_too():
    assert marked("無人航空機で見回る。気球では見回らない。", "ドローン") == ["無人航空機"]


def test_a_text_is_given_back_as_it_is_whatever_is_in_it():
    text = '<b>防災</b> & "訓練" 👨‍👩‍👧 辻󠄀'

    assert "".join(part for part, _ in highlight(text, parse("防災"))) == text


def test_of_an_empty_text_nothing_is_shown():
    assert highlight("", parse("防災")) == []


def test_a_text_made_of_nothing_but_hits_keeps_nobody_waiting():
    start = time.process_time()

    assert marked("雪。" * 50_000, "雪 「雪」") == ["雪"] * 60
    assert time.process_time() - start < 2
