"""What the guide says is what the screen says: buttons in bold within 「」, pictures, links, settings, the map."""

import ast
import re
from configparser import ConfigParser
from dataclasses import fields
from pathlib import Path
from urllib.parse import unquote

import pytest

from hack.config import Settings

PAGES = [Path("README.md"), *sorted(Path("docs").rglob("*.md"))]
GUIDE = [page for page in PAGES if Path("docs/guide") in page.parents]
LONGEST = 150
HEAVIEST = 200_000
PRESSED = re.compile(r"「\*\*(.+?)\*\*」")
LINK = re.compile(r"!?\[[^]]*\]\(([^)\s]+)\)")
TEMPLATE_CODE = re.compile(r"\{[{%#].*?[}%#]\}|<[^>]*>", re.DOTALL)
WRITTEN_OUT = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def _in_templates() -> set[str]:
    """Every text of a template, and everything written out in its code."""
    said = set()
    for path in Path("templates").rglob("*.html"):
        words = path.read_text()
        said.update(one.strip() for one in TEMPLATE_CODE.split(words))
        said.update(one or other for one, other in WRITTEN_OUT.findall(words))
    return said


def _in_code() -> set[str]:
    """Everything written out in the code that can be a label: moves and steps, the navigation, tabs, what scripts add."""
    pages = [*Path("hack/pipeline").glob("*.py"), *Path("hack").glob("*/navigation.py")]
    pages += [path for path in Path("hack").rglob("*.py") if {"views", "views.py", "lists.py"} & set(path.parts)]
    nodes = (node for path in pages for node in ast.walk(ast.parse(path.read_text())))
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    scripts = "\n".join(path.read_text() for path in Path("static/js").glob("*.js"))
    return said | set(re.findall(r"\"([^\"\n]*)\"", scripts))


def _code(page: Path) -> str:
    """The words of a page without what it shows as code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text(), flags=re.DOTALL)


def _places(page: Path) -> list[str]:
    """Where the links and pictures of a page lead, those to elsewhere left out."""
    return [to for to in LINK.findall(_code(page)) if not to.startswith(("http://", "https://", "mailto:"))]


def _anchors(page: Path) -> set[str]:
    """What the headings of a page can be found by: in small letters, without marks, a hyphen for each space."""
    headings = re.findall(r"(?m)^#+ (.+)$", _code(page))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def test_every_button_that_the_guide_speaks_of_is_on_the_screen():
    there = _in_templates() | _in_code()
    spoken = [(page, words) for page in GUIDE for words in PRESSED.findall(page.read_text())]

    assert [f"{page}: {words}" for page, words in spoken if words not in there] == []
    assert len(spoken) > 200


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_and_picture_leads_somewhere(page):
    lost = []
    for to in _places(page):
        name, _, anchor = unquote(to).partition("#")
        place = page.parent / name if name else page
        if not place.exists() or (anchor and anchor not in _anchors(place)):
            lost.append(to)

    assert lost == []


def test_every_page_of_the_guide_is_reached_from_its_index():
    reached, waiting = set(), [Path("docs/guide/README.md")]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        found = ((page.parent / unquote(to).partition("#")[0]).resolve() for to in _places(page))
        waiting += [one.relative_to(Path.cwd()) for one in found if one.suffix == ".md"]

    assert set(GUIDE) - reached == set()


def test_every_picture_is_shown_and_light():
    pictures = sorted(Path("docs").rglob("*.png"))
    shown = {(page.parent / to).resolve() for page in PAGES for to in _places(page) if to.endswith(".png")}

    assert [str(one) for one in pictures if one.resolve() not in shown] == []
    assert [str(one) for one in pictures if one.stat().st_size > HEAVIEST] == []


def test_no_page_of_the_guide_is_long():
    assert [str(page) for page in GUIDE if len(page.read_text().splitlines()) > LONGEST] == []


def test_every_decision_stands_in_the_index():
    decisions = [path.name for path in sorted(Path("docs/decisions").glob("0*.md"))]

    assert re.findall(r"\((0[^)]+)\)", Path("docs/decisions/README.md").read_text()) == decisions


def test_the_readme_tells_of_every_setting_as_the_code_does():
    told = [f"| `{one.metadata['name']}` | {_default(one)} | {one.metadata['says']} |" for one in fields(Settings)]

    assert re.findall(r"(?m)^\| `[A-Z_]+` \|.*$", Path("README.md").read_text()) == told


def _default(setting) -> str:
    return f"`{setting.default}`" if setting.default else ""


def _layers() -> list[list[str]]:
    """The layers of the code from the lowest to the highest, each with its packages; those that may come later are left out."""
    config = ConfigParser()
    config.read("setup.cfg")
    rows = config["importlinter:contract:story"]["layers"].split("\n")
    found = [re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)", "", row)) for row in reversed(rows)]
    return [row for row in found if row]


def _map() -> str:
    drawn = re.search(r"(?s)```\nhack/\n(.*?)```", Path("README.md").read_text())
    return drawn[1] if drawn else ""


def test_the_readme_maps_every_package_that_stands_in_the_layers():
    unmapped = [name for row in _layers() for name in row if not re.search(rf"\b{name}\b", _map())]

    assert unmapped == []


def test_the_readme_tells_the_chapters_in_the_order_of_the_layers():
    rank = {name: place for place, row in enumerate(_layers()) for name in row}
    chapters = [name for name in re.findall(r"(?m)^  ([a-z]+)/ ", _map()) if name not in ("pipeline", "migrations")]

    assert chapters == sorted(chapters, key=rank.__getitem__)
    assert len(chapters) > 20


def test_every_dependency_is_accounted_for():
    config = ConfigParser()
    config.read("setup.cfg")
    named = re.findall(r"(?m)^([a-z0-9-]+)", config["options"]["install_requires"])
    told = Path("docs/decisions/0012-dependencies.md").read_text().lower()

    assert [name for name in named if name not in told] == []


def test_the_glossary_names_what_the_code_has():
    sources = "\n".join(path.read_text() for path in Path("hack").rglob("*.py"))
    there = set(re.findall(r"(?m)^class (\w+)", sources))
    told = re.findall(r"`([A-Z]\w*[a-z]\w*)(?:\.\w+)?`", Path("docs/glossary.md").read_text())

    assert sorted(set(told) - there) == []
    assert len(set(told)) > 60
