"""The pattern book: drawn line by line, or on a free port of this machine with Chromium to look at it."""

import os
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.face.pattern_book import pattern_book

CHROMIUM = Path("/usr/bin/chromium")
PARTS = sorted(Path("templates/ui").glob("*.html"))
AXE = Path("node_modules/axe-core/axe.min.js")
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Silent(WSGIRequestHandler):
    """Writes no line for each of the many small files of a page."""

    def log(self, *_: object) -> None:
        pass


def needed(thing: Path, how: str) -> None:
    """Skip where `thing` is missing; where CI=true go on, so that its absence is a failure there."""
    if not thing.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"{thing} is missing: {how}")


@pytest.fixture(scope="module")
def face() -> Flask:
    """The pattern book itself."""
    return pattern_book()


@pytest.fixture
def draw(face: Flask) -> Callable[..., BeautifulSoup]:
    """Draws one line of template, its macros found by their names, and gives it back as a tree."""

    def draw(line: str, **given: object) -> BeautifulSoup:
        names = sorted(set(re.findall(r"(?:call|\{\{) ?(\w+)\(", line)))
        homes = [(path, name) for path in PARTS for name in names if f"macro {name}(" in path.read_text()]
        imports = "".join(f'{{% from "ui/{path.name}" import {name} %}}' for path, name in homes)
        with face.test_request_context("/"):
            return BeautifulSoup(render_template_string(imports + line, **given), "html.parser")

    return draw


@pytest.fixture(scope="module")
def book() -> Iterator[str]:
    """The address of the pattern book."""
    server = make_server("127.0.0.1", 0, pattern_book(), threaded=True, request_handler=Silent)
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    running.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    needed(CHROMIUM, "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of the accessibility engine."""
    needed(AXE, "npm ci")
    return AXE.read_text()
