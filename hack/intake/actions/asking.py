"""Asking a section about a case, and its answer."""

from datetime import date, timedelta

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import InquiryAsked, InquiryMoved
from hack.intake.actions.sorting import concern
from hack.intake.models import Case, Inquiry
from hack.intake.rules import inquiry_moves_open_to
from hack.passages import Passage
from hack.pipeline.inquiry import InquiryStep
from hack.policy import can

LONGEST = timedelta(days=366)


def ask_section(case: Case, *, by: User, section_id: int, asked: str, due_on: date) -> Inquiry:
    """Ask a section something about a case, until a day; the case concerns it from then on.

    Raises NotAllowed, Overtaken (the case has ended), RuleBroken (a day that cannot be). Records InquiryAsked.
    """
    if not can(by, "inquiry.ask", case):
        raise NotAllowed("inquiry.ask")
    db.session.refresh(
        case, ["step", "version"], with_for_update={"read": True, "of": Case}
    )  # it does not end meanwhile
    if case.step.ends:
        raise Overtaken(f"いまの段階({case.step.label})では、課に確認できません。")
    if not clock.today() <= due_on <= clock.today() + LONGEST:
        raise RuleBroken("今日から1年以内の日付を入力してください。", "due_on")

    concern(case, section_id, by=by)
    inquiry = Inquiry(case_id=case.id, section_id=section_id, asked=asked, due_on=due_on, asked_by_id=by.id)
    db.session.add(inquiry)
    db.session.flush()
    outbox.record(InquiryAsked(inquiry.id), by=by)
    return inquiry


def answer_inquiry(inquiry: Inquiry, *, by: User, answer: str, seen: int | None = None) -> Passage:
    """Answer for the section that is asked. Raises NotAllowed, RuleBroken (no answer), Overtaken. Records InquiryMoved."""
    if not can(by, "inquiry.answer", inquiry):
        raise NotAllowed("inquiry.answer")
    passages.check_version(inquiry, seen)
    if not answer.strip():
        raise RuleBroken("回答を入力してください。", "answer")
    if inquiry.step is InquiryStep.ASKED:
        inquiry.answer, inquiry.answered_by_id, inquiry.answered_at = answer, by.id, clock.now()
        passages.keep_changes()
    return _move(inquiry, "answer", by=by, made_at="intake.answer_inquiry")


def withdraw_inquiry(inquiry: Inquiry, *, by: User, reason: str | None, seen: int | None = None) -> Passage:
    """Take a question back that is not answered. Raises as `passages.advance` does. Records InquiryMoved."""
    if not can(by, "inquiry.move", inquiry):
        raise NotAllowed("inquiry.move")
    return _move(inquiry, "withdraw", by=by, reason=reason, seen=seen)


def _move(
    inquiry: Inquiry, name: str, *, by: User, reason: str | None = "", seen: int | None = None, made_at: str = ""
) -> Passage:
    passage = passages.advance(
        inquiry, name, among=inquiry_moves_open_to(by, inquiry), by=by, reason=reason, seen=seen, made_at=made_at
    )
    outbox.record(InquiryMoved(inquiry.id, passage.start, passage.end, passage.move), by=by)
    return passage
