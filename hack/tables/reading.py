"""Tables that somebody brings, as headings and rows of text."""

from collections.abc import Iterable

from hack.errors import RuleBroken
from hack.tables import MOST_COLUMNS, MOST_ROWS, Row, Table
from hack.tables.cells import restored, told
from hack.tables.excel import read_excel
from hack.tables.separated import read_csv

READERS = {"csv": read_csv, "xlsx": read_excel}


def read_table(content: bytes, name: str) -> Table:
    """The table in `content` of a file called `name` (.csv or .xlsx): first row headings, then at most MOST_ROWS rows that are
    not empty, each with as many cells as there are headings.

    Raises RuleBroken with what is wrong with it, in Japanese.
    """
    kind = name.lower().rpartition(".")[2]
    if kind not in READERS:
        raise RuleBroken("Excel(.xlsx)かCSV(.csv)のファイルを選んでください。")
    rows = _plain(READERS[kind](content))
    if not rows or not any(rows[0].cells) or rows[0].number != 1:
        raise RuleBroken("1行目に見出しがありません。ひな形の見出しを使ってください。")
    headings = rows[0].cells
    while headings and not headings[-1]:
        headings = headings[:-1]
    if len(headings) > MOST_COLUMNS:
        raise RuleBroken(f"列が多すぎます({MOST_COLUMNS}列まで)。")
    width = len(headings)
    for row in rows[1:]:
        if any(row.cells[width:]):
            raise RuleBroken(f"{row.number}行目に、見出しのない列があります。")
    return Table(headings, [Row(row.number, (row.cells + [""] * width)[:width]) for row in rows[1:]])


def _plain(rows: Iterable[list[str]]) -> list[Row]:
    """The rows that say something, with their numbers."""
    kept: list[Row] = []
    for number, row in enumerate(rows, 1):
        cells = [restored(told(cell)) for cell in row]
        if any(cells):
            kept.append(Row(number, cells))
        if len(kept) > MOST_ROWS + 1 or (number > MOST_ROWS + 1 and any(cells)):
            raise RuleBroken(f"行が多すぎます({MOST_ROWS:,}行まで)。")
    return kept
