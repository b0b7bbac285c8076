"""What is said between the meetings of a working group. Every deed belongs inside the caller's transaction."""

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import DiscussionOpened, RemarkCorrected, RemarkMade, RemarkWithdrawn
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.workgroups.actions.writing import refuse_ended
from hack.workgroups.models import Discussion, Remark, Workgroup

GONE = "この発言は、すでに取り下げられています。"


def open_discussion(workgroup: Workgroup, *, by: User, subject: str, words: str) -> Discussion:
    """Bring up a subject with the first words on it. Raises NotAllowed, Overtaken (the group has ended).

    Records DiscussionOpened: the members are written to, once for the whole subject.
    """
    if not can(by, "discussion.open", workgroup):
        raise NotAllowed("discussion.open")
    refuse_ended(workgroup)

    discussion = Discussion(workgroup_id=workgroup.id, subject=subject, opened_by_id=by.id)
    db.session.add(discussion)
    db.session.flush()
    _add(discussion, words, by)
    outbox.record(DiscussionOpened(discussion.id), by=by)
    return discussion


def say(discussion: Discussion, *, by: User, words: str) -> Remark:
    """Say something on a subject. Raises NotAllowed, Overtaken (the group has ended). Records RemarkMade."""
    if not can(by, "remark.make", discussion):
        raise NotAllowed("remark.make")
    refuse_ended(discussion.workgroup)

    remark = _add(discussion, words, by)
    outbox.record(RemarkMade(remark.id), by=by)
    return remark


def correct(remark: Remark, *, by: User, words: str, seen: int | None = None) -> None:
    """Put one's own words right within 15 minutes. Raises NotAllowed, Overtaken (withdrawn or changed meanwhile, or the group
    has ended), RuleBroken (too late). Records RemarkCorrected if they are different.
    """
    if not can(by, "remark.correct", remark):
        raise NotAllowed("remark.correct")
    if remark.words == words:
        return
    refuse_ended(remark.discussion.workgroup)
    if remark.withdrawn_at is not None:
        raise Overtaken(GONE)
    check_version(remark, seen)
    if not remark.correctable:
        raise RuleBroken("発言を直せるのは、15分以内です。続けて発言するか、取り下げてください。", "words")

    remark.words, remark.corrected_at = words, clock.now()
    keep_changes()
    outbox.record(RemarkCorrected(remark.id), by=by)


def withdraw(remark: Remark, *, by: User) -> None:
    """Take what was said back: its words are gone for good, and it stays to be seen that there was something.

    Nothing happens where it was done already. Raises NotAllowed, Overtaken (the group has ended). Records RemarkWithdrawn.
    """
    if not can(by, "remark.withdraw", remark):
        raise NotAllowed("remark.withdraw")
    refuse_ended(remark.discussion.workgroup)

    gone = db.session.execute(
        update(Remark)
        .where(Remark.id == remark.id, Remark.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now(), withdrawn_by_id=by.id, words="", version=Remark.version + 1),
        execution_options={"synchronize_session": False},
    )
    if gone.rowcount:  # type: ignore[attr-defined]
        db.session.expire(remark)
        outbox.record(RemarkWithdrawn(remark.id), by=by)


def _add(discussion: Discussion, words: str, by: User) -> Remark:
    remark = Remark(discussion_id=discussion.id, words=words, said_by_id=by.id, said_at=clock.now())
    db.session.add(remark)
    db.session.flush()
    db.session.execute(
        update(Discussion)
        .where(Discussion.id == discussion.id)
        .values(remarks_count=Discussion.remarks_count + 1, last_said_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    db.session.expire(discussion, ["remarks_count", "last_said_at"])
    return remark
