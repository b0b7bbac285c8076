"""The partner: asked into another company's proposal, then at the table of the working group, with its own part to do."""

from datetime import timedelta

import pytest

from hack import clock, db
from hack.accounts.models import User
from hack.jobs import settle
from hack.pipeline.workgroup import WorkgroupStep
from hack.proposals.actions import edit_proposal, invite_partner, submit_proposal
from hack.proposals.models import Proposal
from hack.workgroups.actions import give_task, write_charter
from hack.workgroups.models import Workgroup
from tests.cast import a_need
from tests.e2e.journeys.journey import is_missing, path_in
from tests.proposals.words import a_draft
from tests.workgroups.words import a_meeting, a_workgroup

pytestmark = pytest.mark.e2e


@pytest.fixture
def invited(site):
    """Umi has drafted a proposal and asked Riku's company to make it together: the key of the proposal."""
    cast = site.cast
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    with db.transaction():
        invite_partner(proposal, by=cast.umi, part="設置と保守", address="riku@oka.example")
    key = proposal.key
    db.session.rollback()
    settle(site.app)
    return key


@pytest.fixture
def recruiting(site):
    """A group looks for members; there are a charter and a meeting: its key."""
    cast = site.cast
    group = a_workgroup(by=cast.mori, need=a_need(by=cast.michi, title="橋"), step=WorkgroupStep.RECRUITING)
    with db.transaction():
        write_charter(group, by=cast.mori, seen=0, goal="測り方を決める。", secrecy="グループの中だけにとどめる。")
    a_meeting(group, by=cast.mori, starts_at=clock.now() + timedelta(days=7))
    key = group.key
    db.session.rollback()
    return key


def test_an_invitation_leads_into_the_draft_and_to_its_receipt(site, screen_of, invited):
    umi, riku = site.cast.umi, screen_of(site.cast.riku)

    # The letter shows the invitation, and nothing of the proposal before it is accepted.
    riku.visit(path_in(site, site.letter_to("riku@oka.example", "一緒に提案しませんか"))).shoot("partner-1-invitation")
    assert "設置と保守" in riku.words and "AIカメラ" not in riku.words
    invitation, page = riku.path, f"/proposals/{invited}"
    assert is_missing(riku, page)
    riku.visit(invitation).press("一緒に提案する").visit(page)

    # Both write at once: the second is shown what the first has saved, and nothing of either is lost.
    riku.follow("内容を直す")
    with db.transaction():
        proposal = db.session.query(Proposal).filter_by(key=invited).one()
        edit_proposal(proposal, by=umi, seen=proposal.version, summary="海野の書いた要約。")
    riku.refused("保存する", "海野の書いた要約。", 要約="陸田の書いた要約。").shoot("partner-2-at-once")
    assert riku.main.get_by_label("要約", exact=True).input_value() == "陸田の書いた要約。"
    riku.press("保存する", 要約="海野の書いた要約。陸田の書いた要約。")

    # Umi hands in; the partner reads the receipt.
    with db.transaction():
        submit_proposal(db.session.query(Proposal).filter_by(key=invited).one(), by=umi)
    assert "海野の書いた要約。陸田の書いた要約。" in riku.visit(f"{page}/receipt").shoot("partner-3-receipt").words
    assert riku.complaints == []


def test_a_member_joins_promises_comes_does_a_task_and_brings_a_file(site, screen_of, recruiting):
    riku, page = screen_of(site.cast.riku), f"/workgroups/{recruiting}"

    # The charter is read before the place is taken; a newer one is confirmed later.
    riku.visit(page).shoot("partner-4-joining").press(
        "参加する", **{"設置要綱を読みました。守って参加します。": "はい"}
    )
    with db.transaction():
        group = db.session.query(Workgroup).filter_by(key=recruiting).one()
        mori = db.session.get_one(User, site.cast.mori.id)
        write_charter(group, by=mori, seen=1, goal="測り方と場所を決める。", secrecy="グループの中だけにとどめる。")
        owner = next(one for one in group.members if one.user.name == "陸田 丘")
        task = give_task(
            group, by=mori, title="機材の一覧を出す", owner=owner, due_on=clock.today() + timedelta(days=5)
        )
        db.session.flush()
        task_page = f"{page}/tasks/{task.key}"
    riku.visit(page).shoot("partner-5-group").follow("読んで確認する").press("読みました。守ります")
    assert "確認のお願い" not in riku.visit(page).words

    # The meeting is answered, the task done, the paper brought, the calendar subscribed.
    riku.follow("第1回").shoot("partner-6-meeting").press("出欠を知らせる", 出欠="出席")
    assert "出席" in riku.words
    riku.visit("/workgroups/tasks").shoot("partner-7-tasks").follow("機材の一覧を出す").press("済にする")
    assert riku.path == task_page and "状態 済" in riku.words
    riku.visit(f"{page}/files").attach("ファイル", "機材.csv", "名前,数\nカメラ,2\n".encode()).press(
        "ファイルを置く", 説明="一覧"
    )
    assert "機材.csv" in riku.shoot("partner-8-files").words
    riku.visit("/workgroups/calendar").press("購読アドレスを作る").shoot("partner-9-calendar")
    address = riku.main.locator("code").inner_text()
    told = screen_of().page.request.get(address).text()
    assert "第1回" in told
    assert riku.complaints == []
