"""The folder of the index: which of its sub-folders is in use, who may write, and how a new one takes over at one stroke."""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from hack.alone import Occupied, alone

MARKER = "current.json"
LOCK = "writing.lock"
BUILT = "built-"


class IndexMissing(Exception):
    """There is no index that can be read: answer from the database, and rebuild."""


class IndexBusy(Exception):
    """Somebody else is writing or rebuilding for longer than we wait: nothing was written, try again later."""


@dataclass(frozen=True)
class Marker:
    """What is in use: the sub-folder, the format of what is in it, and the dictionary its words were cut with."""

    folder: str
    format: int
    dictionary: str


class Place:
    """The folder. Nobody else puts anything into it."""

    def __init__(self, folder: Path):
        self.folder = folder

    @property
    def marked(self) -> bool:
        """Whether there is a marker, readable or not."""
        return (self.folder / MARKER).exists()

    def marker(self) -> Marker:
        """What is in use. Raises IndexMissing without a marker that makes sense."""
        try:
            marker = Marker(**json.loads((self.folder / MARKER).read_text("utf-8")))
        except (OSError, ValueError, TypeError) as unreadable:
            raise IndexMissing(f"no marker of an index: {unreadable}") from unreadable
        if not str(marker.folder).startswith(BUILT) or "/" in marker.folder:
            raise IndexMissing("the marker names no folder of ours")
        return marker

    def new(self) -> Path:
        """The path of a sub-folder that nobody uses yet."""
        return self.folder / f"{BUILT}{secrets.token_hex(8)}"

    def use(self, built: Path, *, format: int, dictionary: str) -> None:
        """Take a sub-folder into use: whoever opens the index from now on gets this one."""
        aside = self.folder / f"{MARKER}.{secrets.token_hex(4)}"
        with aside.open("w", encoding="utf-8") as file:
            json.dump(asdict(Marker(built.name, format, dictionary)), file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.folder / MARKER)

    def sweep(self) -> None:
        """Remove the sub-folders that are not in use: the previous one, and what a killed rebuild has left."""
        try:
            used = self.marker().folder
        except IndexMissing:
            used = ""
        for left in self.folder.glob(f"{BUILT}*"):
            if left.name != used:
                shutil.rmtree(left, ignore_errors=True)
        for left in self.folder.glob(f"{MARKER}.*"):
            left.unlink(missing_ok=True)

    @contextmanager
    def writing(self, patience: float) -> Iterator[None]:
        """Be the only one who writes, in all threads and processes. Raises IndexBusy after `patience` seconds.

        The system gives the lock back when a process ends, however it ends.
        """
        try:
            with alone(self.folder / LOCK, patience):  # which nobody else may enter: private words are in there
                yield
        except Occupied as occupied:
            raise IndexBusy("the index is being written") from occupied
