"""Words in working groups."""

from datetime import timedelta
from io import BytesIO

from sqlalchemy import select

from hack import clock, db
from hack.files.actions import keep_file, remove_file, take_in
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.workgroups.actions import (
    add_member,
    call_meeting,
    correct,
    draft_summary,
    edit_agenda,
    give_task,
    keep_minutes,
    keep_requirements,
    leave,
    make_feed,
    make_resolution,
    move_workgroup,
    open_discussion,
    open_workgroup,
    remove_member,
    say,
    withdraw,
    write_charter,
)
from hack.workgroups.models import Meeting, Post, Weight, Workgroup
from tests.whole.canaries.words import INSIDE, PROPOSERS, Canaries
from tests.whole.town import Town


def plant_groups(canaries: Canaries, town: Town, need: Need, proposal: Proposal) -> None:
    """A group at work, and one that looks for members."""
    working = canaries.word("group", INSIDE)
    group = _group(canaries, town, need, [proposal], "minutes", title=f"灯台 {working}", purpose=working)
    looking = canaries.word("recruiting", INSIDE | PROPOSERS)
    other = _group(canaries, town, need, [proposal], "othersminutes", title=f"灯台 {looking}", purpose=looking)
    for one, moves in ((group, ("schedule", "start")), (other, ("recruit",))):
        with db.transaction():
            for move in moves:
                move_workgroup(one, move, by=town.cast.mori)
    for name in ("umi", "kita", "michi"):
        with db.transaction():
            canaries.feeds[name] = make_feed(by=getattr(town.cast, name)).token


def _group(
    canaries: Canaries, town: Town, need: Need, proposals: list[Proposal], inside: str, **words: str
) -> Workgroup:
    cast = town.cast
    with db.transaction():
        group = open_workgroup(need=need, by=cast.mori, capacity=9, proposals=proposals, **words)
        for person in (cast.kaji, cast.kita):
            add_member(group, person, by=cast.mori)
    with db.transaction():
        leave(group, by=cast.kita)
    said = canaries.word(inside, INSIDE)
    titled = canaries.word(f"title{inside}", INSIDE)
    with db.transaction():
        meeting: Meeting = call_meeting(
            group, by=cast.mori, title=titled, starts_at=clock.now() + timedelta(days=3), place=titled, agenda=said
        )
    with db.transaction():
        keep_minutes(meeting, by=cast.michi, minutes=said, decisions=said)
        group.report = said
    canaries.at("group_open_inside", group)
    canaries.at("one_workgroup", group)
    canaries.at("one_meeting", group, meeting_key=meeting.key)
    canaries.at("one_member", group, member_key=group.members[-1].key)
    _decide(canaries, town, group, meeting, inside)
    _talk(canaries, town, group, inside)
    _hang(canaries, town, group, inside)
    return group


def _decide(canaries: Canaries, town: Town, group: Workgroup, meeting: Meeting, inside: str) -> None:
    """What the group promises, talks about, decides, has to do, and hands on; and why somebody had to leave it."""
    cast, word = town.cast, canaries.word
    recruits = INSIDE | PROPOSERS if "others" in inside else INSIDE
    promised = word(f"charter{inside}", recruits)
    umis = next(member for member in group.members if member.user_id == cast.umi.id)
    with db.transaction():
        write_charter(group, by=cast.mori, seen=0, goal=promised, secrecy=promised, rights=promised)
        edit_agenda(meeting, by=cast.mori, seen=None, items=[(word(f"agenda{inside}", INSIDE), "", 10)])
        made = make_resolution(group, by=cast.mori, words=word(f"old{inside}", INSIDE), decided_on=clock.today())
        instead = word(f"resolution{inside}", INSIDE)
        make_resolution(group, by=cast.mori, words=instead, decided_on=clock.today(), instead_of=made)
        task = give_task(
            group, by=cast.michi, title=word(f"task{inside}", INSIDE), owner=umis,
            due_on=clock.today() + timedelta(days=2), details=word(f"details{inside}", INSIDE),
        )  # fmt: skip
    with db.transaction():
        wanted = [(word(f"requirement{inside}", INSIDE), Weight.MUST)]
        keep_requirements(group, by=cast.mori, seen=None, requirements=wanted)
    with db.transaction():
        draft_summary(group, by=cast.mori, seen=None, summary=word(f"summary{inside}", {"mori"}))
    with db.transaction():
        add_member(group, cast.sora, by=cast.mori)
    with db.transaction():
        db.session.expire(group)
        soras = next(member for member in group.members if member.user_id == cast.sora.id)
        remove_member(soras, by=cast.mori, reason=word(f"removed{inside}", {"mori"}))
    canaries.at("one_task", group, task_key=task.key)


def _talk(canaries: Canaries, town: Town, group: Workgroup, inside: str) -> None:
    """A subject, what is said on it, what was put right, and what was taken back."""
    cast, word = town.cast, canaries.word
    with db.transaction():
        talk = open_discussion(
            group, by=cast.umi, subject=word(f"subject{inside}", INSIDE), words=word(f"corrected{inside}", set())
        )
        said = say(talk, by=cast.kaji, words=word(f"post{inside}", INSIDE))
        gone = say(talk, by=cast.kaji, words=word(f"withdrawn{inside}", set()))
    with db.transaction():
        first = db.session.scalars(select(Post).where(Post.discussion_id == talk.id).order_by(Post.id)).first()
        correct(first, by=cast.umi, words=word(f"putright{inside}", INSIDE))
        withdraw(gone, by=cast.kaji)
    about = {"discussion_key": talk.key}
    canaries.at("one_discussion", group, **about)
    for post in (said, gone):
        canaries.at("one_post", group, **about, post_key=post.key)


def _hang(canaries: Canaries, town: Town, group: Workgroup, inside: str) -> None:
    """A file, and one that was removed."""
    cast, word = town.cast, canaries.word
    name, about, content = (word(f"{part}{inside}", INSIDE) for part in ("filename", "fileabout", "filecontent"))
    gone, reason = word(f"filegone{inside}", set()), word(f"filereason{inside}", set())
    with db.transaction():
        file = keep_file(group, *take_in(BytesIO(content.encode()), f"{name}.txt"), by=cast.umi, about=about)
        other = keep_file(group, *take_in(BytesIO(gone.encode()), f"{gone}.txt"), by=cast.umi, about=gone)
    with db.transaction():
        remove_file(other, by=cast.mori, reason=reason)
    for one in (file, other):
        canaries.at("one_group_file", group, file_key=one.key)
