"""What is said between the meetings of a working group. Every deed belongs inside the caller's transaction."""

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import DiscussionOpened, PostCorrected, PostWithdrawn, PostWritten
from hack.passages import check_version, keep_changes
from hack.policy import can
from hack.workgroups.actions.writing import refuse_ended
from hack.workgroups.models import Discussion, Post, Workgroup

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


def say(discussion: Discussion, *, by: User, words: str) -> Post:
    """Say something on a subject. Raises NotAllowed, Overtaken (the group has ended). Records PostWritten."""
    if not can(by, "post.make", discussion):
        raise NotAllowed("post.make")
    refuse_ended(discussion.workgroup)

    post = _add(discussion, words, by)
    outbox.record(PostWritten(post.id), by=by)
    return post


def correct(post: Post, *, by: User, words: str, seen: int | None = None) -> None:
    """Put one's own words right within 15 minutes. Raises NotAllowed, Overtaken (withdrawn or changed meanwhile, or the group
    has ended), RuleBroken (too late). Records PostCorrected if they are different.
    """
    if not can(by, "post.correct", post):
        raise NotAllowed("post.correct")
    if post.words == words:
        return
    refuse_ended(post.discussion.workgroup)
    if post.withdrawn_at is not None:
        raise Overtaken(GONE)
    check_version(post, seen)
    if not post.correctable:
        raise RuleBroken("発言を直せるのは、15分以内です。続けて発言するか、取り下げてください。", "words")

    post.words, post.corrected_at = words, clock.now()
    keep_changes()
    outbox.record(PostCorrected(post.id), by=by)


def withdraw(post: Post, *, by: User) -> None:
    """Take what was said back: its words are gone for good, and it stays to be seen that there was something.

    Nothing happens where it was done already. Raises NotAllowed, Overtaken (the group has ended). Records PostWithdrawn.
    """
    if not can(by, "post.withdraw", post):
        raise NotAllowed("post.withdraw")
    refuse_ended(post.discussion.workgroup)

    gone = db.session.execute(
        update(Post)
        .where(Post.id == post.id, Post.withdrawn_at.is_(None))
        .values(withdrawn_at=clock.now(), withdrawn_by_id=by.id, words="", version=Post.version + 1),
        execution_options={"synchronize_session": False},
    )
    if gone.rowcount:  # type: ignore[attr-defined]
        db.session.expire(post)
        outbox.record(PostWithdrawn(post.id), by=by)


def _add(discussion: Discussion, words: str, by: User) -> Post:
    post = Post(discussion_id=discussion.id, words=words, said_by_id=by.id, said_at=clock.now())
    db.session.add(post)
    db.session.flush()
    db.session.execute(
        update(Discussion)
        .where(Discussion.id == discussion.id)
        .values(posts_count=Discussion.posts_count + 1, last_said_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    db.session.expire(discussion, ["posts_count", "last_said_at"])
    return post
