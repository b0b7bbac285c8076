"""A new need is written from an earlier one."""

import pytest

from hack import db
from hack.needs.actions import share_need
from hack.needs.models import Need, Personal
from hack.pipeline.need import NeedStep
from tests.cast import a_need
from tests.needs.looking import do, refusal, the_need

NOTES = {
    "under_way": "ひみつ1",
    "budget": "ひみつ2",
    "consulted": "ひみつ3",
    "personal": Personal.SOME,
    "priority": "ひみつ4",
    "notes": "ひみつ5",
}
THEIRS = {
    "contact": "道路局の係",
    "co_scheme": "別の窓口",
    "selected": "2者",
    "period": "霜月から",
    "source_url": "https://city.example/1",
}


@pytest.fixture
def need(cast):
    """A public need of Michi's that says everything."""
    return a_need(by=cast.michi, **NOTES, **THEIRS)


def kept(page):
    """What of the notes and the section's own answers is on the page."""
    words = str(page.page)
    said = {name for name, word in (NOTES | THEIRS).items() if name != "personal" and word in words}
    return said | ({"personal"} if page.questions["personal"] == ["some"] else set())


def test_somebody_elses_need_is_copied_without_what_is_only_theirs(browser_of, cast, need):
    page = browser_of(cast.midori).visit(f"/needs/{need.key}").follow("このニーズを写して新しく書く")
    assert (page.status, page.questions["problem"], page.questions["field"]) == (200, need.problem, ["roads"])
    assert kept(page) == set()

    page.press("下書きを保存する", 題名="集積場所の量を測りたい")

    new = the_need("集積場所の量を測りたい")
    assert (new.section, new.author, new.step) == (cast.resources, cast.midori, NeedStep.DRAFT)
    assert (new.problem, new.hoped, new.criteria) == (need.problem, need.hoped, need.criteria)
    assert {getattr(new, name) for name in NOTES | THEIRS} == {"", None}
    assert (new.opens_on, new.closes_on, new.published_at) == (None, None, None)


def test_ones_own_need_is_copied_with_its_notes_and_without_its_days(browser_of, cast, need):
    assert kept(browser_of(cast.michi).visit(f"/needs/new?from={need.key}")) == {
        *NOTES,
        "contact",
        "co_scheme",
        "selected",
    }
    assert kept(browser_of(cast.mori).visit(f"/needs/new?from={need.key}")) == set()

    do(share_need, need, cast.resources, by=cast.michi)
    assert kept(browser_of(cast.midori).visit(f"/needs/new?from={need.key}")) == {
        *NOTES,
        "contact",
        "co_scheme",
        "selected",
    }


def test_what_stays_inside_the_city_stays_so_when_it_is_copied(browser_of, cast):
    inside = a_need(by=cast.michi, internal=True)

    browser_of(cast.midori).visit(f"/needs/new?from={inside.key}").press("下書きを保存する", 題名="写したもの")

    assert the_need("写したもの").internal is True


def test_a_need_that_one_may_not_read_is_answered_as_one_that_is_not_there(browser_of, cast):
    hidden = a_need(by=cast.michi, step=NeedStep.DRAFT)

    assert refusal(browser_of(cast.midori), f"/needs/new?from={hidden.key}") == refusal(
        browser_of(cast.midori), "/needs/new?from=nothinghere2"
    )
    assert browser_of(cast.midori).visit("/needs/new?from=").status == 404
    assert db.session.query(Need).count() == 1


def test_companies_are_not_offered_a_copy(browser_of, cast, need):
    assert "写して" not in browser_of(cast.umi).visit(f"/needs/{need.key}").main
    assert browser_of(cast.umi).visit(f"/needs/new?from={need.key}").status == 403
