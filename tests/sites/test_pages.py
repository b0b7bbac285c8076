"""Places for a trial, as people look for and offer them at the screen."""

import pytest

from hack import db
from hack.events import ContactViewed
from hack.outbox import EventRecord
from hack.pipeline.site import SiteStep
from hack.sites.models import Site
from tests.cast import a_need
from tests.needs.looking import fresh, in_days, refusal
from tests.sites.words import PLACE, TYPED, a_call, a_site, moved


@pytest.fixture
def need(cast):
    return a_need(by=cast.michi)


def test_a_nursery_offers_itself_is_taken_and_stands_on_the_needs_page(app, browser_of, cast, need):
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/sites").follow("フィールドを募集する")
    page.press("募集を始める", 探している場所="保育所を探しています。", 採用する数="2", 募集の終わり=in_days(20))
    assert (page.status, "保育所を探しています。" in page.main) == (200, True)

    kita = browser_of(cast.kita).visit("/sites/").follow(need.title).follow("場所を申し出る").press("申し出る", **TYPED)
    assert (kita.status, kita.heading) == (200, "みなと保育園")
    assert "実証フィールドの申し出がありました" in browser_of(cast.michi).visit("/notices").main
    assert "みなと保育園" not in browser_of().visit(f"/needs/{need.key}/sites").words

    page = browser_of(cast.michi).visit("/sites/?show=offers").follow("みなと保育園").press("採用する")
    assert "「採用」になりました。" in page.words
    assert "申し出へのお返事" in browser_of(cast.kita).visit("/notices").main
    for person in (None, cast.riku):
        words = browser_of(person).visit(f"/needs/{need.key}/sites").words
        assert "みなと保育園(中区) 園児60人。入口が2つあります。" in words
        assert not [word for word in ("園長", "平日の昼", "港北大学") if word in words]


@pytest.mark.parametrize(
    "day, says",
    [("9999-12-31", "2000年から2100年までの日付"), ("1999-12-31", "2000年から2100年までの日付"), ("2099-12-31", "2年以内の日")],
)  # fmt: skip
def test_a_day_that_cannot_be_meant_is_refused_at_its_question_and_stays_typed(browser_of, cast, need, day, says):
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/sites/call/new")

    page.press("募集を始める", 探している場所="保育所を探しています。", 採用する数="2", 募集の終わり=day)

    assert (page.status, page.questions["until"], page.questions["wanted"]) == (422, day, "保育所を探しています。")
    assert says in page.page.find(id="until-error").get_text()


def test_a_rival_learns_nothing_of_an_offer(browser_of, cast, need):
    call = a_call(need, by=cast.michi)
    site = a_site(call, by=cast.umi)
    riku = browser_of(cast.riku)

    assert refusal(riku, f"/sites/{site.key}") == refusal(riku, "/sites/nothinghere2")
    before = [riku.visit(path).main for path in (f"/needs/{need.key}/sites", "/sites/?show=offers", "/sites/")]
    a_site(call, by=cast.kita, name="ほかの場所")
    assert [riku.visit(path).main for path in (f"/needs/{need.key}/sites", "/sites/?show=offers", "/sites/")] == before
    assert "みなと保育園" not in " ".join(before)


def test_the_contact_is_for_the_sections_and_the_secretariat_and_that_they_saw_it_is_kept(browser_of, cast, need):
    site = a_site(a_call(need, by=cast.michi), by=cast.umi)
    seen = db.session.query(EventRecord).filter_by(name=ContactViewed.__name__)

    assert PLACE["contact"] in browser_of(cast.sora).visit(f"/sites/{site.key}").main
    assert seen.count() == 0
    assert PLACE["contact"] in browser_of(cast.michi).visit(f"/sites/{site.key}").main
    fresh(site)
    assert [(one.by_id, one.facts["user_id"]) for one in seen] == [(cast.michi.id, cast.umi.id)]


def test_an_offer_is_declined_with_a_reason_that_its_organization_reads(browser_of, cast, need):
    site = a_site(a_call(need, by=cast.michi), by=cast.umi)
    page = browser_of(cast.mori).visit(f"/sites/{site.key}").press("見送る")
    assert (page.status, "理由を入力してください。" in page.words) == (422, True)
    page.press("見送る", 理由="入口が狭いためです。")

    assert fresh(site).step is SiteStep.DECLINED
    assert "入口が狭いためです。" in browser_of(cast.sora).visit(f"/sites/{site.key}").main


def test_what_is_missing_is_said_at_its_question_and_what_was_typed_stays(browser_of, cast, need):
    a_call(need, by=cast.michi)
    page = browser_of(cast.umi).visit(f"/needs/{need.key}/sites/new")
    page.press("申し出る", **TYPED | {"区": "", "連絡先": ""})

    assert (page.status, page.questions["name"]) == (422, "みなと保育園")
    assert [e.get_text() for e in page.page.select(".summary a")] == [
        "区: 区を選んでください。",
        "連絡先: 連絡先を入力してください。",
    ]


def test_an_offer_sent_twice_is_there_once(browser_of, cast, need):
    a_call(need, by=cast.michi)
    browser = browser_of(cast.umi).visit(f"/needs/{need.key}/sites/new")
    sent = browser.questions | {"name": "一度", "ward": "naka", "kind": "shop", "description": "x", "contact": "x"}
    for _ in range(2):
        browser.client.post(f"/needs/{need.key}/sites/new", data=sent)

    db.session.rollback()
    assert [site.name for site in db.session.query(Site)] == ["一度"]


def test_the_section_is_told_when_a_place_is_withdrawn(app, browser_of, cast, need):
    site = moved(a_site(a_call(need, by=cast.michi), by=cast.umi), "take", by=cast.michi)

    browser_of(cast.umi).visit(f"/sites/{site.key}").press("申し出を取り下げる", 理由="工事のため。")

    assert "実証フィールドの申し出の取下げ" in browser_of(cast.michi).visit("/notices").main
    assert (fresh(site).step, fresh(site.call).taken) == (SiteStep.WITHDRAWN, 0)
