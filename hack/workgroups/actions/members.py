"""Places in a working group: taken and given up, never more than there are. Every deed belongs inside the caller's transaction."""

from typing import Any, cast

from sqlalchemy import select, update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.accounts.rules import active_proposer
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import MemberJoined, MemberLeft
from hack.policy import can
from hack.proposals.models import Proposal
from hack.roles import Role
from hack.workgroups.models import Member, Side, Workgroup
from hack.workgroups.rules import recruiting

SIDES = {Role.OFFICER: Side.CITY, Role.PROPOSER: Side.PROPOSER, Role.COORDINATOR: Side.SECRETARIAT}
OVER = "このワーキンググループは、すでに終わっています。"
FULL = "定員に達したため、参加できません。"


def join(workgroup: Workgroup, *, by: User, proposal: Proposal | None = None) -> Member:
    """Take a place in a group that recruits; who is in it already keeps the one place. Records MemberJoined.

    Raises NotAllowed (not a proposer of an active organisation), Overtaken (no longer recruiting), RuleBroken (the days for
    joining are over, or the group is full).
    """
    if place := place_of(by, workgroup):
        return place
    if not active_proposer(by) or not workgroup.need.public:
        raise NotAllowed("workgroup.join")
    if not recruiting(by, workgroup):
        raise Overtaken("参加者の募集は終わりました。")
    if workgroup.join_until is not None and clock.now() >= clock.end_of(workgroup.join_until):
        day = workgroup.join_until
        raise RuleBroken(f"参加の申込みは{day.year}年{day.month}月{day.day}日の24時に締め切りました。")
    return _enter(workgroup, by, by=by, proposal=proposal)


def add_member(workgroup: Workgroup, user: User, *, by: User) -> Member:
    """Bring somebody who has an account into a group that is at work; who is in it already stays. Records MemberJoined.

    Raises NotAllowed, Overtaken (the group has ended), RuleBroken (the person cannot take part, or the group is full).
    """
    if not can(by, "member.add", workgroup):
        raise NotAllowed("member.add")
    refuse_ended(workgroup)
    if not may_take_part(user):
        raise RuleBroken("この人は構成員になれません(停止中か、職員・企業等の利用者ではありません)。", "email")
    if place := place_of(user, workgroup):
        return place
    return _enter(workgroup, user, by=by)


def leave(workgroup: Workgroup, *, by: User) -> None:
    """Give up one's own place; nothing happens where there is none. Raises Overtaken (the group has ended)."""
    place = place_of(by, workgroup)
    if place is not None:
        give_up(place, workgroup, by=by)


def remove_member(member: Member, *, by: User) -> None:
    """Take somebody out of a group. Raises NotAllowed, Overtaken (the group has ended)."""
    if not can(by, "member.remove", member.workgroup):
        raise NotAllowed("member.remove")
    give_up(member, member.workgroup, by=by)


def take_place(workgroup: Workgroup, user: User, *, proposal: Proposal | None = None) -> bool:
    """Enter `user` as a member, and count the place in one statement with the check that there is one.

    False where the person is in the group already. Raises RuleBroken where the group is full; the row goes with the
    transaction then.
    """
    through = proposal.id if proposal else None
    place = {"workgroup_id": workgroup.id, "user_id": user.id, "side": SIDES[user.role], "proposal_id": through}
    if not db.insert_once(Member, **place):
        return False
    _count(workgroup, +1, Workgroup.taken < Workgroup.capacity)
    return True


def give_up(place: Member, workgroup: Workgroup, *, by: Any) -> None:
    """End a membership and free its place, once. Raises Overtaken (the group has ended). Records MemberLeft."""
    refuse_ended(workgroup)
    left = db.session.execute(
        update(Member).where(Member.id == place.id, Member.left_at.is_(None)).values(left_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    if left.rowcount:  # type: ignore[attr-defined]
        _count(workgroup, -1, Workgroup.taken > 0)
        db.session.expire(place)
        outbox.record(MemberLeft(place.id), by=by)


def place_of(user: Any, workgroup: Workgroup) -> Member | None:
    """The person's place in the group as the database has it now."""
    mine = (Member.workgroup_id == workgroup.id, Member.user_id == user.id, Member.left_at.is_(None))
    return db.session.scalar(select(Member).where(*mine))


def may_take_part(user: User) -> bool:
    """Whether somebody can be a member: in use, and of the city's, the secretariat's or an active organisation's people."""
    return user.is_active and user.role in SIDES and (user.role is not Role.PROPOSER or active_proposer(user))


def refuse_ended(workgroup: Workgroup) -> None:
    """Raise Overtaken if the group has come to its end."""
    if workgroup.step.ends:
        raise Overtaken(OVER)


def answers_among(names: frozenset[str], answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, if all of them are among those that people may write; TypeError otherwise."""
    if strange := set(answers) - names:
        raise TypeError(f"not written by people: {', '.join(sorted(strange))}")
    return answers


def says_already(thing: Any, answers: dict[str, Any]) -> bool:
    """Whether the thing says just this already: the button was pressed twice."""
    return all(getattr(thing, name) == answer for name, answer in answers.items())


def _enter(workgroup: Workgroup, user: User, *, by: User, proposal: Proposal | None = None) -> Member:
    new = take_place(workgroup, user, proposal=proposal)
    place = cast(Member, place_of(user, workgroup))
    if new:
        outbox.record(MemberJoined(place.id), by=by)
    return place


def _count(workgroup: Workgroup, more: int, possible: Any) -> None:
    counted = db.session.execute(
        update(Workgroup).where(Workgroup.id == workgroup.id, possible).values(taken=Workgroup.taken + more),
        execution_options={"synchronize_session": False},
    )
    if counted.rowcount != 1:  # type: ignore[attr-defined]
        raise RuleBroken(FULL)
    db.session.expire(workgroup, ["taken", "members"])
