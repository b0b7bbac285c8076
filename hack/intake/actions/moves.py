"""Taking a case along its path, whoever makes the move; and until when what follows is owed."""

from datetime import date
from typing import Any

from sqlalchemy import or_, select, update

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.asking import actions as asking
from hack.errors import NotAllowed, RuleBroken
from hack.events import CaseMoved
from hack.intake.hindrances import hindrances
from hack.intake.models import Case, Inquiry, Slot
from hack.intake.rules import moves_open_to
from hack.passages import Passage
from hack.pipeline.front import CaseStep
from hack.pipeline.inquiry import InquiryStep
from hack.policy import can
from hack.roles import Role
from hack.working_days import working_day_after

FIRST = (CaseStep.RECEIVED, CaseStep.TRIAGE)
TO_TALK = (CaseStep.SCHEDULING, CaseStep.DIALOGUE)
TOLD_BY_WORDS = frozenset(
    {
        "triage",
        "check",
        "coordinate",
        "prepare",
        "prepare_again",
        "table",
        "decide",
        "take_home",
        "call_off",
        "recall_dates",
    }
)
"""The moves of the city that are no answer to the proposer yet."""
ENDED_WITH_WORDS = frozenset({"decline", "answer", "finish", "close"})


def move_case(
    case: Case, name: str, *, by: User, seen: int | None = None, reason: str | None = "", made_at: str = ""
) -> Passage:
    """Take a case one move along its path; raises as `passages.advance` does. Every chapter that moves a case calls this.

    Raises RuleBroken besides where a later chapter knows what stands in the way (`hindrances`).
    Who begins to look at it looks after it; what the sections were asked ends with the case. Records CaseMoved.
    """
    passages.check_version(case, seen)
    moves = moves_open_to(by, case)
    in_the_way = hindrances(case).get(name)
    if in_the_way and name in [move.name for move in moves]:
        raise RuleBroken(in_the_way)
    if name in [move.name for move in moves] and by.role is Role.COORDINATOR:
        case.taken_by_id = case.taken_by_id or by.id
        if name not in TOLD_BY_WORDS:
            case.answered_at = case.answered_at or clock.now()
    passage = passages.advance(case, name, among=moves, by=by, reason=reason, made_at=made_at)
    case.due_on = due_day(case)
    passages.keep_changes()
    if case.step is not CaseStep.SCHEDULING:
        drop_slots(case)
    if case.step.ends:
        end_inquiries(case, by=by)
    outbox.record(CaseMoved(case.id, passage.start, passage.end, passage.move), by=by)
    return passage


def take_back_case(case: Case, *, by: User, reason: str, seen: int | None = None, made_at: str = "") -> Passage:
    """Undo a case's last move: what was said at an end, to which section it went, or into which case, is said no more; what
    sections were asked stands again where it ended with the case.

    Times for a dialogue that were given up by the move are offered again while they lie ahead; those that it offered go,
    and the one chosen before stands again. Raises as `passages.take_back` does. Records CaseMoved.
    """
    if not can(by, "case.take_back", case):
        raise NotAllowed("case.take_back")
    last, ended = passages.last_passage(case), case.step.ends
    passage = passages.take_back(case, by=by, reason=reason, seen=seen, made_at=made_at)
    if ended and last is not None:
        ask_again(case, last, by=by)
    if last is not None and last.move in ENDED_WITH_WORDS:
        case.result, case.refused_for = "", None
    if last is not None and last.move == "hand_over":
        case.section_id = None
    if last is not None and last.move == "merge":
        case.into_id = None
    if last is not None and case.step is CaseStep.SCHEDULING:
        offer_again(case, last)
    elif case.step is not CaseStep.SCHEDULING:
        drop_slots(case)
        if last is not None and last.move == "offer_again":
            choose_again(case, last)
    case.due_on = due_day(case)
    passages.keep_changes()
    outbox.record(CaseMoved(case.id, passage.start, passage.end, passage.move), by=by)
    return passage


def due_day(case: Case) -> date | None:
    """The last day of what is owed now: the first answer, then the first dialogue, then what the path allows; None for no limit.

    The first answer stays owed wherever the case was taken meanwhile.
    """
    if case.answered_at is None and not case.step.ends:
        return case.answer_due_on
    if case.step in FIRST + TO_TALK:
        return case.dialogue_due_on if case.talked_on is None else None
    move = case.path.turn(case.step)
    if move is None or not move.days:
        return None
    return working_day_after(clock.in_japan(case.step_since).date(), move.days)


def drop_slots(case: Case, *, chosen_too: bool = False) -> None:
    """Let the times go that were offered for a dialogue and not chosen; the chosen ones too where others take their place."""
    mine = update(Slot).where(Slot.case_id == case.id, Slot.dropped_at.is_(None))
    if not chosen_too:
        mine = mine.where(Slot.chosen_at.is_(None))
    gone = mine.values(dropped_at=clock.now(), chosen_at=None)
    db.session.execute(gone, execution_options={"synchronize_session": "fetch"})


def offer_again(case: Case, undone: Passage) -> None:
    """Offer the times again that the move gave up, or of which it chose one, as far as they lie ahead."""
    gone = or_(Slot.chosen_at.is_not(None), Slot.dropped_at >= undone.at)
    those = update(Slot).where(Slot.case_id == case.id, Slot.starts_at > clock.now(), gone)
    again = those.values(chosen_at=None, dropped_at=None)
    db.session.execute(again, execution_options={"synchronize_session": "fetch"})


def choose_again(case: Case, undone: Passage) -> None:
    """Let the time stand again that was chosen before others were offered in its place: the last that was given up before."""
    given_up = select(Slot).where(Slot.case_id == case.id, Slot.dropped_at <= undone.at)
    slot = db.session.scalar(given_up.order_by(Slot.dropped_at.desc(), Slot.id.desc()).limit(1))
    if slot is not None:
        slot.chosen_at, slot.dropped_at = clock.now(), None


def end_inquiries(case: Case, *, by: Any) -> None:
    """Withdraw what the sections were asked about a case that has ended, and have not answered. Records InquiryMoved."""
    open_ones = select(Inquiry).where(Inquiry.case_id == case.id, Inquiry.step == InquiryStep.ASKED)
    for inquiry in db.session.scalars(open_ones.order_by(Inquiry.id)).all():
        why = f"案件が「{case.step.label}」となったため、回答は要らなくなりました。"
        asking.end_with_its_case(inquiry, by=by, reason=why)


def ask_again(case: Case, undone: Passage, *, by: Any) -> None:
    """Let what the sections were asked stand again that ended with a case by the move that is undone. Records InquiryMoved."""
    gone = select(Inquiry).where(Inquiry.case_id == case.id, Inquiry.step == InquiryStep.WITHDRAWN)
    for inquiry in db.session.scalars(gone.order_by(Inquiry.id)).all():
        asking.return_with_its_case(inquiry, by=by, reason="案件の終了が取り消されたため。", since=undone.at)
