"""What comes too late, or twice, for the wordbook."""

import pytest
from sqlalchemy import func, select

from hack import db
from hack.errors import RuleBroken
from hack.wordbook.actions import edit_entry, remove_entry
from hack.wordbook.models import WordbookChange, WordbookTerm
from tests.wordbook.words import a_word, some_synonyms


def _changes():
    db.session.rollback()
    return db.session.scalar(select(func.count(WordbookChange.id)))


def test_pressed_twice_an_entry_is_changed_once(browser_of, cast):
    word = a_word(by=cast.mori)
    page = browser_of(cast.mori).visit(f"/wordbook/entries/{word.key}/edit")
    _, where, sent = page.about_to_press("下書きに保存する", メモ="冬に使う。")

    assert [page.client.post(where, data=sent).status_code for _ in range(2)] == [302, 302]
    assert _changes() == 2


def test_pressed_twice_an_entry_is_removed_once(browser_of, cast):
    word = a_word(by=cast.mori)
    page = browser_of(cast.mori).visit(f"/wordbook/entries/{word.key}")
    _, where, sent = page.about_to_press("削除する")

    assert [page.client.post(where, data=sent).status_code for _ in range(2)] == [302, 302]
    assert _changes() == 2
    assert page.visit(f"/wordbook/entries/{word.key}").status == 404


@pytest.mark.parametrize("make", [a_word, some_synonyms])
def test_who_edits_what_was_removed_meanwhile_is_told_and_keeps_the_text(browser_of, cast, make):
    entry = make(by=cast.mori)
    page = browser_of(cast.mori).visit(f"/wordbook/entries/{entry.key}/edit")
    with db.transaction():
        remove_entry(entry, by=cast.mori, seen=None)
    page.press("下書きに保存する", メモ="冬に使う。")

    assert page.status == 422
    assert "用語集から削除しました" in page.main and page.questions["note"] == "冬に使う。"


def test_a_word_that_grows_when_it_is_compared_is_no_longer_than_the_book_holds(cast):
    for written in ("㍿" * 12, "ﷺ" * 39):
        with pytest.raises(RuleBroken, match="長すぎます"):
            a_word(written, by=cast.mori)
        with pytest.raises(RuleBroken, match="長すぎます"):
            some_synonyms(written, "除雪", by=cast.mori)
    assert db.session.scalar(select(func.count(WordbookTerm.id))) == 0


def test_who_changes_nothing_is_not_told_that_somebody_was_quicker(cast):
    group = some_synonyms("除雪", "排雪", by=cast.mori)
    with db.transaction():
        edit_entry(group, by=cast.mori, seen=1, terms=["排雪", "融雪"])
    with db.transaction():
        edit_entry(group, by=cast.mori, seen=1, terms=["排雪", "融雪"])
    assert group.version == 2
