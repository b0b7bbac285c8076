"""The pattern book: drawn line by line, or on a free port of this machine with Chromium to look at it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask, render_template_string

from tests.e2e.chromium import axe, chromium, served  # noqa: F401 (the fixtures)
from tests.face.pattern_book import pattern_book
from tests.ports import held_port

PARTS = sorted(Path("templates/ui").glob("*.html"))


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
    with held_port() as (_, listening), served(pattern_book(), listening) as address:
        yield address
