"""What is to do in a group, and a person's own tasks in all groups."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user

from hack import db
from hack.web import done, made, may, page_number
from hack.workgroups.actions import edit_task, give_task, set_state
from hack.workgroups.forms.tasks import NewTaskForm, StateForm, TaskFilter, TaskForm, words_of
from hack.workgroups.models import Member, Task, TaskState, Workgroup
from hack.workgroups.queries import one_task, one_workgroup, overdue_count, own_tasks, recent_meetings, tasks_of
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/tasks")
@may("task.list_own")
def my_tasks() -> Any:
    with_ended = request.args.get("show") == "all"
    page = db.page_of(own_tasks(current_user, open_only=not with_ended), page_number())
    return render_template("workgroups/my_tasks.html", page=page, with_ended=with_ended)


@bp.get("/workgroups/<key>/tasks")
@may("task.list", one_workgroup)
def tasks(workgroup: Workgroup) -> Any:
    looking = TaskFilter.asked()
    state = looking.wanted()["state"]
    page = db.page_of(tasks_of(workgroup, state=state, open_only=state is None), page_number())
    late = overdue_count(workgroup)
    return render_template("workgroups/tasks.html", workgroup=workgroup, page=page, looking=looking, late=late)


@bp.get("/workgroups/<key>/tasks/new")
@may("task.make", one_workgroup)
def new_task(workgroup: Workgroup) -> Any:
    form = NewTaskForm.among(workgroup.members, recent_meetings(workgroup), meeting=request.args.get("meeting"))
    return render_template("workgroups/new_task.html", workgroup=workgroup, form=form)


@bp.post("/workgroups/<key>/tasks/new")
@may("task.make", one_workgroup)
def add_task(workgroup: Workgroup) -> Any:
    members, meetings = list(workgroup.members), recent_meetings(workgroup)
    form = NewTaskForm.among(members, meetings)

    def deed() -> Task:
        answers = form.answers()
        answers["owner"] = _chosen(members, answers["owner"])
        answers["meeting"] = next((one for one in meetings if one.key == answers["meeting"]), None)
        return give_task(workgroup, by=current_user, **answers)

    if key := made(form, deed):
        flash("宿題を割り当てました。", "success")
        return redirect(url_for("workgroups.show_task", key=workgroup.key, task_key=key))
    return render_template("workgroups/new_task.html", workgroup=workgroup, form=form), 422


@bp.get("/workgroups/<key>/tasks/<task_key>")
@may("task.read", one_task)
def show_task(task: Task) -> Any:
    return _task_page(task, StateForm(formdata=None, seen=task.version))


@bp.get("/workgroups/<key>/tasks/<task_key>/edit")
@may("task.edit", one_task)
def change_task(task: Task) -> Any:
    form = TaskForm.of(task, data=words_of(task) | {"seen": task.version})
    return render_template("workgroups/edit_task.html", task=task, workgroup=task.workgroup, form=form)


@bp.post("/workgroups/<key>/tasks/<task_key>/edit")
@may("task.edit", one_task)
def write_task(task: Task) -> Any:
    form, members = TaskForm.of(task), [task.owner, *task.workgroup.members]

    def deed() -> None:
        answers = form.answers()
        answers["owner"] = _chosen(members, answers["owner"])
        edit_task(task, by=current_user, seen=form.version, **answers)

    if done(form, deed, task):
        flash("宿題を直しました。", "success")
        return redirect(url_for("workgroups.show_task", key=task.workgroup.key, task_key=task.key))
    return render_template("workgroups/edit_task.html", task=task, workgroup=task.workgroup, form=form), 422


@bp.post("/workgroups/<key>/tasks/<task_key>/state")
@may("task.edit", one_task)
def state_task(task: Task) -> Any:
    form = StateForm.from_request()

    def deed() -> None:
        set_state(task, form.state.data or task.state, by=current_user, seen=form.version)

    if done(form, deed, task):
        flash(f"「{task.state.label}」にしました。", "success")
        return redirect(url_for("workgroups.show_task", key=task.workgroup.key, task_key=task.key))
    return _task_page(task, form), 422


def _task_page(task: Task, form: StateForm) -> str:
    return render_template(
        "workgroups/task.html", task=task, workgroup=task.workgroup, form=form, states=list(TaskState)
    )


def _chosen(members: list[Member], key: str) -> Member:
    return next(one for one in members if one.key == key)
