"""A store of files for tests without the application."""

import pytest

from hack.files import store


@pytest.fixture
def shelf(stage):
    """The store of this installation."""
    store.connect(store.Store.of(stage))
    return store.store()
