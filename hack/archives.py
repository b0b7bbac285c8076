"""What is inside a ZIP archive (every Office file is one), judged by what it declares before anything is unpacked."""

import stat
from dataclasses import dataclass
from typing import BinaryIO
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from hack.errors import RuleBroken

MANY = 1_000
LARGE = 200_000_000
DENSE = 100
NESTED = (
    ".zip", ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".zst", ".tar", ".lzh", ".cab", ".jar", ".docx", ".xlsx", ".pptx",
    ".docm", ".xlsm", ".pptm", ".doc", ".xls", ".ppt", ".odt", ".ods", ".odp",
)  # fmt: skip
"""Names of what could hide something a second time."""
ACTIVE = ("vbaproject", "vbadata", "/macrosheets/", "/activex/", "/dialogsheets/")
"""What the parts of an Office file are called that can run."""
ACTIVE_KINDS = (b"macroenabled", b"vbaproject", b"macrosheet", b"activex", b"dialogsheet")
"""How the table of parts calls them, whatever their names."""
EMBEDDED = "/embeddings/"
SMALL = 1_000_000
TABLE_OF_PARTS = "[Content_Types].xml"
MACROS = "マクロの入ったファイルは受け付けられません。マクロを除いて保存し直してください。"


@dataclass(frozen=True)
class Bounds:
    """How much an archive may declare: entries, bytes unpacked, and how many times smaller it may be packed."""

    entries: int = MANY
    size: int = LARGE
    ratio: int = DENSE


def inspect_office(content: BinaryIO, heart: str, bounds: Bounds = Bounds()) -> None:
    """Refuse an Office file that is encrypted, hides something, would swell, or can run something.

    heart: the part that a file of this kind has, such as "xl/workbook.xml". Reads the table of contents and the table of parts,
    nothing else. Raises RuleBroken with what is wrong, in Japanese.
    """
    try:
        content.seek(0)
        with ZipFile(content) as archive:
            entries = archive.infolist()
            _refuse_swelling(entries, content.seek(0, 2), bounds)
            _refuse_hiding(entries)
            names = {entry.filename for entry in entries}
            if heart not in names or TABLE_OF_PARTS not in names:
                raise RuleBroken("ファイルの中身が、拡張子の示す種類と違います。")
            table = archive.getinfo(TABLE_OF_PARTS)
            if table.file_size > SMALL or _tells_of_active(archive.read(table)):
                raise RuleBroken(MACROS)
    except (BadZipFile, LargeZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError):
        raise RuleBroken("ファイルが壊れているか、読み取れない形式です。保存し直してください。") from None
    finally:
        content.seek(0)


def _refuse_swelling(entries: list[ZipInfo], packed: int, bounds: Bounds) -> None:
    """By the declared sizes; what unpacks to more than it declares is broken, and is never read further than that."""
    unpacked, held = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > bounds.entries:
        raise RuleBroken(f"ファイルの中の部品が多すぎます({bounds.entries:,}個まで)。")
    if unpacked > bounds.size:
        raise RuleBroken(f"展開した大きさが大きすぎます({bounds.size // 1_000_000}MBまで)。")
    dense = any(entry.file_size > SMALL and entry.file_size > bounds.ratio * entry.compress_size for entry in entries)
    if dense or unpacked > max(SMALL, bounds.ratio * packed):
        raise RuleBroken("圧縮率が高すぎるため、安全を確かめられません。")
    if held > packed or len({entry.header_offset for entry in entries}) < len(entries):
        raise RuleBroken("ファイルが壊れているか、読み取れない形式です。保存し直してください。")


def _tells_of_active(table: bytes) -> bool:
    """Whether the table of parts, in UTF-8 or UTF-16, names what can run; or writes letters in a way that hides what it names."""
    plain = table.replace(b"\0", b"").lower()
    return b"&#" in plain or b"<!" in plain.replace(b"<!--", b"") or any(kind in plain for kind in ACTIVE_KINDS)


def _refuse_hiding(entries: list[ZipInfo]) -> None:
    """Encrypted parts, archives inside, links, ways out of the folder, names given twice, and what can run."""
    names = [entry.filename for entry in entries]
    lower = [f"/{name.lower()}" for name in names]
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise RuleBroken("暗号化(パスワード付き)のファイルは受け付けられません。パスワードを外してください。")
    if any(part in name for name in lower for part in ACTIVE):
        raise RuleBroken(MACROS)
    if any(name.endswith(NESTED) or EMBEDDED in name for name in lower):
        raise RuleBroken("中に別のファイルが埋め込まれています。取り出して、別々に送ってください。")
    links = any(stat.S_ISLNK(entry.external_attr >> 16) for entry in entries)
    ways_out = any(".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name for name in names)
    if links or ways_out or len(set(names)) < len(names):
        raise RuleBroken("安全でない構造のファイルは受け付けられません。")
