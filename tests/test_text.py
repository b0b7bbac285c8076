"""Japanese text to words."""

import pickle
import subprocess
import sys
import threading

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from hack import text
from hack.text import normal, pieces, query_terms, spans, terms, units

JAPANESE = "がカﾞｶパﾊﾟ髙㈱ﾊ（株）、。水道管高齢者の見守りヶ 　Ａ1ａ①Ⅳ㌔é\u0301\u200b\ufe0f\n"
texts = some.text(max_size=60) | some.text(some.sampled_from(JAPANESE), max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("申込", "申し込み"), ("申込み", "申し込み"), ("手続", "手続き"), ("取組", "取り組み"), ("問合せ", "問い合わせ"),
        ("打合せ", "打ち合わせ"), ("受付", "受け付け"), ("引越", "引っ越し"), ("見守る", "みまもる"), ("空家", "空き家"),
        ("サーバ", "サーバー"), ("コンピュータ", "コンピューター"), ("インタフェース", "インターフェイス"), ("ディジタル", "デジタル"),
        ("ｽﾏｰﾄﾌｫﾝ", "スマートフォン"), ("スマホ", "スマートフォン"), ("Ｗｅｂ", "ウェブ"), ("ＡＩ", "ai"),
        ("子ども", "子供"), ("障がい者", "障害者"), ("まちづくり", "街づくり"), ("ゴミ", "ごみ"), ("癌", "がん"),
        ("髙島屋", "高島屋"), ("保土ヶ谷区", "保土ケ谷区"), ("㈱", "株式会社"), ("（株）", "株式会社"), ("渡邉", "渡辺"),
    ],
)  # fmt: skip
def test_spellings_of_one_word_come_to_the_same_terms(one, other):
    assert terms(one) == terms(other) != []


def test_long_words_come_with_their_parts_and_little_words_not_at_all():
    assert terms("外国人を待機児童の窓口で支援する。") == [
        "外国人", "外国", "待機児童", "待機", "児童", "窓口", "支援",
    ]  # fmt: skip


def test_numerals_particles_and_auxiliaries_are_no_terms():
    assert terms("30は2,600と二百でできるようになっている。") == []


def test_a_water_pipe_is_not_read_as_water_and_a_conduit():
    assert terms("水道管")[:2] == ["水道", "管"]
    assert "下水道" in terms("下水道管の点検")
    assert terms("水道管理者") == terms("水道 管理者")


def test_words_are_marked_where_they_stand_in_the_text_as_it_was_written():
    written = "㈱髙島屋は、ｶﾞｽと防\u200b災のＡＩを㌔で。"

    assert [(span.term, written[span.start : span.end]) for span in spans(written) if not span.long] == [
        ("株式", "㈱"), ("会社", "㈱"), ("高島屋", "髙島屋"), ("ガス", "ｶﾞｽ"), ("防災", "防\u200b災"), ("ai", "ＡＩ"), ("キロ", "㌔"),
    ]  # fmt: skip


def test_an_inflected_word_is_over_with_its_ending():
    written = "傷んだ道を、測りたいので見つければ困らない。静かに走って数える。"

    assert [written[span.start : span.until] for span in spans(written)] == [
        "傷んだ", "道", "測りたい", "見つければ", "困らない", "静か", "走って", "数える",
    ]  # fmt: skip


def test_nouns_are_told_from_other_words():
    assert [(span.term, span.noun) for span in spans("静かな雪が積もる")] == [
        ("静か", False), ("雪", True), ("積もる", False),
    ]  # fmt: skip


@given(texts)
@settings(max_examples=200, deadline=None)
def test_spans_are_the_terms_and_lie_in_the_text(written):
    found = spans(written)

    assert [span.term for span in found] == terms(written)
    for span, unit in zip(found, units(written), strict=True):
        assert 0 <= span.start < span.end <= len(written)
        assert normal(written)[unit.start : unit.end] in normal(written[span.start : span.end])


@given(texts)
@example("ヵ\u3099")
@example("Ϊ\u0301")
@settings(max_examples=200, deadline=None)
def test_the_normal_form_is_its_own_normal_form(written):
    assert normal(normal(written)) == normal(written)


@pytest.mark.parametrize(
    "broken", ["\x00", "\ud800", "防\x00災\udfff", "\ufeff", "\x85\x9f", "゛", " " + "\u0301" * 500]
)
def test_broken_text_does_no_harm(broken):
    assert [span.term for span in spans(f"公園{broken}。道路")] == [*terms("公園"), *terms(broken), *terms("道路")]


def test_texts_longer_than_the_tokenizer_takes_are_cut_at_the_ends_of_sentences():
    sentence = "高齢者の見守りを進める。"
    long = sentence * 5_000

    assert len(long.encode()) > 3 * 49_149
    assert terms(long) == terms(sentence) * 5_000
    assert spans(long)[-1].end == len(long) - 1


def test_a_long_text_without_a_sentence_is_cut_anyway():
    assert len(terms("公園" * 20_000)) == 20_000
    assert terms("𩸽" * 13_000) is not None


def test_a_search_asks_for_distinct_short_words():
    assert query_terms("待機児童と児童") == ["待機", "児童"]


def test_a_long_word_is_asked_for_where_its_parts_would_say_less():
    assert query_terms("バス停") == ["バス停", "バス"]


@pytest.mark.parametrize("word", ["水", "雪", "防災", "区", "5G", "度", "2026", "AI"])
def test_a_question_of_one_or_two_letters_is_found(word):
    document = f"横浜市の{word}についての相談"

    assert query_terms(word)
    assert set(query_terms(word)) <= {*terms(document), *pieces(document)}


def test_a_kanji_is_found_inside_longer_words():
    assert "水" not in terms("節水")
    assert query_terms("水") == ["水"]
    assert "水" in pieces("節水")


def test_a_question_of_nothing_asks_for_nothing():
    assert [query_terms(empty) for empty in ("", "  ", "、。", "\x00", "のはを")] == [[]] * 5


@given(texts)
@settings(max_examples=100, deadline=None)
def test_what_a_question_asks_for_is_in_the_text_it_was_taken_from(written):
    assert set(query_terms(written)) <= {*terms(written), *pieces(written)}


def test_many_threads_cut_at_the_same_time():
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.extend(terms("外国人と相談") for _ in range(50))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [["外国人", "外国", "相談"]] * 400


def test_its_functions_can_be_pickled_while_a_tokenizer_is_in_use():
    assert terms("水") == ["水"]
    assert pickle.loads(pickle.dumps(terms))("水") == ["水"]  # noqa: S301 (our own bytes)


def test_importing_it_loads_no_dictionary():
    program = "import hack.text.cutting as c; import hack.text.words as t; print(c.dictionary.cache_info().currsize); t.terms('水'); print(c.dictionary.cache_info().currsize)"

    assert subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split() == ["0", "1"]


def test_the_version_names_the_dictionary_and_our_own_tables():
    assert text.dictionary_version().split(",")[0].startswith("core 20")
    assert "own " in text.dictionary_version()
