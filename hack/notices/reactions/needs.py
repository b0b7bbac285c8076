"""What is written when needs and their calls move."""

from hack import db
from hack.events import CallChanged, NeedMoved, NeedShared
from hack.needs.models import CoOwner, Need
from hack.notices.letters import needs, proposals
from hack.notices.reactions.keeping import Write, written
from hack.outbox import Deed

NEED: dict[str, Write] = {
    "submit": needs.need_submitted,
    "resubmit": needs.need_submitted,
    "approve": needs.need_approved,
    "return": needs.need_returned,
    "open_ideas": needs.need_published,
    "open_trials": needs.need_published,
    "call_for_trials": needs.need_published,
    "begin_ideas": needs.need_published,
    "begin_trials": needs.need_published,
    "close_ideas": needs.call_closed,
    "close_ideas_early": needs.call_closed,
    "close_trials": needs.call_closed,
    "close_trials_early": needs.call_closed,
}


def write_about_need(event: NeedMoved) -> Deed | None:
    """Those whose turn it is are told of a need that was checked, returned or approved, and of calls that open and close; of
    every other move its owners are told.
    """
    write = NEED.get(event.move, needs.need_moved)
    need = db.session.get(Need, event.need_id)
    opened = need is not None and need.sealed and write is needs.call_closed
    return written(Need, event.need_id, write, *((proposals.proposals_opened,) if opened else ()))


def write_about_call(event: CallChanged) -> Deed | None:
    """Whoever prepares an answer to the need is told that its days have changed."""
    return written(Need, event.need_id, needs.call_changed)


def write_about_owner(event: NeedShared) -> Deed | None:
    """The officers of a section that owns a need from now on are told."""
    return written(CoOwner, event.owner_id, needs.need_shared)
