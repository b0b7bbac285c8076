"""What a group hands on and tells everybody, and how it ends."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.web import done, may
from hack.workgroups.actions import (
    close_workgroup,
    draft_summary,
    keep_requirements,
    publish_summary,
    withdraw_summary,
)
from hack.workgroups.forms.closing import CloseForm, PublishForm, SummaryForm
from hack.workgroups.forms.rows import RequirementsForm
from hack.workgroups.models import Weight, Workgroup
from hack.workgroups.queries import one_workgroup, requirements_of
from hack.workgroups.rules import moves_open_to
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/<key>/requirements")
@may("requirement.edit", one_workgroup)
def requirements(workgroup: Workgroup) -> Any:
    kept = [{"words": one.words, "weight": one.weight} for one in requirements_of(workgroup)]
    form = RequirementsForm.of(kept, workgroup.version)
    return render_template("workgroups/requirements.html", workgroup=workgroup, form=form)


@bp.post("/workgroups/<key>/requirements")
@may("requirement.edit", one_workgroup)
def write_requirements(workgroup: Workgroup) -> Any:
    form = RequirementsForm.sent()
    if "more" in request.form:
        form.grow()
        return render_template("workgroups/requirements.html", workgroup=workgroup, form=form)

    def deed() -> None:
        keep_requirements(workgroup, by=current_user, seen=form.version, requirements=form.requirements())

    if done(form, deed, workgroup):
        flash("要件を保存しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return render_template("workgroups/requirements.html", workgroup=workgroup, form=form), 422


@bp.get("/workgroups/<key>/requirements/for-call")
@may("requirement.use", one_workgroup)
def requirements_for_call(workgroup: Workgroup) -> Any:
    kept = requirements_of(workgroup)
    parts = [(weight.label, [one.words for one in kept if one.weight is weight]) for weight in Weight]
    return render_template("workgroups/for_call.html", workgroup=workgroup, parts=parts)


@bp.get("/workgroups/<key>/summary")
@may("summary.publish", one_workgroup)
def summary(workgroup: Workgroup) -> Any:
    return _summary_page(workgroup, SummaryForm.from_request(obj=workgroup, seen=workgroup.version))


@bp.post("/workgroups/<key>/summary")
@may("summary.publish", one_workgroup)
def write_summary(workgroup: Workgroup) -> Any:
    form = SummaryForm.from_request()
    if done(form, lambda: draft_summary(workgroup, by=current_user, seen=form.version, **form.answers()), workgroup):
        flash("下書きを保存しました。まだ公開されていません。", "success")
        return redirect(url_for("workgroups.summary", key=workgroup.key))
    return _summary_page(workgroup, form), 422


@bp.post("/workgroups/<key>/summary/publication")
@may("summary.publish", one_workgroup)
def show_summary(workgroup: Workgroup) -> Any:
    form = PublishForm.from_request()
    if done(form, lambda: publish_summary(workgroup, by=current_user, seen=form.version), workgroup):
        flash("要約を公開しました。", "success")
        return redirect(url_for("workgroups.summary", key=workgroup.key))
    return _summary_page(workgroup, _draft(workgroup), form), 422


@bp.post("/workgroups/<key>/summary/withdrawal")
@may("summary.publish", one_workgroup)
def hide_summary(workgroup: Workgroup) -> Any:
    form = PublishForm.from_request()
    if done(form, lambda: withdraw_summary(workgroup, by=current_user), workgroup):
        flash("要約の公開をやめました。", "success")
        return redirect(url_for("workgroups.summary", key=workgroup.key))
    return _summary_page(workgroup, _draft(workgroup), form), 422


@bp.get("/workgroups/<key>/close")
@may("workgroup.close", one_workgroup)
def close(workgroup: Workgroup) -> Any:
    form = CloseForm.ending(endings(workgroup), move=request.args.get("move"), obj=workgroup, seen=workgroup.version)
    return _close_page(workgroup, form)


@bp.post("/workgroups/<key>/close")
@may("workgroup.close", one_workgroup)
def end(workgroup: Workgroup) -> Any:
    form = CloseForm.ending([move for move in workgroup.path.moves if move.made_at == "workgroups.close"])
    if done(form, lambda: close_workgroup(workgroup, by=current_user, seen=form.version, **form.answers()), workgroup):
        flash(f"「{workgroup.step.label}」としてグループを閉じました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return _close_page(workgroup, form), 422


def endings(workgroup: Workgroup) -> list[Any]:
    """The moves that end this group with a report, if it has come so far."""
    return [move for move in moves_open_to(current_user, workgroup) if move.made_at == "workgroups.close"]


def _close_page(workgroup: Workgroup, form: CloseForm) -> str:
    kept = requirements_of(workgroup)
    return render_template("workgroups/close.html", workgroup=workgroup, form=form, requirements=kept)


def _draft(workgroup: Workgroup) -> SummaryForm:
    return SummaryForm(formdata=None, obj=workgroup, seen=workgroup.version)


def _summary_page(workgroup: Workgroup, form: SummaryForm, publishing: PublishForm | None = None) -> str:
    publishing = publishing or PublishForm(formdata=None, seen=workgroup.version)
    return render_template("workgroups/summary.html", workgroup=workgroup, form=form, publishing=publishing)
