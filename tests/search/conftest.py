"""An index of its own for each test: in a folder, and where the tests have PostgreSQL, in the database as well."""

import os
from pathlib import Path

import pytest

from hack.search.folder import FolderIndex
from hack.search.index import SearchIndex
from hack.search.library import DATABASE, FOLDER
from tests.search.papers import opened


@pytest.fixture(params=[FOLDER, *([DATABASE] if os.environ.get("TEST_DATABASE") else [])])
def lies(request: pytest.FixtureRequest) -> str:
    """Where the index of the test lies."""
    return request.param


@pytest.fixture
def place(lies: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """The folder or the address of the database that an index may be opened in."""
    return str(tmp_path / "index") if lies == FOLDER else request.getfixturevalue("stage").database


@pytest.fixture
def index(place: str) -> SearchIndex:
    """A fresh index without papers; it has the patience that a busy machine needs."""
    index = opened(place, seconds=20)
    index.rebuild([])
    return index


@pytest.fixture
def folder_index(tmp_path: Path) -> FolderIndex:
    """A fresh index without papers in a folder."""
    index = FolderIndex(tmp_path / "index", seconds=20)
    index.rebuild([])
    return index
