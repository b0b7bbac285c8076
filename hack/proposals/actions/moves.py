"""Taking a proposal along its path, telling the public of it, and following its need."""

from datetime import date
from typing import Any

from hack import outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import ProposalAnnounced, ProposalMoved
from hack.passages import Announcement, Passage
from hack.pipeline.proposal import PATH, ProposalStep
from hack.policy import can
from hack.proposals.models import Proposal
from hack.proposals.rules import moves_of_ones_part, withheld_from

TOLD = {move.name for move in PATH.moves if move.told}
"""The moves that the city tells the public of."""


def move_proposal(proposal: Proposal, name: str, *, by: User, within: str = "", **how: Any) -> Passage:
    """Take a proposal one move along its path; takes and raises what `passages.advance` does, and RuleBroken with the reason
    where the person is kept from it. Records ProposalMoved.

    within: the larger deed that it is part of and that tells people of it. A draft that is thrown away was handed in to nobody,
    even if it had been before it was taken back: what was written since stays with those who wrote it.
    """
    mine = moves_of_ones_part(by, proposal)
    if any(move.name == name for move in mine) and (why := withheld_from(by, proposal).get(name)):
        raise RuleBroken(why)
    passage = passages.advance(proposal, name, among=mine, by=by, **how)
    if passage.start == ProposalStep.DRAFT.value and passage.end == ProposalStep.WITHDRAWN.value:
        proposal.received_at = None
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move, within), by=by)
    return passage


def announce_step(proposal: Proposal, *, by: User, passage: int, announced_on: date) -> Announcement:
    """Write down on which day the public was told of one of the proposal's passages (its row number), or will be.

    What was written of it before counts no more. Raises NotAllowed, RuleBroken (a day that cannot be), Overtaken (the passage
    was taken back). Records ProposalAnnounced.
    """
    if not can(by, "proposal.announce", proposal):
        raise NotAllowed("proposal.announce")
    history = passages.passages_of(proposal)
    told = {one.id: one for one in history if one.move in TOLD}
    undone = {one.undoes_id for one in history}
    if passage not in told or passage in undone:
        raise Overtaken(passages.QUICKER)
    passages.check_announced(told[passage].happened_on, announced_on)

    announcement = passages.announce(told[passage], announced_on, by=by)
    outbox.record(ProposalAnnounced(proposal.id, passage), by=by)
    return announcement


def take_back_proposal(
    proposal: Proposal, *, by: User, reason: str, seen: int | None = None, within: str = ""
) -> Passage:
    """Undo a proposal's last move, as a coordinator; raises as `passages.take_back` does; records ProposalMoved.

    Raises RuleBroken too where its organisation could not hand it in again, since the call is over.
    """
    if not can(by, "proposal.take_back", proposal):
        raise NotAllowed("proposal.take_back")
    last = passages.last_passage(proposal)
    if last is not None and last.start == ProposalStep.DRAFT.value and not proposal.need.takes_proposals:
        raise RuleBroken("募集が終わっていて出し直せないため、下書きには戻せません。")

    passage = passages.take_back(proposal, by=by, reason=reason, seen=seen)
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move, within), by=by)
    return passage


def end_with_need(proposal: Proposal, *, by: User | None) -> Passage | None:
    """End a proposal that waits for an answer, since its need has ended, with the need's reason; None where it is over already.

    Records ProposalMoved.
    """
    move, last = PATH.move("end_with_need"), passages.last_passage(proposal.need)
    if proposal.step not in move.from_steps:
        return None
    reason = f"ニーズが「{proposal.need.step.label}」となったため。\n{last.reason if last else ''}".strip()
    passage = passages.advance(proposal, move.name, among=[move], by=by, reason=reason, made_at=move.made_at)
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move), by=by)
    return passage


def return_with_need(proposal: Proposal, *, by: User | None) -> Passage:
    """Undo that a proposal ended with its need, since the need goes on; raises as `passages.take_back`. Records ProposalMoved."""
    passage = passages.take_back(proposal, by=by, reason="ニーズの終了が取り消されたため。")
    outbox.record(ProposalMoved(proposal.id, passage.start, passage.end, passage.move), by=by)
    return passage
