"""The pages of the wordbook, as people meet them at their screens."""

import csv
import io

import pytest
from sqlalchemy import select

from hack import db
from hack.outbox import EventRecord
from hack.wordbook.models import WordbookEdition, WordbookEntry
from tests.wordbook.words import a_word, released, some_synonyms


@pytest.fixture(autouse=True)
def installed(app):
    """The application stands before anybody comes on the stage."""


def _says():
    db.session.rollback()
    return [entry.says for entry in db.session.scalars(select(WordbookEntry).where(WordbookEntry.removed_at.is_(None)))]


def test_from_the_first_word_to_going_back(browser_of, cast):
    mori = browser_of(cast.mori).visit("/").follow("庁内の仕事").follow("用語集")
    assert "まだ一度も反映されていません。" in mori.main
    mori.follow("言葉を加える").press("下書きに保存する", 言葉="除排雪車両", 読み="じょはいせつしゃりょう")
    assert (mori.status, mori.heading) == (200, "除排雪車両")
    assert "未反映(新しい)" in mori.main
    mori.follow("言葉の一覧").follow("同じ意味の言葉を加える")
    mori.press("下書きに保存する", 同じ意味の言葉="除雪、排雪\n雪かき", メモ="冬の仕事")

    mori.follow("変更点と反映")
    assert "全 2 件" in mori.main
    mori.press("反映する", ひとこと="はじめての版")
    assert "いま使われている版" in mori.main and "はじめての版" in mori.main

    mori.follow("言葉の一覧").follow("除排雪車両").press("削除する")
    assert "下書きから削除しました" in mori.main
    mori.follow("変更点と反映").press("反映する").follow("第1版").press("この版に戻す")
    assert "第1版の内容に戻しました。" in mori.main
    db.session.rollback()
    assert [(one.number, one.again, one.words) for one in db.session.scalars(select(WordbookEdition))] == [
        (1, None, 1), (2, None, 0), (3, 1, 1),
    ]  # fmt: skip
    mori.follow("変更の履歴")
    assert "全 3 件" in mori.main and "冬の仕事" in mori.main


def test_officers_and_auditors_read_and_others_do_not_know_of_it(browser_of, cast):
    word = a_word(by=cast.mori)
    edition = released(by=cast.mori)
    pages = ["", "try", "history", "release", "editions", f"entries/{word.key}", f"editions/{edition.key}", "table"]
    for person, status in ((cast.michi, 200), (cast.ken, 200), (cast.umi, 403), (cast.kan, 403)):
        own = 404 if status == 403 else 200
        seen = [browser_of(person).client.get(f"/wordbook/{page}").status_code for page in pages]
        assert seen == [status] * 5 + [own] * 2 + [status]

    michi = browser_of(cast.michi).visit(f"/wordbook/entries/{word.key}")
    assert michi.buttons == []
    assert "直す" not in michi.links
    assert michi.client.get(f"/wordbook/entries/{word.key}/edit").status_code == 403


def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(browser_of, cast):
    some_synonyms("除雪", "雪かき", by=cast.mori)
    page = (
        browser_of(cast.mori).visit("/wordbook/synonyms/new").press("下書きに保存する", 同じ意味の言葉="雪掻き\n融雪")
    )
    assert page.status == 422
    assert "ほかの組(除雪、雪かき)にもあります" in page.main
    assert "融雪" in page.page.find("textarea").get_text()

    page = browser_of(cast.mori).visit("/wordbook/words/new")
    page.press("下書きに保存する", 言葉="ア", ふだんの書き方="ー。", 読み="漢字")
    assert page.status == 422
    for words in ("「ア」は1文字です", "仮名で入力してください。"):
        assert words in page.main
    page.press("下書きに保存する", 言葉="雪かき", ふだんの書き方="雪かき", 読み="")
    assert "登録する言葉と同じです" in page.main


def test_two_who_edit_at_once_lose_nothing(browser_of, cast):
    word = a_word(by=cast.mori)
    first = browser_of(cast.mori).visit(f"/wordbook/entries/{word.key}/edit")
    second = browser_of(cast.mori).visit(f"/wordbook/entries/{word.key}/edit")
    first.press("下書きに保存する", メモ="はじめの人")
    second.press("下書きに保存する", メモ="次の人")

    assert second.status == 422
    assert "はじめの人" in second.main and "次の人" in second.main
    second.press("下書きに保存する")
    assert second.status == 200
    assert "次の人" in second.main


def test_what_was_changed_meanwhile_is_shown_before_it_is_released(browser_of, cast):
    a_word(by=cast.mori)
    page = browser_of(cast.mori).visit("/wordbook/release")
    a_word("共創フロント", by=cast.mori)
    page.press("反映する")
    assert page.status == 422
    assert "ほかの人が用語集を変えました" in page.main and "共創フロント" in page.main

    page.press("反映する")
    assert (page.status, page.heading) == (200, "版")


def test_a_sentence_shows_how_it_is_cut_before_and_after(browser_of, cast):
    a_word(by=cast.mori)
    some_synonyms("検討部会", "ワーキンググループ", by=cast.mori)
    page = browser_of(cast.michi).visit("/wordbook/try").press("試す", 文="除排雪車両の検討部会")

    assert [
        [" ".join(item.get_text(" ").split()) for item in one.find_all("li")] for one in page.page.select("section ol")
    ] == [
        ["除排雪", "車両", "検討", "部会"],
        [
            "除排雪車両 部分: 除排雪、車両",
            "検討部会 部分: 検討、部会 / 同じ意味: 検討部会、ワーキンググループ",
        ],
    ]
    assert [mark.get_text() for mark in page.page.find_all("mark")][-2:] == ["除排雪車両", "検討部会"]
    assert browser_of(cast.michi).visit("/wordbook/try?text=公園").main.endswith("この文の切れ方は変わりません。")
    assert browser_of(cast.michi).visit("/wordbook/try?text=%EF%BF%BF。").status == 200


def test_the_list_is_narrowed_by_word_and_kind(browser_of, cast):
    a_word(by=cast.mori, kana="じょはいせつ")
    some_synonyms(by=cast.mori)
    page = browser_of(cast.michi)

    assert "除排雪車両" in page.visit("/wordbook/?q=はいせつ").main
    assert "雪かき" not in page.main
    assert "全 1 件" in page.visit("/wordbook/?kind=synonyms").main
    assert "全 2 件" in page.visit("/wordbook/?kind=nonsense").main


def test_a_table_goes_out_and_comes_in_again(browser_of, cast):
    a_word("ドロ上げ", by=cast.mori, form="泥上げ", kana="どろあげ", note="土木")
    some_synonyms(by=cast.mori)
    answer = browser_of(cast.mori).client.get("/wordbook/table")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows == [
        ["種類", "言葉", "ふだんの書き方", "読み", "メモ"],
        ["同じ意味の言葉", "除雪、排雪、雪かき", "", "", ""],
        ["ひとつの言葉", "ドロ上げ", "泥上げ", "どろあげ", "土木"],
    ]
    db.session.rollback()
    assert db.session.scalars(select(EventRecord.facts).where(EventRecord.name == "Exported")).one()["rows"] == 2

    more = answer.data + "ひとつの言葉,共創フロント,,,\r\n".encode()
    page = (
        browser_of(cast.mori)
        .visit("/wordbook/import")
        .press("下書きに加える", 表のファイル=(io.BytesIO(more), "語.csv"))
    )
    assert "1件を下書きに加えました。2件は、同じ言葉がもうあるので、読みとメモも変えずに飛ばしました。" in page.main
    assert sorted(_says()) == ["ドロ上げ", "共創フロント", "除雪、排雪、雪かき"]


def test_a_table_with_a_fault_adds_nothing(browser_of, cast):
    some_synonyms("除雪", "排雪", by=cast.mori)
    for rows, says in (
        ("ひとつの言葉,ア,,,\r\nなに,何,,,", "2行目: 「ア」は1文字です"),
        ("ひとつの言葉,共創フロント,,,\r\n同じ意味の言葉,融雪、排雪,,,", "3行目: 「排雪」は、ほかの組"),
        ("ひとつの言葉,共創フロント,,漢字,", "2行目: 読みは"),
        ("", "登録する行がありません"),
    ):
        table = f"種類,言葉,ふだんの書き方,読み,メモ\r\n{rows}".encode()
        page = browser_of(cast.mori).visit("/wordbook/import")
        page.press("下書きに加える", 表のファイル=(io.BytesIO(table), "語.csv"))
        assert (page.status, says in page.main) == (422, True), page.main
    page.press("下書きに加える", 表のファイル=(io.BytesIO("言葉\r\n共創".encode()), "語.csv"))
    assert "見出し「種類」の列がありません" in page.main
    assert _says() == ["除雪、排雪"]
