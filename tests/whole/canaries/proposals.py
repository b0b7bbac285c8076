"""Words in proposals and on their way."""

from hack import db
from hack.needs.models import Need
from hack.proposals.actions import draft_proposal, move_proposal, submit_proposal
from hack.proposals.models import Proposal, ProposalKind
from tests.whole.canaries.words import COMPANY, SECTION, Canaries
from tests.whole.town import Town


def plant_proposals(canaries: Canaries, town: Town, need: Need) -> Proposal:
    """Umi's proposal, queried and under review; a draft of hers, and one of her rival's."""
    cast, word = town.cast, canaries.word
    sight = SECTION | {"mori"}
    everything = {"technology": "画像認識", "effect": "手間を減らします。", "kind": ProposalKind.IDEA, "need": need}
    received = word("proposal", COMPANY | sight)
    answers = {
        "title": f"灯台 {received}",
        "summary": received,
        "confidential": word("confidential", COMPANY | {"mori"}),
    }
    drafts, rivals = word("draftproposal", COMPANY), word("rivals", {"riku"} | sight)
    with db.transaction():
        proposal = canaries.at("one_proposal", draft_proposal(by=cast.umi, **everything, **answers))
        rival = draft_proposal(by=cast.riku, **everything, title=f"灯台 {rivals}", summary=rivals)
        canaries.at("one_proposal", draft_proposal(by=cast.umi, **everything, title=f"灯台 {drafts}", summary=drafts))
    canaries.at("one_proposal", rival)
    for one in (proposal, rival):
        with db.transaction():
            submit_proposal(one, by=one.proposer)
    with db.transaction():
        move_proposal(rival, "decline", by=cast.michi, reason=word("declined", {"riku"} | sight))
        move_proposal(proposal, "screen", by=cast.mori)
        move_proposal(proposal, "query", by=cast.mori, reason=word("query", COMPANY | sight))
        submit_proposal(proposal, by=cast.umi, answer=word("answer", COMPANY | sight))
        move_proposal(proposal, "accept", by=cast.mori)
    canaries.places["received_proposal"] = canaries.places["one_proposal"]
    return proposal
