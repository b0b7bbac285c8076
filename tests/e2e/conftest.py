"""The site in a real browser: it runs here, on the real clock, and Chromium looks at it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.chromium import axe, chromium  # noqa: F401 (the fixtures)
from tests.e2e.screen import Screen
from tests.e2e.site import Site, running_site
from tests.schema import make_schema


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with all tables and nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "hack.db"
    make_schema(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="module")
def site(
    chromium: Browser,  # noqa: F811
    empty_database: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Site]:
    """The site that the tests of one file share; nothing runs where there is no browser."""
    with running_site(tmp_path_factory.mktemp("site"), empty_database) as running:
        yield running


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Where pictures of the screens are left: the folder that SHOTS names, or the test's own."""
    folder = Path(os.environ.get("SHOTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def screen_of(chromium: Browser, site: Site, shots: Path) -> Iterator[Callable[..., Screen]]:  # noqa: F811
    """`screen_of(person)`: that person at a screen of their own, signed in; `screen_of(None)`: a visitor."""
    opened = []

    def screen_of(person: Any = None, **how: Any) -> Screen:
        context = chromium.new_context(
            base_url=site.address,
            viewport={"width": 1280, "height": 900},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
            **how,
        )
        opened.append(context)
        if person is not None:
            context.add_cookies([site.cookie_of(person)])
        return Screen(context.new_page(), shots)

    yield screen_of
    for context in opened:
        context.close()
