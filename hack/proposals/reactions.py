"""What becomes of proposals when the need that they answer comes to its end."""

from sqlalchemy import select

from hack import db, outbox
from hack.accounts.models import User
from hack.events import NeedMoved
from hack.needs.models import Need
from hack.outbox import Deed
from hack.passages import last_passage
from hack.pipeline.need import NeedStep
from hack.pipeline.proposal import PATH
from hack.proposals.actions import end_with_need, return_with_need
from hack.proposals.models import Proposal

ENDS = PATH.move("end_with_need")


def follow_the_need(event: NeedMoved) -> Deed | None:
    """Where a need has ended, the proposals that still wait for an answer end with it, with its reason; where that was taken
    back, they stand again where they stood. Read afresh: what the need says now counts.
    """
    need = db.session.get(Need, event.need_id)
    if need is None:
        return None
    number = outbox.reacting_for()
    by = db.session.get(User, number) if number else None
    if need.step.ends and not need.step.hoped:
        waiting = _proposals(need, Proposal.step.in_(ENDS.from_steps))
        return lambda: [end_with_need(proposal, by=by) for proposal in waiting]
    if event.move == "take_back" and NeedStep(event.start).ends:
        ended = _proposals(need, Proposal.step == ENDS.end)
        mine = [p for p in ended if (last := last_passage(p)) and last.move == ENDS.name]
        return lambda: [return_with_need(proposal, by=by) for proposal in mine]
    return None


def _proposals(need: Need, where: object) -> list[Proposal]:
    return list(db.session.scalars(select(Proposal).where(Proposal.need_id == need.id, where).order_by(Proposal.id)))  # type: ignore[arg-type]
