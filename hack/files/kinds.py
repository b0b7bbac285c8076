"""Which kinds of file are taken, and by what each is told."""

from dataclasses import dataclass

OFFICE = "application/vnd.openxmlformats-officedocument"
SIGNATURES = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"RIFF",
    b"MZ",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"#!",
)
"""How files that are no plain text begin."""
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How old Office files begin, and new ones that are encrypted."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: what it is called, its media type, how it begins; and for an Office file the part it must have."""

    label: str
    media_type: str
    begins: bytes = b""
    heart: str = ""
    at_eight: bytes = b""
    """What stands at the eighth byte, where the beginning alone does not tell the kind."""
    picture: str = ""
    """The name of the format, where it is a picture: what is told beside it is taken out."""


# fmt: off
KINDS: dict[str, Kind] = {
    "pdf":  Kind("PDF", "application/pdf", b"%PDF-"),
    "docx": Kind("Word", f"{OFFICE}.wordprocessingml.document", b"PK\x03\x04", "word/document.xml"),
    "xlsx": Kind("Excel", f"{OFFICE}.spreadsheetml.sheet", b"PK\x03\x04", "xl/workbook.xml"),
    "pptx": Kind("PowerPoint", f"{OFFICE}.presentationml.presentation", b"PK\x03\x04", "ppt/presentation.xml"),
    "csv":  Kind("CSV", "text/csv"),
    "txt":  Kind("テキスト", "text/plain"),
    "png":  Kind("画像(PNG)", "image/png", b"\x89PNG\r\n\x1a\n", picture="PNG"),
    "jpg":  Kind("画像(JPEG)", "image/jpeg", b"\xff\xd8\xff", picture="JPEG"),
    "jpeg": Kind("画像(JPEG)", "image/jpeg", b"\xff\xd8\xff", picture="JPEG"),
    "gif":  Kind("画像(GIF)", "image/gif", b"GIF8", picture="GIF"),
    "webp": Kind("画像(WebP)", "image/webp", b"RIFF", at_eight=b"WEBP", picture="WEBP"),
}
# fmt: on
"""By the extension. What a browser could run (HTML, SVG), archives, and everything else is not taken."""
EXTENSIONS = "、".join(KINDS)
