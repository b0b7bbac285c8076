"""What else a proposal could answer: for those of the city who read it, from what they may see, and nobody else."""

import pytest
from sqlalchemy import func, select

from hack import db
from hack.matching import place
from hack.matching.fitting import refit
from hack.matching.models import Suggestion
from hack.needs.models import Field
from hack.notices.models import Letter
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.queries import alike_to
from hack.seeds.models import Visibility
from tests.cast import a_need, a_proposal, a_seed
from tests.whole.test_queries_per_page import MOST, asked

TEXTS = ("background", "present", "problem", "hoped", "place", "offered")
MEALS = {"title": "給食の献立を考えたい", "field": Field.CHILDREN} | dict.fromkeys(
    TEXTS, "栄養士が給食の献立を紙で考えている。"
)


def a_seed_of(by, title, told, **facts):
    return a_seed(by=by, title=title, summary=told, solves=told, technology="", requires="", **facts)


@pytest.fixture
def town(app, cast, stage):
    """Traffic is asked for by Michi and by Kaji, meals by Midori for the city alone; seeds of both; Umi has proposed to count cars."""
    place.connect(stage.folder / "matching")
    own = a_seed(by=cast.umi)
    a_seed_of(cast.riku, "交差点の通行量の調査", "交差点の交通量を映像から数えます。")
    a_seed_of(cast.kita, "給食の献立づくり", "給食の献立を栄養士と考えます。", visibility=Visibility.CITY)
    need = a_need(by=cast.michi)
    a_need(by=cast.kaji, title="橋の交通量を数えたい")
    a_need(by=cast.midori, step=NeedStep.DRAFT, **MEALS)
    refit()
    return need, own


def proposal_of(cast, need, **facts):
    return a_proposal(by=cast.umi, need=need, title="交差点の交通量を映像で数える", **facts)


def titles(found):
    return [one.thing.title for one in found]


def test_the_section_sees_other_needs_and_other_seeds_with_their_words(cast, town):
    need, own = town
    found = alike_to(proposal_of(cast, need, seed_id=own.id), cast.michi)

    assert titles(found.needs) == ["橋の交通量を数えたい"] and "交通量" in found.needs[0].words
    assert "交差点の通行量の調査" in titles(found.seeds) and own.title not in titles(found.seeds)
    assert own.title in titles(alike_to(proposal_of(cast, need), cast.michi).seeds)


def test_only_what_each_one_sees_is_told(cast, town):
    need, _own = town
    meals = a_proposal(by=cast.umi, need=need, title="給食の献立", summary="栄養士と給食の献立を紙で考えます。")

    assert MEALS["title"] not in titles(alike_to(meals, cast.michi).needs)
    assert titles(alike_to(meals, cast.midori).needs)[0] == MEALS["title"]
    assert "給食の献立づくり" in titles(alike_to(meals, cast.michi).seeds)


def test_what_only_the_secretariat_reads_is_compared_for_nobody(cast, town):
    need, _own = town
    secret = {"summary": "栄養士と給食の献立を紙で考えます。", "levels": {"summary": "secretariat"}}
    proposal = a_proposal(by=cast.umi, need=need, title="銀河", technology="", effect="", **secret)

    for person in (cast.michi, cast.mori):
        found = alike_to(proposal, person)
        assert (titles(found.needs), titles(found.seeds)) == ([], [])


def test_from_the_page_of_the_proposal_and_nothing_is_kept(browser_of, cast, town):
    need, _own = town
    proposal = proposal_of(cast, need)
    kept = [db.session.scalar(select(func.count()).select_from(kind)) for kind in (Suggestion, Letter)]
    db.session.rollback()

    for person in (cast.michi, cast.mori):
        page = browser_of(person).visit(f"/proposals/{proposal.key}").follow("近いニーズとシーズ")
        assert "橋の交通量を数えたい" in page.main and "交差点の通行量の調査" in page.main
        assert "一致の強さ" in page.main and "提案した団体のシーズ" in page.main
    db.session.rollback()
    assert [db.session.scalar(select(func.count()).select_from(kind)) for kind in (Suggestion, Letter)] == kept


def test_it_asks_the_database_little(browser_of, cast, town):
    proposal = proposal_of(cast, town[0])
    browser = browser_of(cast.michi).visit(f"/proposals/{proposal.key}")
    with asked() as statements:
        browser.visit(f"/proposals/{proposal.key}/alike")

    assert 0 < len(statements) <= MOST


def test_those_who_propose_and_their_rivals_and_other_sections_do_not_get_there(browser_of, cast, town):
    proposal = proposal_of(cast, town[0])
    there = f"/proposals/{proposal.key}/alike"
    answers = {
        person.email: browser_of(person).client.get(there).status_code
        for person in (cast.umi, cast.riku, cast.kita, cast.midori, cast.kan, cast.ken)
    }

    assert answers == {
        "umi@minato.example": 403,
        "riku@oka.example": 404,
        "kita@campus.example": 404,
        "midori@city.example": 404,
        "kan@city.example": 404,
        "ken@city.example": 404,
    }
    assert "近いニーズとシーズ" not in browser_of(cast.umi).visit(f"/proposals/{proposal.key}").words


def test_behind_a_seal_and_before_it_is_handed_in_the_section_sees_none_of_it(browser_of, cast, town):
    sealed = a_need(by=cast.michi, sealed=True)
    behind = proposal_of(cast, sealed)
    draft = proposal_of(cast, town[0], step=ProposalStep.DRAFT)

    assert [
        browser_of(cast.michi).client.get(f"/proposals/{one.key}/alike").status_code for one in (behind, draft)
    ] == [404, 404]


def test_before_the_first_run_the_page_says_so(browser_of, cast, stage, app):
    place.connect(stage.folder / "matching")
    proposal = a_proposal(by=cast.umi, need=a_need(by=cast.michi))

    assert alike_to(proposal, cast.michi) is None
    assert "いまは比べられません" in browser_of(cast.michi).visit(f"/proposals/{proposal.key}/alike").main
