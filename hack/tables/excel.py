"""Tables as Excel files. Heavy to import: called lazily."""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.xml import DEFUSEDXML

from hack.archives import Bounds, inspect_office
from hack.errors import RuleBroken
from hack.tables import MOST_COLUMNS, MOST_ROWS, Sheet
from hack.tables.cells import defused, told

BOUNDS = Bounds(entries=200, size=40_000_000)
"""What a table of 2,000 rows may at most unpack to."""
MOST_MARKS = 300_000
"""How many marks (elements begun or ended) it may be made of: what reading costs grows with them, not with the bytes."""
WIDE, NARROW = 48, 12

if not DEFUSEDXML:
    raise ImportError("openpyxl reads without defusedxml: entities in a file would be expanded")


def as_excel(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as one Excel file: every cell a text, the headings held at the top; formulas are defused."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.title[:31])
        page.freeze_panes = "A2"
        for number, heading in enumerate(sheet.headings, 1):
            width = min(WIDE, max(NARROW, 2 * len(heading) + 2))
            page.column_dimensions[get_column_letter(number)].width = width
        page.append([_cell(page, heading, bold=True) for heading in sheet.headings])
        for row in sheet.rows:
            page.append([_cell(page, text) for text in row])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _cell(page: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(page, defused(text))
    cell.data_type = "s"
    cell.alignment = Alignment(vertical="top", wrap_text="\n" in text)
    if bold:
        cell.font = Font(bold=True)
    return cell


def read_excel(content: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet, values as text; a formula counts as the value that was saved with it.

    The file is inspected before it is opened, and read no further than one row beyond MOST_ROWS. Raises RuleBroken.
    """
    inspect_office(io.BytesIO(content), "xl/workbook.xml", BOUNDS)
    try:
        _refuse_endless(content)
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        page.reset_dimensions()
        for row in page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True):
            yield [told(value) for value in row]
    except RuleBroken:
        raise
    except Exception:
        raise RuleBroken("Excelのファイルとして読み取れません。Excelで開き、保存し直してください。") from None


def _refuse_endless(content: bytes) -> None:
    """Raise RuleBroken where reading would take longer than a page may: cells, rows and texts beyond those that count."""
    with ZipFile(io.BytesIO(content)) as archive:
        marks = sum(archive.read(entry).count(b"<") for entry in archive.infolist())
    if marks > MOST_MARKS:
        raise RuleBroken("表が大きすぎます。使う行と列だけを新しいファイルに写し、保存し直してください。")
