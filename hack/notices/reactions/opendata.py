"""What is written about data that organisations ask for."""

from hack.events import (
    DataAnswerShown,
    DataInquiryMade,
    DataInquiryOverdue,
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
    "answer": opendata.data_request_answered,
    "publish": opendata.data_request_decided,
    "plan": opendata.data_request_decided,
    "refuse": opendata.data_request_decided,
    "close": opendata.data_request_ended,
    "withdraw": opendata.data_request_ended,
    "take_back": opendata.data_request_returned,
}
"""The letter that a move brings about; of no other move anybody is told."""


def write_about_data_request(event: DataRequestMade) -> Deed | None:
    """The asker gets a receipt, the coordinators learn that there is something to do."""
    return written(DataRequest, event.datarequest_id, opendata.data_request_received, opendata.data_request_arrived)


def write_about_data_move(event: DataRequestMoved) -> Deed | None:
    """The coordinators are told when all sections have answered; the asker what came of it; all concerned that it ended otherwise."""
    write = MOVES.get(event.move)
    return written(DataRequest, event.datarequest_id, write) if write else None


def write_about_data_inquiry(event: DataInquiryMade) -> Deed | None:
    """The section that is asked is told."""
    return written(DataInquiry, event.data_inquiry_id, opendata.data_inquiry_made)


def write_about_late_inquiry(event: DataInquiryOverdue) -> Deed | None:
    """Section and desk are told that a last day has passed."""
    return written(DataInquiry, event.data_inquiry_id, opendata.data_inquiry_late)


def write_about_data_plan(event: DataPlanChanged) -> Deed | None:
    """The asker is told that the data comes on another day."""
    return written(DataRequest, event.datarequest_id, opendata.data_plan_changed)


def write_about_data_day(event: DataPlanDue) -> Deed | None:
    """Desk and sections are told that the promised day is near."""
    return written(DataRequest, event.datarequest_id, opendata.data_plan_due)


def write_about_shown_answer(event: DataAnswerShown) -> Deed | None:
    """The asker is told that question and answer are public."""
    return written(DataRequest, event.datarequest_id, opendata.data_answer_shown)
