"""Joining an open lab, being let in, and leaving it."""

from sqlalchemy import update

from hack import clock, db, outbox
from hack.accounts.models import User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import LabJoinAnswered, LabJoinAsked, LabMemberEntered, LabMemberLeft
from hack.livinglabs.actions.labs import refuse_where_over
from hack.livinglabs.models import LabKind, LabMember, LivingLab, MemberState
from hack.policy import can

OVER = (MemberState.DECLINED, MemberState.LEFT)
"""After which an organisation may ask again."""


def ask_to_join(lab: LivingLab, *, part: str, words: str, by: User) -> LabMember:
    """Ask for the person's organisation to be let into an open lab, for the first time or again.

    Raises NotAllowed, Overtaken (the lab takes no members now), RuleBroken (it asks already or belongs to it). Records LabJoinAsked.
    """
    if not can(by, "lab_member.ask", lab) or by.organization is None:
        raise NotAllowed("lab_member.ask")
    if not lab.takes_members:
        raise Overtaken("いまは、参加の申込みを受けていません。")

    asked = {"part": part, "words": words, "answer": "", "asked_by_id": by.id, "since": clock.now()}
    asked |= {"name": by.organization.name, "state": MemberState.ASKED}
    of = {"livinglab_id": lab.id, "organization_id": by.organization_id}
    member = db.enter_once(LabMember, key=db.random_key(), **of, **asked) or _again(of, asked)
    outbox.record(LabJoinAsked(member.id), by=by)
    return member


def answer_joining(member: LabMember, accept: bool, *, answer: str = "", by: User) -> None:
    """Let the organisation in, or decline with a reason; into a lab that has ended nobody is let in.

    Raises NotAllowed, RuleBroken (no reason), Overtaken (answered meanwhile, or let in too late). Records LabJoinAnswered.
    """
    if not can(by, "lab_member.answer", member):
        raise NotAllowed("lab_member.answer")
    if not accept and not answer.strip():
        raise RuleBroken("見送る理由を入力してください。", "answer")
    if accept:
        refuse_where_over(member.livinglab)

    state = MemberState.MEMBER if accept else MemberState.DECLINED
    if not _change(member, (MemberState.ASKED,), state, by, answer=answer):
        raise Overtaken("ほかの人が先に答えました。いまの状態を確かめてください。")
    outbox.record(LabJoinAnswered(member.id), by=by)


def enter_member(lab: LivingLab, *, name: str, part: str, by: User) -> LabMember:
    """Enter a body as a member that is known to belong to the open lab and does not take part here.

    Raises NotAllowed, Overtaken (the lab has ended), RuleBroken (no open lab). Records LabMemberEntered.
    """
    if not can(by, "lab_member.enter", lab):
        raise NotAllowed("lab_member.enter")
    refuse_where_over(lab)
    if lab.kind is not LabKind.OPEN:
        raise RuleBroken("参加する団体を載せるのは、オープンラボだけです。")

    member = LabMember(livinglab_id=lab.id, name=name, part=part, state=MemberState.MEMBER, answered_by_id=by.id)
    db.session.add(member)
    db.session.flush()
    outbox.record(LabMemberEntered(member.id), by=by)
    return member


def leave_lab(member: LabMember, *, by: User) -> bool:
    """Leave an open lab, take back that one asked, or take a body out of it; False where it has left already.

    Raises NotAllowed. Records LabMemberLeft.
    """
    if not can(by, "lab_member.leave", member):
        raise NotAllowed("lab_member.leave")
    left = _change(member, (MemberState.ASKED, MemberState.MEMBER), MemberState.LEFT, by)
    if left:
        outbox.record(LabMemberLeft(member.id), by=by)
    return left


def _again(of: dict[str, int | None], asked: dict[str, object]) -> LabMember:
    again = (
        update(LabMember)
        .where(LabMember.livinglab_id == of["livinglab_id"], LabMember.organization_id == of["organization_id"])
        .where(LabMember.state.in_(OVER))
        .values(**asked)
        .returning(LabMember)
    )
    member = db.session.scalar(again, execution_options={"populate_existing": True})
    if member is None:
        raise RuleBroken("あなたの団体は、もう申し込んでいるか、参加しています。")
    return member


def _change(
    member: LabMember, among: tuple[MemberState, ...], state: MemberState, by: User, *, answer: str = ""
) -> bool:
    """Have it stand so, if it stands at one of `among`; whether it did."""
    changed = db.session.execute(
        update(LabMember)
        .where(LabMember.id == member.id, LabMember.state.in_(among))
        .values(state=state, answer=answer, answered_by_id=by.id, since=clock.now()),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(member)
    return bool(changed.rowcount)  # type: ignore[attr-defined]
