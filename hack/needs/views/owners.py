"""The sections that own a need together: who they are, bringing one in, letting one go."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack.accounts.queries import sections_to_choose
from hack.needs.actions import share_need, unshare_need
from hack.needs.forms import OwnerForm, RemovalForm
from hack.needs.models import CoOwner, Need
from hack.needs.queries import one_need, one_owner_once, sections_to_bring_in
from hack.needs.views.blueprint import bp
from hack.policy import can
from hack.web import done, may


@bp.get("/<key>/owners")
@may("owner.list", one_need)
def owners(need: Need) -> Any:
    return _owners(need)


@bp.post("/<key>/owners")
@may("owner.add", one_need)
def share(need: Need) -> Any:
    sections = sections_to_choose()  # those that own it already too: who presses twice is told no wrong
    form = OwnerForm.choosing(sections)

    def deed() -> None:
        section = next(one for one in sections if one.id == form.section.data)
        share_need(need, section, by=current_user)

    if done(form, deed):
        flash("一緒に担当する課を加えました。その課の職員にメールで知らせます。", "success")
        return redirect(url_for("needs.owners", key=need.key))
    return _owners(need, form, 422)


@bp.post("/<key>/owners/<owner_key>/removal")
@may("owner.remove", one_owner_once)
def unshare(owner: CoOwner) -> Any:
    need, form = owner.need, RemovalForm.from_request()
    if done(form, lambda: unshare_need(owner, by=current_user)):
        flash("一緒に担当する課から外しました。", "success")
        return redirect(url_for("needs.owners", key=need.key))
    return _owners(need, status=422)


def _owners(need: Need, form: OwnerForm | None = None, status: int = 200) -> Any:
    if form is not None:
        form.offer(sections_to_bring_in(need))
    elif can(current_user, "owner.add", need):
        form = OwnerForm.choosing(sections_to_bring_in(need))
    return render_template("needs/owners.html", need=need, form=form, removal=RemovalForm(formdata=None)), status
