"""Asking a section about a case, and its answer."""

from datetime import date

from hack import db, outbox
from hack.accounts.models import User
from hack.asking import actions as asking
from hack.asking.rules import moves_open_to
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import InquiryAsked
from hack.intake.actions.sorting import concern
from hack.intake.models import Case, Inquiry
from hack.passages import Passage
from hack.policy import can


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
    last_day = asking.until(due_on)

    concern(case, section_id, by=by)
    inquiry = Inquiry(case_id=case.id, section_id=section_id, asked=asked, asked_by_id=by.id, **last_day)
    db.session.add(inquiry)
    db.session.flush()
    outbox.record(InquiryAsked(inquiry.id), by=by)
    return inquiry


def answer_inquiry(inquiry: Inquiry, *, by: User, answer: str, seen: int | None = None) -> Passage:
    """Answer for the section that is asked. Raises NotAllowed, RuleBroken (no answer), Overtaken. Records InquiryMoved."""
    if not can(by, "inquiry.answer", inquiry):
        raise NotAllowed("inquiry.answer")
    if not answer.strip():
        raise RuleBroken("回答を入力してください。", "answer")
    return asking.answer(inquiry, by=by, seen=seen, made_at="intake.answer_inquiry", answer=answer)


def withdraw_inquiry(inquiry: Inquiry, *, by: User, reason: str | None, seen: int | None = None) -> Passage:
    """Take a question back that is not answered. Raises as `passages.advance` does. Records InquiryMoved."""
    if not can(by, "inquiry.move", inquiry):
        raise NotAllowed("inquiry.move")
    return asking.move(inquiry, "withdraw", among=moves_open_to(by, inquiry), by=by, reason=reason, seen=seen)
