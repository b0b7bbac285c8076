"""Proposals and their partners."""

from typing import Any

from hack import clock, db
from hack.needs.models import Need
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalPartner
from hack.proposals.texts import handed_in_text
from tests.cast import a_proposal
from tests.whole.town import Town


def enter_proposals(town: Town, need: Need) -> dict[str, Any]:
    umi, now = town.cast.umi, clock.now()
    return {
        "a draft": a_proposal(by=umi, need=need, step=ProposalStep.DRAFT),
        "received": a_proposal(by=umi, need=need),
        "received, and being rewritten": _being_rewritten(a_proposal(by=umi, need=need)),
        "queried": a_proposal(by=umi, need=need, step=ProposalStep.QUERIED),
        "a draft again": a_proposal(by=umi, need=need, step=ProposalStep.DRAFT, received_at=now, number="T-1"),
        "withdrawn before it was handed in": a_proposal(by=umi, need=need, step=ProposalStep.WITHDRAWN),
    }


def _being_rewritten(proposal: Proposal) -> Proposal:
    with db.transaction():
        proposal.unfinished = handed_in_text(proposal).kept()
    return proposal


PARTNERS: dict[str, dict[str, Any]] = {
    "Riku is invited": {"step": ProposalStep.DRAFT, "taking_part": False},
    "Riku takes part in the draft": {"step": ProposalStep.DRAFT, "taking_part": True},
    "Riku takes part, handed in": {"step": ProposalStep.RECEIVED, "taking_part": True},
}


def a_partner(town: Town, need: Need, *, step: ProposalStep, taking_part: bool) -> ProposalPartner:
    """Riku's organisation in a proposal of Umi's."""
    proposal, riku = a_proposal(by=town.cast.umi, need=need, step=step), town.cast.riku
    partner = ProposalPartner(
        proposal_id=proposal.id, organization_id=riku.organization_id, part="設置", invited_by_id=town.cast.umi.id
    )
    if taking_part:
        partner.accepted_at, partner.accepted_by_id = clock.now(), riku.id
    with db.transaction():
        db.session.add(partner)
    return partner
