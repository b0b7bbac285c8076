"""What is talked about in a group."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from hack import db
from hack.accounts.models import User
from hack.needs.models import Need
from hack.workgroups.models import Discussion, Post, Workgroup
from hack.workgroups.queries.groups import open_inside_to


def discussions_of(workgroup: Workgroup) -> Select[Any]:
    """The group's subjects, the one that was last spoken of first."""
    mine = select(Discussion).where(Discussion.workgroup_id == workgroup.id).options(joinedload(Discussion.opened_by))
    return mine.order_by(Discussion.last_said_at.desc(), Discussion.id.desc())


def one_discussion(key: str, discussion_key: str, viewer: Any) -> Discussion | None:
    """The subject with that key, with the group and its members, for those to whom the group is open inside."""
    group = joinedload(Discussion.workgroup)
    return db.session.scalar(
        select(Discussion)
        .join(Discussion.workgroup)
        .where(Workgroup.key == key, Discussion.key == discussion_key, open_inside_to(viewer))
        .options(
            group.joinedload(Workgroup.need).joinedload(Need.section),
            group.selectinload(Workgroup.members),
        )
    )


def posts_on(discussion: Discussion) -> Select[Any]:
    """What was said on a subject, in order, with who said it."""
    said = select(Post).where(Post.discussion_id == discussion.id).order_by(Post.id)
    speaker = joinedload(Post.said_by)
    return said.options(
        speaker.joinedload(User.organization), speaker.joinedload(User.section), joinedload(Post.withdrawn_by)
    )


def one_post(key: str, discussion_key: str, post_key: str, viewer: Any) -> Post | None:
    """What was said, with its subject and the group, for those to whom the group is open inside; None once withdrawn."""
    post = one_post_once(key, discussion_key, post_key, viewer)
    return post if post is not None and post.withdrawn_at is None else None


def one_post_once(key: str, discussion_key: str, post_key: str, viewer: Any) -> Post | None:
    """As `one_post`, also if it was withdrawn: who presses the button twice is told no wrong."""
    group = joinedload(Post.discussion).joinedload(Discussion.workgroup)
    return db.session.scalar(
        select(Post)
        .join(Post.discussion)
        .join(Discussion.workgroup)
        .where(Workgroup.key == key, Discussion.key == discussion_key, Post.key == post_key, open_inside_to(viewer))
        .options(group.joinedload(Workgroup.need).joinedload(Need.section), group.selectinload(Workgroup.members))
    )
