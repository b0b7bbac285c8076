"""What is written about consultations and their checks."""

from hack import db
from hack.consultations.models import Check, CheckEntry
from hack.events import CheckAsked, CheckDue, CheckHandedOver, CheckMoved, CheckOverdue, EntryWritten
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


def write_about_due_date(event: CheckDue | CheckOverdue) -> Deed | None:
    """Whoever a check waits for is told that its last day is near; both sides that it has passed. Not where it ended meanwhile."""
    check = db.session.get(Check, event.check_id)
    if check is None or check.step.ends:
        return None
    write = consultations.check_due if isinstance(event, CheckDue) else consultations.check_overdue
    return written(Check, event.check_id, write)
