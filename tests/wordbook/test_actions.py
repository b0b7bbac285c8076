"""Writing the wordbook, releasing it, going back."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

import hack.wordbook
from hack import db, text
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.outbox import EventRecord
from hack.wordbook import checking
from hack.wordbook.actions import add_synonyms, add_whole, edit_entry, go_back, release, remove_entry
from hack.wordbook.editions import book_of, differences
from hack.wordbook.models import Deed, EntryKind, WordbookChange, WordbookTerm
from hack.wordbook.queries import draft_lines, edition_in_force, last_change, lines_of, standing_of_words
from tests.cast import a_need, a_seed
from tests.wordbook.words import a_word, released, some_synonyms


def refused(deed, *, match: str, field: str | None = None) -> None:
    with pytest.raises(RuleBroken, match=match) as told, db.transaction():
        deed()
    assert told.value.field == field


def test_what_is_written_is_kept_with_who_and_when(cast):
    word = a_word("ドロ上げ", by=cast.mori, form="泥上げ", kana="どろあげ", note="土木の言葉")
    group = some_synonyms("除雪", "排雪", by=cast.mori)

    assert (word.title, word.written, word.version, word.changed_by) == ("ドロ上げ → 泥上げ", "ドロ上げ", 1, cast.mori)
    assert (group.says, group.lines) == ("除雪、排雪", "除雪\n排雪")
    assert [(one.deed, one.by, one.before, one.after) for one in db.session.scalars(select(WordbookChange))] == [
        (Deed.ADDED, cast.mori, "", "ドロ上げ → 泥上げ\n読み: どろあげ\nメモ: 土木の言葉"),
        (Deed.ADDED, cast.mori, "", "除雪、排雪"),
    ]
    assert list(db.session.scalars(select(EventRecord.thing).where(EventRecord.name == "WordbookEntered"))) == [
        f"wordbook_entry:{word.id}", f"wordbook_entry:{group.id}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("", "文字がありません"), ("、。", "文字がありません"), ("ア", "1文字です"), ("ｂ", "1文字です"), ("雪", "2文字以上"),
        ("あ" * 41, "40字以内"),
    ],
)  # fmt: skip
def test_what_is_no_word_is_refused_at_its_field(cast, written, says):
    refused(lambda: add_whole(by=cast.mori, written=written), match=says, field="written")


def test_another_spelling_is_another_one(cast):
    refused(lambda: add_whole(by=cast.mori, written="除排雪", form="除排雪"), match="同じです", field="form")
    refused(lambda: add_whole(by=cast.mori, written="除排雪", form="。"), match="文字がありません", field="form")


def test_a_word_is_there_once_however_it_is_written(cast):
    a_word("ICT基盤", by=cast.mori)

    refused(lambda: add_whole(by=cast.mori, written="ｉｃｔ基盤"), match="もう登録されています", field="written")
    some_synonyms("ICT基盤", "情報通信基盤", by=cast.mori)


def test_a_word_means_the_same_as_those_of_one_group_only(cast):
    some_synonyms("除雪", "雪かき", by=cast.mori)

    refused(
        lambda: add_synonyms(by=cast.mori, terms=["雪掻き", "融雪"]), match=r"ほかの組\(除雪、雪かき\)", field="lines"
    )
    refused(lambda: add_synonyms(by=cast.mori, terms=["排雪", "融雪", "排雪"]), match="同じ言葉として", field="lines")
    refused(lambda: add_synonyms(by=cast.mori, terms=["手続", "手続き"]), match="同じ言葉として", field="lines")
    refused(lambda: add_synonyms(by=cast.mori, terms=["排雪"]), match="2つ以上", field="lines")
    refused(lambda: add_synonyms(by=cast.mori, terms=["排雪", "ア"]), match="1文字です", field="lines")
    refused(
        lambda: add_synonyms(by=cast.mori, terms=[f"言葉{n}番" for n in range(21)]), match="20語まで", field="lines"
    )


def test_the_book_has_an_end(cast, monkeypatch):
    monkeypatch.setattr(checking, "MOST_ENTRIES", 1)
    a_word(by=cast.mori)

    refused(lambda: add_whole(by=cast.mori, written="共創フロント"), match="件まで")


def test_an_entry_is_changed_by_who_saw_it_as_it_is(cast):
    group = some_synonyms("除雪", "排雪", by=cast.mori)
    with db.transaction():
        edit_entry(group, by=cast.mori, seen=1, terms=["排雪", "融雪"], note="冬")
    with pytest.raises(Overtaken), db.transaction():
        edit_entry(group, by=cast.mori, seen=1, terms=["除雪", "融雪"])
    with db.transaction():
        edit_entry(group, by=cast.mori, seen=2, terms=["排雪", "融雪"], note="冬")

    assert (group.lines, group.version, group.says) == ("排雪\n融雪", 2, "排雪、融雪")
    assert [(one.deed, one.before, one.after) for one in db.session.scalars(select(WordbookChange))][1:] == [
        (Deed.CHANGED, "除雪、排雪", "排雪、融雪\nメモ: 冬")
    ]


def test_what_is_removed_may_be_written_again(cast):
    word = a_word(by=cast.mori)
    with db.transaction():
        remove_entry(word, by=cast.mori, seen=1)
    with db.transaction():
        remove_entry(word, by=cast.mori, seen=1)
    with pytest.raises(Overtaken, match="削除しました"), db.transaction():
        edit_entry(word, by=cast.mori, seen=word.version, terms=["除排雪車両"])

    a_word(by=cast.mori)
    assert db.session.scalars(select(WordbookTerm.written)).all() == ["除排雪車両"]
    assert [one.deed for one in db.session.scalars(select(WordbookChange))] == [Deed.ADDED, Deed.REMOVED, Deed.ADDED]


def test_only_coordinators_write_and_release(cast):
    word = a_word(by=cast.mori)
    for person in (cast.michi, cast.umi, cast.kan, cast.ken):
        for deed in (
            lambda person=person: add_whole(by=person, written="共創フロント"),
            lambda person=person: edit_entry(word, by=person, seen=1, terms=["共創"]),
            lambda person=person: remove_entry(word, by=person, seen=1),
            lambda person=person: release(by=person, seen=last_change()),
        ):
            with pytest.raises(NotAllowed), db.transaction():
                deed()


def test_many_changes_are_one_edition(cast):
    word, group = a_word(by=cast.mori), some_synonyms(by=cast.mori)
    first = released(by=cast.mori, note="冬のはじめ")
    with db.transaction():
        edit_entry(word, by=cast.mori, seen=1, terms=["除排雪車"])
        remove_entry(group, by=cast.mori, seen=1)
    a_word("共創フロント", by=cast.mori)
    second = released(by=cast.mori)

    assert (first.number, first.words, first.groups, first.note, first.by) == (1, 1, 1, "冬のはじめ", cast.mori)
    assert [tuple(one) for one in differences(lines_of(first), lines_of(second))] == [
        (Deed.ADDED, "ひとつの言葉", "", "共創フロント"),
        (Deed.CHANGED, "ひとつの言葉", "除排雪車両", "除排雪車"),
        (Deed.REMOVED, "同じ意味の言葉", "除雪、排雪、雪かき", ""),
    ]
    assert book_of(lines_of(second), 2).words == (text.Whole("除排雪車"), text.Whole("共創フロント"))
    assert edition_in_force() == second


def test_nothing_new_is_no_edition_and_a_note_alone_is_nothing_new(cast):
    refused(lambda: release(by=cast.mori, seen=0), match="変更がありません")
    word = a_word(by=cast.mori)
    released(by=cast.mori)
    with db.transaction():
        edit_entry(word, by=cast.mori, seen=1, terms=["除排雪車両"], note="書き足した")

    refused(lambda: release(by=cast.mori, seen=last_change()), match="変更がありません")


def test_what_was_changed_meanwhile_is_not_released_unseen(cast):
    a_word(by=cast.mori)
    seen = last_change()
    a_word("共創フロント", by=cast.mori)

    with pytest.raises(Overtaken), db.transaction():
        release(by=cast.mori, seen=seen)


def test_an_earlier_edition_comes_back_and_the_draft_stays(cast):
    word = a_word(by=cast.mori)
    first = released(by=cast.mori)
    with db.transaction():
        edit_entry(word, by=cast.mori, seen=1, terms=["除排雪車"])
    released(by=cast.mori)
    with db.transaction():
        third = go_back(first, by=cast.mori, seen=2)

    assert (third.number, third.again, lines_of(third)) == (3, 1, lines_of(first))
    assert [line.says for line in draft_lines()] == ["除排雪車"]
    refused(lambda: go_back(first, by=cast.mori, seen=3), match="同じ内容")
    with pytest.raises(Overtaken), db.transaction():
        go_back(first, by=cast.mori, seen=2)
    with pytest.raises(NotAllowed), db.transaction():
        go_back(first, by=cast.michi, seen=3)


def test_a_word_is_counted_where_everybody_may_read_it(cast):
    a_need(by=cast.michi, title="除排雪車両の位置")
    a_need(by=cast.michi, title="別のこと", problem="除排雪の車両が足りない。")
    a_need(by=cast.michi, title="除排雪車両の中だけの話", internal=True)
    a_seed(by=cast.umi, title="車両の管理", summary="除排雪車両の位置を測る。")

    assert standing_of_words(["除排雪車両", "除排雪の車両"]) == (2, 1, 2, 1)
    assert standing_of_words([]) == (0, 0, 2, 1)


def test_the_labels_of_kinds_are_what_tables_say():
    assert [kind.label for kind in EntryKind] == ["ひとつの言葉", "同じ意味の言葉"]


def test_the_first_words_of_a_city_can_all_be_entered(cast):
    first = json.loads((Path(hack.wordbook.__file__).parent / "first_words.json").read_text())
    with db.transaction():
        for word in first["whole"]:
            add_whole(by=cast.mori, **word)
        for group in first["synonyms"]:
            add_synonyms(by=cast.mori, **group)

    assert len(draft_lines()) == len(first["whole"]) + len(first["synonyms"])
