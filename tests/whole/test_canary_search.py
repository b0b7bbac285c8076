"""The search finds the words in private places for their readers alone, and gives nobody else a hint that they are there."""

import shutil

import pytest

from tests.browser import Browser
from tests.whole.matrix import GROUP

pytestmark = pytest.mark.long

NOWHERE = "zebranowherex"
BY_TITLE = {
    *("draftneed", "internalneed", "draftseed", "cityseed", "archivedseed", "suspendedseed"),
    *("voiceneed", "heldneed", "proposal", "draftproposal", "rivals", "group", "recruiting", "sealed"),
    *("pactcase", "pactname", "appliedlab"),
}
"""What stands in the title or first text of one thing each, together with 灯台."""
SEARCHED = {
    *BY_TITLE,
    *("casetitle", "casebody", "caseissue", "caseaskedofcity", "caseoffered", "casecost", "casewished"),
    *("casesectionsnamed", "casebudget", "casereferences", "caseended", "caserival"),
    *("pactpurpose", "pactnotes", "pactoutcome", "pactparty", "pactofcase"),
    *("gathering", "voice", "theme", "datasettitle", "datasettext", "publicquestion", "publicanswer"),
}
"""What stands in a title or a text that the search looks at; notes, minutes, reasons, contacts, and what is said of a case inside the
city or of one that is gone, it looks at for nobody.
"""


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
    besides = set(canaries.readers) - searched - {"canaryinvitingdraftx"}  # which its writers find

    assert _found(app, asking, searched, canaries.readers) == {word: canaries.readers[word] for word in searched}
    those = {name: asking[name] for name in (("mori", "michi", "umi") if from_the == "index" else ("mori",))}
    assert _found(app, those, besides, canaries.readers) == dict.fromkeys(besides, set())
    assert [line for line in log.lines if "canary" in line or NOWHERE in line] == []


def test_nobody_is_told_of_private_things_by_how_many_are_found(app, city):
    """灯台 stands in every private title (or text), and in no public one."""
    town, canaries = city
    titles = {f"canary{name}x" for name in BY_TITLE}

    for name in GROUP:
        person = town.everybody[name]
        page = Browser(app, person if person.is_authenticated else None).visit("/search?q=灯台").main
        own = {word for word in titles if name in canaries.readers[word]}
        assert {word for word in titles if word in page} == own, name
        assert (f"すべて({len(own)})" in page) or (not own and "見つかりませんでした" in page), name


def test_nobody_is_offered_a_word_that_stands_only_where_they_may_not_find_it(app, city):
    """Each word is asked for with two letters exchanged; what may have been meant is a word of one's own."""
    town, canaries = city
    late = SEARCHED - BY_TITLE | {"pactcase", "pactname", "appliedlab", "casenote", "dialogueinternal", "inquiryanswer"}

    offered = {}
    for name in GROUP:
        person = town.everybody[name]
        browser = Browser(app, person if person.is_authenticated else None)
        own = {f"canary{word}x" for word in SEARCHED if name in canaries.readers[f"canary{word}x"]}
        for word in late:
            swapped = f"canary{word[:-2]}{word[-1]}{word[-2]}x"
            suggested = browser.visit(f"/search?q={swapped}").page.select_one(".suggested a")
            if suggested is not None and swapped not in own:
                offered.setdefault(name, set()).add(suggested.get_text() in own)

    assert offered.keys() == set(GROUP)
    assert set().union(*offered.values()) == {True}
