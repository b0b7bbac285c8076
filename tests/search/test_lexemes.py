"""Lexemes: how often a word comes, in bits, and what PostgreSQL would not take."""

import pytest

from hack import db
from hack.search import library
from hack.search.lexemes import ROOM, bits, facets_among, lexemes, plain, quoted, words_among
from hack.search.paper import row
from tests.search.papers import a_paper


def split(text):
    """Cut at blanks; every word belongs to the group of its first letter."""
    return text.split(), [word[0] for word in text.split()]


def test_how_often_a_word_comes_is_told_bit_by_bit():
    written = row(a_paper("1", "水", "雪 " * 5 + "車 " * 2, readers={"org:12"}, facets={"field": "roads"}), split)

    assert set(lexemes("private", written)) == {
        "1a0org:12",
        "1b0field\x1froads",
        "1b0noun\x1fneed",
        *("1c0水", "1c0雪", "1c0車"),
        *("1d0水", "1d0雪", "1d0車"),
        "1e0水",
        *("1g0雪", "1g2雪", "1g1車"),
    }


def test_more_often_than_can_be_told_is_as_often_as_can():
    written = row(a_paper("1", "水 " * 40, "雪 " * 2_000), split)

    found = set(lexemes("public", written))
    assert set(bits("public", "title", "水")) <= found and len(bits("public", "title", "水")) == 5
    assert set(bits("public", "text", "雪")) <= found and len(bits("public", "text", "雪")) == 10


def test_of_too_long_a_paper_the_readers_are_never_left_out():
    text = " ".join(f"word{number:06}{'x' * 60}" for number in range(20_000))
    found = lexemes("public", row(a_paper("1", "水", text, readers={"public", "org:12"}), split))

    assert {"0a0public", "0a0org:12", "0b0noun\x1fneed"} <= set(found)
    assert ROOM - 300 < sum(len(lexeme.encode()) for lexeme in found) <= ROOM


def test_long_words_and_what_is_no_letter_become_something_that_can_be_kept():
    [long] = bits("public", "signs", "あ" * 100)

    assert (len(long), plain("水\0\ud800")) == (68, "水?")
    assert bits("public", "signs", "あ" * 101) != (long,)
    assert (quoted("a'b"), quoted("a\\b")) == ("'a''b'", "'a\\\\b'")


def test_words_and_facets_are_told_apart_among_lexemes():
    written = row(a_paper("1", "水", "長" * 100, facets={"field": "roads"}), split)
    found = lexemes("public", written)

    assert (facets_among(found), words_among(found)) == (["field\x1froads", "noun\x1fneed"], {"水"})


@pytest.mark.parametrize("where", ["elsewhere", "database"])
def test_an_index_lies_in_the_folder_or_in_postgresql_and_nowhere_else(stage, tmp_path, where):
    if where == "database" and db.session.get_bind().dialect.name == "postgresql":
        library.connect(tmp_path, where)
        assert library.index().count is not None
        return
    with pytest.raises(RuntimeError, match="SEARCH"):
        library.connect(tmp_path, where)
