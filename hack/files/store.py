"""Where the content of files lies: under random names in folders of the installation that no web server shows."""

import hashlib
import logging
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from hack.config import Settings
from hack.errors import RuleBroken

log = logging.getLogger(__name__)
CHUNK = 256 * 1024
NAME = re.compile(r"[0-9a-f]{32}")
MB = 1_000_000


@dataclass(frozen=True)
class Store:
    """The folder, and how much is taken: bytes per file, files per thing, bytes per organisation and for the city's own people;
    how many days removed content is still kept; and where the virus scanner listens, if there is one.
    """

    folder: Path
    per_file: int = 20 * MB
    per_thing: int = 10
    per_organization: int = 1_000 * MB
    for_the_city: int = 20_000 * MB
    days_kept: int = 30
    scanner: str = ""

    @classmethod
    def of(cls, settings: Settings) -> "Store":
        """As the settings of an installation have it."""
        return cls(
            folder=settings.folder / "uploads",
            per_file=int(settings.file_size) * MB,
            per_thing=int(settings.files_per_thing),
            per_organization=int(settings.files_per_organization) * MB,
            for_the_city=int(settings.files_of_the_city) * MB,
            days_kept=int(settings.files_kept_days),
            scanner=settings.clamav,
        )

    def place_of(self, stored_as: str) -> Path:
        """Where the content with this random name lies; ValueError for a name that was not made here."""
        if not NAME.fullmatch(stored_as):
            raise ValueError("no name of ours")
        return self.folder / stored_as[:2] / stored_as[2:4] / stored_as

    def everything(self) -> Iterator[Path]:
        """Every file that lies here, whether it is known or was left behind half written."""
        yield from (path for path in self.folder.glob("*/*/*") if path.is_file())


@dataclass(frozen=True)
class Content:
    """Content that was written down: its random name, its size in bytes, its SHA-256."""

    stored_as: str
    size: int
    digest: str


_open: dict[str, Store] = {}


def connect(place: Store) -> None:
    """Say where files lie and how much is taken; nothing is made yet."""
    _open["store"] = place


def store() -> Store:
    """Where the files of this installation lie; KeyError before `connect`."""
    return _open["store"]


def write(content: BinaryIO) -> Content:
    """Write content down for good: into a new file beside its place, flushed to the disk, renamed, the folders flushed too.

    Raises RuleBroken where the disk is full or fails; nothing is left behind then.
    """
    stored_as = secrets.token_hex(16)
    place = store().place_of(stored_as)
    fresh = place.with_name(f"{stored_as}.new")
    digest, size = hashlib.sha256(), 0
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content.seek(0)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
            while part := content.read(CHUNK):
                digest.update(part)
                size += len(part)
                written.write(part)
            written.flush()
            os.fsync(written.fileno())
        fresh.rename(place)
        for folder in (place.parent, place.parent.parent, store().folder):
            _flush(folder)
    except OSError:
        log.exception("a file could not be written", extra={"event": "file.unwritten"})
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise RuleBroken(
            "いまファイルを保存できません。時間をおいて、もう一度お試しください。続くときは管理者にお知らせください。",
            "file",
        ) from None
    return Content(stored_as, size, digest.hexdigest())


def discard(stored_as: str) -> None:
    """Take content away; nothing happens where there is none."""
    store().place_of(stored_as).unlink(missing_ok=True)


def _flush(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
