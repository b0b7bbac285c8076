"""Tables as CSV."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterator

from hack.errors import RuleBroken
from hack.tables import Sheet
from hack.tables.cells import defused

MANY = 3
NO_LETTERS = "\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3"
"""What Python makes of bytes that are no letters in Shift_JIS."""


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as CSV in UTF-8 with a byte order mark, lines ended as Excel does; formulas are defused."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\r\n")
    for row in (sheet.headings, *sheet.rows):
        writer.writerow([defused(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def read_csv(content: bytes) -> Iterator[list[str]]:
    """The rows of a CSV file, or of one parted by tabs, as they are.

    Raises RuleBroken, naming the line, where letters can be read in neither encoding or a quotation does not end.
    """
    text = decoded(content)
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter="\t" if "\t" in first and "," not in first else ",", strict=True
    )
    try:
        yield from reader
    except csv.Error:
        raise RuleBroken(f'{reader.line_num}行目を読み取れません。引用符(")の数を確かめてください。') from None


def decoded(content: bytes) -> str:
    """The text of the file, in UTF-8 if it is that, else in Windows' Shift_JIS. Raises RuleBroken, naming the line that is in neither.

    What begins as UTF-8 with MANY letters that are not ASCII is taken for UTF-8 with a broken line, not for Shift_JIS.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RuleBroken("文字コードがUTF-16です。「CSV UTF-8」で保存し直してください。")
    content = content.removeprefix(BOM_UTF8)
    try:
        return content.decode()
    except UnicodeDecodeError as fault:
        broken_at = fault.start
    if sum(letter > "\x7f" for letter in content[:broken_at].decode()) < MANY:
        try:
            text = content.decode("cp932")
        except UnicodeDecodeError as fault:
            broken_at = fault.start
        else:
            strange = min((at for letter in NO_LETTERS if (at := text.find(letter)) >= 0), default=None)
            if strange is None:
                return text
            broken_at = len(text[:strange].encode("cp932"))
    line = content.count(b"\n", 0, broken_at) + 1
    raise RuleBroken(
        f"{line}行目に読み取れない文字があります。「CSV UTF-8」か、Excelのファイルで保存し直してください。"
    )
