"""Who may do what with working groups and with what is kept in them."""

from typing import Any

from hack import policy
from hack.accounts.rules import active_proposer, anybody, coordinator, proposer, staff
from hack.needs.rules import of_an_owning_section, public
from hack.passages import open_moves
from hack.pipeline import Move
from hack.policy import Rule
from hack.roles import Part
from hack.workgroups.models import Duty, Member, Post, Side, Task, Workgroup

LEADING = (Duty.CHAIR, Duty.VICE, Duty.SECRETARY)


def membership(user: Any, workgroup: Workgroup) -> Member | None:
    """This person's place in the group; None for everybody who is not in it now."""
    return next((member for member in workgroup.members if member.user_id == user.id), None)


@Rule
def member(user: Any, workgroup: Workgroup) -> bool:
    """Is in the group now."""
    return membership(user, workgroup) is not None


@Rule
def member_for_the_city(user: Any, workgroup: Workgroup) -> bool:
    """Is in the group now, from the city's side or the secretariat's."""
    place = membership(user, workgroup)
    return place is not None and place.side in (Side.CITY, Side.SECRETARIAT)


@Rule
def leading_member(user: Any, workgroup: Workgroup) -> bool:
    """Is in the group now as its chair, vice chair or secretary, from whichever side."""
    place = membership(user, workgroup)
    return place is not None and place.duty in LEADING


@Rule
def of_the_needs_section(user: Any, workgroup: Workgroup) -> bool:
    """Works in a section whose need the group is about."""
    return of_an_owning_section(user, workgroup.need)


@Rule
def recruiting(_user: Any, workgroup: Workgroup) -> bool:
    """The group looks for members from outside: it says so, and everybody may read its need."""
    return workgroup.step.open and workgroup.need.public


@Rule
def called_out(_user: Any, need: Any) -> bool:
    """The need has come to its calls, and its path has not ended."""
    return need.step.public and not need.step.ends


@Rule
def concerned_with_the_task(user: Any, task: Task) -> bool:
    """Has the task, or made it, and is in its group now."""
    return user.id in (task.owner.user_id, task.made_by_id) and member(user, task.workgroup)


@Rule
def said_it(user: Any, post: Post) -> bool:
    """Said it, and may still speak in the group."""
    return bool(post.said_by_id == user.id and speaking(user, post.discussion.workgroup))


def for_its_group(rule: Rule) -> Rule:
    """The same truth, asked of a meeting, a task or a subject."""
    return Rule(lambda user, thing: rule(user, thing.workgroup), f"{rule.name} for its group")


inside = member | of_the_needs_section | coordinator
city_side = coordinator | member_for_the_city
running = city_side | leading_member
speaking = member | coordinator
PARTS = {Part.COORDINATOR: coordinator}

# Whether the group is still at work is asked by the deeds: somebody who was a moment too late keeps what was typed.
RULES = policy.state(
    {
        "workgroup.index": proposer | staff,
        "workgroup.list": public | of_an_owning_section | coordinator,
        "workgroup.list_all": coordinator,
        "workgroup.create": (of_an_owning_section | coordinator) & called_out,
        "workgroup.read": inside | (active_proposer & recruiting),
        "workgroup.read_inside": inside,
        "workgroup.join": member | (active_proposer & recruiting),
        "workgroup.leave": member,
        "workgroup.edit": coordinator,
        "workgroup.move": coordinator,
        "workgroup.take_back": coordinator,
        "workgroup.close": coordinator,
        "charter.read": inside | (active_proposer & recruiting),
        "charter.write": coordinator,
        "charter.confirm": member,
        "member.list_all": coordinator,
        "member.add": coordinator,
        "member.assign": coordinator,
        "member.remove": coordinator,
        "meeting.call": running,
        "meeting.edit": for_its_group(running),
        "meeting.read": for_its_group(inside),
        "minutes.keep": for_its_group(running),
        "attendance.announce": for_its_group(member),
        "attendance.keep": for_its_group(running),
        "resolution.list": inside,
        "resolution.make": running,
        "task.list": inside,
        "task.list_own": proposer | staff,
        "task.make": speaking,
        "task.read": for_its_group(inside),
        "task.edit": concerned_with_the_task | for_its_group(running),
        "discussion.list": inside,
        "discussion.open": speaking,
        "discussion.read": for_its_group(inside),
        "post.make": for_its_group(speaking),
        "post.correct": said_it,
        "post.withdraw": said_it | coordinator,
        "requirement.edit": running,
        "requirement.use": of_the_needs_section | coordinator,
        "summary.publish": coordinator,
        "calendar.own": proposer | staff,
        "calendar.fetch": anybody,
    }
)


def moves_open_to(user: Any, workgroup: Workgroup) -> list[Move]:
    """The moves of the group that this person may make now. Buttons, guard and action all ask here."""
    return open_moves(workgroup, user, PARTS)
