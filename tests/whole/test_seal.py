"""While a sealed call is open, whatever is handed in for it changes nothing that anybody but the secretariat sees."""

from io import BytesIO

import pytest

from hack import db
from hack.accounts.models import Visitor
from hack.files.actions import take_in
from hack.jobs import settle
from hack.notices.models import Letter
from hack.proposals.actions import add_proposal_file, draft_proposal, edit_proposal, submit_proposal
from hack.proposals.models import ProposalKind, Readers
from hack.search.rebuild import rebuild
from tests.browser import Browser
from tests.cast import a_need
from tests.whole.town import enter_town

PAGES = (
    *("/", "/home", "/desk", "/notices", "/proposals/", "/search?q=港計測株式会社", "/search?q=灯台の見回り"),
    *("/needs/", "/needs/{}", "/needs/{}/proposals", "/needs/{}/consultations", "/needs/{}/workgroups"),
    *("/exchange/needs", "/exchange/proposals", "/exchange/needs/{}/proposals", "/evaluation/new?need={}"),
    *("/workgroups/new?need={}", "/consultations/", "/evaluation/", "/following", "/organizations"),
)


def _seen(app, person, need) -> dict[str, tuple[int, str]]:
    """What the person reads on each page."""
    browser = Browser(app, person if person.is_authenticated else None)
    return {address: _read(browser.visit(address.format(need.key))) for address in PAGES}


def _read(page) -> tuple[int, str]:
    return page.status, page.words if page.status == 200 else ""  # a refusal carries its own number


@pytest.mark.timeout(900)
def test_nobody_but_the_secretariat_can_tell_how_many_proposals_wait_behind_a_seal(app, cast):
    town = enter_town(cast)
    need = a_need(by=cast.michi, sealed=True)
    people = {"visitor": Visitor()} | {name: town.everybody[name] for name in ("michi", "seki", "kaji", "riku", "kan")}
    rebuild()
    before = {name: _seen(app, person, need) for name, person in people.items()}
    moris = _seen(app, cast.mori, need)

    for number in range(2):
        with db.transaction():
            said = {"summary": "灯台の見回り", "technology": "灯台の見回り", "effect": "見回りが減ります。"}
            proposal = draft_proposal(
                need=need, by=cast.umi, kind=ProposalKind.IDEA, title=f"灯台の見回り{number}", **said
            )
            sent = take_in(BytesIO("灯台の見回り".encode()), f"灯台の見回り{number}.txt")
            add_proposal_file(proposal, *sent, by=cast.umi, readers=Readers.SECTION, about="灯台の見回り")
            submit_proposal(proposal, by=cast.umi)
        with db.transaction():
            edit_proposal(proposal, by=cast.umi, seen=None, summary="灯台の見回りを減らします。")
            submit_proposal(proposal, by=cast.umi)
    settle(app)
    rebuild()

    after = {name: _seen(app, person, need) for name, person in people.items()}
    assert [(name, page) for name in people for page in PAGES if after[name][page] != before[name][page]] == []
    assert _seen(app, cast.mori, need) != moris
    assert {one.address for one in db.session.query(Letter)} == {"umi@minato.example", "mori@city.example"}
