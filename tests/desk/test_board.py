"""The board: whose turn, since when, what is late."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.desk.queries import board, counts
from hack.pipeline.member import MemberStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.roles import Part
from tests.cast import a_need, a_proposal, an_organization


def _titles(viewer, **narrowed):
    return [waiting.title for waiting in board(viewer, **narrowed).rows]


@pytest.fixture
def papers(cast):
    """A need that waits for the secretariat, one whose call is open, two proposals and an application."""
    now = clock.now()
    checked = a_need(
        by=cast.michi, title="確認を待つニーズ", step=NeedStep.CHECKING, step_since=now - timedelta(days=6)
    )
    called = a_need(by=cast.michi, title="募集中のニーズ", step_since=now - timedelta(days=5))
    a_proposal(by=cast.umi, need=called, title="届いた提案", step_since=now - timedelta(days=2))
    a_proposal(by=cast.umi, need=called, title="書きかけの提案", step=ProposalStep.DRAFT)
    a_proposal(by=cast.riku, need=called, title="見送られた提案", step=ProposalStep.DECLINED)
    with db.transaction():
        db.session.add(an_organization("新しい会社", step=MemberStep.APPLIED, step_since=now - timedelta(days=1)))
    return checked, called


def test_a_coordinator_sees_all_that_waits_the_longest_first(cast, papers):
    assert _titles(cast.mori) == ["確認を待つニーズ", "届いた提案", "新しい会社"]


def test_what_waits_for_a_date_is_asked_for_by_name(cast, papers):
    assert _titles(cast.mori, part=Part.CLOCK) == ["募集中のニーズ"]


def test_a_need_that_has_waited_longer_than_five_days_for_its_check_is_late(cast, papers):
    assert _titles(cast.mori, late=True) == ["確認を待つニーズ"]
    assert [(w.title, w.late) for w in board(cast.mori, noun="need").rows] == [("確認を待つニーズ", True)]


def test_a_move_that_two_may_make_waits_for_the_first_of_them(cast):
    a_need(by=cast.michi, title="締め切ったニーズ", step=NeedStep.IDEAS_CLOSED)

    assert [w.turn for w in board(cast.mori).rows] == ["所管課の番です: ワーキングを始める"]
    nouns = (
        "need",
        "question",
        "site",
        "support",
        "proposal",
        "front",
        "inquiry",
        "evaluation",
        "workgroup",
        "livinglab",
        "check",
        "front",
        "inquiry",
        "datarequest",
        "data_inquiry",
        "dataset",
        "member",
        "round",
    )
    assert counts(cast.mori, Part.COORDINATOR) == dict.fromkeys(nouns, 0)


def test_an_officer_sees_the_own_sections_proposals_and_no_other_sections(cast, papers):
    assert _titles(cast.michi, noun="proposal") == ["届いた提案"]
    assert _titles(cast.midori, noun="proposal") == []
    assert _titles(cast.ken, noun="proposal") == []


def test_what_waits_for_a_company_is_its_own_draft_alone(cast, papers):
    assert _titles(cast.umi, part=Part.PROPOSER, own=True) == ["書きかけの提案"]
    assert _titles(cast.riku, part=Part.PROPOSER, own=True) == []


def test_the_board_is_paged(cast):
    for number in range(25):
        a_need(by=cast.michi, title=f"ニーズ{number:02}", step=NeedStep.CHECKING)

    page = board(cast.mori, page=2)

    assert (page.total, page.number, [w.title for w in page.rows]) == (25, 2, [f"ニーズ{n}" for n in range(20, 25)])


@pytest.mark.parametrize("rubbish", ["noun=x", "part=y", "page=-1", "page=abc", "late=maybe"])
def test_rubbish_in_the_address_counts_as_not_chosen(browser_of, cast, papers, rubbish):
    page = browser_of(cast.mori).visit(f"/desk?{rubbish}")

    assert page.status == 200


def test_companies_and_visitors_have_no_board(browser_of, cast):
    assert browser_of(cast.umi).visit("/desk").status == 403
    assert browser_of(None).visit("/desk").path == "/sign-in"


def test_the_board_opens_with_what_waits_for_oneself_and_shows_all_when_asked(browser_of, cast, papers):
    a_need(by=cast.michi, title="課が進めるニーズ", step=NeedStep.IDEAS_CLOSED)

    own = browser_of(cast.michi).visit("/desk").main
    whole = browser_of(cast.michi).visit("/desk").press("絞り込む", だれの番か="").main

    assert [title in own for title in ("課が進めるニーズ", "確認を待つニーズ")] == [True, False]
    assert [title in whole for title in ("課が進めるニーズ", "確認を待つニーズ")] == [True, True]
