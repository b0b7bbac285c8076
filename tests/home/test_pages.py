"""The front page, and what waits for each."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.actions import invite
from hack.events import NeedChanged
from hack.home import health
from hack.home.queries import figures, fitting_calls
from hack.matching.likeness.bands import Band
from hack.matching.models import Run, Suggestion, Verdict, VerdictReason
from hack.notices.models import Letter
from hack.outbox import Delivery
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.roles import Role
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

    assert "こちらの提案" in page.main and "提案者の番です: 照会に答える" in page.main
    assert "こちらの提案" not in browser_of(cast.riku).visit("/home").words


def test_an_officer_sees_the_own_sections_needs(browser_of, cast, papers):
    assert "下書きのニーズ" in browser_of(cast.michi).visit("/home").main
    assert "下書きのニーズ" not in browser_of(cast.midori).visit("/home").main


def _suggested(need, seed, band="strong", score=0.4):
    with db.transaction():
        run = Run(needs=1, seeds=1, settings={})
        db.session.add(Suggestion(need_id=need.id, seed_id=seed.id, run=run, score=score, band=Band(band), reasons=[]))


def test_a_company_sees_the_open_calls_that_fit_its_seeds_the_likest_first(browser_of, cast):
    fits, less, weak = (a_need(by=cast.michi, title=f"{word}の募集") for word in ("強い", "可能性", "弱い"))
    over = a_need(by=cast.michi, title="終わった募集", step=NeedStep.IDEAS_CLOSED)
    answered = a_need(by=cast.michi, title="答えた募集")
    a_proposal(by=cast.sora, need=answered, step=ProposalStep.RECEIVED)
    seed, other = a_seed(by=cast.umi, title="第一のシーズ"), a_seed(by=cast.umi, title="第二のシーズ")
    _suggested(less, seed, "possible", 0.2), _suggested(fits, seed, score=0.4), _suggested(fits, other, score=0.5)
    _suggested(weak, seed, "weak", 0.1), _suggested(over, seed), _suggested(answered, seed)
    _suggested(less, a_seed(by=cast.riku), score=0.9)

    shown = fitting_calls(cast.umi)

    assert [(one.need.title, one.seed.title) for one in shown] == [
        ("強いの募集", "第二のシーズ"),
        ("可能性の募集", "第一のシーズ"),
    ]
    panel = browser_of(cast.umi).visit("/home").page.find(id="fitting").get_text()
    assert panel.index("強いの募集") < panel.index("可能性の募集")


def test_a_call_that_the_viewer_found_unfit_is_shown_no_more(cast):
    need, seed = a_need(by=cast.michi), a_seed(by=cast.umi)
    _suggested(need, seed)
    verdict = Verdict(need_id=need.id, seed_id=seed.id, by_id=cast.umi.id, fits=False, reason=VerdictReason.COST)
    with db.transaction():
        db.session.add(verdict)

    assert fitting_calls(cast.umi) == []
    with db.transaction():
        verdict.withdrawn_at = clock.now()
    assert len(fitting_calls(cast.umi)) == 1


def test_a_company_sees_where_its_proposals_stand_and_whose_turn_it_is(browser_of, cast, papers):
    a_proposal(by=cast.sora, need=papers, title="同僚の提案", step=ProposalStep.REVIEW)
    a_proposal(by=cast.umi, need=papers, title="見送られた提案", step=ProposalStep.DECLINED)
    a_proposal(by=cast.riku, need=papers, title="よその提案", step=ProposalStep.REVIEW)

    panel = browser_of(cast.umi).visit("/home").page.find(id="proposals").get_text()

    assert "同僚の提案" in panel and "評価中" in panel and "の番です" in panel and "こちらの提案" in panel
    assert "見送られた提案" not in panel and "よその提案" not in panel


def test_a_coordinator_is_shown_what_nobody_has_judged(browser_of, cast):
    needs = [a_need(by=cast.michi, title=f"ニーズ{number}") for number in range(5)]
    seed = a_seed(by=cast.umi, title="港のシーズ")
    for place, need in enumerate(needs):
        _suggested(need, seed, score=0.5 - place / 10)
    with db.transaction():
        reason = VerdictReason.RELEVANT
        db.session.add(Verdict(need_id=needs[0].id, seed_id=seed.id, by_id=cast.michi.id, fits=True, reason=reason))

    panel = browser_of(cast.mori).visit("/home").page.find(id="judge").get_text()

    assert "4件あります" in panel
    assert [n for n in range(5) if f"ニーズ{n} × 港のシーズ" in panel] == [1, 2, 3]


def test_an_administrator_and_an_auditor_are_told_what_their_pages_are_for(browser_of, cast):
    with db.transaction():
        invite(email="new@city.example", name="新 人", role=Role.COORDINATOR, by=cast.kan)
    admin, auditor = browser_of(cast.kan).visit("/home"), browser_of(cast.ken).visit("/home")

    assert "管理者は、利用者の出入りと" in admin.main and "1人" in admin.page.select_one(".stats").get_text()
    assert admin.follow("届かなかったもの").path == "/notices/dead"
    assert "読むだけで、何も変えません" in auditor.main
    assert "条件に合う出来事はありません。" in auditor.follow("拒否").main and auditor.path == "/audit"


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
