"""Tables as files: rows in and bytes out, bytes in and rows out; as CSV and as Excel. Knows no thing of ours and no database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from hack.labels import Labelled
from hack.lazy import lazily

MOST_ROWS = 2_000
"""How many rows below the headings a table that is read may have."""
MOST_COLUMNS = 100


@dataclass(frozen=True)
class Sheet:
    """A table to be written: its name, its headings, and its rows of texts, as many in each as there are headings."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[str]]


@dataclass(frozen=True)
class Row:
    """A row that was read: its number as a spreadsheet shows it, and its cells as text without spaces around."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Table:
    """A table that was read: the first row as headings, and the others but for the empty ones."""

    headings: list[str]
    rows: list[Row]


class Format(Labelled):
    """As what a table goes out."""

    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel"

    @property
    def media_type(self) -> str:
        """What a browser is told that it is."""
        return MEDIA_TYPES[self.value]


MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

as_csv: Callable[[Sheet], bytes] = lazily("hack.tables.separated:as_csv")
"""The sheet as CSV in UTF-8 with a byte order mark; formulas are defused."""
as_excel: Callable[[Sequence[Sheet]], bytes] = lazily("hack.tables.excel:as_excel")
"""The sheets as one Excel file, every cell a text; formulas are defused."""
read_table: Callable[[bytes, str], Table] = lazily("hack.tables.reading:read_table")
"""The table in `content` of a file called `name` (.csv or .xlsx). Raises RuleBroken with what is wrong with it, in Japanese."""
