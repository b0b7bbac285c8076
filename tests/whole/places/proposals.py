"""Proposals and their partners."""

from typing import Any

from hack import clock, db
from hack.needs.models import Need
from hack.pipeline.proposal import ProposalStep
from hack.proposals.models import Proposal, ProposalPartner, Readers
from hack.proposals.texts import handed_in_text
from tests.cast import a_proposal
from tests.proposals.words import a_file_of
from tests.whole.places.place import Place
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


def files_of_proposals(proposals: dict[str, Proposal], partners: dict[str, ProposalPartner], cast: Any) -> list[Place]:
    """On each proposal a file that was handed in for the section, if it was handed in; and on one that was received, files that
    are for the secretariat alone, of an earlier version, and not handed in.
    """
    made = {says: (one, {"first": None if one.received_at is None else 1}) for says, one in proposals.items()}
    made |= {says: (one.proposal, {"first": None}) for says, one in partners.items()}
    received = proposals["received"]
    made |= {
        "received, its file for the secretariat": (received, {"readers": Readers.SECRETARIAT}),
        "received, its file of an earlier version": (received, {"last": 1}),
        "received, its file not handed in": (received, {"first": None}),
    }
    return [
        Place(f"proposal: {says}", {"key": one.key, "file_key": a_file_of(one, by=cast.umi, **facts).key})
        for says, (one, facts) in made.items()
    ]


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
