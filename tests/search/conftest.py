"""An index of its own for each test."""

from pathlib import Path

import pytest

from hack.search.folder import FolderIndex


@pytest.fixture
def index(tmp_path: Path) -> FolderIndex:
    """A fresh index without papers; it has the patience that a busy machine needs."""
    index = FolderIndex(tmp_path / "index", seconds=20)
    index.rebuild([])
    return index
