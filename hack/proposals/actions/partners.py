"""Making a proposal together: inviting a partner, answering, leaving."""

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from hack import clock, db, outbox
from hack.accounts.emails import plain
from hack.accounts.models import Organization, User
from hack.errors import NotAllowed, Overtaken, RuleBroken
from hack.events import PartnerAccepted, PartnerDeclined, PartnerInvited, PartnerLeft
from hack.passages import QUICKER
from hack.pipeline.member import MemberStep
from hack.pipeline.proposal import ProposalStep
from hack.policy import can
from hack.proposals.models import Ending, Proposal, ProposalPartner

MOST = 20
"""How many organisations may make a proposal together, those invited among them."""


def invite_partner(
    proposal: Proposal, *, by: User, part: str, organization: Organization | None = None, address: str = ""
) -> ProposalPartner:
    """Invite another organisation to make the proposal together: by its name, or by the address of one of its people.

    Whether anybody has that address is neither looked up nor said. Raises NotAllowed, RuleBroken (nobody or the own organisation
    invited, invited already, too many). Records PartnerInvited.
    """
    if not can(by, "proposal.invite", proposal):
        raise NotAllowed("proposal.invite")
    address = plain(address) if address else ""
    if (organization is None) == (not address):
        raise RuleBroken("団体を選ぶか、メールアドレスを入力してください(どちらか一方)。", "address")
    if organization is not None and organization.step is not MemberStep.ACTIVE:
        raise RuleBroken("いま参加していない団体は、招待できません。", "organization")
    if organization is not None and organization.id == proposal.organization_id:
        raise RuleBroken("自分の団体の人は、招待しなくても読み書きできます。", "organization")
    if sum(partner.ended_at is None for partner in proposal.partners) >= MOST:
        raise RuleBroken(f"一緒に提案できるのは、{MOST}団体までです。", "address")

    partner = ProposalPartner(
        proposal_id=proposal.id,
        organization_id=organization.id if organization else None,
        address=address,
        part=part,
        invited_by_id=by.id,
        invited_at=clock.now(),
    )
    try:
        with db.session.begin_nested():
            db.session.add(partner)
    except IntegrityError:
        field = "organization" if organization else "address"
        raise RuleBroken("もう招待しています。返事をお待ちください。", field) from None
    db.session.expire(proposal, ["partners"])
    outbox.record(PartnerInvited(proposal.id, partner.id), by=by)
    return partner


def accept_part(partner: ProposalPartner, *, by: User) -> None:
    """Accept an invitation for `by`'s organisation: from now on its people see and write the draft. Records PartnerAccepted.

    Raises NotAllowed, RuleBroken (the organisation takes part already, or leads it), Overtaken (it was handed in or taken back).
    """
    if not can(by, "partner.answer", partner):
        raise NotAllowed("partner.answer")
    if partner.proposal.organization_id == by.organization_id:
        raise RuleBroken("あなたの団体の提案です。招待を受けなくても読み書きできます。")

    try:
        with db.session.begin_nested():
            _change(partner, organization_id=by.organization_id, accepted_at=clock.now(), accepted_by_id=by.id)
    except IntegrityError:
        raise RuleBroken("あなたの団体は、この提案にもう招かれているか、加わっています。") from None
    outbox.record(PartnerAccepted(partner.proposal_id, partner.id), by=by)


def decline_part(partner: ProposalPartner, *, by: User) -> None:
    """Decline an invitation; raises NotAllowed, Overtaken. Records PartnerDeclined."""
    if not can(by, "partner.answer", partner):
        raise NotAllowed("partner.answer")

    _change(partner, ended_at=clock.now(), ending=Ending.DECLINED)
    outbox.record(PartnerDeclined(partner.proposal_id, partner.id), by=by)


def remove_partner(partner: ProposalPartner, *, by: User) -> None:
    """Take an invitation back, or take a partner out of a draft; raises NotAllowed, Overtaken. Records PartnerLeft."""
    if not can(by, "partner.remove", partner):
        raise NotAllowed("partner.remove")

    _end(partner, Ending.REMOVED, by=by)


def leave_proposal(partner: ProposalPartner, *, by: User, reason: str = "") -> None:
    """Leave a proposal as a partner; once it is handed in, with a reason that the section reads. Records PartnerLeft.

    Raises NotAllowed, RuleBroken (no reason), Overtaken.
    """
    if not can(by, "partner.leave", partner):
        raise NotAllowed("partner.leave")
    handed_in = partner.proposal.step is not ProposalStep.DRAFT
    if handed_in and not reason.strip():
        raise RuleBroken("離脱の理由を入力してください。", "reason")

    _end(partner, Ending.WITHDRAWN if handed_in else Ending.LEFT, by=by, reason=reason.strip())


def _end(partner: ProposalPartner, ending: Ending, *, by: User, reason: str = "") -> None:
    _change(partner, draft=ending is not Ending.WITHDRAWN, ended_at=clock.now(), ending=ending, reason=reason)
    outbox.record(PartnerLeft(partner.proposal_id, partner.id, ending.value), by=by)


def _change(partner: ProposalPartner, *, draft: bool = True, **values: object) -> None:
    """Write these values in one statement, if the partner is as it was read and the proposal still (or no longer) a draft."""
    step = Proposal.step == ProposalStep.DRAFT if draft else Proposal.step != ProposalStep.DRAFT
    accepted = ProposalPartner.accepted_at
    changed = db.session.execute(
        update(ProposalPartner)
        .where(ProposalPartner.id == partner.id, ProposalPartner.ended_at.is_(None))
        .where(accepted.is_(None) if partner.accepted_at is None else accepted.is_not(None))
        .where(exists(select(Proposal.id).where(Proposal.id == partner.proposal_id, step)))
        .values(**values),
        execution_options={"synchronize_session": False},
    )
    if changed.rowcount != 1:  # type: ignore[attr-defined]
        raise Overtaken(QUICKER)
    db.session.refresh(partner)
    db.session.expire(partner.proposal, ["partners"])
