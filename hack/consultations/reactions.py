"""What becomes of open checks when the need or the proposal that they are about comes to its end."""

from hack import db, outbox
from hack.accounts.models import User
from hack.consultations.actions import end_with_case, return_with_case
from hack.consultations.queries import checks_about
from hack.events import NeedMoved, ProposalMoved
from hack.needs.models import Need
from hack.outbox import Deed
from hack.pipeline.check import CheckStep
from hack.proposals.models import Proposal


def follow_the_need(event: NeedMoved) -> Deed | None:
    """Where a need has ended, the checks about it end with it; where that was taken back, they stand where they stood."""
    return _follow(db.session.get(Need, event.need_id), event)


def follow_the_proposal(event: ProposalMoved) -> Deed | None:
    """The same for the checks about a proposal."""
    return _follow(db.session.get(Proposal, event.proposal_id), event)


def _follow(about: Need | Proposal | None, event: NeedMoved | ProposalMoved) -> Deed | None:
    """Read afresh: what the need or the proposal says now counts."""
    if about is None:
        return None
    doer = outbox.reacting_for()
    by = db.session.get(User, doer) if doer else None
    if about.step.ends:
        waiting = checks_about(about)
        return (lambda: [end_with_case(check, by=by) for check in waiting]) if waiting else None
    if event.move == "take_back" and type(about.step)(event.start).ends:
        ended = checks_about(about, [CheckStep.WITHDRAWN])
        return (lambda: [return_with_case(check, by=by) for check in ended]) if ended else None
    return None
