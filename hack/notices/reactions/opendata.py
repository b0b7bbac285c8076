"""What is written about data that organisations ask for."""

from hack.events import (
    DataAnswerShown,
    DataInquiryMade,
    DataInquiryMoved,
    DataPlanChanged,
    DataPlanDue,
    DataRequestMade,
    DataRequestMoved,
)
from hack.notices.letters import opendata
from hack.notices.reactions.keeping import Write, written
from hack.opendata.models import DataInquiry, DataRequest
from hack.outbox import Deed

MOVES: dict[str, Write] = {
    "answer": opendata.datarequest_answered,
    "publish": opendata.datarequest_decided,
    "plan": opendata.datarequest_decided,
    "refuse": opendata.datarequest_decided,
    "close": opendata.datarequest_ended,
    "withdraw": opendata.datarequest_ended,
    "take_back": opendata.datarequest_returned,
}
"""The letter that a move brings about; of no other move anybody is told."""
INQUIRY: dict[str, Write] = {
    "withdraw": opendata.datainquiry_withdrawn,
    "end_with_request": opendata.datainquiry_withdrawn,
    "take_back": opendata.datainquiry_made,
}
"""The same of what a section was asked."""


def write_about_data_request(event: DataRequestMade) -> Deed | None:
    """The asker gets a receipt, the coordinators learn that there is something to do."""
    return written(DataRequest, event.datarequest_id, opendata.datarequest_received, opendata.datarequest_arrived)


def write_about_data_move(event: DataRequestMoved) -> Deed | None:
    """The coordinators are told when all sections have answered; the asker what came of it; all concerned that it ended otherwise."""
    write = MOVES.get(event.move)
    return written(DataRequest, event.datarequest_id, write) if write else None


def write_about_data_inquiry(event: DataInquiryMade) -> Deed | None:
    """The section that is asked is told."""
    return written(DataInquiry, event.data_inquiry_id, opendata.datainquiry_made)


def write_about_data_inquiry_move(event: DataInquiryMoved) -> Deed | None:
    """The section is told that no answer is needed any more, or that it is asked again; of an answer its request tells."""
    write = INQUIRY.get(event.move)
    return written(DataInquiry, event.data_inquiry_id, write) if write else None


def write_about_data_plan(event: DataPlanChanged) -> Deed | None:
    """The asker is told that the data comes on another day."""
    return written(DataRequest, event.datarequest_id, opendata.datarequest_replanned)


def write_about_data_day(event: DataPlanDue) -> Deed | None:
    """Desk and sections are told that the promised day is near."""
    return written(DataRequest, event.datarequest_id, opendata.datarequest_due)


def write_about_shown_answer(event: DataAnswerShown) -> Deed | None:
    """The asker is told that question and answer are public."""
    return written(DataRequest, event.datarequest_id, opendata.datarequest_shown)
