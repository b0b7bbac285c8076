"""The pages of participants and published numbers: what everybody reads, what the city's own people read, and what goes out."""

import io

import pytest

from hack import db
from hack.indicators.participants.actions import choose_measure
from hack.indicators.participants.definition import Counted
from hack.tables import read_table
from tests.indicators.words import a_figure, aims, an_actual, an_entering, day, moved


def _table(browser, path):
    answer = browser.client.get(path)
    assert answer.status_code == 200
    name = "x.xlsx" if "xlsx" in path else "x.csv"
    table = read_table(io.BytesIO(answer.data).getvalue(), name)
    return table.headings, [row.cells for row in table.rows]


def test_everybody_reads_the_totals_and_what_is_counted_but_how_many_persons_a_kind_has(cast, browser_of):
    aims()
    page, inside = browser_of(None).visit("/participants"), browser_of(cast.michi).visit("/participants")

    for one in (page, inside):
        assert one.status == 200
        assert "いまの団体数 3 団体" in one.words and "いまの人数 4 人" in one.words
        assert all(who.definition in one.words for who in Counted)
        assert "まだ選ばれていません。仮に団体数と比べています。" in one.words
    assert "企業 2団体 スタートアップ" in page.words
    assert "企業 2団体 3人 スタートアップ" in inside.words


def test_names_are_for_those_who_may_list_them_alone(cast, browser_of):
    an_actual(2023, 300, by=cast.mori)
    assert {name: cast.mori.name in browser_of(who).visit("/participants").main for name, who in (
        ("visitor", None), ("umi", cast.umi), ("michi", cast.michi), ("ken", cast.ken)
    )} == {"visitor": False, "umi": False, "michi": True, "ken": True}  # fmt: skip
    for who in (cast.mori, cast.kan):
        assert cast.umi.name in browser_of(who).visit("/participants/list?who=persons").main
    for who, status in ((cast.michi, 403), (cast.ken, 403), (cast.umi, 403)):
        assert browser_of(who).visit("/participants/list?who=persons").status == status


def test_a_number_of_the_page_leads_to_as_many_names(cast, browser_of):
    aims()
    an_entering("磯子精機", day("2024-01-10"), by=cast.mori)
    house, _ = an_entering("金沢電機", day("2024-02-10"), by=cast.mori)
    moved(house, "leave", day("2024-05-01"), by=cast.mori)
    page = browser_of(cast.mori).visit("/participants")
    links = [link["href"] for link in page.page.select("#growth table a[href*='day=2024-03-31']")]
    found = browser_of(cast.mori).visit(links[0])

    assert "2団体" in page.words
    assert "全 2 団体" in found.words and "磯子精機" in found.main and "金沢電機" in found.main


def test_rubbish_in_the_address_is_passed_over(cast, browser_of):
    for path in ("/participants/list?who=x&day=99&kind=y&place=z&page=-1", "/figures?subject=x&page=0"):
        assert browser_of(cast.mori).visit(path).status == 200
    assert browser_of(cast.mori).visit("/participants/5q/target").status == 404
    assert browser_of(cast.mori).visit("/participants/list?day=2999-01-01").status == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_numbers_go_out_as_they_stand_on_the_page(cast, browser_of, kind):
    aims()
    an_entering("磯子精機", day("2026-03-10"), by=cast.mori)
    headings, rows = _table(browser_of(cast.michi), f"/participants/table?as={kind}")
    _, months = _table(browser_of(cast.michi), f"/participants/table?part=growth&as={kind}")

    said = [dict(zip(headings, row, strict=True)) for row in rows]
    assert [(one["期"], one["目標"], one["実績"], one["差"], one["状況"]) for one in said] == [
        ("1Q(R4)", "250", "", "", "未記録"),
        ("2Q(R5)", "500", "", "", "未記録"),
        ("3Q(R6)", "750", "", "", "未記録"),
        ("4Q(R7)", "1000", "1", "'-999" if kind == "x" else "-999", "遅れ"),
    ]
    assert months == [["2026-03-31", "1", "1"], ["2026-04-30", "1", "1"], ["2026-05-12", "4", "5"]]


def test_the_names_go_out_for_those_who_may_list_them(cast, browser_of):
    _, rows = _table(browser_of(cast.kan), "/participants/list/table?who=persons&kind=university")

    assert [row[:4] for row in rows] == [["北 学", "港北大学", "大学", "市内"]]
    assert browser_of(cast.michi).visit("/participants/list/table?who=persons").status == 403


def test_what_is_compared_is_said_with_the_reason(cast, browser_of):
    with db.transaction():
        choose_measure(Counted.PERSONS, reason="要綱が人を数えるため。", by=cast.mori, seen=0)
    page = browser_of(None).visit("/participants")

    assert "目標と比べているのは 人数 です" in page.words and "要綱が人を数えるため)。" in page.words


def test_a_published_number_is_entered_once_put_right_and_withdrawn(cast, browser_of):
    page = browser_of(cast.mori).visit("/figures").follow("数を登録する")
    answers = {
        "何について": "front",
        "何の数": "提案(年度)",
        "数の値": "九十",
        "数の確かさ": "exact",
        "いつの時点": "2021-06-01",
    }
    answers |= {"時点の細かさ": "fiscal_year", "出典": "計画"}
    assert page.press("登録する", **answers).status == 422 and "数字だけで入力してください。" in page.words
    page.press("登録する", 数の値="1,０90.5")
    assert "1,090.5" in page.words and "令和3年度" in page.words

    page.follow("訂正する").press("訂正する", 数の値="90", 単位="件")
    assert "訂正する理由を入力してください。" in page.words
    page.press("訂正する", 訂正の理由="写し間違い")
    assert "90件" in page.words and "写し間違い" in page.words
    page.press("取り下げる", 取り下げる理由="別の資料の数だった")
    assert page.path == "/figures" and "提案(年度)" not in page.words.split("絞り込む")[1]


def test_the_numbers_are_narrowed_to_a_subject_and_their_history_is_for_the_city(cast, browser_of):
    figure = a_figure(by=cast.mori)
    page = browser_of(None).visit("/figures?subject=front")

    assert "800件以上" in page.words
    assert "あてはまる数はありません。" in browser_of(None).visit("/figures?subject=co_labs").words
    assert cast.mori.name not in browser_of(cast.umi).visit(f"/figures/{figure.key}").main
    assert cast.mori.name in browser_of(cast.michi).visit(f"/figures/{figure.key}").main
