"""Tables go out and come in as CSV and as Excel."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from hack.errors import RuleBroken
from hack.tables import MOST_ROWS, Format, Row, Sheet, Table, as_csv, as_excel, read_table

SHEET = Sheet("ニーズ", ["題名", "分野"], [["=1+1", "①㈱髙﨑～"], ["二行\nある", '引用"符'], ["－5", ""]])
SAID = [Row(2, ["=1+1", "①㈱髙﨑～"]), Row(3, ["二行\nある", '引用"符']), Row(4, ["－5", ""])]


def _excel(*rows, **more):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for name in more:
        book.create_sheet(name)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _with_part(content, name, text):
    """The same Excel file with one of its parts put in place of its own."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, text if part == name else old.read(part))
    return written.getvalue()


@pytest.mark.parametrize(("write", "name"), [(as_csv, "a.csv"), (lambda sheet: as_excel([sheet]), "a.XLSX")])
def test_what_goes_out_comes_in_as_it_was(write, name):
    assert read_table(write(SHEET), name) == Table(["題名", "分野"], SAID)


def test_csv_is_written_for_excel_with_its_formulas_defused():
    assert as_csv(SHEET).decode() == ('\ufeff題名,分野\r\n\'=1+1,①㈱髙﨑～\r\n"二行\nある","引用""符"\r\n\'－5,\r\n')


def test_every_cell_of_an_excel_file_is_a_text():
    page = openpyxl.load_workbook(io.BytesIO(as_excel([SHEET, Sheet("書き方", ["見出し"], [])])))

    assert page.sheetnames == ["ニーズ", "書き方"]
    cells = [cell for row in page["ニーズ"].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert page["ニーズ"]["A2"].value == "'=1+1"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_csv_file_is_read_in_the_encoding_that_it_has(encoding):
    content = "題名\r\n髙橋①㈱〜～の𠮷".replace("𠮷", "吉").replace("〜", "").encode(encoding)

    assert read_table(content, "a.csv").rows == [Row(2, ["髙橋①㈱～の吉"])]


def test_a_line_that_can_be_read_in_no_encoding_is_named():
    content = "題名\r\n一つ目\r\n".encode() + b"\xff\xfd\r\n"

    with pytest.raises(RuleBroken, match="^3行目に読み取れない文字"):
        read_table(content, "a.csv")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("題名".encode("utf-16"), "UTF-16"),
        ('題名\n"終わらない'.encode(), "2行目を読み取れません"),
        ("題名\n".encode("cp932") + b"\xff\xfd\n", "2行目に読み取れない文字"),
        ("題名\n".encode("cp932") + b"\x81\n", "2行目に読み取れない文字"),
        (b"\xef\xbb\xbf" + "題名分野\n".encode() + "題".encode("cp932"), "2行目に読み取れない文字"),
        (b"", "1行目に見出しがありません"),
        ("\n題名\n".encode(), "1行目に見出しがありません"),
        ("題名\n一つ,二つ\n".encode(), "2行目に、見出しのない列"),
        (("題名\n" + "a\n" * (MOST_ROWS + 1)).encode(), "行が多すぎます"),
        ((",".join("a" * 101) + "\n").encode(), "列が多すぎます"),
    ],
)
def test_what_is_wrong_with_a_csv_file_is_said(content, says):
    with pytest.raises(RuleBroken, match=says):
        read_table(content, "a.csv")


def test_a_table_parted_by_tabs_is_read_too_and_empty_rows_are_passed_over():
    assert read_table("題名\t分野\n\n交通\t道路\n\n".encode(), "a.csv") == Table(
        ["題名", "分野"], [Row(3, ["交通", "道路"])]
    )


def test_the_first_sheet_of_an_excel_file_is_read_with_its_values_as_text():
    content = _excel(
        ["題名", "日", "数", ""],
        ["交通", date(2026, 4, 1), 3.0, None],
        [None, None, None, None],
        ["川", None, True, None],
        二枚目=1,
    )

    assert read_table(content, "a.xlsx") == Table(
        ["題名", "日", "数"], [Row(2, ["交通", "2026-04-01", "3"]), Row(4, ["川", "", "はい"])]
    )


def test_an_excel_file_is_read_no_further_than_its_rows_may_go():
    with pytest.raises(RuleBroken, match="行が多すぎます"):
        read_table(_excel(["題名"], *([f"{n}"] for n in range(MOST_ROWS + 1))), "a.xlsx")


def test_a_row_far_below_is_one_too_many_and_costs_nothing():
    far = _with_part(
        _excel(["題名"]),
        "xl/worksheets/sheet1.xml",
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>題名</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>遠い</t></is></c></row></sheetData></worksheet>',
    )

    assert read_table(far, "a.xlsx") == Table(["題名"], [])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_small_file_that_would_take_long_to_read_is_refused(encoding):
    rows = "".join(f'<row r="1"><c><v>{n * 7919 % 100_003}</v></c></row>' for n in range(60_000))
    page = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>'
    endless = _with_part(_excel(["題名"]), "xl/worksheets/sheet1.xml", page.encode(encoding))

    with pytest.raises(RuleBroken, match="表が大きすぎます"):
        read_table(endless, "a.xlsx")


def test_entities_in_an_excel_file_are_refused():
    laughs = _with_part(
        _excel(["題名"], ["笑い"]),
        "xl/worksheets/sheet1.xml",
        '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>',
    )

    with pytest.raises(RuleBroken, match="読み取れません"):
        read_table(laughs, "a.xlsx")


@pytest.mark.parametrize(
    ("content", "name"), [(b"PK\x03\x04junk", "a.xlsx"), (b"", "a.xlsx"), (b"x", "a.xls"), (b"x", "a")]
)
def test_what_is_no_table_is_refused(content, name):
    with pytest.raises(RuleBroken):
        read_table(content, name)


def test_a_format_says_what_it_is():
    assert [(one.value, one.media_type.partition(";")[0]) for one in Format] == [
        ("csv", "text/csv"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ]
