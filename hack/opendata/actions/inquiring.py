"""Asking the sections that hold the data, and their answers. Every deed belongs inside the caller's transaction."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, select, update

from hack import clock, db, outbox
from hack.accounts.models import Section, User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import DataInquiryAnswered, DataInquiryMade, DataInquiryOverdue
from hack.opendata.actions.moving import alone_about, last_day, move_among, move_request
from hack.opendata.models import MOST_INQUIRIES, DataInquiry, DataRequest
from hack.opendata.queries import open_inquiries
from hack.opendata.words import Says
from hack.passages import check_version, keep_changes
from hack.pipeline.datarequest import PATH, DataRequestStep
from hack.policy import can
from hack.working_days import is_working_day

LONGEST = timedelta(days=366)
LETTERS = 4000
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
    _refuse_impossible(due_on)
    if request.step not in (DataRequestStep.RECEIVED, DataRequestStep.ASKED, DataRequestStep.ANSWERED):
        raise Overtaken(OVER)
    waiting = {one.section_id for one in open_inquiries(request)}
    if already := [one.full_name for one in sections if one.id in waiting]:
        raise RuleBroken(f"{'、'.join(already)}には、もう照会しています。", "section_1")
    _count(request, len(sections))

    made = [
        DataInquiry(
            request_id=request.id, section_id=one.id, question=question.strip(), due_on=due_on, asked_by_id=by.id
        )
        for one in sections
    ]
    db.session.add_all(made)
    db.session.flush()
    db.session.expire(request, ["asked"])
    if request.step is DataRequestStep.ASKED:
        request.due_on = last_day(request)
        keep_changes()
    else:
        move_request(request, "ask", by=by, made_at="opendata.ask")
    for one in made:
        outbox.record(DataInquiryMade(one.id), by=by)
    return made


def answer_inquiry(inquiry: DataInquiry, *, by: User, says: Says, remark: str) -> None:
    """Say what the officer's section knows of the data; the last section's answer takes the request to ANSWERED.

    Raises NotAllowed, Overtaken (answered by a colleague, or no longer needed), RuleBroken (nothing is said). Records
    DataInquiryAnswered, and DataRequestMoved with the last answer.
    """
    if not can(by, "datainquiry.answer", inquiry):
        raise NotAllowed("datainquiry.answer")
    if not remark.strip():
        raise RuleBroken("回答の内容を入力してください。", "remark")
    request = inquiry.request
    alone_about(request)
    written = db.session.execute(
        update(DataInquiry)
        .where(DataInquiry.id == inquiry.id, DataInquiry.answered_at.is_(None), DataInquiry.dropped_at.is_(None))
        .values(says=says, remark=remark.strip(), answered_by_id=by.id, answered_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    if written.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken("この照会には、もう回答されているか、回答がいらなくなりました。")

    outbox.record(DataInquiryAnswered(inquiry.id), by=by)
    if not _still_waiting(request):
        move_among([PATH.move("answer")], request, "answer", by=by, made_at="opendata.answer")
    db.session.expire(inquiry)
    db.session.expire(request, ["asked"])


def tell_late(inquiry: DataInquiry) -> bool:
    """Do what the clock does with an inquiry whose last day has passed: it is told once. Whether it was told now.

    Records DataInquiryOverdue, by nobody.
    """
    marked = db.session.execute(
        update(DataInquiry)
        .where(DataInquiry.id == inquiry.id, DataInquiry.told_late.is_(False), DataInquiry.due_on < clock.today())
        .where(DataInquiry.answered_at.is_(None), DataInquiry.dropped_at.is_(None))
        .values(told_late=True),
        execution_options={"synchronize_session": False},
    )
    if marked.rowcount != 1:  # type: ignore[attr-defined]
        return False
    db.session.expire(inquiry, ["told_late"])
    outbox.record(DataInquiryOverdue(inquiry.id), by=None)
    return True


def _still_waiting(request: DataRequest) -> int:
    owed = select(func.count(DataInquiry.id)).where(
        DataInquiry.request_id == request.id, DataInquiry.answered_at.is_(None), DataInquiry.dropped_at.is_(None)
    )
    return db.session.scalar(owed) or 0


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


def _refuse_impossible(day: date) -> None:
    if day <= clock.today():
        raise RuleBroken("明日か、それより後の日を入力してください。", "due_on")
    if day > clock.today() + LONGEST:
        raise RuleBroken("1年以内の日を入力してください。", "due_on")
    if not is_working_day(day):
        raise RuleBroken("市役所が開いている日(平日)を入力してください。", "due_on")
