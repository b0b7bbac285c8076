"""Asking the sections that hold the data, and their answers. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import update

from hack import db, outbox
from hack.accounts.models import Section, User
from hack.asking import actions as asking
from hack.asking.rules import moves_open_to
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import DataInquiryMade
from hack.opendata.actions.moving import alone_about, move_among, move_request, set_last_day
from hack.opendata.models import MOST_INQUIRIES, DataInquiry, DataRequest
from hack.opendata.queries import open_inquiries
from hack.opendata.words import Says
from hack.passages import Passage, check_version
from hack.pipeline.datarequest import PATH, DataRequestStep
from hack.pipeline.inquiry import InquiryStep
from hack.policy import can

OVER = "この依頼はいま、課に照会できる段階ではありません。"


def ask_sections(
    request: DataRequest,
    *,
    by: User,
    sections: Sequence[Section],
    question: str,
    due_on: date,
    seen: int | None = None,
) -> list[DataInquiry]:
    """Ask these sections about a request, until the end of a working day; it stands at ASKED afterwards.

    Raises NotAllowed, Overtaken (changed meanwhile, or ended), RuleBroken (no section, one that is being asked already, too many,
    no question, a day that is none). Records DataInquiryMade for each, and DataRequestMoved where it was not being asked already.
    """
    if not can(by, "datarequest.ask", request):
        raise NotAllowed("datarequest.ask")
    alone_about(request)
    check_version(request, seen)
    if not sections:
        raise RuleBroken("照会する課を選んでください。", "section_1")
    if not question.strip():
        raise RuleBroken("聞きたいことを入力してください。", "question")
    last_day = asking.until(due_on)
    if request.step not in (DataRequestStep.RECEIVED, DataRequestStep.ASKED, DataRequestStep.ANSWERED):
        raise Overtaken(OVER)
    waiting = {one.section_id for one in open_inquiries(request)}
    if already := [one.full_name for one in sections if one.id in waiting]:
        raise RuleBroken(f"{'、'.join(already)}には、もう照会しています。", "section_1")
    _count(request, len(sections))

    made = [
        DataInquiry(request_id=request.id, section_id=one.id, asked=question.strip(), asked_by_id=by.id, **last_day)
        for one in sections
    ]
    db.session.add_all(made)
    db.session.flush()
    db.session.expire(request, ["asked"])
    if request.step is DataRequestStep.ASKED:
        set_last_day(request)
    else:
        again = request.step is DataRequestStep.ANSWERED
        move_request(request, "ask_more" if again else "ask", by=by, made_at="opendata.ask")
    for one in made:
        outbox.record(DataInquiryMade(one.id), by=by)
    return made


def answer_inquiry(inquiry: DataInquiry, *, by: User, says: Says, remark: str, seen: int | None = None) -> Passage:
    """Say what the officer's section knows of the data; the last section's answer takes the request to ANSWERED.

    Raises NotAllowed, Overtaken (answered by a colleague, or no longer needed), RuleBroken (nothing is said). Records
    DataInquiryMoved, and DataRequestMoved with the last answer.
    """
    if not can(by, "datainquiry.answer", inquiry):
        raise NotAllowed("datainquiry.answer")
    if not remark.strip():
        raise RuleBroken("回答の内容を入力してください。", "remark")
    alone_about(inquiry.request)
    said = {"says": says, "remark": remark.strip()}
    passage = asking.answer(inquiry, by=by, seen=seen, made_at="opendata.answer", **said)
    _go_on(inquiry.request, "answer", by=by, made_at="opendata.answer")
    return passage


def withdraw_inquiry(inquiry: DataInquiry, *, by: User, reason: str | None, seen: int | None = None) -> Passage:
    """Take back what a section was asked and has not answered. Where no other is waited for, the request goes on: to ANSWERED
    if any section answered, else back to RECEIVED, where the desk decides or asks others.

    Raises NotAllowed, and as `passages.advance` does. Records DataInquiryMoved, and DataRequestMoved where it goes on.
    """
    if not can(by, "datainquiry.move", inquiry):
        raise NotAllowed("datainquiry.move")
    request = inquiry.request
    alone_about(request)
    among = moves_open_to(by, inquiry)
    passage = asking.move(inquiry, "withdraw", among=among, by=by, reason=reason, seen=seen)
    answered = any(one.step is InquiryStep.ANSWERED for one in request.asked)
    _go_on(request, "go_on" if answered else "give_up", by=by, made_at="opendata.withdraw")
    return passage


def _go_on(request: DataRequest, name: str, *, by: User, made_at: str) -> None:
    """Take the request along by that move if no section is waited for; else its last day is that of the others."""
    db.session.expire(request, ["asked"])
    if open_inquiries(request):
        set_last_day(request)
    else:
        move_among([PATH.move(name)], request, name, by=by, made_at=made_at)


def _count(request: DataRequest, more: int) -> None:
    """Count the inquiries that are made now; RuleBroken where there would be too many."""
    counted = db.session.execute(
        update(DataRequest)
        .where(DataRequest.id == request.id, DataRequest.inquiries + more <= MOST_INQUIRIES)
        .values(inquiries=DataRequest.inquiries + more),
        execution_options={"synchronize_session": False},
    )
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        raise RuleBroken(f"一つの依頼で照会できるのは、あわせて{MOST_INQUIRIES}回までです。", "section_1")
    db.session.expire(request, ["inquiries"])
