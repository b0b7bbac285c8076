"""How much a need says, in words; and the words that matching takes hold of."""

import subprocess
import sys

from hack.advice.reading import PARTS, Fullness, fullness_of, sentences_by_field, texts_of
from hack.advice.words import carrying
from tests.cast import a_need


def _said(**texts):
    return {one.part.field: (one.fullness, bool(one.wanting)) for one in fullness_of(texts) if one.part.field in texts}


def test_every_part_is_told_of_even_where_nothing_is_written():
    told = fullness_of({})

    assert [one.part for one in told] == list(PARTS)
    assert {one.fullness for one in told} == {Fullness.MISSING}


def test_a_need_that_is_worked_over_is_written(cast):
    said = {one.part.field: one.fullness for one in fullness_of(texts_of(a_need(by=cast.michi)))}

    assert {name for name, how in said.items() if how is not Fullness.WRITTEN} == {"tried", "personal"}


def test_how_work_is_done_now_is_thin_without_a_number():
    assert _said(present="委託先が調査員を集めて交差点で車を数えている。") == {"present": (Fullness.THIN, True)}
    assert _said(present="委託先が調査員を集めて50か所の交差点で車を数えている。") == {
        "present": (Fullness.WRITTEN, False)
    }


def test_a_number_under_a_label_is_a_number_and_one_in_a_label_is_none():
    flow = "委託先が調査員を集めて交差点で車を数えている。"

    assert _said(present=f"{flow}\n【頻度・件数】50か所")["present"][0] is Fullness.WRITTEN
    assert _said(present=f"{flow}\n【1回の時間・人数】かなり")["present"][0] is Fullness.THIN


def test_a_hope_is_thin_if_nobody_could_tell_whether_it_came_true():
    assert _said(hoped="職員が目の前の人に向き合えるようにしていきたいです。")["hoped"] == (Fullness.THIN, True)
    assert _said(hoped="職員が目の前の人に向き合える時間を増やしたいです。")["hoped"] == (Fullness.WRITTEN, False)


def test_sentences_are_read_without_labels(cast):
    need = a_need(by=cast.michi, problem="人手が足りない。\n【困っている人】職員4人")

    assert ("problem", "困っていること", "人手が足りない。\n職員4人") in sentences_by_field(texts_of(need))


def test_the_words_of_the_title_weigh_twice_and_compounds_stand_for_their_parts():
    words = carrying("交差点の交通量を測りたい", "調査員が交差点で数えている。市民の利用者のための調査である。")

    assert [(one.surface, one.weight) for one in words] == [("交差点", 3), ("交通量", 2), ("調査員", 1)]


def test_a_text_of_hollow_words_gives_nothing_to_take_hold_of():
    assert carrying("業務の課題を解決したい", "様々な取組について、市民のための対応を行う。") == []
    assert carrying("", "") == []


def test_reading_over_needs_no_scikit_learn():
    code = "import sys; import hack.advice.views; sys.exit('sklearn' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
