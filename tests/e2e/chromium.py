"""A real browser, and a server for it to look at; both on this machine alone."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.ports import HERE

CHROMIUM = Path("/usr/bin/chromium")
SHELL = Path("/usr/bin/chromium-headless-shell")
"""The same without windows and all that belongs to them, which takes a fifth less; used where it is there."""
AXE = Path("node_modules/axe-core/axe.min.js")
QUIET = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SAYS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""The rules of accessibility that pages are held to."""
FAULTS = """says => axe
  .run({runOnly: says, resultTypes: ["violations"], selectors: false, preload: false})
  .then((found) => found.violations.flatMap((fault) => fault.nodes.map((node) => [fault.id, node.html])))"""
"""Only what is broken leaves the browser: all that axe knows of a page is larger than the page."""
BUILD = """() => {
  const told = /^(class|role|type|scope|lang|dir|alt|autocomplete|tabindex|hidden|open|disabled|checked|aria-(?!labelledby|describedby|controls).*)$/;
  const main = document.querySelector("main");
  const sign = (part, apart) => {
    if (part === apart) return "";
    const own = [...part.attributes].map((one) => (told.test(one.name) ? `${one.name}=${one.value}` : one.name)).sort();
    const worded = [...part.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
    const inside = [...part.children].map((one) => sign(one, apart)).filter((one, place, all) => one !== all[place - 1]);
    return `${part.tagName} ${own} ${worded} (${inside})`;
  };
  return [sign(document.body, main), main ? sign(main) : ""];
}"""
BY_DESIGN = ("status of 403", "status of 404", "status of 422")
"""What Chromium says of a page that is a refusal: true, and no fault of the page."""


class Silent(WSGIRequestHandler):
    """Writes no line for each of the many small files of a page, and closes every answer.

    Chromium may hang up as soon as it has the answer to a form, and then Werkzeug's server leaves the answer unclosed: what
    follows the deed would never be done. (The server of an installation, gunicorn, always closes.)
    """

    def log(self, *_: object) -> None:
        pass

    def connection_dropped(self, _error: BaseException, environ: Any = None) -> None:
        if hasattr(environ["tests.answer"], "close"):
            environ["tests.answer"].close()


def needed(thing: Path, how: str) -> None:
    """Skip where `thing` is missing; where CI=true go on, so that its absence is a failure there."""
    if not thing.exists() and os.environ.get("CI") != "true":
        pytest.skip(f"{thing} is missing: {how}")


@contextmanager
def served(app: Flask, listening: socket.socket) -> Iterator[str]:
    """The address under which `app` answers, in threads of this process, for as long as the block lasts."""

    def keeping_the_answer(environ: Any, start_response: Any) -> Any:
        environ["tests.answer"] = app(environ, start_response)
        return environ["tests.answer"]

    server = make_server(HERE, 0, keeping_the_answer, threaded=True, request_handler=Silent, fd=listening.fileno())
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    try:
        yield f"http://{HERE}:{server.port}"
    finally:
        server.shutdown()
        running.join()
        server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    there = SHELL if SHELL.exists() else CHROMIUM
    needed(there, "apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(there), args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of the accessibility engine."""
    needed(AXE, "npm ci")
    return AXE.read_text()


def complaints_of(page: Page) -> list[str]:
    """What the console of `page` complains of, from now on: errors of scripts, and all that the content policy refuses."""
    said: list[str] = []

    def hear(message: Any) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in BY_DESIGN):
            said.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    return said


def faults_of(page: Page, axe: str) -> list[tuple[str, str]]:
    """What stands in somebody's way on the page as it is now: the rule that is broken, and the element that breaks it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(f"(() => {{ {axe} }})()")
    return [(rule, html) for rule, html in page.evaluate(FAULTS, SAYS)]


def builds_of(page: Page) -> tuple[str, str]:
    """How the page is built, without its words: the frame that pages share, and what stands in it, each as a name of 64 letters.

    A build is elements with all that the rules of accessibility look at, neighbours that are built alike once. What is of one
    build breaks the same rules, so that one of them stands for all.
    """
    frame, content = (sha256(build.encode()).hexdigest() for build in page.evaluate(BUILD))
    return frame, content


def width_of(page: Page) -> int:
    """How many pixels wide the page is, whatever its window is."""
    return int(page.evaluate("document.documentElement.scrollWidth"))
