"""Where the index of this installation is; opened once by the application."""

from pathlib import Path

from hack import db
from hack.search.database import DatabaseIndex
from hack.search.folder import FolderIndex
from hack.search.index import SearchIndex

FOLDER, DATABASE = "folder", "database"
PATIENCE = 10.0
_open: dict[str, SearchIndex] = {}


def connect(folder: Path, where: str = FOLDER) -> None:
    """Say where the index lies: in that folder, or in the database that is connected; nothing is opened or made.

    Raises RuntimeError where it can't lie there.
    """
    if where not in (FOLDER, DATABASE):
        raise RuntimeError("SEARCH must be `folder` or `database`")
    if where == FOLDER:
        _open["index"] = FolderIndex(folder, patience=PATIENCE)
        return
    if db.session.get_bind().dialect.name != "postgresql":
        raise RuntimeError("SEARCH=database needs PostgreSQL: set DATABASE_URL")
    _open["index"] = DatabaseIndex(patience=PATIENCE)


def index() -> SearchIndex:
    """The index of this installation; KeyError before `connect`."""
    return _open["index"]
