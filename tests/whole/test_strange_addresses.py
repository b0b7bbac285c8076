"""Addresses that no page of ours makes: whatever is put into them, no page fails."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest

from hack import db
from hack.forms.filters import Filter
from tests.browser import Browser
from tests.whole.matrix import about, addresses, url
from tests.whole.places import fill
from tests.whole.town import enter_town

pytestmark = pytest.mark.long

HALF = "%ED%A0%80"
"""One half of a letter beyond the first 65,536, as UTF-8 would write it if it might."""
HUGE = "9" * 30
KEY = re.compile(r"(?<=[/=])[2-9a-km-z]{12}\b")
VIEWERS = {"sqlite": ("mori", "umi"), "postgresql": ("michi", "kan")}
"""Who asks; each database is asked by two of them, who see nearly all pages between them."""


def _argument_names():
    """Every argument that a page of ours reads from its address."""
    sources = "\n".join(path.read_text() for path in Path("hack").rglob("*.py"))
    read = set(re.findall(r'request\.args\.get\("(\w+)"', sources) + re.findall(r'page_number\("(\w+)"', sources))
    asked = {name for kind in Filter.__subclasses__() for name in vars(kind) if not name.startswith("_")}
    return sorted(read | asked | {"page"})


@pytest.fixture
def pages(app, cast):
    """The address of every page that is for looking, about the first thing that it can be about."""
    places = fill(enter_town(cast))
    return [
        url(app, rule, "GET", place)
        for rule, method in addresses(app)
        if method == "GET"
        for place in places[about(app, rule)][:1]
    ]


def _answers(app, person, paths):
    client = Browser(app, person).client
    return {path: client.get(path).status_code for path in paths}


def test_control_characters_in_addresses_are_refused(app, cast, pages):
    mid, end = f"a{quote(chr(0))}b", quote("\x85")
    in_paths = {KEY.sub(mid, page) for page in pages if KEY.search(page.split("?")[0])}
    in_arguments = {f"{page.split('?')[0]}?{name}={bad}" for page in pages for name, bad in (("q", mid), (end, "1"))}

    assert len(in_paths) > 15
    assert set(_answers(app, cast.mori, in_paths).values()) == {404}
    assert set(_answers(app, cast.mori, in_arguments).values()) == {400}


@pytest.mark.parametrize("viewer", [0, 1])
def test_whatever_is_put_into_an_address_no_page_fails(app, cast, pages, viewer):
    person = getattr(cast, VIEWERS[db.session.get_bind().dialect.name][viewer])
    asked = [
        variant
        for page in pages
        for bad in (HALF, HUGE)
        for variant in (
            KEY.sub(bad, page),
            page.split("?")[0] + "?" + "&".join(f"{n}={bad}" for n in _argument_names()),
        )
        if variant != page
    ]

    failed = {path: status for path, status in _answers(app, person, asked).items() if status >= 500}

    assert {path for path in failed if not path.startswith("/readyz")} == set()


def test_words_that_were_copied_with_their_tabs_are_searched_for(app):
    assert app.test_client().get("/search", query_string={"q": "街路樹\t点検\n"}).status_code == 200
