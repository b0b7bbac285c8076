"""What is written about the support that sections ask for."""

from hack.events import SupportAsked, SupportMoved, SupportTakenOver
from hack.notices.letters import support
from hack.notices.reactions.keeping import Write, written
from hack.outbox import Deed
from hack.support.models import Support

SUPPORT: dict[str, Write] = {
    "take": support.support_taken,
    "finish": support.support_ended,
    "decline": support.support_ended,
    "withdraw": support.support_withdrawn,
}
"""The letter that a move brings about; of no other move anybody is told."""


def write_about_support_asked(event: SupportAsked) -> Deed | None:
    """The coordinators are told that a section asks for support."""
    return written(Support, event.support_id, support.support_asked)


def write_about_support(event: SupportMoved) -> Deed | None:
    """The asker is told when it is taken on and how it ends; whoever took it on, when it is withdrawn."""
    write = SUPPORT.get(event.move)
    return written(Support, event.support_id, write) if write else None


def write_about_taking_over(event: SupportTakenOver) -> Deed | None:
    """The asker is told that it is in somebody's hands, which are others now."""
    return written(Support, event.support_id, support.support_taken)
