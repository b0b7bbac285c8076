"""Places in a working group: taken and given up, never more than there are. Every deed belongs inside the caller's transaction."""

from typing import Any, cast

from sqlalchemy import select, update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.accounts.rules import active_proposer
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import DutyChanged, MemberJoined, MemberLeft
from hack.policy import can
from hack.proposals.models import Proposal
from hack.roles import Role
from hack.workgroups.actions.charters import note_confirmation
from hack.workgroups.actions.writing import refuse_ended
from hack.workgroups.models import Duty, Member, Side, Workgroup
from hack.workgroups.queries import charter_of, place_of
from hack.workgroups.rules import recruiting

SIDES = {Role.OFFICER: Side.CITY, Role.PROPOSER: Side.PROPOSER, Role.COORDINATOR: Side.SECRETARIAT}
DUTIES = {Side.SECRETARIAT: Duty.SECRETARY, Side.FIELD: Duty.FIELD}
"""What a member is where nobody says otherwise: 委員, but for these."""
TOO_LATE = "参加者の募集は終わりました。"
FULL = "定員に達したため、参加できません。"


def join(workgroup: Workgroup, *, by: User, proposal: Proposal | None = None, confirmed: int | None = None) -> Member:
    """Take a place in a group that recruits; who is in it already keeps the one place. Records MemberJoined.

    confirmed: the version of the group's charter that the person has read and keeps to; asked for where there is a charter.
    Raises NotAllowed (not a proposer of an active organisation), Overtaken (no longer recruiting), RuleBroken (the days for
    joining are over, the charter is not confirmed, or the group is full).
    """
    if place := place_of(by, workgroup):
        return place
    if not active_proposer(by):
        raise NotAllowed("workgroup.join")
    if not recruiting(by, workgroup):
        raise Overtaken(TOO_LATE)
    if workgroup.join_until is not None and clock.now() >= clock.end_of(workgroup.join_until):
        day = workgroup.join_until
        raise RuleBroken(f"参加の申込みは{day.year}年{day.month}月{day.day}日の24時に締め切りました。")
    charter = charter_of(workgroup)
    if charter is not None and confirmed != charter.version:
        raise RuleBroken("設置要綱を読んで、守ることを確認してください。", "agreed")

    place = _enter(workgroup, by, by=by, proposal=proposal)
    # the group is held since the place was counted: whoever ended the recruiting meanwhile has come first
    step = db.session.scalar(select(Workgroup.step).where(Workgroup.id == workgroup.id))
    if step is None or not step.open:
        raise Overtaken(TOO_LATE)
    if charter is not None:
        note_confirmation(charter, place, by=by)
    return place


def add_member(workgroup: Workgroup, user: User, *, by: User, duty: Duty | None = None) -> Member:
    """Bring somebody who has an account into a group that is at work; who is in it already stays. Records MemberJoined.

    duty: what the person is in the group; with フィールド提供者 the person comes from the side of those who lend a field.

    Raises NotAllowed, Overtaken (the group has ended), RuleBroken (the person cannot take part, or the group is full).
    """
    if not can(by, "member.add", workgroup):
        raise NotAllowed("member.add")
    refuse_ended(workgroup)
    if not may_take_part(user):
        raise RuleBroken("この人は構成員になれません(停止中か、職員・企業等の利用者ではありません)。", "email")
    if place := place_of(user, workgroup):
        return place
    return _enter(workgroup, user, by=by, duty=duty)


def assign_duty(member: Member, duty: Duty, *, by: User) -> None:
    """Say what a member is in the group from now on. Raises NotAllowed, Overtaken (the group has ended, or the member has
    left). Records DutyChanged if it is something else than before.
    """
    if not can(by, "member.assign", member):
        raise NotAllowed("member.assign")
    refuse_ended(member.workgroup)
    if member.left_at is not None:
        raise Overtaken("この人は、すでにグループを抜けています。")
    if member.duty is duty:
        return

    member.duty, member.side = duty, _side(member.user, duty)
    outbox.record(DutyChanged(member.id), by=by)


def leave(workgroup: Workgroup, *, by: User) -> None:
    """Give up one's own place; nothing happens where there is none. Raises Overtaken (the group has ended)."""
    place = place_of(by, workgroup)
    if place is not None:
        give_up(place, workgroup, by=by)


def remove_member(member: Member, *, by: User, reason: str) -> None:
    """Take somebody out of a group, and keep why. Raises NotAllowed, Overtaken (the group has ended), RuleBroken (no reason)."""
    if not can(by, "member.remove", member):
        raise NotAllowed("member.remove")
    if not reason.strip():
        raise RuleBroken("外す理由を入力してください。", "reason")
    give_up(member, member.workgroup, by=by, because=reason)


def take_place(workgroup: Workgroup, user: User, *, proposal: Proposal | None = None, duty: Duty | None = None) -> bool:
    """Enter `user` as a member, and count the place in one statement with the check that there is one.

    False where the person is in the group already. Raises RuleBroken where the group is full; the row goes with the
    transaction then.
    """
    through = proposal.id if proposal else None
    side = _side(user, duty)
    place = {"workgroup_id": workgroup.id, "user_id": user.id, "side": side, "proposal_id": through}
    if not db.insert_once(Member, **place, duty=duty or DUTIES.get(side, Duty.MEMBER)):
        return False
    _count(workgroup, +1, Workgroup.taken < Workgroup.capacity)
    return True


def give_up(place: Member, workgroup: Workgroup, *, by: Any, because: str = "") -> None:
    """End a membership and free its place, once. Raises Overtaken (the group has ended). Records MemberLeft."""
    refuse_ended(workgroup)
    left = db.session.execute(
        update(Member)
        .where(Member.id == place.id, Member.left_at.is_(None))
        .values(left_at=clock.now(), left_because=because),
        execution_options={"synchronize_session": False},
    )
    if left.rowcount:  # type: ignore[attr-defined]
        _count(workgroup, -1, Workgroup.taken > 0)
        db.session.expire(place)
        outbox.record(MemberLeft(place.id), by=by)


def may_take_part(user: User) -> bool:
    """Whether somebody can be a member: in use, and of the city's, the secretariat's or an active organisation's people."""
    return user.is_active and user.role in SIDES and (user.role is not Role.PROPOSER or active_proposer(user))


def _side(user: User, duty: Duty | None) -> Side:
    return Side.FIELD if duty is Duty.FIELD else SIDES[user.role]


def _enter(
    workgroup: Workgroup, user: User, *, by: User, proposal: Proposal | None = None, duty: Duty | None = None
) -> Member:
    new = take_place(workgroup, user, proposal=proposal, duty=duty)
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
