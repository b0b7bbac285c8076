"""Several sections own a need together."""

import pytest

from hack import db
from hack.accounts.models import Bureau, Section, Visitor
from hack.desk.queries import board
from hack.errors import NotAllowed, RuleBroken
from hack.events import NeedShared
from hack.home.queries import own_needs
from hack.needs.actions import move_need, share_need, unshare_need
from hack.needs.actions.owners import MOST_OWNERS
from hack.needs.models import CoOwner
from hack.needs.queries import listed_needs, one_need
from hack.needs.rules import moves_open_to
from hack.outbox import EventRecord
from hack.pipeline.need import NeedStep
from hack.policy import can
from hack.proposals.queries import one_proposal
from hack.proposals.rules import moves_open_to as moves_of_proposal
from hack.search import library
from hack.search.asking import parse
from hack.search.papers import readers_of
from hack.search.rebuild import rebuild
from hack.workgroups.queries import one_workgroup
from tests.cast import a_need, a_proposal
from tests.needs.looking import do
from tests.whole.town import recruiting

S = NeedStep


@pytest.fixture
def shared(cast):
    """A draft of Michi's section that Midori's owns too."""
    need = a_need(by=cast.michi, step=S.DRAFT)
    do(share_need, need, cast.resources, by=cast.michi)
    return need


def test_an_officer_of_a_section_brought_in_sees_and_does_what_the_leading_ones_officer_does(cast, shared):
    deeds = ("need.read", "need.follow", "need.edit", "need.write", "need.submit", "need.move", "need.publish")

    assert one_need(shared.key, cast.midori) is shared
    assert [can(cast.midori, deed, shared) for deed in deeds] == [True] * 7
    assert [can(cast.kaji, deed, shared) for deed in deeds] == [True, True] + [False] * 5
    assert shared.sections == [cast.roads, cast.resources]


def test_only_the_leading_section_and_the_secretariat_withdraw_it_and_say_who_owns_it(cast, shared):
    def names(person):
        return [move.name for move in moves_open_to(person, shared)]

    assert (names(cast.michi), names(cast.midori)) == (["submit", "withdraw"], ["submit"])
    assert names(cast.mori) == ["withdraw"]
    assert [can(person, "owner.add", shared) for person in (cast.michi, cast.mori, cast.midori, cast.kaji)] == [
        True, True, False, False,
    ]  # fmt: skip
    with pytest.raises(NotAllowed):
        do(share_need, shared, cast.rivers, by=cast.midori)
    with pytest.raises(NotAllowed):
        do(unshare_need, shared.co_owners[0], by=cast.midori)
    with pytest.raises(NotAllowed):
        do(move_need, shared, "withdraw", by=cast.midori, reason="やめる。")


def test_proposals_and_groups_of_a_need_are_open_to_every_section_that_owns_it(cast):
    need = a_need(by=cast.michi, step=S.WORKING)
    proposal, group = a_proposal(by=cast.umi, need=need), recruiting(need, by=cast.mori)
    assert (one_proposal(proposal.key, cast.midori), one_workgroup(group.key, cast.midori)) == (None, None)

    do(share_need, need, cast.resources, by=cast.mori)

    assert (one_proposal(proposal.key, cast.midori), one_workgroup(group.key, cast.midori)) == (proposal, group)
    assert [move.name for move in moves_of_proposal(cast.midori, proposal)] == ["decline"]
    assert can(cast.midori, "proposal.list", need) and can(cast.midori, "workgroup.create", need)
    assert {"交差点の交通量を人手によらず測りたい", group.title} <= {w.title for w in board(cast.midori, own=True).rows}
    assert own_needs(cast.midori) == [need]

    do(unshare_need, need.co_owners[0], by=cast.michi)

    assert (one_proposal(proposal.key, cast.midori), one_workgroup(group.key, cast.midori)) == (None, None)
    assert (own_needs(cast.midori), need.co_owners) == ([], [])


def test_the_search_knows_who_owns_a_need_since_and_until_when(app, browser_of, cast):
    need = a_need(by=cast.michi, step=S.ON_HOLD, title="灯台の見回り")
    a_proposal(by=cast.umi, need=need, title="灯台の無人機")
    rebuild()

    def found_by(person):
        return library.index().find(parse("灯台"), readers_of(person)).total

    assert [found_by(one) for one in (cast.michi, cast.midori, cast.riku, Visitor())] == [2, 0, 0, 0]
    page = browser_of(cast.michi).visit(f"/needs/{need.key}/owners").press("加える", 加える課=str(cast.resources.id))
    assert (page.status, "政策調整課" in page.main) == (200, True)
    assert [found_by(one) for one in (cast.michi, cast.midori, cast.riku, Visitor())] == [2, 2, 0, 0]

    page.press("外す")
    assert "外しました" in page.words
    assert [found_by(one) for one in (cast.michi, cast.midori, cast.riku, Visitor())] == [2, 0, 0, 0]


def test_bringing_a_section_in_twice_brings_it_in_once_and_the_leader_not_at_all(cast, shared):
    do(share_need, shared, cast.resources, by=cast.mori)
    with pytest.raises(RuleBroken, match="所管課です"):
        do(share_need, shared, cast.roads, by=cast.mori)

    assert [one.section for one in db.session.query(CoOwner)] == [cast.resources]
    assert db.session.query(EventRecord).filter_by(name=NeedShared.__name__).count() == 1


def test_there_is_a_limit_to_how_many_own_a_need(cast):
    need, bureau = a_need(by=cast.michi), Bureau(name="多課局", kind="局")
    sections = [Section(name=f"第{n}課", bureau=bureau) for n in range(MOST_OWNERS + 1)]
    with db.transaction():
        db.session.add_all(sections)
    for section in sections[:-1]:
        do(share_need, need, section, by=cast.michi)

    with pytest.raises(RuleBroken, match="10課まで"):
        do(share_need, need, sections[-1], by=cast.michi)


def test_nobody_is_brought_in_after_the_end(cast):
    with pytest.raises(NotAllowed):
        do(share_need, a_need(by=cast.michi, step=S.ADOPTED), cast.resources, by=cast.michi)


def test_the_officers_of_the_section_brought_in_are_told_and_the_page_names_it(browser_of, cast):
    need = a_need(by=cast.michi)
    browser_of(cast.michi).visit(f"/needs/{need.key}").follow("一緒に担当する課").press(
        "加える", 加える課=str(cast.resources.id)
    )

    assert "ニーズを一緒に担当することになりました: 交差点の" in browser_of(cast.midori).visit("/notices").main
    assert "一緒に担当する課 資源循環局 政策調整課" in browser_of().visit(f"/needs/{need.key}").main


def test_a_need_is_found_under_every_bureau_that_owns_it(browser_of, cast):
    need = a_need(by=cast.michi)
    do(share_need, need, cast.resources, by=cast.michi)

    assert db.session.scalars(listed_needs(Visitor(), bureau="資源循環局")).all() == [need]
    assert need.title in browser_of().visit("/needs/?bureau=資源循環局").main


def test_an_owner_is_not_let_go_under_another_needs_address(browser_of, cast, shared):
    other = a_need(by=cast.michi)
    page = browser_of(cast.michi).visit(f"/needs/{shared.key}/owners")
    sent = {"csrf_token": page.page.find("input", attrs={"name": "csrf_token"})["value"]}

    answer = page.client.post(f"/needs/{other.key}/owners/{shared.co_owners[0].key}/removal", data=sent)

    assert answer.status_code == 404
    assert db.session.query(CoOwner).count() == 1
