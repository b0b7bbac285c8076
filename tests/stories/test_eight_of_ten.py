"""Ten proposals come in for one need: eight become candidates, two are declined."""

from collections import Counter

from hack import db
from hack.needs.actions import move_need
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import ProposalStep
from hack.proposals.actions import move_proposal
from hack.proposals.models import Proposal
from hack.roles import Role
from tests.cast import a_need, a_person, a_proposal, an_organization


def test_eight_of_ten_proposals_become_candidates_of_one_need(cast):
    need = a_need(by=cast.michi, step=NeedStep.EVALUATING)
    people = [
        a_person(f"応募 {n}", f"p{n}@firm.example", Role.PROPOSER, organization=an_organization(f"応募{n}株式会社"))
        for n in range(10)
    ]
    with db.transaction():
        db.session.add_all(people)
    proposals = [a_proposal(by=person, need=need, step=ProposalStep.REVIEW) for person in people]

    for proposal in proposals[:4]:
        with db.transaction():
            move_proposal(proposal, "choose", by=cast.michi)
    with db.transaction():
        move_need(need, "choose", by=cast.michi)
    for proposal in proposals[4:8]:
        with db.transaction():
            move_proposal(proposal, "choose", by=cast.mori)
    for proposal in proposals[8:]:
        with db.transaction():
            move_proposal(proposal, "decline", by=cast.michi, reason="費用が合わないためです。")
    with db.transaction():
        move_need(need, "start_trial", by=cast.michi)

    db.session.rollback()
    steps = Counter(proposal.step for proposal in db.session.query(Proposal).filter_by(need_id=need.id))
    assert steps == {ProposalStep.CANDIDATE: 8, ProposalStep.DECLINED: 2}
    assert need.step is NeedStep.TRIAL
    with db.transaction():
        for proposal in proposals[:8]:
            move_proposal(proposal, "negotiate", by=cast.michi)
    assert {proposal.step for proposal in proposals[:8]} == {ProposalStep.NEGOTIATING}
