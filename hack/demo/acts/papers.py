"""Small papers that people of the demo put before a working group, made here: a PDF, a table, a text."""

from collections.abc import Callable

LINES = (
    "Agenda (sample document)",
    "1. What we learnt in three nurseries",
    "2. Comparing the devices",
    "3. Requirements for the call",
)
"""What stands on the PDF's page; every reader has a typeface for it."""
TABLE = """園,回,日,子どもの数,知らせの回数,誤った知らせ,気づいたこと
はまっこ中央園(見本),1,月曜,18,3,1,帽子に着けると外れにくい
はまっこ丘園(見本),1,火曜,15,2,0,電池の残りが見えにくい
はまっこ浜園(見本),1,水曜,20,5,3,樹木の多い公園で誤った知らせが増える
"""
TEXT = """聞き取りのメモ(見本)

・人数を数える手順は変えずに、機器は二つ目の目として使いたい。
・知らせの音は、眠っている子のいる場面では切れるとよい。
・充電は、週に一度までなら続けられる。
"""


def pdf() -> bytes:
    """A PDF of one page with LINES on it, with its table of offsets, as ISO 32000-1 (7.5) has it."""
    shown = "".join(f"({line}) Tj 0 -28 Td " for line in LINES)
    page = f"BT /F1 16 Tf 60 760 Td {shown}ET".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    whole, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(bodies) + 1
    return (
        whole
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            len(whole),
        )
    )


def table() -> bytes:
    """A table of what was tried, as CSV that a spreadsheet opens without broken letters."""
    return TABLE.encode("utf-8-sig")


def text() -> bytes:
    """A text of what people said."""
    return TEXT.encode()


PAPERS: dict[str, Callable[[], bytes]] = {"pdf": pdf, "table": table, "text": text}
"""By what the script calls them."""
