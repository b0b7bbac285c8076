"""What is true of every sheet and every part of the face, whatever it shows."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

FACE = [Path("templates/base.html"), Path("templates/error.html"), *sorted(Path("templates/ui").glob("*.html"))]
SHEETS = sorted(Path("static/css").glob("*.css"))


@pytest.mark.parametrize("path", FACE, ids=lambda path: path.name)
def test_every_macro_that_chapters_use_says_how_it_is_called(path):
    inner = {"choices", "line", "question", "beneath", "described_by", "need_mark", "error_links", "tab_list"}
    source = path.read_text()
    silent = [
        name for name in re.findall(r"{% macro (\w+)\(", source) if name not in inner and f"{{# {name}(" not in source
    ]

    assert silent == []


@pytest.mark.parametrize("path", FACE, ids=lambda path: path.name)
def test_nothing_is_said_in_line_that_the_policy_forbids(path):
    assert re.findall(r"\sstyle=|\son\w+=|<style|javascript:|<script(?![^>]*\ssrc=)", path.read_text()) == []


def test_every_sheet_is_linked_and_every_linked_sheet_is_there(face):
    page = BeautifulSoup(face.test_client().get("/front").text, "html.parser")
    linked = {Path(link["href"]).name for link in page.find_all("link", rel="stylesheet") if "/css/" in link["href"]}

    assert linked == {path.name for path in SHEETS}


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_a_sheet_uses_only_tones_that_exist(path):
    tones = Path("static/css/tones.css").read_text()
    used = set(re.findall(r"var\((--[\w-]+)\)", path.read_text()))

    assert {tone for tone in used if f"{tone}:" not in tones} == set()


def test_each_fallback_is_the_token_it_stands_in_for():
    tokens = Path("static/vendor/tokens.css")
    if not tokens.exists():
        pytest.skip("static/vendor/tokens.css is missing: npm ci && npm run assets")
    values = dict(re.findall(r"(--[\w-]+): (#\w+);", tokens.read_text()))
    told = [pair for path in SHEETS for pair in re.findall(r"var\((--color[\w-]+), (#\w+)\)", path.read_text())]
    assert len(told) > 20

    long = {"#666": "#666666", "#ccc": "#cccccc", "#fff": "#ffffff"}
    assert [(name, value) for name, value in told if values[name] != long.get(value, value)] == []
