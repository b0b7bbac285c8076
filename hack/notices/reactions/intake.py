"""What is written about the cases of the front, and about what sections are asked about them."""

from hack import db
from hack.events import CaseMoved, CaseReceived, CaseWritten, DialogueKept, FileAdded, InquiryAsked, InquiryMoved
from hack.intake.models import Case, CaseEntry, Dialogue, Inquiry
from hack.notices.letters import intake
from hack.notices.reactions.keeping import Write, written
from hack.outbox import Deed

CASE: dict[str, tuple[Write, ...]] = {
    "triage": (),
    "offer": (intake.case_dates,),
    "offer_again": (intake.case_dates,),
    "choose": (intake.case_dates_answered,),
    "refuse_dates": (intake.case_dates_answered,),
    "hand_over": (intake.case_moved, intake.case_handed_over),
    "withdraw": (intake.case_withdrawn,),
}
"""The letters that a move brings about; every other one is told to the proposer."""
INQUIRY: dict[str, Write] = {
    "answer": intake.inquiry_answered,
    "withdraw": intake.inquiry_withdrawn,
    "end_with_case": intake.inquiry_withdrawn,
    "take_back": intake.inquiry_asked,
}


def write_about_case_received(event: CaseReceived) -> Deed | None:
    """The proposer gets the receipt; the coordinators, and the section whose theme it is, learn that it came in."""
    return written(Case, event.case_id, intake.case_received, intake.case_arrived)


def write_about_case(event: CaseMoved) -> Deed | None:
    """The proposer is told where the case stands; whoever looks after it, what the proposer chose.

    What was taken back and went on at once, where a record was put right, is told once: where it stands then.
    """
    case = db.session.get(Case, event.case_id)
    if event.move == "take_back" and case is not None and case.step.value != event.end:
        return None
    return written(Case, event.case_id, *CASE.get(event.move, (intake.case_moved,)))


def write_about_case_entry(event: CaseWritten) -> Deed | None:
    """The other side is told that something was written."""
    return written(CaseEntry, event.entry_id, intake.case_entry)


def write_about_case_file(event: FileAdded) -> Deed | None:
    """Whoever looks after a case is told that a file was hung on it; files of other things are seen where they hang."""
    return written(Case, event.number, intake.case_file) if event.noun == Case.__tablename__ else None


def write_about_dialogue(event: DialogueKept) -> Deed | None:
    """The proposer is told that the record of the dialogue is there."""
    return written(Dialogue, event.dialogue_id, intake.dialogue_kept)


def write_about_inquiry(event: InquiryAsked) -> Deed | None:
    """The section is told that it is asked."""
    return written(Inquiry, event.inquiry_id, intake.inquiry_asked)


def write_about_inquiry_move(event: InquiryMoved) -> Deed | None:
    """Whoever asked is told of the answer; the section, that none is needed any more."""
    return written(Inquiry, event.inquiry_id, INQUIRY[event.move])
