"""Opening a working group, changing what it is, and moving it on."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack.forms import MoveForm, TakeBackForm
from hack.matching.models import Suggestion
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.proposals.queries import proposals_to_invite
from hack.web import done, made, may
from hack.workgroups.actions import (
    edit_workgroup,
    move_workgroup,
    open_workgroup,
    take_back_workgroup,
)
from hack.workgroups.forms.groups import NewWorkgroupForm, WorkgroupForm
from hack.workgroups.models import Workgroup
from hack.workgroups.queries import one_workgroup, suggestion_to_open_from
from hack.workgroups.views.blueprint import bp
from hack.workgroups.views.reading import show_workgroup


def suggestion_asked_for(viewer: Any) -> Suggestion | None:
    """The suggestion that the address names after its question mark."""
    return suggestion_to_open_from(request.args.get("suggestion", ""), viewer)


def need_asked_for(*, viewer: Any) -> Need | None:
    """The need that the address names after its question mark, by itself or through a suggestion."""
    if "suggestion" in request.args:
        suggestion = suggestion_asked_for(viewer)
        return suggestion.need if suggestion else None
    return one_need(request.args.get("need", ""), viewer)


@bp.get("/workgroups/new")
@may("workgroup.create", need_asked_for)
def new(need: Need) -> Any:
    suggestion = suggestion_asked_for(current_user)
    words = {"title": f"「{need.title[:70]}」のワーキング", "capacity": 10, "with_seed_author": suggestion is not None}
    form = NewWorkgroupForm.around(proposals_to_invite(need, current_user), suggestion, data=words)
    return new_page(need, suggestion, form)


@bp.post("/workgroups/new")
@may("workgroup.create", need_asked_for)
def start(need: Need) -> Any:
    suggestion, proposals = suggestion_asked_for(current_user), proposals_to_invite(need, current_user)
    form = NewWorkgroupForm.around(proposals, suggestion)

    def deed() -> Workgroup:
        answers = form.answers()
        ticked = answers.pop("proposals", None) or []
        with_author = answers.pop("with_seed_author", False)
        return open_workgroup(
            need=need,
            by=current_user,
            suggestion=suggestion,
            proposals=[proposal for proposal in proposals if proposal.key in ticked],
            guests=[suggestion.seed.author] if suggestion and with_author else [],
            **answers,
        )

    if key := made(form, deed):
        flash("ワーキンググループを開きました。", "success")
        return redirect(url_for("workgroups.show", key=key))
    return new_page(need, suggestion, form, 422)


def new_page(need: Need, suggestion: Suggestion | None, form: NewWorkgroupForm, status: int = 200) -> Any:
    """The page that asks what the group is for and who is invited to it."""
    return render_template("workgroups/new.html", need=need, suggestion=suggestion, form=form), status


@bp.get("/workgroups/<key>/edit")
@may("workgroup.edit", one_workgroup)
def edit(workgroup: Workgroup) -> Any:
    form = WorkgroupForm.from_request(obj=workgroup, seen=workgroup.version)
    return render_template("workgroups/edit.html", workgroup=workgroup, form=form)


@bp.post("/workgroups/<key>/edit")
@may("workgroup.edit", one_workgroup)
def write(workgroup: Workgroup) -> Any:
    form = WorkgroupForm.from_request(obj=workgroup)
    if done(form, lambda: edit_workgroup(workgroup, by=current_user, seen=form.version, **form.answers()), workgroup):
        flash("保存しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return render_template("workgroups/edit.html", workgroup=workgroup, form=form), 422


@bp.post("/workgroups/<key>/moves")
@may("workgroup.move", one_workgroup)
def move(workgroup: Workgroup) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_workgroup(workgroup, by=current_user, seen=form.version, **form.answers()), workgroup):
        flash(f"「{workgroup.step.label}」に進めました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, moving=form, status=422)


@bp.post("/workgroups/<key>/take-back")
@may("workgroup.take_back", one_workgroup)
def take_back(workgroup: Workgroup) -> Any:
    form = TakeBackForm.from_request()

    def deed() -> None:
        take_back_workgroup(workgroup, by=current_user, seen=form.version, **form.answers())

    if done(form, deed, workgroup):
        flash(f"操作を取り消し、「{workgroup.step.label}」に戻しました。", "success")
        return redirect(url_for("workgroups.show", key=workgroup.key))
    return show_workgroup(workgroup, taking_back=form, status=422)
