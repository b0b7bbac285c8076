"""What is looked at before a file is taken: its name, how it begins, what it declares. Nothing is decoded or unpacked."""

import re
import unicodedata
from dataclasses import dataclass
from typing import BinaryIO

from hack.archives import inspect_office
from hack.errors import RuleBroken
from hack.files.kinds import COMPOUND, EXTENSIONS, KINDS, SIGNATURES, Kind

LONGEST_NAME = 120
NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
CHUNK = 64 * 1024
NOT_IN_TEXTS = bytes(set(range(32)) - set(b"\t\n\x0c\r\x1b"))


@dataclass(frozen=True)
class Named:
    """A file's name as it is kept, and its kind."""

    name: str
    extension: str
    kind: Kind


def named(given: str | None) -> Named:
    """The name of a file as it is kept: NFC, without folders, control and direction marks and letters that no system takes.

    Raises RuleBroken where nothing is left, or the extension is not among those that are taken.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given or ""))[-1]
    plain = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    stem, _, extension = " ".join(NOT_IN_NAMES.sub("_", plain).split()).strip(" .").rpartition(".")
    stem, extension = stem.strip(" ."), extension.lower()
    if extension not in KINDS:
        raise RuleBroken(f"この種類のファイルは受け付けられません。受け付けるのは {EXTENSIONS} です。", "file")
    if not stem:
        raise RuleBroken("ファイルの名前がありません。名前を付けて送り直してください。", "file")
    return Named(f"{stem[: LONGEST_NAME - 1 - len(extension)].strip(' .')}.{extension}", extension, KINDS[extension])


def inspect(content: BinaryIO, kind: Kind) -> None:
    """Refuse content that is not of the kind that the name says, or that hides something (RuleBroken at "file")."""
    try:
        content.seek(0)
        head = content.read(16)
        if not head:
            raise RuleBroken("ファイルの中身が空です。")
        if head.startswith(COMPOUND):
            raise RuleBroken(
                "パスワード付き(暗号化)か、古い形式のファイルです。パスワードを外し、新しい形式で保存し直してください。"
            )
        if not head.startswith(kind.begins) or (kind.at_eight and head[8:12] != kind.at_eight):
            raise RuleBroken("ファイルの中身が、拡張子の示す種類と違います。")
        if kind.heart:
            inspect_office(content, kind.heart)
        if not kind.begins:
            _refuse_no_text(content, head)
    except RuleBroken as broken:
        raise RuleBroken(broken.message, "file") from None
    finally:
        content.seek(0)


def _refuse_no_text(content: BinaryIO, head: bytes) -> None:
    """By its bytes: a text has no control characters, and begins as no other kind of file."""
    content.seek(0)
    wrong = head.startswith(SIGNATURES)
    while not wrong and (part := content.read(CHUNK)):
        wrong = len(part.translate(None, NOT_IN_TEXTS)) != len(part)
    if wrong:
        raise RuleBroken("文字だけのファイルではありません。UTF-8かShift_JISのテキストで保存し直してください。")
