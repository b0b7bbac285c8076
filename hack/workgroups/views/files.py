"""The files of a working group: the list, one more, one to save, one less."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_login import current_user

from hack import db
from hack.files.forms import FileForm, ReasonedRemovalForm, RemovalForm
from hack.files.queries import Hung, files_of
from hack.files.serving import handed_out, received
from hack.files.store import store
from hack.web import done, may, page_number
from hack.web.uploads import takes_file
from hack.workgroups.models import Workgroup
from hack.workgroups.shelf.actions import add_group_file, remove_group_file
from hack.workgroups.shelf.queries import group_open_inside, one_group_file, one_group_file_once
from hack.workgroups.shelf.rules import brought
from hack.workgroups.views.blueprint import bp


@bp.get("/workgroups/<key>/files")
@may("workgroup.read_files", group_open_inside)
def files(workgroup: Workgroup) -> Any:
    return files_page(workgroup, FileForm(formdata=None))


@bp.post("/workgroups/<key>/files")
@may("workgroup.add_file", group_open_inside)
@takes_file(lambda: store().per_file)
def add_file(workgroup: Workgroup) -> Any:
    form = FileForm.from_request()
    about = form.about.data or ""
    if received(form, lambda *sent: add_group_file(workgroup, *sent, by=current_user, about=about)):
        flash("ファイルを置きました。グループの人が開けます。", "success")
        return redirect(url_for("workgroups.files", key=workgroup.key))
    return files_page(workgroup, form), 422


@bp.get("/workgroups/<key>/files/<file_key>")
@may("workgroup.read_file", one_group_file)
def file(hung: Hung) -> Any:
    return handed_out(hung.file)


@bp.get("/workgroups/<key>/files/<file_key>/removal")
@may("workgroup.remove_file", one_group_file)
def unwanted_file(hung: Hung) -> Any:
    return removal_page(hung, removal_form(hung))


@bp.post("/workgroups/<key>/files/<file_key>/removal")
@may("workgroup.remove_file", one_group_file_once)
def remove_file(hung: Hung) -> Any:
    form = removal_form(hung)
    if done(form, lambda: remove_group_file(hung, by=current_user, **form.answers())):
        flash("ファイルを削除しました。", "success")
        return redirect(url_for("workgroups.files", key=hung.thing.key))
    return removal_page(hung, form), 422


def files_page(workgroup: Workgroup, form: FileForm) -> str:
    """The list of the group's files, and the form for one more."""
    page = db.page_of(files_of(workgroup), page_number())
    return render_template(
        "workgroups/files.html",
        workgroup=workgroup,
        page=page,
        form=form,
        hung=[Hung(one, workgroup) for one in page.rows],
    )


def removal_form(hung: Hung) -> RemovalForm:
    """The form that takes the file away: somebody else's file needs a reason."""
    return RemovalForm.from_request() if brought(current_user, hung) else ReasonedRemovalForm.from_request()


def removal_page(hung: Hung, form: RemovalForm) -> str:
    """The page that asks once more."""
    return render_template("workgroups/remove_file.html", workgroup=hung.thing, file=hung.file, form=form)
