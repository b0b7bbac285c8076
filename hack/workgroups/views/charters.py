"""The charter of a group: read, written, confirmed."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_login import current_user

from hack.policy import can
from hack.web import asked_number, done, may
from hack.workgroups.actions import confirm_charter, write_charter
from hack.workgroups.forms.charters import CharterForm, ConfirmForm
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import charter_of, last_confirmed, one_workgroup, to_confirm
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/<key>/charter")
@may("charter.read", one_workgroup)
def charter(workgroup: Workgroup) -> Any:
    return _charter_page(workgroup, ConfirmForm(formdata=None))


@bp.get("/workgroups/<key>/charter/edit")
@may("charter.write", one_workgroup)
def edit_charter(workgroup: Workgroup) -> Any:
    current = charter_of(workgroup)
    first = {"goal": workgroup.purpose, "seen": 0}
    form = CharterForm.from_request(obj=current, seen=current.version) if current else CharterForm.from_request(**first)
    return render_template("workgroups/edit_charter.html", workgroup=workgroup, form=form)


@bp.post("/workgroups/<key>/charter/edit")
@may("charter.write", one_workgroup)
def keep_charter(workgroup: Workgroup) -> Any:
    form = CharterForm.from_request()
    if done(form, lambda: write_charter(workgroup, by=current_user, seen=form.version, **form.answers())):
        flash("設置要綱を保存しました。構成員に確認をお願いします。", "success")
        return redirect(url_for("workgroups.charter", key=workgroup.key))
    current = charter_of(workgroup)
    if current is not None and form.version != current.version and not any(part.errors for part in form):
        form.show_beside(current)
    return render_template("workgroups/edit_charter.html", workgroup=workgroup, form=form), 422


@bp.post("/workgroups/<key>/charter/confirmation")
@may("charter.confirm", one_workgroup)
def confirm(workgroup: Workgroup) -> Any:
    form = ConfirmForm.from_request()
    if done(form, lambda: confirm_charter(workgroup, by=current_user, version=form.confirmed.data)):
        flash("設置要綱を確認しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return _charter_page(workgroup, form), 422


def _charter_page(workgroup: Workgroup, confirming: ConfirmForm) -> str:
    inside = can(current_user, "workgroup.read_inside", workgroup)
    version = asked_number("version") if inside else None
    one = charter_of(workgroup, version)
    if one is None and version is not None:
        abort(404)
    owed = to_confirm(workgroup, current_user)
    confirming.confirmed.data, confirming.confirmed.raw_data = owed.version if owed else None, None
    return render_template(
        "workgroups/charter.html",
        workgroup=workgroup,
        charter=one,
        owed=owed,
        confirming=confirming,
        confirmed=last_confirmed(workgroup) if inside else {},
    )
