"""What is written about the last day of what a section is asked, wherever it is asked."""

from typing import Any

from hack import db
from hack.consultations.models import Check
from hack.events import CheckDue, CheckOverdue, DataInquiryDue, DataInquiryOverdue, InquiryDue, InquiryOverdue
from hack.intake.models import Inquiry
from hack.notices.letters import consultations, intake, opendata
from hack.notices.reactions.keeping import Write, written
from hack.opendata.models import DataInquiry
from hack.outbox import Deed

LastDay = CheckDue | CheckOverdue | InquiryDue | InquiryOverdue | DataInquiryDue | DataInquiryOverdue
LETTERS: dict[str, tuple[Any, Write, Write]] = {
    "check": (Check, consultations.check_due, consultations.check_overdue),
    "inquiry": (Inquiry, intake.inquiry_due, intake.inquiry_overdue),
    "data_inquiry": (DataInquiry, opendata.datainquiry_due, opendata.datainquiry_overdue),
}
"""By noun: the kind, and what is written before its last day and after."""


def write_about_last_day(event: LastDay) -> Deed | None:
    """Whoever is waited for is told that a last day is near, both sides that it has passed. Not where it ended meanwhile."""
    noun, _, number = event.thing.partition(":")
    kind, before, after = LETTERS[noun]
    asked = db.session.get(kind, int(number))
    if asked is None or asked.step.ends:
        return None
    return written(kind, asked.id, before if isinstance(event, CheckDue | InquiryDue | DataInquiryDue) else after)
