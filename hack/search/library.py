"""Where the index of this installation is; opened once by the application."""

from pathlib import Path

from hack.search.folder import FolderIndex
from hack.search.index import SearchIndex

_open: dict[str, SearchIndex] = {}


def connect(folder: Path) -> None:
    """Say in which folder the index lies; nothing is opened or made."""
    _open["index"] = FolderIndex(folder, patience=10.0)


def index() -> SearchIndex:
    """The index of this installation; KeyError before `connect`."""
    return _open["index"]
