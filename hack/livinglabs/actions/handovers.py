"""Handing a lab that is known from a source to the organisation that runs it."""

from sqlalchemy import select, update

from hack import clock, db, outbox
from hack.accounts.models import Organization, User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import LabClaimed, LabHandoverAnswered, LabHandoverWithdrawn, LabOffered
from hack.livinglabs.actions.labs import refuse_where_over
from hack.livinglabs.models import HandoverSide, HandoverState, LabHandover, LivingLab
from hack.livinglabs.queries.labs import GOING_ON
from hack.pipeline.member import MemberStep
from hack.policy import can

TAKEN = "このラボには、もう運営する団体があります。"


def offer_lab(lab: LivingLab, organization: Organization, *, words: str = "", by: User) -> LabHandover:
    """Offer a lab that is known from a source to an organisation.

    Raises NotAllowed, Overtaken (the lab has ended, or somebody runs it by now), RuleBroken (the organisation takes no part now, or
    there is one that waits for its answer). Records LabOffered.
    """
    if not can(by, "lab_handover.offer", lab):
        raise NotAllowed("lab_handover.offer")
    if organization.step is not MemberStep.ACTIVE:
        raise RuleBroken("いま参加していない団体には、引き継げません。", "organization")
    handover = _begin(lab, organization.id, HandoverSide.OFFER, words, by)
    outbox.record(LabOffered(handover.id), by=by)
    return handover


def claim_lab(lab: LivingLab, *, words: str, by: User) -> LabHandover:
    """Say that a lab known from a source is run by the person's organisation. Raises as `offer_lab` does. Records LabClaimed."""
    if not can(by, "lab_handover.claim", lab) or by.organization_id is None:
        raise NotAllowed("lab_handover.claim")
    handover = _begin(lab, by.organization_id, HandoverSide.CLAIM, words, by)
    outbox.record(LabClaimed(handover.id), by=by)
    return handover


def answer_handover(handover: LabHandover, accept: bool, *, answer: str = "", by: User) -> None:
    """Accept: from now on the organisation runs the lab; or decline, with a reason where it was the organisation that asked.

    What others wait for about the same lab lapses. The lab's source, its history and all that is in it stay. Raises NotAllowed,
    RuleBroken (no reason, or the organisation takes no part any more), Overtaken (answered meanwhile, the lab has ended, or others
    run it). Records LabHandoverAnswered, for each that lapses as well.
    """
    if not can(by, "lab_handover.answer", handover):
        raise NotAllowed("lab_handover.answer")
    _alone_about(handover.livinglab)
    if not accept and not handover.offered and not answer.strip():
        raise RuleBroken("見送る理由を入力してください。", "answer")
    if accept and handover.organization.step is not MemberStep.ACTIVE:
        raise RuleBroken("いま参加していない団体には、引き継げません。")

    if accept:
        _give(handover.livinglab, handover.organization_id)
    state = HandoverState.ACCEPTED if accept else HandoverState.DECLINED
    _end(handover, state, by, answer=answer)
    outbox.record(LabHandoverAnswered(handover.id), by=by)
    for other in _others(handover) if accept else ():
        _end(other, HandoverState.LAPSED, by)
        outbox.record(LabHandoverAnswered(other.id), by=by)


def withdraw_handover(handover: LabHandover, *, by: User) -> bool:
    """Take back what one offered or said before it is answered; False where it was taken back already.

    Raises NotAllowed, Overtaken (there is an answer). Records LabHandoverWithdrawn.
    """
    if not can(by, "lab_handover.withdraw", handover):
        raise NotAllowed("lab_handover.withdraw")
    _alone_about(handover.livinglab)
    db.session.refresh(handover)
    if handover.state is HandoverState.WITHDRAWN:
        return False
    _end(handover, HandoverState.WITHDRAWN, by)
    outbox.record(LabHandoverWithdrawn(handover.id), by=by)
    return True


def _begin(lab: LivingLab, organization_id: int, side: HandoverSide, words: str, by: User) -> LabHandover:
    _alone_about(lab)
    refuse_where_over(lab)
    if lab.organization_id is not None:
        raise Overtaken(TAKEN)
    of = {"livinglab_id": lab.id, "organization_id": organization_id, "state": HandoverState.OPEN}
    about = {"key": db.random_key(), "side": side, "words": words, "answer": "", "by_id": by.id, "at": clock.now()}
    handover = db.enter_once(LabHandover, **of, **about)
    if handover is None:
        raise RuleBroken("この団体との引き継ぎは、もう返事を待っています。ラボのページから開いて、返事をしてください。")
    return handover


def _alone_about(lab: LivingLab) -> None:
    """Wait until nobody else begins, ends or answers the handing over of that lab: nobody is left waiting for one that is gone."""
    db.alone_with("lab handover", lab.key)
    db.session.refresh(lab)


def _give(lab: LivingLab, organization_id: int) -> None:
    given = db.session.execute(
        update(LivingLab)
        .where(LivingLab.id == lab.id, LivingLab.organization_id.is_(None), LivingLab.step.in_(GOING_ON))
        .values(organization_id=organization_id, version=LivingLab.version + 1),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(lab)
    if given.rowcount != 1:  # type: ignore[attr-defined]
        refuse_where_over(lab)
        raise Overtaken(TAKEN)


def _others(handover: LabHandover) -> list[LabHandover]:
    others = select(LabHandover).where(LabHandover.livinglab_id == handover.livinglab_id)
    return list(db.session.scalars(others.where(LabHandover.state == HandoverState.OPEN).order_by(LabHandover.id)))


def _end(handover: LabHandover, state: HandoverState, by: User, *, answer: str = "") -> None:
    """Have it end so, if it still waits. Raises Overtaken."""
    ended = db.session.execute(
        update(LabHandover)
        .where(LabHandover.id == handover.id, LabHandover.state == HandoverState.OPEN)
        .values(state=state, answer=answer, answered_by_id=by.id, answered_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
    db.session.refresh(handover)
    if ended.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken(f"ほかの人が先に答えたか、取り下げています。いまは「{handover.state.label}」です。")
