"""Working groups and what is in them."""

from io import BytesIO
from typing import Any

from sqlalchemy import select

from hack import clock, db
from hack.files.actions import keep_file, take_in
from hack.files.models import StoredFile
from hack.needs.models import Need
from hack.pipeline.workgroup import WorkgroupStep
from hack.workgroups.actions import give_task, make_feed, open_discussion
from hack.workgroups.models import Meeting, Post, Workgroup
from tests.whole.places.place import Place
from tests.whole.town import Town, join


def a_group(town: Town, need: Need, step: WorkgroupStep) -> tuple[Workgroup, Meeting, Any]:
    """A group of Mori, Michi, Kaji and Umi, which Kita has left, its meeting, and Umi's place."""
    cast, now = town.cast, clock.now()
    group = Workgroup(
        need_id=need.id, opened_by_id=cast.mori.id, step=step, title="ワーキング", capacity=9, taken=4, report="報告"
    )
    with db.transaction():
        db.session.add(group)
    meeting = Meeting(workgroup_id=group.id, title="第1回", starts_at=now, called_by_id=cast.mori.id)
    with db.transaction():
        db.session.add(meeting)
    *_, umis = join(group, cast.mori, cast.michi, cast.kaji, cast.umi)
    join(group, cast.kita, left_at=now)
    return group, meeting, umis


def kept_in(groups: dict[str, Workgroup], cast: Any) -> dict[str, list[Place]]:
    """In each group a task that Michi gave Umi, and a subject that Umi brought up."""
    found: dict[str, list[Place]] = {"one_task": [], "one_discussion": [], "one_post": []}
    for name, group in groups.items():
        with db.transaction():
            task = give_task(group, by=cast.michi, title="見積もり", owner=group.members[-1])
            talk = open_discussion(group, by=cast.umi, subject="測る場所", words="どこで測りますか。")
        post = db.session.scalars(select(Post).where(Post.discussion_id == talk.id)).one()
        where = {"key": group.key}
        found["one_task"].append(Place(f"group: {name}", where | {"task_key": task.key}))
        about = where | {"discussion_key": talk.key}
        found["one_discussion"].append(Place(f"group: {name}", about))
        found["one_post"].append(Place(f"group: {name}", about | {"post_key": post.key}))
    return found


def a_feed(person: Any) -> str:
    with db.transaction():
        return make_feed(by=person).token


def a_file(person: Any, thing: Any) -> StoredFile:
    with db.transaction():
        return keep_file(thing, *take_in(BytesIO("資料".encode()), "資料.txt"), by=person, about="資料")
