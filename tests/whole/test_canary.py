"""A word of its own lies in every place that is not for everybody. Who may read it there finds it; nobody else does, anywhere."""

import json
import logging
import re
import shutil

import pytest
from sqlalchemy import select

from hack import db
from hack.jobs import settle
from hack.logs import JsonLines
from hack.notices.models import Letter
from hack.search.rebuild import rebuild
from tests.browser import Browser
from tests.whole.canaries import Canaries, judge, plant
from tests.whole.matrix import GROUP, about, addresses, url
from tests.whole.places import Place
from tests.whole.town import enter_town

MOST_PAGES = 150
NOWHERE = "zebranowherex"
SEARCHED = {
    *("draftneed", "internalneed", "draftseed", "cityseed", "archivedseed", "suspendedseed"),
    *("proposal", "draftproposal", "rivals", "group", "recruiting"),
}
"""What stands in a title or text that the search looks at; notes, minutes, reasons and contacts are looked at by nobody's."""
OCCASIONS = {
    *(
        "organization_applied",
        "invitation",
        "proposal_received",
        "proposal_arrived",
        "proposal_queried",
        "proposal_answered",
    ),
    *("proposal_moved", "call_closed", "workgroup_opened", "member_joined", "meeting_called", "minutes_kept"),
}


class Log(logging.Handler):
    """What is written into the log, as it is written."""

    def __init__(self):
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log():
    root, log = logging.getLogger(), Log()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.INFO)
    yield log
    root.setLevel(level)
    root.removeHandler(log)


@pytest.fixture
def city(app, cast, log):
    """The town in which everything has happened, the letters are out, and the search knows of it."""
    town = enter_town(cast)
    canaries = plant(town)
    settle(app)
    judge(canaries, town)
    rebuild()
    return town, canaries


def test_every_page_shows_private_words_to_their_readers_alone_and_the_log_to_nobody(app, city, log):
    town, canaries = city
    seen = {word: set() for word in canaries.readers}
    for name in GROUP:
        pages = _walk(app, town.everybody[name], _doors(app, canaries.places))
        for word in seen:
            if any(word in text for text in pages.values()):
                seen[word].add(name)

    assert seen == canaries.readers
    lines = "\n".join(log.lines)
    assert lines.count('"answered"') > 500
    assert _words_in(lines, canaries) == set()


@pytest.mark.parametrize("from_the", ["index", "database"])
def test_the_search_finds_private_words_for_their_readers_alone_and_gives_no_hint_to_others(app, city, stage, from_the):
    town, canaries = city
    if from_the == "database":
        shutil.rmtree(stage.folder / "index")
    found = {word: set() for word in canaries.readers}
    for name in GROUP:
        browser = _browser(app, town.everybody[name])
        nothing = _answer(browser, NOWHERE)
        for word in canaries.readers:
            if _answer(browser, word) != nothing:
                found[word].add(name)
    searched = {f"canary{name}x" for name in SEARCHED}

    assert found == {word: readers if word in searched else set() for word, readers in canaries.readers.items()}


def test_letters_carry_no_private_word_to_anybody(app, city, stage):
    _, canaries = city
    letters = db.session.scalars(select(Letter)).all()
    rows = "\n".join(json.dumps([one.subject, one.facts, one.path, one.fault], ensure_ascii=False) for one in letters)
    posted = [file.read_text() for file in (stage.folder / "letters").glob("*.eml")]

    assert {one.occasion for one in letters} >= OCCASIONS
    assert len(posted) > 20
    assert _words_in(rows, canaries) == set()


def _doors(app, places: dict[str, list[Place]]) -> list[str]:
    """The addresses of every page about these things, whether a link leads to it or not, and the pages that are about none."""
    doors = []
    for rule, method in addresses(app):
        if method == "GET":
            found_by = about(app, rule)
            by_query = found_by.endswith("need_asked_for")
            those = places.get("one_need" if by_query else found_by, [] if found_by else [Place("")])
            for place in those:
                place = Place("", query={"need": place.values["key"]}) if by_query else place
                doors.append(url(app, rule, method, place))
    through = [f"/workgroups/new?suggestion={place.values['key']}" for place in places["one_suggestion"]]
    return [*doors, *through, "/search?q=灯台", "/workgroups/?show=open", "/workgroups/?show=all"]


def _walk(app, person, doors: list[str]) -> dict[str, str]:
    """Every page that this person gets by its address or by following links, with its headers, by address."""
    client = _browser(app, person).client
    waiting, pages = ["/", "/home", *doors], {}
    while waiting and len(pages) < MOST_PAGES:
        address = waiting.pop(0)
        if address in pages:
            continue
        response = client.get(address)
        assert response.status_code in (200, 302, 403, 404), f"{response.status_code} at {address}"
        pages[address] = f"{response.headers}\n{response.get_data(as_text=True)}"
        links = re.findall(r'href="(/[^"#]*)', pages[address])
        waiting += [link for link in links if not link.startswith("/static") and "?" not in link]
        waiting += [response.location] if response.location else []
    assert not [one for one in waiting if one not in pages], "there are more pages than the test looks at"
    return pages


def _answer(browser: Browser, word: str) -> str:
    """What the search says about the word, without the word."""
    return browser.visit(f"/search?q={word}").main.replace(word, "")


def _browser(app, person) -> Browser:
    return Browser(app, person if person.is_authenticated else None)


def _words_in(text: str, canaries: Canaries) -> set[str]:
    return {word for word in canaries.readers if word in text}
