"""Words of the city's own: kept whole, grouped, in force for every thread and process."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from hack import text
from hack.matching.similarity import score_by_words as score
from hack.text import NOTHING, Synonyms, Whole, Wordbook, dictionary_version, edition, normal, spans, units

BOOK = Wordbook(
    1,
    (Whole("除排雪車両"), Whole("共創フロント"), Whole("ケアテック"), Whole("ドロ上げ", "泥上げ"), Whole("市電")),
    (Synonyms(3, ("除雪", "排雪", "雪かき")), Synonyms(4, ("ワーキンググループ", "検討部会"))),
)
JAPANESE = "がカﾞ髙㈱（、。水道管 Ａ1ー\n" + "除排雪車両共創フロントケアテックドロ上げ市電雪かき検討部会"
texts = some.text(max_size=60) | some.text(some.sampled_from(JAPANESE), max_size=60)
words = some.text(some.sampled_from(JAPANESE), min_size=1, max_size=6) | some.text(min_size=1, max_size=6)
books = some.builds(
    Wordbook,
    some.just(1),
    some.lists(some.builds(Whole, words, words | some.just("")), max_size=4).map(tuple),
    some.lists(words, min_size=2, max_size=3).map(lambda terms: (Synonyms(1, tuple(terms)),)),
)


@pytest.fixture(autouse=True)
def nowhere() -> None:
    """No wordbook is in force before a test says so."""
    text.connect(None)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where the wordbook lies; nowhere afterwards."""
    text.connect(tmp_path / "words")
    yield tmp_path / "words"
    text.connect(None)


def terms(written: str, book: Wordbook = BOOK) -> list[str]:
    return [unit.term for unit in units(written, book)]


def test_an_own_word_is_kept_whole_and_followed_by_its_parts():
    assert terms("除排雪車両の共創フロント") == ["除排雪車両", "除排雪", "車両", "共創フロント", "共創", "フロント"]
    assert [unit.long for unit in units("除排雪車両", BOOK)] == [True, False, False]


def test_an_own_word_is_found_in_what_sudachi_does_not_know():
    assert terms("ケアテックラボ", NOTHING) == ["ケアテックラボ"]
    assert terms("ケアテックラボ") == ["ケアテック", "ラボ"]
    assert terms("ケアテックー", NOTHING) == terms("ケアテックー")


def test_a_short_word_is_not_found_by_chance():
    assert terms("市電の都市電化") == ["市電", "都市", "電化"]
    assert terms("都市電化") == terms("都市電化", NOTHING)


def test_latin_words_are_kept_only_as_a_whole():
    book = Wordbook(1, (Whole("ict基盤"), Whole("act")))

    assert terms("ＩＣＴ基盤で", book)[0] == "ict基盤"
    assert "act" not in terms("factory react", book)


def test_another_spelling_comes_to_the_same_terms():
    assert terms("ドロ上げ") == terms("泥上げ") == ["泥上げ", "泥", "上げ"]
    assert {(span.start, span.end) for span in spans("側溝のドロ上げ", BOOK) if span.term != "側溝"} == {(3, 7)}


def test_synonyms_share_a_group_that_is_none_of_sudachis():
    [snow] = [unit.groups for unit in units("排雪", BOOK)]
    shovelled = next(units("雪かき", BOOK)).groups

    assert snow == (-3,)
    assert shovelled[-1] == -3 and min(shovelled[:-1]) > 0
    assert next(units("検討部会", BOOK)) == text.Span("検討部会", 0, 4, True, True, (-4,), 4)


def test_a_word_that_water_pipes_are_torn_for_may_be_kept_all_the_same():
    assert terms("水道管路", Wordbook(1, (Whole("水道管路"),)))[0] == "水道管路"
    assert terms("水道管と水道管路", Wordbook(1, (Whole("水道管路"),)))[:3] == ["水道", "管", "水道管路"]


@given(texts, books)
@example("共創フロント(きょうそうふろんと)", BOOK)
@example("Σ" * 5, Wordbook(1, (Whole("ς"), Whole("Σσ"))))
@settings(max_examples=300, deadline=None)
def test_whatever_the_words_and_the_text_nothing_is_lost_or_out_of_place(written, book):
    found = spans(written, book)

    assert [span.term for span in found] == terms(written, book)
    for span, unit in zip(found, units(written, book), strict=True):
        assert 0 <= span.start < span.end <= len(written)
        assert 0 <= unit.start < unit.end <= unit.until <= len(normal(written))


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_wordbook_changes_nothing_in_texts_without_its_words(written):
    book = Wordbook(1, (Whole("粗大ごみ処理券"),), (Synonyms(1, ("有害鳥獣対策", "鳥獣害対策本部")),))

    assert list(units(written, book)) == list(units(written, NOTHING)) == list(units(written))


@given(texts)
@settings(max_examples=100, deadline=None)
def test_what_a_question_asks_for_is_in_the_text_it_was_taken_from(written):
    text.edition._known.book = BOOK
    try:
        assert set(text.query_terms(written)) <= {*text.terms(written), *text.pieces(written)}
    finally:
        text.connect(None)


def test_synonyms_make_texts_alike_that_have_no_word_in_common_and_leave_no_trace(folder):
    one, other = [{"title": "排雪", "text": ""}], [{"title": "オンデマンド搬送", "text": ""}]
    assert score(one, other)[0, 0] == score(other, one)[0, 0] == 0
    before = dictionary_version()

    text.put_in_force(Wordbook(1, (), (Synonyms(7, ("排雪", "オンデマンド搬送")),)))
    assert score(one, other)[0, 0] > 0 and score(other, one)[0, 0] > 0
    assert text.groups_of("排雪") == text.groups_of("オンデマンド搬送") == (-7,)

    text.put_in_force(Wordbook(2))
    assert score(one, other)[0, 0] == score(other, one)[0, 0] == 0
    assert dictionary_version() == before


def test_the_version_tells_what_is_in_the_book_and_not_what_it_is_called():
    same = Wordbook(9, BOOK.words[::-1], BOOK.groups)

    assert dictionary_version(same) == dictionary_version(BOOK) != dictionary_version(NOTHING)
    assert dictionary_version(Wordbook(4)) == dictionary_version(NOTHING) == dictionary_version()
    assert dictionary_version(BOOK).startswith(dictionary_version(NOTHING))


def test_threads_cut_with_the_new_edition_from_when_it_is_in_force(folder):
    ready, released = threading.Barrier(5), threading.Event()
    found: list[tuple[str, str]] = []

    def cut() -> None:
        before = text.terms("共創フロント")[0]
        ready.wait()
        released.wait()
        found.append((before, text.terms("共創フロント")[0]))

    threads = [threading.Thread(target=cut) for _ in range(4)]
    for thread in threads:
        thread.start()
    ready.wait()
    text.put_in_force(BOOK)
    released.set()
    for thread in threads:
        thread.join()

    assert found == [("共創", "共創フロント")] * 4


def test_other_processes_notice_a_new_edition(folder):
    program = """
import sys; from pathlib import Path; from hack import text
text.edition.LOOKS_EVERY = 0.0
text.connect(Path(sys.argv[1]))
print(text.terms("共創フロント")[0], flush=True)
input()
print(text.terms("共創フロント")[0], text.dictionary_version(), flush=True)
"""
    with subprocess.Popen(
        [sys.executable, "-c", program, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
    ) as other:
        assert other.stdout and other.stdin
        assert other.stdout.readline() == "共創\n"
        text.put_in_force(BOOK)
        other.stdin.write("\n")
        other.stdin.flush()
        assert other.stdout.readline() == f"共創フロント {dictionary_version()}\n"


def test_a_file_that_is_lost_or_damaged_leaves_the_edition_as_it_was(folder, monkeypatch):
    monkeypatch.setattr(edition, "LOOKS_EVERY", 0.0)
    text.put_in_force(BOOK)
    (folder / edition.FILE).write_text(json.dumps({"edition": 3, "words": 7}))
    assert (text.current(), text.in_file()) == (BOOK, None)

    (folder / edition.FILE).unlink()
    assert (text.current(), text.in_file()) == (BOOK, None)

    text.put_in_force(Wordbook(2))
    assert text.current() == text.in_file() == Wordbook(2)
    assert [path.name for path in folder.iterdir()] == [edition.FILE]


def test_there_is_a_place_for_a_wordbook_or_it_is_not_put_in_force():
    with pytest.raises(RuntimeError):
        text.put_in_force(BOOK)
