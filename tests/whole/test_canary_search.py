"""The search finds the words in private places for their readers alone, and gives nobody else a hint that they are there."""

import shutil

import pytest

from tests.browser import Browser
from tests.whole.matrix import GROUP

NOWHERE = "zebranowherex"
SEARCHED = {
    *("draftneed", "internalneed", "draftseed", "cityseed", "archivedseed", "suspendedseed"),
    *("voiceneed", "heldneed", "proposal", "draftproposal", "rivals", "group", "recruiting", "sealed"),
}
"""What stands in a title or a text that the search looks at; notes, minutes, reasons and contacts it looks at for nobody."""


def _found(app, people, words, readers) -> dict[str, set[str]]:
    """Who is told anything else of a word than of one that is nowhere, by word. What is offered instead of it is a word of their own."""
    found = {word: set() for word in words}
    for name, person in people.items():
        browser = Browser(app, person if person.is_authenticated else None)
        own = {word for word, names in readers.items() if name in names}
        nothing = _answer(browser, NOWHERE, own)
        for word in words:
            if _answer(browser, word, own) != nothing:
                found[word].add(name)
    return found


def _answer(browser: Browser, word: str, own: set[str]) -> str:
    """What the page says, without the word itself, and without what may have been meant, which must be of the own words."""
    page = browser.visit(f"/search?q={word}")
    if offered := page.page.select_one(".suggested"):
        assert offered.a.get_text() in own
        offered.extract()
    return page.main.replace(word, "")


@pytest.mark.parametrize("from_the", ["index", "database"])
def test_a_private_word_is_found_by_its_readers_and_nobody_else_is_told_anything(app, city, stage, log, from_the):
    town, canaries = city
    if from_the == "database":
        shutil.rmtree(stage.folder / "index")
    asking = {name: town.everybody[name] for name in GROUP}
    searched = {f"canary{name}x" for name in SEARCHED}
    besides = set(canaries.readers) - searched

    assert _found(app, asking, searched, canaries.readers) == {word: canaries.readers[word] for word in searched}
    assert _found(app, {"mori": town.cast.mori}, besides, canaries.readers) == dict.fromkeys(besides, set())
    assert [line for line in log.lines if "canary" in line or NOWHERE in line] == []


def test_nobody_is_told_of_private_things_by_how_many_are_found(app, city):
    """灯台 stands in every private title (or text), and in no public one."""
    town, canaries = city
    titles = {f"canary{name}x" for name in SEARCHED}

    for name in GROUP:
        person = town.everybody[name]
        page = Browser(app, person if person.is_authenticated else None).visit("/search?q=灯台").main
        own = {word for word in titles if name in canaries.readers[word]}
        assert {word for word in titles if word in page} == own, name
        assert (f"すべて({len(own)})" in page) or (not own and "見つかりませんでした" in page), name
