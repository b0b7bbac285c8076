"""Small files of every kind, and some that are not what they say."""

import io
import stat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

TYPES = '<?xml version="1.0"?><Types><Override ContentType="application/vnd.openxmlformats.{}main+xml"/></Types>'
HEARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}


def office(extension="docx", *, types=TYPES, method=ZIP_DEFLATED, **parts):
    """An Office file with these parts besides the usual ones; `__` in a part's name stands for a slash, `_dot_` for a dot."""
    written = io.BytesIO()
    with ZipFile(written, "w", method) as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(HEARTS[extension], "<document>本文</document>")
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), text)
    return written.getvalue()


def with_entries(*entries, method=ZIP_STORED):
    """An Office file with these (name, content, attributes) besides."""
    written = io.BytesIO(office())
    with ZipFile(written, "a", method) as archive:
        for name, text, mode in entries:
            info = ZipInfo(name)
            info.external_attr, info.compress_type = mode << 16, method
            archive.writestr(info, text)
    return written.getvalue()


def encrypted():
    """An Office file with a part that says it is encrypted."""
    content = bytearray(office(word__secret="x"))
    at = content.rindex(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def lying():
    """An Office file whose table of parts is longer than it declares."""
    content = bytearray(office())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = (5).to_bytes(4, "little")
    return bytes(content)


LINK = stat.S_IFLNK | 0o777
GOOD = {
    "a.pdf": b"%PDF-1.7 ...",
    "a.docx": office(),
    "a.xlsx": office("xlsx"),
    "a.pptx": office("pptx"),
    "a.csv": "\ufeff題名,分野\r\n".encode(),
    "keys.csv": "PKコード,題名\r\n".encode(),
    "a.txt": "改頁\x0cも\tある".encode("cp932"),
    "a.png": b"\x89PNG\r\n\x1a\nrest",
    "a.jpg": b"\xff\xd8\xff\xe0rest",
    "a.JPEG": b"\xff\xd8\xff\xe1rest",
    "a.gif": b"GIF89arest",
    "a.webp": b"RIFF\x00\x00\x00\x00WEBPrest",
}
BAD = {
    "empty": ("a.pdf", b"", "空です"),
    "an image that says PDF": ("a.pdf", GOOD["a.png"], "種類と違います"),
    "a page that says image": ("a.png", b"<html>", "種類と違います"),
    "another container": ("a.webp", b"RIFF\x00\x00\x00\x00WAVE", "種類と違います"),
    "a plain archive": ("a.docx", office("xlsx"), "種類と違います"),
    "no archive": ("a.docx", b"PK\x03\x04 junk", "壊れている"),
    "encrypted as a whole": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "パスワード"),
    "encrypted parts": ("a.docx", encrypted(), "パスワード"),
    "a program that says text": ("a.txt", b"MZ\x90", "文字だけ"),
    "zeros in a text": ("a.csv", b"a,b\x00c", "文字だけ"),
    "a PDF that says text": ("a.txt", GOOD["a.pdf"], "文字だけ"),
    "macros": ("a.docx", office(word__vbaProject_dot_bin="x"), "マクロ"),
    "old macros": ("a.xlsx", office("xlsx", xl__macrosheets__sheet1_dot_xml="x"), "マクロ"),
    "controls": ("a.docx", office(word__activeX__activeX1_dot_xml="x"), "マクロ"),
    "declared macros": ("a.docx", office(types=TYPES.format("macroEnabled.")), "マクロ"),
    "declared macros in UTF-16": ("a.docx", office(types=TYPES.format("macroEnabled.").encode("utf-16")), "マクロ"),
    "declared macros, spelt out": ("a.docx", office(types=TYPES.format("macro&#69;nabled.")), "マクロ"),
    "declared macros by an entity": (
        "a.docx",
        office(types='<!DOCTYPE t [<!ENTITY e "macroE">]>' + TYPES.format("&e;nabled.")),
        "マクロ",
    ),
    "macros under another name": ("a.docx", office(types=TYPES.format("vbaProject"), word__x_dot_xml="x"), "マクロ"),
    "an object inside": ("a.docx", office(word__embeddings__oleObject1_dot_bin="x"), "埋め込まれて"),
    "an archive inside": ("a.docx", office(word__embeddings__a_dot_xlsx="x"), "埋め込まれて"),
    "a link": ("a.docx", with_entries(("word/link", "/etc/passwd", LINK)), "安全でない"),
    "a way out": ("a.docx", with_entries(("../../etc/x", "x", 0o600)), "安全でない"),
    "a place of its own": ("a.docx", with_entries(("/etc/x", "x", 0o600)), "安全でない"),
    "too many parts": ("a.docx", with_entries(*((f"p{n}", "", 0o600) for n in range(1000))), "部品が多すぎます"),
    "too dense": ("a.docx", with_entries(("word/bomb", b"0" * 3_000_000, 0o600), method=ZIP_DEFLATED), "圧縮率"),
    "says less than there is": ("a.docx", lying(), "壊れている"),
    "cut off": ("a.docx", office()[:-30], "壊れている"),
}
