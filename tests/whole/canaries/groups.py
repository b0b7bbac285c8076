"""Words in working groups."""

from datetime import timedelta
from io import BytesIO

from hack import clock, db
from hack.files.actions import keep_file, take_in
from hack.needs.models import Need
from hack.proposals.models import Proposal
from hack.workgroups.actions import add_member, call_meeting, keep_minutes, leave, move_workgroup, open_workgroup
from hack.workgroups.models import Meeting, Workgroup
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
    with db.transaction():
        meeting: Meeting = call_meeting(
            group, by=cast.mori, title=said, starts_at=clock.now() + timedelta(days=3), place=said, agenda=said
        )
    with db.transaction():
        keep_minutes(meeting, by=cast.michi, minutes=said, decisions=said)
        group.report = said
    with db.transaction():
        file = keep_file(group, *take_in(BytesIO(said.encode()), f"{said}.txt"), by=cast.umi, about=said)
    canaries.at("one_group_file", group, file_key=file.key)
    canaries.at("group_open_inside", group)
    canaries.at("one_workgroup", group)
    canaries.at("one_meeting", group, meeting_key=meeting.key)
    canaries.at("one_member", group, member_key=group.members[-1].key)
    return group
