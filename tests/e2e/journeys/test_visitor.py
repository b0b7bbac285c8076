"""The visitor: finds what the city looks for, reads on what it chooses and what came of it, and meets no private word."""

import pytest

from hack import clock, db
from hack.jobs import settle
from hack.pipeline.evaluation import EvaluationStep
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.actions import move_proposal
from hack.proposals.models import ProposalKind, Readers
from hack.search.rebuild import rebuild
from hack.workgroups.actions import close_workgroup, publish_summary
from tests.cast import a_need, a_proposal
from tests.evaluation.words import an_evaluation
from tests.proposals.words import a_draft
from tests.questions.words import a_question, answered
from tests.workgroups.words import a_workgroup

pytestmark = pytest.mark.e2e

TITLE = "除雪車の位置を知りたい"
PRIVATE = "ひみつ"
"""Stands in everything that is not for everybody."""


@pytest.fixture
def town(site):
    """A need with all that belongs to it, a private word wherever nobody outside reads; and another need. Its key."""
    cast = site.cast
    need = a_need(by=cast.michi, title=TITLE, notes=PRIVATE, under_way=PRIVATE, budget=PRIVATE)
    a_need(by=cast.midori, title="ごみの量を前の日に知りたい", field="environment")
    an_evaluation(by=cast.michi, need=need, step=EvaluationStep.DECIDING)
    answered(a_question(need, by=cast.umi, asked=f"{PRIVATE}のカメラは使えますか。"), by=cast.michi)
    draft = a_draft(
        by=cast.umi, need=need, kind=ProposalKind.SOLUTION, title="位置の見える化", summary="位置を地図に示す。",
        cost=PRIVATE, confidential=PRIVATE, technology=PRIVATE,
        levels={"summary": Readers.PUBLIC, "cost": Readers.SECRETARIAT},
    )  # fmt: skip
    other = a_proposal(by=cast.riku, need=need, title=PRIVATE, step=ProposalStep.REVIEW)
    with db.transaction():
        draft.step, draft.received_at, draft.number = ProposalStep.REVIEW, clock.now(), "R8-0007"
        need.step = NeedStep.WORKING
    group = a_workgroup(by=cast.mori, need=need, step=WorkgroupStep.SUMMARISING, purpose=PRIVATE)
    with db.transaction():
        move_proposal(draft, "choose", by=cast.mori, announced_on=clock.today())
        close_workgroup(
            group, by=cast.mori, move="conclude", report=PRIVATE, summary="集め方を話し合いました。", seen=group.version
        )
    with db.transaction():
        publish_summary(group, by=cast.mori)
    key = need.key
    assert other.title == PRIVATE
    db.session.rollback()
    settle(site.app)
    with site.app.app_context():
        rebuild()
    db.session.rollback()
    return key


def test_a_visitor_reads_what_is_for_everybody_and_nothing_else(site, screen_of, town):
    visitor, read = screen_of(), []

    def reads(name):
        read.append(visitor.shoot(f"visitor-{name}").page.content())
        return visitor.words

    visitor.visit("/")
    assert TITLE not in reads("1-front") and "ごみの量を前の日に知りたい" in visitor.words
    visitor.follow("募集中のニーズを見る").visit("/needs/")
    visitor.page.get_by_label("局・区").select_option(label="道路局")
    visitor.press("検索する")
    assert TITLE in reads("2-needs") and "ごみの量" not in visitor.words

    visitor.follow(TITLE)
    told = visitor.main.locator("#announced").inner_text()
    assert (
        "港計測株式会社" in told and "位置の見える化" in told and "位置を地図に示す。" in told and "非公開" not in told
    )
    assert "丘データ合同会社" not in reads("3-need")
    visitor.visit(f"/needs/{town}/questions")
    assert "カメラを信号柱に付けられますか。" in reads("4-answers") and "港計測" not in visitor.words
    visitor.visit(f"/evaluation/needs/{town}/criteria")
    assert "課題との適合" in reads("5-criteria")
    visitor.visit(f"/needs/{town}/workgroups")
    assert "集め方を話し合いました。" in reads("6-group")

    visitor.visit("/search?q=除雪車")
    assert TITLE in reads("7-search").replace(" ", "")
    visitor.visit(f"/search?q={PRIVATE}")
    assert "見つかりませんでした" in visitor.words
    visitor.visit(f"/needs/{town}").page.emulate_media(media="print")
    assert visitor.page.get_by_text("に印刷").is_visible()
    assert not visitor.page.get_by_role("navigation").first.is_visible()
    reads("8-print")

    assert [page for page in read if PRIVATE in page] == []
    assert visitor.complaints == []
