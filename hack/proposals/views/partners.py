"""Making a proposal together: whom to invite, the invitation, and how one leaves."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.forms import Form
from hack.proposals.actions import accept_part, decline_part, invite_partner, leave_proposal, remove_partner
from hack.proposals.forms.partners import LeaveForm, PartnerForm
from hack.proposals.queries import (
    invitations_to,
    one_invitation_to_propose,
    one_partner,
    one_proposal,
    organizations_to_invite,
)
from hack.proposals.views.blueprint import bp
from hack.proposals.views.reading import show_proposal
from hack.web import done, made, may, page_number


@bp.get("/proposals/<key>/partners/new")
@may("proposal.invite", one_proposal)
def ask_partner(proposal: Any) -> Any:
    return partner_page(proposal, PartnerForm.among(organizations_to_invite(current_user)))


@bp.post("/proposals/<key>/partners/new")
@may("proposal.invite", one_proposal)
def invite(proposal: Any) -> Any:
    organizations = {one.key: one for one in organizations_to_invite(current_user)}
    form = PartnerForm.among(list(organizations.values()))

    def deed() -> Any:
        organization = organizations.get(form.organization.data or "")
        address, part = form.address.data or "", form.part.data or ""
        return invite_partner(proposal, by=current_user, part=part, organization=organization, address=address)

    if made(form, deed):
        flash("その宛先に招待を送りました。返事があるとお知らせします。", "success")
        return redirect(url_for("proposals.show", key=proposal.key))
    return partner_page(proposal, form)


def partner_page(proposal: Any, form: PartnerForm) -> Any:
    """The page that asks whom to invite."""
    page = render_template("proposals/invite.html", proposal=proposal, form=form)
    return page, 422 if form.errors or form.form_errors else 200


@bp.get("/proposals/invitations")
@may("partner.list")
def invitations() -> Any:
    page = db.page_of(invitations_to(current_user), page_number())
    return render_template("proposals/invitations.html", page=page)


@bp.get("/proposals/invitations/<key>")
@may("partner.answer", one_invitation_to_propose)
def invitation(partner: Any) -> Any:
    return invitation_page(partner, Form())


@bp.post("/proposals/invitations/<key>/accept")
@may("partner.answer", one_invitation_to_propose)
def accept(partner: Any) -> Any:
    form = Form.from_request()
    if done(form, lambda: accept_part(partner, by=current_user)):
        flash("提案に加わりました。下書きを一緒に読み書きできます。", "success")
        return redirect(url_for("proposals.show", key=partner.proposal.key))
    return invitation_page(partner, form)


@bp.post("/proposals/invitations/<key>/decline")
@may("partner.answer", one_invitation_to_propose)
def decline(partner: Any) -> Any:
    form = Form.from_request()
    if done(form, lambda: decline_part(partner, by=current_user)):
        flash("招待を断りました。招待した団体に知らせます。", "success")
        return redirect(url_for("proposals.invitations"))
    return invitation_page(partner, form)


def invitation_page(partner: Any, form: Form) -> Any:
    """What the invited read: which need, who invites them, and for which part; nothing of the proposal's text."""
    page = render_template("proposals/invitation.html", partner=partner, form=form)
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/proposals/<key>/partners/<partner_key>/remove")
@may("partner.remove", one_partner)
def remove(partner: Any) -> Any:
    proposal = partner.proposal
    form = Form.from_request()
    if done(form, lambda: remove_partner(partner, by=current_user)):
        flash("取り消しました。", "success")
    else:
        flash("先に状態が変わったため、取り消せませんでした。", "warning")
    return redirect(url_for("proposals.show", key=proposal.key))


@bp.post("/proposals/<key>/partners/<partner_key>/leave")
@may("partner.leave", one_partner)
def leave(partner: Any) -> Any:
    form = LeaveForm.from_request()
    if done(form, lambda: leave_proposal(partner, by=current_user, reason=form.reason.data or "")):
        flash("提案から抜けました。", "success")
        return redirect(url_for("proposals.mine"))
    return show_proposal(partner.proposal, leaving=form, status=422)
