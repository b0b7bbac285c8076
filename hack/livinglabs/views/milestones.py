"""What a lab took up in its years, and did on its days."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.livinglabs.actions import keep_milestone, remove_milestone
from hack.livinglabs.forms import MilestoneForm, RemoveForm
from hack.livinglabs.models import LabMilestone, LivingLab
from hack.livinglabs.queries import milestones_of, one_lab, one_milestone_once
from hack.livinglabs.views.blueprint import bp
from hack.web import done, made, may, page_number


@bp.get("/<key>/milestones")
@may("livinglab.read", one_lab)
def milestones(lab: LivingLab) -> Any:
    return _list(lab, MilestoneForm.from_request())


@bp.post("/<key>/milestones")
@may("milestone.keep", one_lab)
def add_milestone(lab: LivingLab) -> Any:
    form = MilestoneForm.from_request()
    if made(form, lambda: keep_milestone(lab, by=current_user, **form.answers())):
        flash("書き足しました。", "success")
        return redirect(url_for("livinglabs.milestones", key=lab.key))
    return _list(lab, form, 422)


@bp.post("/<key>/milestones/<milestone_key>/remove")
@may("milestone.remove", one_milestone_once)
def drop_milestone(milestone: LabMilestone) -> Any:
    lab = milestone.livinglab
    if done(RemoveForm.from_request(), lambda: remove_milestone(milestone, by=current_user)):
        flash("取り除きました。", "success")
    return redirect(url_for("livinglabs.milestones", key=lab.key))


def _list(lab: LivingLab, form: MilestoneForm, status: int = 200) -> Any:
    page = db.page_of(milestones_of(lab), page_number())
    removing = RemoveForm(formdata=None)
    return render_template("livinglabs/milestones.html", lab=lab, page=page, form=form, removing=removing), status
