"""Words in proposals and on their way."""

from datetime import timedelta

from hack import clock, db, passages
from hack.needs.models import Need
from hack.proposals.actions import (
    accept_part,
    announce_step,
    draft_proposal,
    edit_proposal,
    invite_partner,
    leave_out_file,
    leave_proposal,
    move_proposal,
    submit_proposal,
)
from hack.proposals.models import Proposal, ProposalKind, Readers
from tests.cast import a_need, a_proposal
from tests.whole.canaries.files import hang, lay
from tests.whole.canaries.words import COMPANY, EVERYBODY, SECTION, Canaries
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
        "references": word("secretariatonly", COMPANY | {"mori"}),
        "levels": {"references": Readers.SECRETARIAT},
    }
    drafts, rivals = word("draftproposal", COMPANY), word("rivals", {"riku"} | sight)
    with db.transaction():
        proposal = canaries.at("one_proposal", draft_proposal(by=cast.umi, **everything, **answers))
        rival = draft_proposal(by=cast.riku, **everything, title=f"灯台 {rivals}", summary=rivals)
        canaries.at("one_proposal", draft_proposal(by=cast.umi, **everything, title=f"灯台 {drafts}", summary=drafts))
    canaries.at("one_proposal", rival)
    hang(canaries, proposal, "told", COMPANY | sight, by=cast.umi)
    hang(canaries, proposal, "secret", COMPANY | {"mori"}, by=cast.sora, secret=True)
    hang(canaries, rival, "rivals", {"riku"} | sight, by=cast.riku)
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
    _rewritten(canaries, town, need)
    _together(canaries, town, need)
    _announced(canaries, town, need)
    _sealed(canaries, town)
    return proposal


EVERYTHING = {"title": "提案", "technology": "画像認識", "effect": "手間を減らします。", "kind": ProposalKind.IDEA}


def _rewritten(canaries: Canaries, town: Town, need: Need) -> None:
    """A proposal that was handed in twice, its summary for the secretariat alone, and is being rewritten again."""
    umi, word = town.cast.umi, canaries.word
    secret = {"summary": word("secretsummary", COMPANY | {"mori"}), "levels": {"summary": Readers.SECRETARIAT}}
    with db.transaction():
        first = word("firstversion", COMPANY | {"mori"})
        proposal = draft_proposal(need=need, by=umi, **EVERYTHING | secret | {"questions": first})
    old = hang(canaries, proposal, "first", COMPANY | {"mori"}, by=umi)
    with db.transaction():
        submit_proposal(proposal, by=umi)
    with db.transaction():
        leave_out_file(old, by=umi)
        edit_proposal(proposal, by=umi, seen=None, questions="もうありません。")
        submit_proposal(proposal, by=umi)
    with db.transaction():
        waiting = word("unfinished", COMPANY)
        edit_proposal(proposal, by=umi, seen=None, title=waiting, technology=waiting, summary=waiting, levels={})
    hang(canaries, proposal, "unfinished", COMPANY, by=umi)
    canaries.at("one_proposal", proposal)


def _together(canaries: Canaries, town: Town, need: Need) -> None:
    """A draft to which Riku's organisation is invited, and a proposal that it left after it was handed in."""
    cast, word = town.cast, canaries.word
    drafted = word("invitingdraft", COMPANY)
    with db.transaction():
        draft = draft_proposal(need=need, by=cast.umi, **EVERYTHING | {"summary": drafted, "questions": drafted})
        partner = invite_partner(
            draft, by=cast.umi, part=word("invitedpart", COMPANY | {"riku"}), organization=cast.oka
        )
        address = f"{word('invitedaddress', COMPANY)}@campus.example"
        invite_partner(draft, by=cast.umi, part="測る", address=address)
    hang(canaries, draft, "draft", COMPANY, by=cast.sora)
    canaries.at("one_proposal", draft)
    canaries.at("one_partner", draft, partner_key=partner.key)
    canaries.at("one_invitation_to_propose", partner)

    inside = COMPANY | SECTION | {"mori"}
    with db.transaction():
        told = {"summary": "一緒に測ります。", "questions": word("leftproposal", inside)}
        joint = draft_proposal(need=need, by=cast.umi, **EVERYTHING | told)
        part = invite_partner(joint, by=cast.umi, part=word("leftpart", inside), organization=cast.oka)
        accept_part(part, by=cast.riku)
    hang(canaries, joint, "partners", inside, by=cast.riku)
    with db.transaction():
        submit_proposal(joint, by=cast.umi)
    with db.transaction():
        leave_proposal(part, by=cast.riku, reason=word("leavingreason", inside))
    canaries.at("one_proposal", joint)


def _announced(canaries: Canaries, town: Town, need: Need) -> None:
    """A proposal of which the public was told, and one of which it will be; each with an answer that is not for the public."""
    cast, word = town.cast, canaries.word
    inside = COMPANY | SECTION | {"mori"}
    for name, readers, days in (("announced", EVERYBODY, 0), ("tobeannounced", inside, 1)):
        with db.transaction():
            said = {"summary": "測ります。", "questions": word(name, readers), "effect": "手間を減らします。"}
            said |= {"joins_workgroup": True, "people": 2, "levels": {"questions": Readers.PUBLIC}}
            proposal = draft_proposal(need=need, by=cast.umi, **EVERYTHING | said)
        hang(canaries, proposal, name, inside, by=cast.umi)
        with db.transaction():
            submit_proposal(proposal, by=cast.umi)
        with db.transaction():
            move_proposal(proposal, "screen", by=cast.mori)
            move_proposal(proposal, "query", by=cast.mori, reason=word(f"{name}query", inside))
            submit_proposal(proposal, by=cast.umi, answer=word(f"{name}answer", inside))
            move_proposal(proposal, "accept", by=cast.mori)
            chosen = move_proposal(proposal, "choose", by=cast.michi)
            on = clock.today() + timedelta(days=days)
            announce_step(proposal, by=cast.michi, passage=chosen.id, announced_on=on)
        canaries.at("one_proposal", proposal)
    assert [one.move for one in passages.passages_of(proposal)].count("choose") == 1


def _sealed(canaries: Canaries, town: Town) -> None:
    """A proposal for a sealed call that is open: the section does not learn of it yet."""
    words = canaries.word("sealed", COMPANY | {"mori"})
    need = canaries.at("one_need", a_need(by=town.cast.michi, sealed=True))
    proposal = a_proposal(by=town.cast.umi, need=need, title=f"灯台 {words}", summary=words)
    canaries.at("one_proposal", proposal)
    lay(canaries, proposal, "sealed", COMPANY | {"mori"})
