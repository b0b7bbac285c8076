"""What a lab sets about together."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.errors import RuleBroken
from hack.forms import MoveForm, TakeBackForm
from hack.livinglabs.actions import edit_project, keep_project, move_project, take_back_project
from hack.livinglabs.forms import NewProjectForm, ProjectForm
from hack.livinglabs.models import LabMember, LabProject, LivingLab
from hack.livinglabs.queries import members_for_project, one_lab, one_project, projects_of
from hack.livinglabs.rules import project_moves_open_to
from hack.livinglabs.views.blueprint import bp
from hack.needs.models import Need
from hack.needs.queries import one_need
from hack.policy import can
from hack.standing import standing_of
from hack.web import done, made, may, page_number

QUESTIONS = ("title", "what", "since", "until", "results", "source", "source_url")


@bp.get("/<key>/projects")
@may("lab_project.list", one_lab)
def projects(lab: LivingLab) -> Any:
    page = db.page_of(projects_of(lab, current_user), page_number(), 10)
    return render_template("livinglabs/projects.html", lab=lab, page=page)


@bp.get("/<key>/projects/new")
@may("lab_project.keep", one_lab)
def new_project(lab: LivingLab) -> Any:
    form = NewProjectForm.from_request()
    form.offer(members_for_project(lab))
    return _ask(lab, form)


@bp.post("/<key>/projects/new")
@may("lab_project.keep", one_lab)
def add_project(lab: LivingLab) -> Any:
    form, members = NewProjectForm.from_request(), members_for_project(lab)
    form.offer(members)

    def deed() -> LabProject:
        return keep_project(lab, by=current_user, partners=form.chosen(members), need=_need_of(form), **form.said)

    if key := made(form, deed):
        flash("プロジェクトを載せました。", "success")
        return redirect(url_for("livinglabs.project", key=key))
    return _ask(lab, form, 422)


@bp.get("/projects/<key>")
@may("lab_project.read", one_project)
def project(project: LabProject) -> Any:
    return _show(project)


@bp.get("/projects/<key>/edit")
@may("lab_project.edit", one_project)
def change_project(project: LabProject) -> Any:
    kept = {name: getattr(project, name) for name in QUESTIONS} | {"partners": [one.key for one in project.partners]}
    kept["need"] = _address_of_need(project)
    form = ProjectForm.from_request(data=kept, seen=project.version)
    form.offer(members_for_project(project.livinglab, project))
    return _ask(project.livinglab, form, project=project)


@bp.post("/projects/<key>/edit")
@may("lab_project.edit", one_project)
def write_project(project: LabProject) -> Any:
    form, members = ProjectForm.from_request(), members_for_project(project.livinglab, project)
    form.offer(members)
    form.address_of = _address_of_need

    def deed() -> None:
        chosen = _chosen(form, members)
        need = _need_kept(project, _need_of(form))
        edit_project(project, by=current_user, seen=form.version, partners=chosen, need=need, **form.said)

    if done(form, deed, project):
        flash("保存しました。", "success")
        return redirect(url_for("livinglabs.project", key=project.key))
    return _ask(project.livinglab, form, 422, project=project)


@bp.post("/projects/<key>/moves")
@may("lab_project.move", one_project)
def go_on_with_project(project: LabProject) -> Any:
    form = MoveForm.from_request()
    if done(form, lambda: move_project(project, by=current_user, seen=form.version, **form.answers()), project):
        flash(f"「{project.step.label}」になりました。", "success")
        return redirect(url_for("livinglabs.project", key=project.key))
    return _show(project, moving=form, status=422)


@bp.post("/projects/<key>/take-back")
@may("lab_project.take_back", one_project)
def take_project_back(project: LabProject) -> Any:
    form = TakeBackForm.from_request()
    if done(form, lambda: take_back_project(project, by=current_user, seen=form.version, **form.answers()), project):
        flash(f"取り消して「{project.step.label}」に戻しました。", "success")
        return redirect(url_for("livinglabs.project", key=project.key))
    return _show(project, taking_back=form, status=422)


def _need_of(form: NewProjectForm | ProjectForm) -> Need | None:
    """The need whose address was given, if the person may see it."""
    if not form.need_key:
        return None
    if (need := one_need(form.need_key, current_user)) is None:
        raise RuleBroken("そのアドレスのニーズは見つかりません。", "need")
    return need


def _address_of_need(project: LabProject) -> str:
    """The address of the project's need, if the person may read it."""
    need = project.need
    return url_for("needs.show", key=need.key) if need is not None and can(current_user, "need.read", need) else ""


def _need_kept(project: LabProject, asked: Need | None) -> Need | None | bool:
    """What becomes of the project's need: one that this person may not read stays where no other is given."""
    hidden = project.need is not None and not can(current_user, "need.read", project.need)
    return False if asked is None and hidden else asked


def _chosen(form: ProjectForm, members: list[LabMember]) -> list[LabMember] | None:
    return form.chosen(members) if "partners" in form else None


def _ask(
    lab: LivingLab, form: NewProjectForm | ProjectForm, status: int = 200, *, project: LabProject | None = None
) -> Any:
    return render_template("livinglabs/project_form.html", lab=lab, form=form, project=project), status


def _show(
    project: LabProject,
    *,
    moving: MoveForm | None = None,
    taking_back: TakeBackForm | None = None,
    status: int = 200,
) -> Any:
    inside = can(current_user, "lab_project.read_path", project)
    page = render_template(
        "livinglabs/project.html",
        project=project,
        lab=project.livinglab,
        moves=project_moves_open_to(current_user, project) if project.livinglab.going_on else [],
        moving=moving or MoveForm(formdata=None, seen=project.version),
        taking_back=taking_back or TakeBackForm(formdata=None, seen=project.version),
        standing=standing_of(project) if inside else None,
    )
    return page, status
