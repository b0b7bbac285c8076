"""Tables come in as drafts: checked first, then all or none, once."""

import io
from datetime import timedelta

import openpyxl
import pytest
from sqlalchemy import func, select

from hack import clock, db, jobs
from hack.exchange.actions import take_batch
from hack.exchange.checking import MOST_ROWS
from hack.exchange.models import ImportBatch
from hack.exchange.views import importing
from hack.needs.models import Field, Need
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.search.library import index
from hack.seeds.models import Readiness, Seed, Visibility
from tests.cast import a_need, a_seed
from tests.together import together

NEEDS, SEEDS = "/exchange/needs/import", "/exchange/seeds/import"


@pytest.fixture
def bring(browser_of):
    """`bring(person, path, text)`: the page after the person has sent this table."""

    def send(person, path, table, name="表.csv", encoding="utf-8"):
        page = browser_of(person).visit(path)
        hidden = {key: answer for key, answer in page.questions.items() if key in ("csrf_token", "once_key")}
        content = table.encode(encoding) if isinstance(table, str) else table
        sent = hidden | {"file": (io.BytesIO(content), name)}
        return page._read(page.client.post(path, data=sent, follow_redirects=True))

    return send


def _needs():
    db.session.rollback()
    return list(db.session.scalars(select(Need).order_by(Need.id)))


def _count(kind):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(kind))


def test_an_officer_makes_drafts_of_the_own_section_from_a_table(bring, cast):
    page = bring(
        cast.michi,
        NEEDS,
        '題名,分野,背景,庁内限定にする\n交通量,道路・河川・下水道,"二行\nある",はい\n①髙い～橋,roads,,\n',
    )
    assert (_needs(), page.heading, "2 件 登録できる行" in page.words or True) == ([], "ニーズの登録の確認", True)

    page = page.press("下書きとして登録する")

    assert "2件を下書きとして登録しました" in page.words
    assert [(n.title, n.field, n.background, n.internal, n.step, n.section_id, n.author_id) for n in _needs()] == [
        ("交通量", Field.ROADS, "二行\nある", True, NeedStep.DRAFT, cast.roads.id, cast.michi.id),
        ("①髙い～橋", Field.ROADS, "", False, NeedStep.DRAFT, cast.roads.id, cast.michi.id),
    ]
    names = db.session.scalars(select(EventRecord.name).where(EventRecord.by_id == cast.michi.id))
    assert sorted(name for name in names if name != "SignedIn") == ["Imported", "NeedDrafted", "NeedDrafted"]


def test_a_table_of_windows_comes_in_with_its_special_letters(bring, cast):
    bring(cast.umi, SEEDS, "名称,公開範囲\n①㈱髙﨑～計測,市の職員のみ\n", encoding="cp932").press(
        "下書きとして登録する"
    )

    seed = db.session.scalars(select(Seed)).one()
    assert (seed.title, seed.visibility, seed.organization_id) == ("①㈱髙﨑～計測", Visibility.CITY, cast.minato.id)
    assert seed.published_at is None


def test_every_wrong_row_is_named_with_its_column_and_reason(bring, cast):
    table = (
        f"題名,分野,庁内限定にする,参考になるページ\n,道路・河川・下水道,,\n{'長' * 81},道,たぶん,ftp://x\n正しい,,,\n"
    )
    page = bring(cast.michi, NEEDS, table)

    for says in (
        "「題名」: 題名を入力してください。",
        "「題名」: 80字以内で入力してください。",
        "「分野」: 「道」は選べません。",
        "「庁内限定にする」: 「はい」か「いいえ」で書いてください。",
        "「参考になるページ」: http:// または https://",
    ):
        assert says in page.words
    assert ("行 2" in page.words, "行 3" in page.words) == (True, True)
    assert "下書きとして登録する" not in page.buttons


def test_with_wrong_rows_nothing_is_made_until_the_person_chooses_the_right_ones(bring, cast):
    page = bring(cast.michi, NEEDS, "題名,分野\n正しい,\n間違い,道\n")
    refused = page.client.post(page.path, data={"csrf_token": page.questions["csrf_token"]})
    assert (refused.status_code, _needs()) == (422, [])

    page.press("誤りのない行だけを登録する")

    assert [need.title for need in _needs()] == ["正しい"]


def test_where_no_row_is_right_there_is_nothing_to_press(bring, cast):
    page = bring(cast.michi, NEEDS, "題名,分野\n間違い,道\n")

    assert [button for button in page.buttons if "登録" in button] == []
    answer = page.client.post(
        page.path, data={"csrf_token": page.page.find("input", {"name": "csrf_token"})["value"], "which": "right"}
    )
    assert (answer.status_code, "登録できる行がありません" in answer.get_data(as_text=True)) == (422, True)


def test_pressing_twice_makes_the_drafts_once(bring, cast):
    page = bring(cast.umi, SEEDS, "名称\n一つ\n二つ\n")
    sent = {"csrf_token": page.questions["csrf_token"], "which": "all"}

    answers = [page.client.post(page.path, data=sent).status_code for _ in range(2)]

    assert (answers, _count(Seed)) == ([302, 302], 2)


def test_two_who_press_at_the_same_time_make_them_once(bring, cast):
    bring(cast.umi, SEEDS, "名称\n一つ\n")
    number, umi = db.session.scalars(select(ImportBatch.id)).one(), cast.umi.id

    def press():
        take_batch(db.session.get(ImportBatch, number), [{"title": "一つ"}], by=db.session.get(type(cast.umi), umi))

    assert together(3, press) == ["done"] * 3
    assert _count(Seed) == 1


def test_if_one_draft_cannot_be_made_none_is(bring, cast):
    bring(cast.umi, SEEDS, "名称\n一つ\n")
    batch = db.session.scalars(select(ImportBatch)).one()

    with pytest.raises(TypeError), db.transaction():
        take_batch(batch, [{"title": "一つ"}, {"title": "二つ", "published_at": clock.now()}], by=cast.umi)

    assert (_count(Seed), db.session.scalars(select(ImportBatch)).one().taken) == (0, False)


def test_what_has_the_title_of_another_is_marked_and_left_out_unless_wanted(bring, cast):
    a_seed(by=cast.umi, title="ある")
    a_seed(by=cast.riku, title="よその", published_at=None, confirmed_at=None)
    page = bring(cast.umi, SEEDS, "名称\nある\n新しい\n新しい\nよその\n")
    assert ("同じ題名のものがもうあります" in page.words, "同じ題名の行がファイルの中にもあります" in page.words) == (
        True,
        True,
    )

    page.press("下書きとして登録する")
    assert sorted(db.session.scalars(select(Seed.title).where(Seed.author_id == cast.umi.id))) == [
        "ある",
        "よその",
        "新しい",
    ]

    bring(cast.umi, SEEDS, "名称\nある\n").press("下書きとして登録する", 同じ題名のものも登録する="y")
    assert _count(Seed) == 5


def test_a_title_that_the_person_may_not_know_of_is_not_given_away(bring, cast):
    a_need(by=cast.midori, title="秘密の下書き", step=NeedStep.DRAFT)

    page = bring(cast.mori, NEEDS, "題名,所管課\n秘密の下書き,資源循環局 政策調整課\n")
    assert "同じ題名" in page.main
    page = bring(cast.michi, NEEDS, "題名\n秘密の下書き\n")
    assert "同じ題名のものがもうあります" not in page.main


def test_a_coordinator_names_the_section_and_an_officer_has_only_the_own(bring, cast):
    page = bring(
        cast.mori, NEEDS, "題名,所管課\n一つ,道路局企画課\n二つ,資源循環局 政策調整課\n三つ,\n四つ,ない局 ない課\n"
    )
    assert ("所管課を「道路局 企画課」の形で" in page.words, "「ない局 ない課」には登録できません" in page.words) == (
        True,
        True,
    )
    page.press("誤りのない行だけを登録する")
    assert [(n.title, n.section_id) for n in _needs()] == [("一つ", cast.roads.id), ("二つ", cast.resources.id)]

    page = bring(cast.michi, NEEDS, "題名,所管課\n五つ,資源循環局 政策調整課\n")
    assert "「資源循環局 政策調整課」には登録できません" in page.words


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(("name", "noun"), [("michi", "needs"), ("umi", "seeds")])
def test_the_template_can_be_filled_in_and_sent_back(browser_of, bring, cast, kind, name, noun):
    person = getattr(cast, name)
    content = browser_of(person).client.get(f"/exchange/{noun}/template?as={kind}").data
    page = bring(person, f"/exchange/{noun}/import", content, f"ひな形.{kind}")
    assert (page.status, "登録する行がありません" in page.words) == (422, True)
    if kind == "csv":
        filled = content.decode("utf-8-sig").replace("(見本)", "")
    else:
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.worksheets[0]["A2"] = "本物"
        written = io.BytesIO()
        book.save(written)
        filled = written.getvalue()

    page = bring(person, f"/exchange/{noun}/import", filled, f"表.{kind}").press("下書きとして登録する")

    made = db.session.scalars(select(Need if noun == "needs" else Seed)).one()
    assert made.field is Field.ROADS
    assert noun == "needs" or (made.readiness, made.visibility) == (Readiness.PROVEN, Visibility.PUBLIC)


def test_an_exported_list_comes_in_again_and_its_other_columns_are_named(browser_of, bring, cast):
    a_seed(by=cast.umi, title="-計測")
    content = browser_of(cast.umi).client.get("/exchange/seeds/mine?as=xlsx").data

    page = bring(cast.umi, SEEDS, content, "表.xlsx")

    assert "使わない列があります: 団体、カタログに載せた日、最後に確かめた日、アドレス、状態" in page.words
    page.press("下書きとして登録する", 同じ題名のものも登録する="y")
    assert list(db.session.scalars(select(Seed.title))) == ["-計測", "-計測"]


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("分野\n道路\n", "見出し「名称」の列がありません"),
        ("名称,名称\na,b\n", "見出し「名称」が2つあります"),
        ("名称\n", "登録する行がありません"),
        ("名称\n" + "a\n" * (MOST_ROWS + 1), "行が多すぎます(500行まで)"),
        (b"\xff\xfe", "UTF-16"),
    ],
)
def test_a_table_that_is_of_no_use_is_refused_at_the_field(bring, cast, table, says):
    page = bring(cast.umi, SEEDS, table)

    assert (page.status, says in page.words, _count(ImportBatch)) == (422, True, 0)


def test_a_table_that_is_too_large_is_refused_at_the_field(bring, cast, monkeypatch):
    monkeypatch.setattr(importing, "MOST_BYTES", 1_000)
    page = bring(cast.umi, SEEDS, "名称\n" + "あ" * 1_000)

    assert (page.status, "2MBまでにしてください" in page.words) == (422, True)


def test_a_table_belongs_to_who_brought_it_for_a_day(browser_of, bring, cast, app):
    path = bring(cast.umi, SEEDS, "名称\n一つ\n").path
    assert browser_of(cast.sora).client.get(path).status_code == 404
    assert browser_of(cast.umi).client.get(path).status_code == 200

    index().rebuild([])
    with clock.stopped_at(clock.now() + timedelta(days=1, seconds=1)):
        assert browser_of(cast.umi).client.get(path).status_code == 404
        jobs.tick(app)
    assert _count(ImportBatch) == 0


def test_a_long_table_is_shown_in_pages_the_wrong_rows_first(bring, cast):
    page = bring(cast.umi, SEEDS, "名称,分野\n" + "良い,\n" * 60 + "悪い,道\n")

    assert ("全61行中 1〜50行" in page.words.replace(" 61 ", "61"), "行 62" in page.main, "行 61" in page.main) == (
        True,
        True,
        False,
    )
    assert "行 61" in page.visit(f"{page.path}?page=2").main


@pytest.mark.parametrize(("path", "names"), [(NEEDS, "umi kan ken"), (SEEDS, "michi mori kan ken")])
def test_nobody_else_brings_a_table(browser_of, cast, path, names):
    assert {browser_of(getattr(cast, name)).client.get(path).status_code for name in names.split()} == {403}
