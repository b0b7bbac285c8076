"""Small papers that people of the demo put before a group, or hang on a proposal or a case, made here: PDFs, tables, a text."""

from collections.abc import Callable

LINES = (
    "Agenda (sample document)",
    "1. What we learnt in three nurseries",
    "2. Comparing the devices",
    "3. Requirements for the call",
)
"""What stands on a PDF's page; every reader has a typeface for it."""
PLAN = (
    "Plan of the trial (sample document)",
    "Month 1: three neighbourhood groups try the way of taking pictures",
    "Month 2: every time the papers on the boards are changed",
    "Month 3: talks with members, with a small print for some",
)
SKETCH = (
    "Sketch of the square (sample document)",
    "6 counters: 2 at the station, 3 along the shops, 1 at the bus stop",
    "No faces and no names are kept",
)
TABLE = """園,回,日,子どもの数,知らせの回数,誤った知らせ,気づいたこと
はまっこ中央園(見本),1,月曜,18,3,1,帽子に着けると外れにくい
はまっこ丘園(見本),1,火曜,15,2,0,電池の残りが見えにくい
はまっこ浜園(見本),1,水曜,20,5,3,樹木の多い公園で誤った知らせが増える
"""
COSTS = """項目,金額(円),負担
撮影の道具(見本),90000,提案者
通信費(見本),60000,提案者
聞き取りの人件費(見本),300000,提案者
"""
TEXT = """聞き取りのメモ(見本)

・人数を数える手順は変えずに、機器は二つ目の目として使いたい。
・知らせの音は、眠っている子のいる場面では切れるとよい。
・充電は、週に一度までなら続けられる。
"""


def pdf(lines: tuple[str, ...] = LINES) -> bytes:
    """A PDF of one page with these lines on it (ASCII, no parentheses but in pairs), with its table of offsets, as ISO 32000-1 (7.5) has it."""
    shown = "".join(f"({line}) Tj 0 -28 Td " for line in lines)
    page = f"BT /F1 14 Tf 60 760 Td {shown}ET".encode()
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


def plan() -> bytes:
    """What a firm plans to try, as a PDF."""
    return pdf(PLAN)


def sketch() -> bytes:
    """Where a firm would put its devices, as a PDF."""
    return pdf(SKETCH)


def table() -> bytes:
    """A table of what was tried, as CSV that a spreadsheet opens without broken letters."""
    return TABLE.encode("utf-8-sig")


def costs() -> bytes:
    """What a trial costs, item by item, as CSV."""
    return COSTS.encode("utf-8-sig")


def text() -> bytes:
    """A text of what people said."""
    return TEXT.encode()


PAPERS: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "plan": plan,
    "sketch": sketch,
    "table": table,
    "costs": costs,
    "text": text,
}
"""By what the script calls them."""
