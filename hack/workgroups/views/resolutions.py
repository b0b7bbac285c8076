"""What a group has decided: listed, and added to."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.web import made, may, page_number
from hack.workgroups.actions import make_resolution
from hack.workgroups.forms.resolutions import ResolutionForm
from hack.workgroups.models import Resolution, Workgroup
from hack.workgroups.queries import one_workgroup, recent_meetings, resolutions_of, standing_resolutions
from hack.workgroups.views.blueprint import bp

MOST_TO_REPLACE = 100


@bp.get("/workgroups/<key>/resolutions")
@may("resolution.list", one_workgroup)
def resolutions(workgroup: Workgroup) -> Any:
    page = db.page_of(resolutions_of(workgroup), page_number())
    return render_template("workgroups/resolutions.html", workgroup=workgroup, page=page)


@bp.get("/workgroups/<key>/resolutions/new")
@may("resolution.make", one_workgroup)
def new_resolution(workgroup: Workgroup) -> Any:
    form = ResolutionForm.among(
        recent_meetings(workgroup),
        standing_resolutions(workgroup, MOST_TO_REPLACE),
        meeting=request.args.get("meeting"),
    )
    return render_template("workgroups/new_resolution.html", workgroup=workgroup, form=form)


@bp.post("/workgroups/<key>/resolutions/new")
@may("resolution.make", one_workgroup)
def resolve(workgroup: Workgroup) -> Any:
    meetings, standing = recent_meetings(workgroup), standing_resolutions(workgroup, MOST_TO_REPLACE)
    form = ResolutionForm.among(meetings, standing)

    def deed() -> Resolution:
        answers = form.answers()
        answers["meeting"] = next((one for one in meetings if one.key == answers["meeting"]), None)
        answers["instead_of"] = next((one for one in standing if one.key == answers["instead_of"]), None)
        return make_resolution(workgroup, by=current_user, **answers)

    if made(form, deed):
        flash("決定を残しました。", "success")
        return redirect(url_for("workgroups.resolutions", key=workgroup.key))
    return render_template("workgroups/new_resolution.html", workgroup=workgroup, form=form), 422
