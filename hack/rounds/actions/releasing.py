"""Making a draft real by the deeds of those whose it is, giving it up, and taking it back."""

from typing import Any

from sqlalchemy import exists, select

from hack import db, outbox, passages
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.evaluation.actions import allot_entries, withdraw_allotment
from hack.evaluation.actions.holding import hold
from hack.evaluation.models import Evaluation
from hack.evaluation.queries import all_entries
from hack.events import RoundMoved
from hack.passages import Passage
from hack.pipeline.round import RoundStep
from hack.policy import can
from hack.rounds.actions.writing import refuse_fixed
from hack.rounds.gathering import barred_pairs
from hack.rounds.models import Carrier, Matter, Round
from hack.rounds.queries import draft_of, released_of
from hack.rounds.rules import moves_open_to
from hack.workgroups.actions import add_member, remove_member
from hack.workgroups.models import Duty, Member, Side, Workgroup
from hack.workgroups.queries import place_of

RELEASE = "rounds.release"


def release_round(round_: Round, *, by: User, seen: int | None) -> None:
    """Let the draft count: evaluators score what they were given, coordinators are in their groups; all of it or nothing.

    What was released before about the same evaluation is replaced. Raises NotAllowed, Overtaken (changed meanwhile; nobody scores
    any more; a group has its coordinator or has ended), RuleBroken (a proposal is nobody's, all proposals are gone, a conflict
    came since, somebody left, has handed in or is stopped, a group is full). Records EntriesAllotted or MemberJoined of each, and RoundMoved.
    """
    if not can(by, "round.move", round_):
        raise NotAllowed("round.move")
    if round_.evaluation is not None:
        hold(round_.evaluation)
    refuse_fixed(round_, seen)
    passage = passages.advance(round_, "release", among=moves_open_to(by, round_), by=by, made_at=RELEASE)
    if round_.evaluation is not None:
        _give_to_evaluators(round_, round_.evaluation, by)
    else:
        _give_to_coordinators(round_, by)
    _record(round_, passage, by)


def _give_to_evaluators(round_: Round, evaluation: Evaluation, by: User) -> None:
    given = {one.entry_id for one in round_.matters if one.placings}
    nobodys = [one.proposal.number or "" for one in all_entries(evaluation) if one.id not in given and not one.gone]
    if nobodys:
        numbers = "、".join(nobodys[:10])
        raise RuleBroken(
            f"だれにも割り当てられていない提案があります: {numbers}。評価者を増やすか、上限を見直してください。"
        )
    places = {one.user_id: one for one in evaluation.evaluators}
    allot_entries(
        evaluation,
        [
            (places[placing.carrier.user_id], matter.entry)
            for matter in round_.matters
            for placing in matter.placings
            if matter.entry is not None
        ],
        by=by,
    )
    for other in released_of(evaluation):
        if other.id != round_.id:
            _record(other, _replace(other, by), by)


def _replace(other: Round, by: User) -> Passage:
    return passages.advance(other, "replace", among=moves_open_to(by, other), by=by, made_at=RELEASE)


def _give_to_coordinators(round_: Round, by: User) -> None:
    given = [(matter, one.carrier) for matter in round_.matters for one in matter.placings]
    if not given:
        raise RuleBroken("担当が決まったグループが1つもありません。")
    barred = barred_pairs(round_)
    for matter, carrier in given:
        if why := barred.get((matter.id, carrier.id)):
            raise RuleBroken(
                f"{carrier.user.name}さんには「{matter.title}」を任せられません({why})。計算し直してください。"
            )
    for matter, carrier in sorted(given, key=lambda pair: pair[0].workgroup_id or 0):
        _seat(matter, carrier, by)


def _seat(matter: Matter, carrier: Carrier, by: User) -> None:
    group = matter.workgroup
    if group is None:
        return
    db.alone_with("secretariat", str(group.id))
    there = exists().where(Member.workgroup_id == group.id, Member.left_at.is_(None), Member.side == Side.SECRETARIAT)
    if db.session.scalar(select(there)):
        raise Overtaken(f"「{group.title}」には、すでに事務局の担当がいます。計算し直してください。")
    try:
        add_member(group, carrier.user, by=by, duty=Duty.SECRETARY)
    except RuleBroken as broken:
        raise type(broken)(f"「{group.title}」: {broken.message}") from None


def move_round(round_: Round, name: str, *, by: User, **how: Any) -> None:
    """Take a round one move along its path that is no part of a larger deed; takes and raises what `passages.advance` does. Records RoundMoved."""
    _record(round_, passages.advance(round_, name, among=moves_open_to(by, round_), by=by, **how), by)


def take_back_round(round_: Round, *, by: User, reason: str, seen: int | None) -> None:
    """Make a released round a draft again, and undo what it did, as long as nobody has begun: no sheet, no move of a group.

    Raises NotAllowed, Overtaken (changed meanwhile, or not released any more), RuleBroken (no reason, there is another draft, or
    something is begun). Records AllotmentWithdrawn or MemberLeft of each, and RoundMoved.
    """
    if not can(by, "round.take_back", round_):
        raise NotAllowed("round.take_back")
    db.alone_with("round", str(round_.evaluation_id or ""))
    if round_.evaluation is not None:
        hold(round_.evaluation)
    passages.check_version(round_, seen)
    if round_.step is not RoundStep.RELEASED:
        raise Overtaken(f"この割り当て案は「{round_.step.label}」です。取り消せる確定がありません。")
    if draft_of(round_.evaluation) is not None:
        raise RuleBroken("同じ対象の新しい案があります。先にその案を破棄するか、確定してください。")
    released = passages.last_passage(round_)
    passage = passages.take_back(round_, by=by, reason=reason)
    if round_.evaluation is not None:
        withdraw_allotment(round_.evaluation, by=by)
    else:
        _take_out(round_, released, by, reason)
    _record(round_, passage, by)


def _take_out(round_: Round, released: Passage | None, by: User, reason: str) -> None:
    for matter in sorted(round_.matters, key=lambda one: one.workgroup_id or 0):
        for placing in matter.placings:
            group = matter.workgroup
            if group is None or released is None:
                continue
            if group.step_since > released.at:
                raise RuleBroken(f"「{group.title}」は、確定のあとで先に進んでいるため、取り消せません。")
            _remove(group, placing.carrier.user, by, reason)


def _remove(group: Workgroup, user: User, by: User, reason: str) -> None:
    place = place_of(user, group)
    if place is not None:
        remove_member(place, by=by, reason=reason)


def _record(round_: Round, passage: Passage, by: User) -> None:
    outbox.record(RoundMoved(round_.id, passage.start, passage.end, passage.move), by=by)
