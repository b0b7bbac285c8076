"""The front page, and what waits for each."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from hack import clock, db, outbox
from hack.events import NeedChanged
from hack.home import health
from hack.home.queries import figures
from hack.notices.models import Letter
from hack.outbox import Delivery
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.search.library import index
from hack.seeds.models import Visibility
from tests.cast import a_need, a_proposal, a_seed


@pytest.fixture
def papers(cast):
    """Needs and seeds, open and hidden."""
    need = a_need(by=cast.michi, title="募集中のニーズ")
    a_need(by=cast.michi, title="庁内のニーズ", internal=True)
    a_need(by=cast.michi, title="下書きのニーズ", step=NeedStep.DRAFT)
    a_need(by=cast.midori, title="実装されたニーズ", step=NeedStep.ADOPTED)
    a_seed(by=cast.umi, title="だれでも読めるシーズ")
    a_seed(by=cast.umi, title="市だけのシーズ", visibility=Visibility.CITY)
    a_seed(by=cast.umi, title="下書きのシーズ", published_at=None)
    a_proposal(by=cast.umi, need=need, title="こちらの提案", step=ProposalStep.QUERIED)
    return need


def test_the_front_page_shows_and_counts_what_everybody_may_see(browser_of, cast, papers):
    page = browser_of(None).visit("/")

    for shown in ("募集中のニーズ", "実装されたニーズ", "だれでも読めるシーズ"):
        assert shown in page.main
    for hidden in ("庁内のニーズ", "下書きのニーズ", "市だけのシーズ", "下書きのシーズ", "こちらの提案"):
        assert hidden not in page.words
    assert [d.get_text(strip=True) for d in page.page.select(".stat__number")] == ["1件", "1件", "0件", "1件", "3団体"]


def test_the_figures_count_for_each_what_each_may_see(cast, papers):
    assert (figures(cast.michi).open_calls, figures(cast.michi).seeds) == (2, 2)
    assert (figures(cast.riku).open_calls, figures(cast.riku).seeds) == (1, 1)


def test_a_company_is_told_that_its_answer_is_awaited(browser_of, cast, papers):
    page = browser_of(cast.umi).visit("/home")

    assert "こちらの提案" in page.main and "提案者の番です: 照会に答えた" in page.main
    assert "こちらの提案" not in browser_of(cast.riku).visit("/home").words


def test_an_officer_sees_the_own_sections_needs(browser_of, cast, papers):
    assert "下書きのニーズ" in browser_of(cast.michi).visit("/home").main
    assert "下書きのニーズ" not in browser_of(cast.midori).visit("/home").main


@pytest.mark.parametrize("who", ["mori", "michi", "umi", "kita", "kan", "ken"])
def test_everybody_has_a_page_of_their_own(browser_of, cast, who):
    person = getattr(cast, who)

    assert browser_of(person).visit("/home").heading == f"{person.name} さんのページ"


def test_a_visitor_is_led_to_sign_in_first(browser_of):
    assert browser_of(None).visit("/home").path == "/sign-in"


@pytest.mark.parametrize("path", ["/about", "/accessibility", "/livez"])
def test_what_is_said_about_the_site_is_for_everybody(browser_of, path):
    assert browser_of(None).visit(path).status == 200


def _late(kind, minutes=11):
    with db.transaction():
        db.session.execute(update(kind).values(due_at=clock.now() - timedelta(minutes=minutes)))


def test_visitors_are_sent_here_while_all_is_well(app, browser_of, cast, stage, monkeypatch):
    def answers():
        page = browser_of(None).client.get("/readyz")
        return page.status_code, page.text

    assert answers() == (503, "behind\n")  # there is no index yet
    index().rebuild([])
    assert answers() == (200, "ready\n")

    with db.transaction():
        outbox.record(NeedChanged(1), by=cast.michi)
        db.session.add(Letter(occasion="reset", address="a@b.example", subject="件名", facts={}, path="/me"))
    for kind in (Delivery, Letter):
        _late(kind)
        assert answers() == (503, "behind\n")
        _late(kind, minutes=0)
        assert answers() == (200, "ready\n")

    monkeypatch.setattr(health, "LEAST_SPACE", 10**18)
    assert answers() == (503, "behind\n")
