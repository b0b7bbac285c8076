"""Lists go out as tables, each to whoever may read it."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from hack import db
from hack.exchange import listings
from hack.exchange.views import exporting
from hack.needs.models import Need
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.seeds.models import Visibility
from hack.tables import read_table
from tests.cast import a_need, a_proposal, a_seed
from tests.workgroups.words import a_workgroup

SEALED = "締切まで提案の件数と提案者名を職員に見せない"
STAFF_ONLY = {
    "庁内限定にする",
    SEALED,
    "課の着手状況",
    "予算事業",
    "庁内の合議先",
    "個人情報",
    "優先度",
    "深掘りのメモ",
}


def _table(browser, path):
    """The table at that address: each row by its headings."""
    answer = browser.client.get(path)
    assert answer.status_code == 200, path
    kind = "xlsx" if "as=xlsx" in path else "csv"
    table = read_table(answer.data, f"a.{kind}")
    return [dict(zip(table.headings, row.cells, strict=True)) for row in table.rows]


def _exported():
    db.session.rollback()
    found = select(EventRecord).where(EventRecord.name == "Exported").order_by(EventRecord.id)
    return [(event.by_id, event.facts) for event in db.session.scalars(found)]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_needs_goes_out_as_it_is_narrowed_and_the_trail_knows(browser_of, cast, kind):
    a_need(by=cast.michi, title="=1+1 交通", notes="内緒")
    a_need(by=cast.michi, title="歩道", notes="内緒")
    a_need(by=cast.midori, title="交通の下書き", step=NeedStep.DRAFT)

    rows = _table(browser_of(cast.umi), f"/exchange/needs?q=交通&as={kind}")

    assert [(row["題名"], row["所管課"], row["段階"]) for row in rows] == [
        ("=1+1 交通", "道路局 企画課", "アイデア募集中")
    ]
    assert STAFF_ONLY & set(rows[0]) == set()
    told = {"list": "ニーズ", "rows": 1, "format": kind, "filter": "題名の言葉: 交通"}
    assert _exported() == [(cast.umi.id, told)]


def test_what_only_the_city_reads_goes_to_the_city_alone(browser_of, cast):
    a_need(by=cast.michi, notes="内緒")

    for person in (cast.michi, cast.mori, cast.ken):
        (row,) = _table(browser_of(person), "/exchange/needs")
        assert (set(row) >= STAFF_ONLY, row["深掘りのメモ"]) == (True, "内緒")
    for person in (cast.umi, cast.kan):
        assert "内緒" not in browser_of(person).client.get("/exchange/needs").get_data(as_text=True)
    assert browser_of(None).client.get("/exchange/needs").status_code == 302


def test_every_staff_only_question_is_in_the_part_that_stays_inside():
    inside = next(group for group in listings.NeedQuestions.GROUPS if group.title == listings.ONLY_INSIDE)

    assert {listings.label_of(listings.NeedQuestions, name) for name in inside.questions} == STAFF_ONLY


def test_the_seeds_of_the_catalogue_and_ones_own_go_out(browser_of, cast):
    a_seed(by=cast.umi, title="公開")
    a_seed(by=cast.umi, title="市だけ", visibility=Visibility.CITY)
    a_seed(by=cast.umi, title="下書き", published_at=None, confirmed_at=None)

    def titles(person, path="/exchange/seeds"):
        return sorted(row["名称"] for row in _table(browser_of(person), path))

    assert titles(cast.riku) == ["公開"]
    assert titles(cast.michi) == titles(cast.umi) == ["公開", "市だけ"]
    assert titles(cast.umi, "/exchange/seeds/mine") == ["下書き", "公開", "市だけ"]
    assert browser_of(cast.michi).client.get("/exchange/seeds/mine").status_code == 403


def test_proposals_go_out_to_those_who_read_them_and_without_what_is_for_the_secretariat(browser_of, cast):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.umi, need=need, title="海の提案", confidential="営業の秘密")
    a_proposal(by=cast.riku, need=need, title="丘の提案", step=ProposalStep.DRAFT)

    def titles(person, path="/exchange/proposals"):
        return [row["提案名"] for row in _table(browser_of(person), path)]

    of_need = f"/exchange/needs/{need.key}/proposals"
    assert titles(cast.umi) == titles(cast.mori) == titles(cast.michi, of_need) == ["海の提案"]
    assert titles(cast.riku) == ["丘の提案"]
    assert titles(cast.kaji) == titles(cast.mori, "/exchange/proposals?step=review") == []
    assert [browser_of(one).client.get(of_need).status_code for one in (cast.kaji, cast.umi)] == [403, 403]
    assert "営業の秘密" not in browser_of(cast.mori).client.get("/exchange/proposals").get_data(as_text=True)


def test_groups_go_out_as_their_tabs_have_them(browser_of, cast):
    need = a_need(by=cast.michi)
    a_workgroup(by=cast.mori, need=need, people=(cast.umi,), title="交通の会")
    a_workgroup(by=cast.mori, need=a_need(by=cast.midori), title="ごみの会")

    def names(person, show):
        return sorted(row["グループの名前"] for row in _table(browser_of(person), f"/exchange/workgroups?show={show}"))

    assert names(cast.umi, "mine") == names(cast.umi, "all") == names(cast.umi, "rubbish") == ["交通の会"]
    assert names(cast.mori, "all") == ["ごみの会", "交通の会"]
    assert names(cast.riku, "open") == []


def test_a_long_list_is_cut_and_says_so(browser_of, cast, monkeypatch):
    monkeypatch.setattr(exporting, "MOST", 2)
    for number in range(3):
        a_need(by=cast.michi, title=f"ニーズ{number}")

    rows = _table(browser_of(cast.umi), "/exchange/needs")

    assert (len(rows), rows[2]["題名"][:12]) == (3, exporting.CUT[:12])
    assert [facts["rows"] for _, facts in _exported()] == [2]


def test_a_file_is_called_by_its_list_and_the_day(browser_of, cast):
    answer = browser_of(cast.umi).client.get("/exchange/needs?as=xlsx")

    assert (
        answer.headers["Content-Disposition"]
        == "attachment; filename=\"file.xlsx\"; filename*=UTF-8''%E3%83%8B%E3%83%BC%E3%82%BA_20260512.xlsx"
    )
    page = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}


def test_the_buttons_of_a_list_lead_to_the_list_as_it_is_narrowed(browser_of, cast):
    a_need(by=cast.michi)
    page = browser_of(cast.umi).visit("/needs/?field=roads&q=交差点")

    assert _table(page, page.links["CSVで保存"])[0]["題名"] == db.session.scalars(select(Need.title)).one()
    assert _exported()[-1][1]["filter"] == "題名の言葉: 交差点; 分野: 道路・河川・下水道"
    assert "Excelで保存" not in browser_of(None).visit("/needs/").links


def test_the_auditor_reads_who_took_what(browser_of, cast):
    browser_of(cast.umi).client.get("/exchange/seeds")

    assert "一覧を書き出した" in browser_of(cast.ken).visit("/audit").words


def test_what_an_idea_was_once_asked_as_a_solution_goes_out_to_nobody(browser_of, cast):
    need = a_need(by=cast.michi)
    a_proposal(by=cast.umi, need=need, plan="書きかけの計画", safety="書きかけの備え")

    [row] = _table(browser_of(cast.michi), f"/exchange/needs/{need.key}/proposals")

    assert (row["実証の内容と手順"], row["個人情報と安全への備え"]) == ("", "")
