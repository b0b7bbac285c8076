"""What is written about consultations and their checks."""

from hack.consultations.models import Check, CheckEntry
from hack.events import CheckAsked, CheckHandedOver, CheckMoved, EntryWritten
from hack.notices.letters import consultations
from hack.notices.reactions.keeping import written
from hack.outbox import Deed
from hack.pipeline.check import CheckStep


def write_about_check(event: CheckAsked) -> Deed | None:
    """The section that is asked to check something is told."""
    return written(Check, event.check_id, consultations.check_asked)


def write_about_check_owner(event: CheckHandedOver) -> Deed | None:
    """The one who is to look after a check is told."""
    return written(Check, event.check_id, consultations.check_handed_over)


def write_about_result(event: CheckMoved) -> Deed | None:
    """Those who asked are told what came of it; those who were asked that it is not needed any more; both that it was undone."""
    if event.move == "take_back":
        return written(Check, event.check_id, consultations.check_returned)
    end = CheckStep(event.end)
    if not end.ends:
        return None
    withdrawn = end is CheckStep.WITHDRAWN
    return written(Check, event.check_id, consultations.check_withdrawn if withdrawn else consultations.check_answered)


def write_about_entry(event: EntryWritten) -> Deed | None:
    """The other side is told that something was written about a check."""
    return written(CheckEntry, event.check_entry_id, consultations.check_entry)
