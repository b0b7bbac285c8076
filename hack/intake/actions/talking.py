"""The days of a dialogue, what was said in it, and what is written to and fro."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import update

from hack import clock, db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import CaseWritten, DialogueKept
from hack.intake.actions.moves import drop_slots, due_day, move_case
from hack.intake.models import Case, CaseEntry, Dialogue, Slot
from hack.passages import Passage
from hack.pipeline.front import CaseStep
from hack.policy import can
from hack.roles import Role

MOST_SLOTS = 5
ENDED = "この案件はすでに終わっています。"


def offer_dates(
    case: Case, starts: Sequence[datetime], *, by: User, place: str = "", seen: int | None = None
) -> Passage:
    """Offer the proposer times for a dialogue, in the place of those offered before; it stands at SCHEDULING afterwards.

    Raises NotAllowed, RuleBroken (no time, too many, or one that is over), and as `passages.advance` does. Records CaseMoved.
    """
    if not can(by, "case.offer", case):
        raise NotAllowed("case.offer")
    passages.check_version(case, seen)
    times = sorted(set(starts))
    if not times:
        raise RuleBroken("候補の日時を一つ以上入力してください。", "day_1")
    if len(times) > MOST_SLOTS:
        raise RuleBroken(f"候補は{MOST_SLOTS}つまでにしてください。")
    if times[0] <= clock.now():
        raise RuleBroken("これから先の日時を入力してください。", "day_1")

    drop_slots(case, chosen_too=True)
    db.session.add_all(Slot(case_id=case.id, starts_at=one, place=place, by_id=by.id) for one in times)
    move = "offer_again" if case.step is CaseStep.DIALOGUE else "offer"
    return move_case(case, move, by=by, made_at="intake.offer")


def choose_date(slot: Slot, *, by: User, seen: int | None = None) -> Passage:
    """Choose one of the times that were offered; the others are given up, and the case stands at DIALOGUE afterwards.

    Raises NotAllowed, Overtaken (the time is not offered any more), and as `passages.advance` does. Records CaseMoved.
    """
    case = slot.case
    if not can(by, "case.choose", case):
        raise NotAllowed("case.choose")
    passages.check_version(case, seen)
    chosen = db.session.execute(
        update(Slot)
        .where(Slot.id == slot.id, Slot.chosen_at.is_(None), Slot.dropped_at.is_(None))
        .values(chosen_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(slot)
    if chosen.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken("この日時は、もう選べません。いまの候補を確かめてください。")
    if slot.starts_at <= clock.now():
        raise RuleBroken("この日時は過ぎています。ほかの日を選ぶか、ほかの日を頼んでください。")
    return move_case(case, "choose", by=by, made_at="intake.choose")


def refuse_dates(case: Case, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Say that none of the times will do, and which would; the case waits at TRIAGE for other times.

    Raises NotAllowed, and as `passages.advance` does. Records CaseMoved.
    """
    if not can(by, "case.choose", case):
        raise NotAllowed("case.choose")
    return move_case(case, "refuse_dates", by=by, seen=seen, reason=reason, made_at="intake.refuse_dates")


def keep_dialogue(
    case: Case, *, by: User, held_on: date, shared: str, internal: str = "", people: str = ""
) -> Dialogue:
    """Write down a dialogue that was held: what the proposer reads too, and what only the city reads.

    Raises NotAllowed, Overtaken (the case has ended), RuleBroken (a day to come, or before the case was received).
    Records DialogueKept.
    """
    if not can(by, "case.keep_dialogue", case):
        raise NotAllowed("case.keep_dialogue")
    if case.step.ends:
        raise Overtaken(ENDED)
    if held_on > clock.today():
        raise RuleBroken("今日までの日付を入力してください。", "held_on")
    if held_on < clock.in_japan(case.received_at).date():
        raise RuleBroken("受付の日かそれより後の日付を入力してください。", "held_on")

    dialogue = Dialogue(case_id=case.id, by_id=by.id, held_on=held_on, people=people, shared=shared, internal=internal)
    db.session.add(dialogue)
    case.talked_on = min(case.talked_on or held_on, held_on)
    case.answered_at = case.answered_at or clock.now()
    case.due_on = due_day(case)
    passages.keep_changes()
    outbox.record(DialogueKept(case.id, dialogue.id), by=by)
    return dialogue


def write_entry(case: Case, *, by: User, text: str, internal: bool = False) -> CaseEntry:
    """Write to the other side, or for the city alone; the first words of a coordinator to the proposer are the first answer.

    Raises NotAllowed. Records CaseWritten.
    """
    if not can(by, "case.note" if internal else "case.write", case):
        raise NotAllowed("case.note" if internal else "case.write")

    entry = CaseEntry(case_id=case.id, by_id=by.id, internal=internal, text=text)
    db.session.add(entry)
    if by.role is Role.COORDINATOR and not internal and case.answered_at is None:
        case.answered_at = clock.now()
        case.due_on = due_day(case)
    passages.keep_changes()
    outbox.record(CaseWritten(case.id, entry.id), by=by)
    return entry
