"""Every page of the site, for everybody who may open it, on a narrow and on a wide screen: nothing stands in anybody's way."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from hack import clock, db
from hack.matching.fitting import refit
from hack.matching.models import Suggestion
from hack.needs.actions import move_need
from hack.pipeline.need import NeedStep
from hack.search.rebuild import rebuild
from hack.workgroups.models import Meeting
from tests.browser import Browser
from tests.cast import a_need, a_proposal, a_seed
from tests.e2e.chromium import builds_of, complaints_of, faults_of, width_of
from tests.whole.matrix import OPEN, about, addresses, answers_expected, url
from tests.whole.places import Place, fill
from tests.whole.town import enter_town

pytestmark = [pytest.mark.e2e, pytest.mark.long]

ROLES = {
    "visitor": "",
    "officer": "michi",
    "evaluator": "kaji",
    "company": "umi",
    "partner": "riku",
    "coordinator": "mori",
    "admin": "kan",
    "auditor": "ken",
}
EVERYTHING = ("visitor", "officer", "company", "coordinator")
"""Who looks at every page that opens; the others look at those that open to none of these, and at their own home."""
WIDTHS = (1280, 320)
IN_EVERY_STATE = (
    "needs.show",
    "seeds.show",
    "proposals.show",
    "workgroups.show",
    "accounts.organization",
    "opendata.show",
    "opendata.show_set",
)
"""Pages that look different by the state of what they show; of the others one is looked at for each role."""
NO_PAGES = ("home.livez", "home.readyz", "proposals.receipt_text", "opendata.catalogue_json", "opendata.catalogue_csv")
BESIDES = ("/search?q=交通量", "/search?q=ないことば", "/needs/?stage=open", "/people?role=officer", "/invitations/new")
RICH = "rich"
EXPECTED = answers_expected()
LONG_WORD = "https://www.example.jp/" + "donaudampfschifffahrtsgesellschaftskapitaensmuetze" * 2


@pytest.fixture(scope="module")
def places(site):
    """What there is to look at, by how pages find it: everything in every state, the richest of its kind first."""
    town = enter_town(site.cast)
    filled = fill(town)
    for noun, key in _rich_things(town).items():
        filled[noun].insert(0, Place(RICH, {"key": key}))
    refit()
    rebuild()
    filled["one_suggestion"] = [Place("made", {"key": key}) for key in db.session.scalars(select(Suggestion.key))]
    db.session.rollback()
    return filled


def _rich_things(town):
    """A need and its proposal, a seed and an organisation with long words, and a history; their keys by how pages find them."""
    cast, now = town.cast, clock.now()
    need = a_need(by=cast.michi, title=f"交通量 {LONG_WORD[:60]}", source_url=LONG_WORD, step=NeedStep.CHECKING)
    seed = a_seed(by=cast.umi, solves=f"交通量の調査。{LONG_WORD}", source_url=LONG_WORD)
    with db.transaction():
        move_need(need, "return", by=cast.mori, reason=LONG_WORD)
        cast.minato.url, cast.minato.strengths = LONG_WORD, f"交通量の計測。{LONG_WORD}"
        for number, meeting in enumerate(db.session.scalars(select(Meeting))):
            meeting.ends_at, meeting.place, meeting.agenda = now + timedelta(hours=number), LONG_WORD, "課題の確認"
            meeting.minutes = LONG_WORD
            meeting.minutes_at, meeting.minutes_by = now, cast.michi
    opened = a_need(by=cast.michi)
    proposal = a_proposal(by=cast.umi, need=opened, seed_id=seed.id, effect=LONG_WORD, confidential=LONG_WORD)
    return {
        "one_need": need.key,
        "one_seed": seed.key,
        "one_proposal": proposal.key,
        "received_proposal": proposal.key,
        "one_organization": cast.minato.key,
    }


@pytest.fixture(scope="module")
def is_new(tmp_path_factory, worker_id):
    """`is_new(build, width)`: whether no process of this run has held that build to the rules yet; from now on one has."""
    ours = tmp_path_factory.getbasetemp()
    seen = (ours if worker_id == "master" else ours.parent) / "seen_builds"
    seen.mkdir(exist_ok=True)

    def is_new(build, width):
        try:
            (seen / f"{build}-{width}").touch(exist_ok=False)
        except FileExistsError:
            return False
        return True

    return is_new


def pages_for(app, person, places, role):
    """The addresses of pages that this person is to look at, and the first one that is refused in each way."""
    client, refused = Browser(app, person).client, {}
    for rule, method in addresses(app):
        if method != "GET" or rule.endpoint in NO_PAGES:
            continue
        for place in places[about(app, rule)]:
            if role not in EVERYTHING and rule.endpoint != "home.mine" and _looked_at(rule, place):
                continue
            path = url(app, rule, method, place)
            answer = client.get(path)
            status = answer.status_code
            if status == 200 and answer.mimetype != "text/html":
                break
            if status == 200:
                yield path
                if rule.endpoint not in IN_EVERY_STATE:
                    break
            elif status in (403, 404):
                refused.setdefault(status, path)
    yield from (path for path in BESIDES if client.get(path).status_code == 200)
    yield from refused.values()


def _looked_at(rule, place):
    """Whether somebody who looks at everything looks at this."""
    answers = EXPECTED.get((place.says, f"GET {rule.rule}"), {})
    return place.says == RICH or OPEN in [answers.get(ROLES[role] or "visitor") for role in EVERYTHING]


@pytest.mark.parametrize("role", ROLES)
def test_nothing_stands_in_anybodys_way(site, chromium, axe, places, is_new, role):
    person = getattr(site.cast, ROLES[role], None)
    paths = list(pages_for(site.app, person, places, role))
    context = chromium.new_context(base_url=site.address, locale="ja-JP", reduced_motion="reduce")
    if person:
        context.add_cookies([site.cookie_of(person)])
    page = context.new_page()
    complaints = complaints_of(page)
    wrong = []
    for path in paths:
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})  # so that every page is made narrow under the eyes
        page.goto(path)
        builds = builds_of(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            wrong += [(path, width, f"{width_of(page)} px wide")] * (width_of(page) > width)
            if sum(is_new(build, width) for build in builds):  # a sum asks, and so notes, both
                wrong += [(path, width, fault) for fault in faults_of(page, axe)]
        wrong += [(path, complaints.pop()) for _ in list(complaints)]
    context.close()

    assert wrong == [], "\n".join(str(one) for one in wrong)
    assert len(paths) > (15 if role in EVERYTHING else 3)


def test_every_page_is_looked_at_by_somebody(site, places):
    """A page whose address cannot be filled would be passed over in silence."""
    clients = [Browser(site.app, getattr(site.cast, name, None)).client for name in ROLES.values()]
    passed_over = {
        rule.endpoint
        for rule, method in addresses(site.app)
        if method == "GET" and rule.endpoint not in NO_PAGES
        if not any(
            client.get(url(site.app, rule, method, place)).status_code == 200
            for place in places[about(site.app, rule)]
            for client in clients
        )
    }

    assert passed_over == set()
