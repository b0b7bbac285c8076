"""What the asked and the asking side do with a check. Every deed belongs inside the caller's transaction."""

from hack import db, outbox
from hack.accounts.models import User
from hack.asking import actions as asking
from hack.consultations.models import Check, CheckEntry, EntryKind
from hack.consultations.rules import moves_open_to
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import CheckHandedOver, EntryWritten
from hack.passages import Passage, check_version, keep_changes
from hack.policy import can

TELLS_WHY = ("approve_if", "refuse")
"""The moves whose reason is the check's outcome: the condition, or why not."""
KINDS = {"query": EntryKind.QUESTION, "answer": EntryKind.ANSWER, "": EntryKind.NOTE}
"""What is written, by the move that it makes."""
LONGEST = 4000
"""How many letters may be written at once."""


def move_check(check: Check, name: str, *, by: User, reason: str | None = "", seen: int | None = None) -> Passage:
    """Take a check one move along its path. Who begins it looks after it from then on, unless somebody of the section does.

    Raises as `passages.advance` does; a condition, and a refusal, owe their reason. Records CheckMoved.
    """
    check_version(check, seen)
    among = moves_open_to(by, check)
    said = (reason or "").strip()
    if any(move.name == name for move in among):
        if name in TELLS_WHY and not said:
            word = "条件" if name == "approve_if" else "理由"
            raise RuleBroken(f"{word}を入力してください。", "reason")
        if name in TELLS_WHY:
            check.outcome = said
        if name == "take" and not _looks_after_it(check.owner, check):
            check.owner_id = by.id
        keep_changes()

    return asking.move(check, name, among=among, by=by, reason=reason)


def take_back_check(check: Check, *, by: User, reason: str, seen: int | None = None) -> Passage:
    """Undo a check's last move, as a coordinator; raises as `passages.take_back` does. Records CheckMoved."""
    if not can(by, "check.take_back", check):
        raise NotAllowed("check.take_back")
    if check.consultation.case.step.ends:
        raise RuleBroken("ニーズ・提案が終わっているため、取り消せません。")
    passage = asking.take_back(check, by=by, reason=reason, seen=seen)
    check.outcome = ""
    keep_changes()
    return passage


def hand_over(check: Check, *, by: User, owner: User, seen: int | None = None) -> None:
    """Name who of the asked section looks after a check that is under way. Records CheckHandedOver if it is somebody else.

    Raises NotAllowed, Overtaken (changed meanwhile, or ended), RuleBroken (not an officer of that section).
    """
    if not can(by, "check.hand_over", check):
        raise NotAllowed("check.hand_over")
    if check.owner_id == owner.id:
        return
    check_version(check, seen)
    if check.step.ends:
        raise Overtaken("この確認はすでに終わっています。")
    if not _looks_after_it(owner, check):
        raise RuleBroken("この人は、確認する課の職員ではありません。", "owner")

    check.owner_id = owner.id
    keep_changes()
    db.session.expire(check, ["owner"])
    outbox.record(CheckHandedOver(check.id), by=by)


def write_entry(check: Check, *, by: User, text: str, move: str = "") -> CheckEntry:
    """Write something about a check: a note, or with a move a question (`query`) or the `answer` that hands it over.

    Raises NotAllowed, RuleBroken (nothing is said), and with a move as `passages.advance` does. Records EntryWritten, and
    CheckMoved where it was handed over.
    """
    if not can(by, "check.write", check):
        raise NotAllowed("check.write")
    if not text.strip():
        raise RuleBroken("内容を入力してください。", "text")
    if len(text) > LONGEST:
        raise RuleBroken(f"{LONGEST}字以内で入力してください。", "text")
    if move not in KINDS:
        raise NotAllowed(f"check.{move}")
    if move:
        asking.move(check, move, among=moves_open_to(by, check), by=by, made_at="consultations.write")

    entry = CheckEntry(check_id=check.id, by_id=by.id, kind=KINDS[move], text=text.strip())
    db.session.add(entry)
    db.session.flush()
    outbox.record(EntryWritten(entry.id), by=by)
    return entry


def end_with_case(check: Check, *, by: User | None) -> Passage | None:
    """End a check since what it is about has ended; None where it is over already. Records CheckMoved."""
    reason = f"合議の対象が「{check.consultation.case.step.label}」となったため。"
    return asking.end_with_its_case(check, by=by, reason=reason)


def return_with_case(check: Check, *, by: User | None) -> Passage | None:
    """Undo that a check ended with what it is about, since that goes on; None where it ended otherwise. Records CheckMoved."""
    return asking.return_with_its_case(check, by=by, reason="合議の対象の終了が取り消されたため。")


def _looks_after_it(person: User | None, check: Check) -> bool:
    return person is not None and person.active and person.section_id == check.section_id
