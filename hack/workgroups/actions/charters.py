"""The charter of a working group: written, and confirmed by its members. Every deed belongs inside the caller's transaction."""

from typing import Any

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import CharterConfirmed, CharterWritten
from hack.passages import QUICKER
from hack.policy import can
from hack.workgroups.actions.writing import answers_among, refuse_ended, says_already
from hack.workgroups.models import Charter, Confirmation, Member, Workgroup
from hack.workgroups.queries import charter_of, place_of

CHARTER = frozenset({"goal", "within", "beyond", "secrecy", "rights", "publicity", "begins_on", "ends_on"})
CHANGED = "設置要綱が変わりました。もう一度読んで、確認してください。"


def write_charter(workgroup: Workgroup, *, by: User, seen: int, **answers: Any) -> Charter:
    """Write the next version of a group's charter, which its members are then asked to confirm; the writer has confirmed it.

    seen: the version that the person saw, 0 where there was none. The same words again are no new version. Raises NotAllowed,
    Overtaken (another version was written meanwhile, or the group has ended), RuleBroken (it would end before it begins).
    Records CharterWritten.
    """
    if not can(by, "charter.write", workgroup):
        raise NotAllowed("charter.write")
    current = charter_of(workgroup)
    if current is not None and says_already(current, answers):
        return current
    refuse_ended(workgroup)
    begins, ends = answers.get("begins_on"), answers.get("ends_on")
    if begins and ends and ends < begins:
        raise RuleBroken("終わりの日は、始まりの日より後にしてください。", "ends_on")
    if seen != (current.version if current else 0):
        raise Overtaken(QUICKER)

    written = db.enter_once(
        Charter,
        workgroup_id=workgroup.id,
        version=seen + 1,
        written_by_id=by.id,
        written_at=clock.now(),
        **answers_among(CHARTER, answers),
    )
    if written is None:
        raise Overtaken(QUICKER)
    outbox.record(CharterWritten(written.id), by=by)
    if place := place_of(by, workgroup):
        note_confirmation(written, place, by=by)
    return written


def confirm_charter(workgroup: Workgroup, *, by: User, version: int | None) -> None:
    """Say as a member that one has read this version of the charter and keeps to it; once is enough.

    Raises NotAllowed (not a member), Overtaken (there is a newer version). Records CharterConfirmed.
    """
    place, charter = place_of(by, workgroup), charter_of(workgroup)
    if place is None:
        raise NotAllowed("charter.confirm")
    if charter is None or charter.version != version:
        raise Overtaken(CHANGED)
    note_confirmation(charter, place, by=by)


def note_confirmation(charter: Charter, place: Member, *, by: User) -> None:
    """Keep that this member has confirmed the charter, once. Records CharterConfirmed."""
    said = {"charter_id": charter.id, "member_id": place.id, "confirmed_at": clock.now()}
    if (new := db.enter_once(Confirmation, **said)) is not None:
        outbox.record(CharterConfirmed(new.id), by=by)
