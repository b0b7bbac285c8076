"""Several organisations make a proposal together."""

import pytest
from sqlalchemy import select

from hack import db
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.notices.models import Letter
from hack.outbox import deliver
from hack.pipeline.proposal import ProposalStep
from hack.policy import can
from hack.proposals.actions import (
    accept_part,
    decline_part,
    edit_proposal,
    invite_partner,
    leave_proposal,
    move_proposal,
    remove_partner,
    submit_proposal,
)
from hack.proposals.models import Ending, ProposalPartner
from hack.proposals.queries import invitations_to, one_proposal, own_proposals
from hack.search.papers import proposal_paper, readers_of
from tests.cast import a_need
from tests.proposals.words import a_draft


def _invited(cast, **whom):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    with db.transaction():
        return invite_partner(proposal, by=cast.umi, part="設置と保守", **(whom or {"organization": cast.oka}))


def _joined(cast):
    partner = _invited(cast)
    with db.transaction():
        accept_part(partner, by=cast.riku)
    return partner


def _invitations(person):
    return list(db.session.scalars(invitations_to(person)))


@pytest.mark.parametrize("whom", [{"organization": "oka"}, {"address": "RIKU@oka.example"}])
def test_a_partner_sees_the_invitation_alone_and_the_draft_from_its_acceptance_on(cast, whom):
    partner = _invited(cast, **{how: getattr(cast, one, one) for how, one in whom.items()})
    proposal = partner.proposal
    assert (_invitations(cast.riku), _invitations(cast.kita)) == ([partner], [])
    assert one_proposal(proposal.key, cast.riku) is None

    with db.transaction():
        accept_part(partner, by=cast.riku)
    with db.transaction():
        edit_proposal(proposal, by=cast.riku, seen=proposal.version, summary="陸田が書いた要約")

    assert one_proposal(proposal.key, cast.riku) is proposal
    assert list(db.session.scalars(own_proposals(cast.riku))) == [proposal]
    assert proposal.summary == "陸田が書いた要約"
    assert readers_of(cast.riku) & proposal_paper(proposal).readers
    assert not can(cast.riku, "proposal.submit", proposal) and not can(cast.riku, "proposal.move", proposal)


def test_who_declines_sees_nothing(cast):
    partner = _invited(cast)
    with db.transaction():
        decline_part(partner, by=cast.riku)

    assert _invitations(cast.riku) == []
    assert one_proposal(partner.proposal.key, cast.riku) is None


def test_nobody_else_answers_an_invitation(cast):
    partner = _invited(cast)

    for somebody in (cast.kita, cast.umi, cast.mori):
        with pytest.raises(NotAllowed), db.transaction():
            accept_part(partner, by=somebody)


def test_a_known_and_an_unknown_address_are_told_the_same(browser_of, cast):
    proposal = a_draft(by=cast.umi, need=a_need(by=cast.michi))
    pages = []
    for address in ("riku@oka.example", "nobody@nowhere.example"):
        page = browser_of(cast.umi).visit(f"/proposals/{proposal.key}/partners/new")
        page.press("招待を送る", メールアドレス=address, 担うこと="設置")
        pages.append(
            (page.status, page.path, "その宛先に招待を送りました" in page.words, f"{address} 招待中" in page.main)
        )

    assert pages == [(200, f"/proposals/{proposal.key}", True, True)] * 2
    assert "丘データ" not in browser_of(cast.umi).visit(f"/proposals/{proposal.key}").main


def test_an_organisation_is_invited_once_at_a_time(cast):
    partner = _invited(cast)

    with pytest.raises(RuleBroken, match="もう招待"), db.transaction():
        invite_partner(partner.proposal, by=cast.umi, part="x", organization=cast.oka)
    with db.transaction():
        decline_part(partner, by=cast.riku)
    with db.transaction():
        again = invite_partner(partner.proposal, by=cast.umi, part="x", organization=cast.oka)

    assert again.invited


def test_the_letters_go_to_the_invited_and_to_the_one_who_invited(app, cast):
    _joined(cast)
    with app.app_context():
        deliver()

    assert [(one.occasion, one.address) for one in db.session.scalars(select(Letter).order_by(Letter.id))] == [
        ("partner_invited", "riku@oka.example"),
        ("partner_answered", "umi@minato.example"),
    ]


def test_handing_in_ends_the_invitations_that_nobody_answered(cast):
    partner = _invited(cast)
    with db.transaction():
        submit_proposal(partner.proposal, by=cast.umi)

    assert (partner.ending, _invitations(cast.riku)) == (Ending.LAPSED, [])


def test_a_partner_is_taken_out_before_handing_in_and_not_afterwards(cast):
    partner = _joined(cast)
    proposal = partner.proposal
    with db.transaction():
        submit_proposal(proposal, by=cast.umi)

    with pytest.raises(NotAllowed), db.transaction():
        remove_partner(partner, by=cast.umi)
    with pytest.raises(RuleBroken, match="離脱の理由"), db.transaction():
        leave_proposal(partner, by=cast.riku)
    with db.transaction():
        leave_proposal(partner, by=cast.riku, reason="人手が足りなくなったため。")

    assert (partner.ending, one_proposal(proposal.key, cast.riku)) == (Ending.WITHDRAWN, None)


def test_the_section_reads_who_takes_part_and_why_one_left(browser_of, cast):
    partner = _joined(cast)
    with db.transaction():
        submit_proposal(partner.proposal, by=cast.umi)
    path = f"/proposals/{partner.proposal.key}"
    assert "丘データ合同会社" in browser_of(cast.michi).visit(path).main

    browser_of(cast.riku).visit(path).press("抜ける", 離脱の理由="人手が足りなくなったため。")

    assert "人手が足りなくなったため。" in browser_of(cast.michi).visit(path).main
    assert browser_of(cast.riku).visit(path).status == 404


def test_an_invitation_shows_the_need_and_the_inviter_and_nothing_of_the_text(browser_of, cast):
    partner = _invited(cast)

    page = browser_of(cast.riku).visit("/proposals/mine").follow("招待を見る").follow(partner.proposal.need.title)

    assert page.path == f"/proposals/invitations/{partner.key}"
    assert all(words in page.main for words in (partner.proposal.need.title, "港計測株式会社", "海野 凪", "設置と保守"))
    assert partner.proposal.title not in page.words and partner.proposal.summary not in page.words
    assert page.press("一緒に提案する").path == f"/proposals/{partner.proposal.key}"


def test_an_invitation_to_a_proposal_that_was_withdrawn_is_over(cast):
    partner = _invited(cast)
    with db.transaction():
        move_proposal(partner.proposal, "withdraw", by=cast.umi, reason="やめます。")

    assert _invitations(cast.riku) == []
    assert partner.proposal.step is ProposalStep.WITHDRAWN
    with pytest.raises(NotAllowed), db.transaction():
        accept_part(db.session.get_one(ProposalPartner, partner.id), by=cast.riku)


def test_the_second_of_two_who_answer_is_told_so(cast):
    partner = _joined(cast)
    with db.transaction():
        remove_partner(partner, by=cast.umi)

    with pytest.raises((NotAllowed, Overtaken)), db.transaction():
        leave_proposal(partner, by=cast.riku)
