"""The index in PostgreSQL: the same answers as from a folder, shared by processes, and nothing left of what is gone."""

import os
import random

import pytest
from sqlalchemy import text

from hack import db
from hack.search import database, rows
from hack.search.database import DatabaseIndex
from hack.search.index import IndexMissing, State
from hack.search.known import Known
from tests.search.papers import NAMI, OFFICER, UMI, VISITOR, a_paper, found_by, keys

pytestmark = pytest.mark.skipif(not os.environ.get("TEST_DATABASE"), reason="lies in PostgreSQL only")

WORDS = [
    "防災",
    "訓練",
    "除雪",
    "道路",
    "点検",
    "AI",
    "ドローン",
    "高齢者",
    "お年寄り",
    "相談",
    "5G",
    "2026",
    "雪",
    "公園",
]
QUESTIONS = [
    "防災",
    "雪",
    "AI 道路",
    "「道路点検」",
    "「雪相談」 公園",
    "除雪の相談窓口の電話を減らしたい",
    "高齢者",
    "5G 2026",
    "宇宙 防災 道路",
    "ドローソ",
    "防歳訓練",
]


@pytest.fixture
def shared(stage) -> DatabaseIndex:
    """An index in the database, without papers."""
    index = DatabaseIndex(seconds=20)
    index.rebuild([])
    return index


def some_papers(many: int, chance: random.Random) -> list:
    """Papers of a few words, for everybody and for some."""
    return [
        a_paper(
            str(number),
            "".join(chance.choices(WORDS, k=2)),
            "、".join(chance.choices(WORDS, k=chance.randint(3, 60))),
            noun=("need", "seed")[number % 2],
            readers=chance.choice([["public"], ["public"], ["org:12"], ["org:13", "section:5"]]),
            facets={"field": chance.choice(["roads", "welfare"])},
            organization=chance.choice(["", "港計測", "北大学"]),
        )
        for number in range(many)
    ]


def kept(statement: str) -> list:
    """What the database says to that."""
    found = [tuple(row) for row in db.session.execute(text(statement))]
    db.session.rollback()
    return found


def test_answers_are_the_same_as_from_a_folder_to_the_last_figure(shared, folder_index):
    papers = some_papers(150, random.Random(3))  # noqa: S311
    for index in (shared, folder_index):
        index.rebuild(papers)

    for question in QUESTIONS:
        for readers in (VISITOR, UMI, NAMI, OFFICER, {"org:12"}):
            for how in ({}, {"strict": True}, {"nouns": ["need"], "facets": {"field": "roads"}}, {"page": 2}):
                here, there = (found_by(index, question, readers, **how) for index in (shared, folder_index))
                assert here == there


def test_what_was_replaced_is_measured_no_more(shared, folder_index):
    papers, instead = some_papers(60, random.Random(5)), some_papers(30, random.Random(4))  # noqa: S311
    shared.put(papers)
    for number in range(0, 30, 3):
        found_by(shared, "防災 道路", OFFICER)
        shared.put(instead[number : number + 3])
    folder_index.rebuild([*papers[30:], *instead])

    for question in QUESTIONS:
        here, there = (found_by(index, question, OFFICER, per_page=100) for index in (shared, folder_index))
        assert here == there


def test_what_one_process_writes_the_others_find_at_once(shared, monkeypatch):
    monkeypatch.setattr(database, "MOST_TAIL", 3)
    other = DatabaseIndex(seconds=20)
    for number in range(12):
        shared.put([a_paper(f"new{number}", "防災", facets={"field": f"f{number}"}), a_paper("same", f"訓練{number}")])

        found = found_by(other, "防災")
        assert (found.total, len(found.facets["field"])) == (number + 1, number + 1)
        assert keys(found_by(other, f"「訓練{number}」")) == ["same"]
    shared.rebuild([a_paper("only", "防災")])
    assert keys(found_by(other, "防災")) == ["only"]


def test_a_word_written_later_can_be_meant(shared):
    shared.put([a_paper("1", "給食")])
    assert found_by(shared, "ドローソ").suggestion == ""

    shared.put([a_paper("2", "ドローン")])
    assert found_by(shared, "ドローソ").suggestion == "ドローン"


def test_who_began_before_a_writing_sees_what_was_there_then(shared):
    shared.put([a_paper("1", "防災")])
    with shared._reading() as connection:
        known = Known.read(connection, "public", "edition", 1)
        shared.put([a_paper("2", "防災"), a_paper("1", "公園")])
        with shared._reading() as later:
            look = known.look_at(later, 2)

        assert known.look_at(connection, 1) is None
        assert (look.living.tolist(), len(look.measures)) == ([False, True, True], 3)
        before = rows.Rows(connection, known, Known.read(connection, "public", "edition", 1).look)
        assert before.postings("title", "防災")[0].tolist() == [0]


def test_nothing_is_left_of_what_was_taken_out(shared):
    shared.put([a_paper("1", "zebrafish", "秘密の話", readers={"org:12"}, facets={"field": "x"})])
    shared.put([a_paper("1", "elephant", readers={"org:12"})])

    [(gone,), (_,)] = kept("SELECT CAST(search_paper AS text) FROM search_paper ORDER BY number")
    assert gone == '(private,0,2,,,"","\\\\x' + "00" * 32 + '","",)'


def test_words_of_private_papers_lie_on_their_own_shelf(shared):
    shared.put([a_paper("secret", "zebrafish", readers={"org:12"}), a_paper("open", "elephant")])

    shelves = dict(kept("SELECT shelf, CAST(words AS text) || told FROM search_paper"))
    terms = kept("SELECT shelf, term FROM search_term WHERE kind = 'word' ORDER BY shelf")
    assert ("zebrafish" in shelves["public"], "elephant" in shelves["private"]) == (False, False)
    assert terms == [("private", "zebrafish"), ("public", "elephant")]


def test_a_visitor_does_not_even_read_the_private_shelf(shared):
    shared.put([a_paper("need", "防災"), a_paper("umi", "防災", readers={"org:12"})])
    with db.transaction() as session:
        session.execute(text("UPDATE search_paper SET measures = 'damaged' WHERE shelf = 'private'"))

    assert keys(found_by(shared, "防災", VISITOR)) == ["need"]
    with pytest.raises(ValueError, match="buffer"):
        found_by(shared, "防災", UMI)


def test_tables_without_an_index_are_told_from_those_of_another_format(stage):
    index = DatabaseIndex()
    assert index.state() is State.MISSING
    for use in (lambda: found_by(index, "防災"), lambda: index.put([a_paper("1")]), index.count, index.stamps):
        with pytest.raises(IndexMissing):
            use()

    index.rebuild([a_paper("1", "防災")])
    assert (index.state(), index.count()) == (State.FIT, 1)
    with db.transaction() as session:
        session.execute(text("UPDATE search_shelf SET format = 0"))
    assert index.state() is State.BROKEN
    with pytest.raises(IndexMissing):
        found_by(index, "防災")


def test_letters_that_postgresql_does_not_take_do_no_harm(shared):
    long = "あ" * 5_000
    shared.put([a_paper("odd", "防災\0訓練\ud800", f"'quoted' \\ {long} " + "Z" * 9_000, section="x\0")])

    assert keys(found_by(shared, "防災 訓練")) == ["odd"]
    assert keys(found_by(shared, "'quoted' \\")) == ["odd"]
    assert keys(found_by(shared, "z" * 2_900)) == []
    assert shared.stamps().keys() == {("need", "odd")}
